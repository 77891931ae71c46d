"""The language registry and its one formatter of dates."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app.languages import (
    ENGLISH,
    LanguageListError,
    UnknownLanguage,
    find,
    format_date,
    gaps,
    is_source,
    languages,
    of_a_file,
)

TAGS = ["pl", "ne", "fj", "ro", "bn", "kok-Latn", "kok-Deva", "pt-PT", "es", "fr", "it", "de", "so",
        "fa-AF", "ps"]  # fmt: skip


def test_the_languages_are_listed() -> None:
    assert sorted(language.tag for language in languages()) == sorted(TAGS)


def test_english_alone_is_what_texts_are_written_in() -> None:
    assert ENGLISH.is_source
    assert is_source("en")
    assert not is_source("xx")
    assert [tag for tag in TAGS if is_source(tag) or find(tag).is_source] == []


@pytest.mark.parametrize("tag", TAGS)
def test_h12_dates_are_gregorian_with_a_month_in_words_and_ascii_digits(tag: str) -> None:
    months = set()
    for month in range(1, 13):
        text = format_date(date(2026, month, 6), find(tag))
        assert re.search(r"\b6\b", text)
        assert "2026" in text
        assert set(re.findall(r"\d", text)) <= set("0123456789")
        months.add(text)
    assert len(months) == 12


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("pl", "6 sierpnia 2026"),
        ("es", "6 de agosto de 2026"),
        ("pt-PT", "6 de agosto de 2026"),
        ("de", "6. August 2026"),
        ("ro", "6 august 2026"),
        ("fa-AF", "6 اگست 2026"),
        ("ne", "6 अगस्ट 2026"),
    ],
)
def test_dates_read_as_people_write_them(tag: str, expected: str) -> None:
    assert format_date(date(2026, 8, 6), find(tag)) == expected


def test_english_dates_follow_the_service_manual() -> None:
    assert format_date(date(2026, 8, 6), ENGLISH) == "6 August 2026"


def test_right_to_left_languages_are_dari_and_pashto() -> None:
    assert {language.tag for language in languages() if language.direction == "rtl"} == {
        "fa-AF",
        "ps",
    }


def test_an_unknown_tag_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        find("prs")


ENTRY = """languages:
  - tag: xx
    number: 40
    english_name: Xish
    own_name: Xi
    spoken_name: Xi
    locale: pl
    say: {latin: I am pregnant.}
    say_after_birth: {latin: I have a new baby.}
"""


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Puts another list in the place of ours."""

    def put(text: str) -> None:
        (tmp_path / "languages.yaml").write_text(text)
        monkeypatch.setattr("app.languages.LIST", tmp_path / "languages.yaml")
        languages.cache_clear()

    yield put
    monkeypatch.undo()
    languages.cache_clear()


def test_an_entry_with_the_least_in_it_is_a_language(listed: Callable[[str], None]) -> None:
    listed(ENTRY)
    assert find("xx").english_name == "Xish"


@pytest.mark.parametrize(
    ("list_", "said"),
    [
        (ENTRY.replace("tag: xx", "tag: X"), "content/languages.yaml: X.tag: "),
        (ENTRY + "    script: Punjabi\n", "content/languages.yaml: xx.script: "),
        (
            ENTRY.replace("    say_after", "    says_after"),
            "content/languages.yaml: xx.say_after_birth",
        ),
        (ENTRY + "    months: [January]\n", "content/languages.yaml: xx.months"),
        (ENTRY + "    colour: red\n", "content/languages.yaml: xx.colour: "),
        (ENTRY + ENTRY.partition("\n")[2], "xx stands twice"),
        (ENTRY.replace("tag: xx", "tag: en"), "en stands twice"),
        (ENTRY.replace("number: 40", "number: 1"), "two languages have the number 1"),
        (ENTRY.replace("number: 40", "number: 90"), "content/languages.yaml: xx.number"),
        ("languages: [", "content/languages.yaml cannot be read"),
        ("tongues: []", "content/languages.yaml cannot be read"),
    ],
)
def test_a_damaged_list_is_refused_with_the_place(
    listed: Callable[[str], None], list_: str, said: str
) -> None:
    listed(list_)
    with pytest.raises(LanguageListError, match=re.escape(said)):
        languages()


def test_what_babel_does_not_know_has_to_stand_in_the_list() -> None:
    fijian = find("fj")
    assert [language.tag for language in languages() if gaps(language)] == []
    assert gaps(fijian.model_copy(update={"months": ()})) == ("months",)
    assert gaps(fijian.model_copy(update={"plural": None})) == ("plural",)
    assert gaps(find("pl").model_copy(update={"locale": "p?"})) == ("months", "plural")


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("de", "de"), ("de-DE", "de"), ("DE", "de"), ("de_AT", "de"), ("de_DE.UTF-8", "de"),
        ("de_AT@euro", "de"), ("deu", "de"), ("ger", "de"), ("es-419", "es"), ("bn-IN", "bn"),
        ("pl-Latn-PL", "pl"), ("EN-GB", "en"), ("pt_pt", "pt-PT"), ("prs", "fa-AF"),
        ("fa_AF", "fa-AF"), ("kok@latin", "kok-Latn"), ("kok-Deva-IN", "kok-Deva"),
    ],
)  # fmt: skip
def test_the_tag_of_another_program_is_understood(written: str, tag: str) -> None:
    assert of_a_file(written).tag == tag


@pytest.mark.parametrize(
    "written",
    ["pt-BR", "pt", "por", "fa", "fa-IR", "kok", "gom", "kok-IN", "bn-Latn", "de-x-simple",
     "de@simple"],
)  # fmt: skip
def test_one_variety_is_never_taken_for_another(written: str) -> None:
    with pytest.raises(UnknownLanguage, match="write that tag in the file"):
        of_a_file(written)


@pytest.mark.parametrize("written", ["", "xx", "zh-Hant-TW", "not a tag"])
def test_a_language_of_nobody_here_is_unknown(written: str) -> None:
    with pytest.raises(UnknownLanguage, match="is not a language"):
        of_a_file(written)
