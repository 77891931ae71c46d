"""When the interface of a language may be shown, and in what words."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, write_po

from app.config import LOCALES
from app.languages import Language, find, languages
from app.render import interface
from app.render.interface import (
    compiled,
    interface_state,
    missing_words,
    path_of,
    read_catalogue,
    template,
    translations,
)
from app.render.messages import reader_words


def wanted() -> Catalog:
    catalogue = Catalog()
    catalogue.add("Call 999")
    catalogue.add("Page %(page)s")
    return catalogue


def polish(*, fuzzy: bool = False, page: str = "Strona %(page)s") -> Catalog:
    catalogue = Catalog(locale="pl")
    catalogue.add("Call 999", "Dzwoń pod 999", flags=["fuzzy"] if fuzzy else [])
    catalogue.add("Page %(page)s", page, flags=["python-format"])
    return catalogue


def test_a_whole_reviewed_catalogue_may_be_shown() -> None:
    assert missing_words(polish(), wanted(), demo=False) == ()


def test_h23_an_unreviewed_string_closes_the_language_outside_the_demonstration() -> None:
    assert missing_words(polish(fuzzy=True), wanted(), demo=False) == ("Call 999",)
    assert missing_words(polish(fuzzy=True), wanted(), demo=True) == ()


@pytest.mark.parametrize("page", ["", " ", "Strona %(pages)s", "Strona %(page)d"])
def test_h5_a_missing_string_or_a_damaged_placeholder_closes_the_language(page: str) -> None:
    assert missing_words(polish(page=page), wanted(), demo=True) == ("Page %(page)s",)


def test_fuzzy_words_are_used_in_the_demonstration_and_nowhere_else() -> None:
    assert compiled(polish(fuzzy=True), demo=True).gettext("Call 999") == "Dzwoń pod 999"
    assert compiled(polish(fuzzy=True), demo=False).gettext("Call 999") == "Call 999"


def test_english_is_always_open() -> None:
    assert interface_state("en", demo=False) == "open"


def test_h5_a_closed_language_shows_english_whole_and_never_a_mixture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    half = Catalog(locale="so")
    half.add("Languages", "Luuqadaha")
    monkeypatch.setattr(interface, "_catalogue", lambda language: half)
    interface.release({})
    assert interface_state("so", demo=True) == "closed"
    assert translations("so", demo=True).gettext("Languages") == "Languages"
    interface.release({})


@pytest.mark.parametrize("damage", ['msgstr "Dzwoń', 'msgstr Dzwoń"', 'msgtsr "Dzwoń"', "msgstr"])
def test_a_damaged_catalogue_is_refused_whole(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "messages.po"
    path.write_text(f'msgid "Call 999"\n{damage}\n', encoding="utf-8")
    with pytest.raises((PoFileError, ValueError)):
        read_catalogue(path, find("pl"))


def test_fijian_plurals_come_from_the_registry_because_babel_does_not_know_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "messages.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {find("fj").plural}\\n"\n\n'
        'msgid "%(num)s minute"\nmsgid_plural "%(num)s minutes"\n'
        'msgstr[0] "e dua"\nmsgstr[1] "e vuqa"\n',
        encoding="utf-8",
    )
    spoken = compiled(read_catalogue(path, find("fj")), demo=False)
    assert spoken.ngettext("%(num)s minute", "%(num)s minutes", 2) == "e vuqa"


def test_a_catalogue_with_other_plurals_than_the_registry_is_refused(tmp_path: Path) -> None:
    catalogue = Catalog(locale="fr")
    catalogue.add("Call 999", "999")
    path = tmp_path / "messages.po"
    with path.open("wb") as file:
        write_po(file, catalogue)
    with pytest.raises(ValueError, match="Plural-Forms"):
        read_catalogue(path, find("fj"))


def test_the_template_holds_exactly_the_words_of_templates_and_code() -> None:
    """`python -m app.render.messages` writes it anew."""
    assert {message.id for message in template()} == {message.id for message in reader_words()}


def shipped() -> list[Language]:
    return [language for language in languages() if path_of(language, LOCALES).exists()]


@pytest.mark.parametrize("language", shipped(), ids=lambda language: language.tag)
def test_every_catalogue_that_is_shipped_is_whole(language: Language) -> None:
    catalogue = read_catalogue(path_of(language), language)
    assert missing_words(catalogue, template(), demo=True) == ()


@pytest.mark.parametrize("language", shipped(), ids=lambda language: language.tag)
def test_h23_no_shipped_catalogue_claims_a_review_that_nobody_made(language: Language) -> None:
    assert interface_state(language.tag, demo=False) == "closed"


def test_safety_critical_words_are_marked_for_translators() -> None:
    notes = {
        message.id: " ".join(message.auto_comments) for message in reader_words() if message.id
    }
    emergency = [text for text in notes if "999" in text]
    assert emergency
    assert all("Safety-critical" in notes[text] for text in (*emergency, "Do", "Do not"))


def test_h23_words_that_are_withdrawn_while_they_are_looked_at_do_not_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was worked out from the words before is not kept for those after."""
    monkeypatch.setattr(interface, "template", wanted)
    whole = missing_words

    def withdrawn_meanwhile(catalogue: Catalog, words: Catalog, demo: bool) -> tuple[str, ...]:
        found = whole(catalogue, words, demo)
        interface.release({})
        return found

    try:
        interface.release({"pl": {"Call 999": "Dzwoń pod 999", "Page %(page)s": "Str. %(page)s"}})
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(interface, "missing_words", withdrawn_meanwhile)
            interface_state("pl", demo=False)
        assert interface_state("pl", demo=False) == "closed"
        assert translations("pl", demo=False).gettext("Call 999") == "Call 999"
    finally:
        interface.release({})


def test_h23_a_sentence_stands_alone_only_where_it_was_approved_or_in_a_demonstration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    english = "Leaflets and plans"
    assert interface.single_words("pl", demo=False).gettext(english) == english
    assert interface.single_words("pl", demo=True).gettext(english) == "Ulotki i plany"
    interface.release({"pl": {english: "Ulotki"}})
    try:
        assert interface.interface_state("pl", demo=False) == "closed"
        assert interface.single_words("pl", demo=False).gettext(english) == "Ulotki"
    finally:
        interface.release({})
    monkeypatch.setattr(interface, "_catalogue", without_a_file)
    assert interface.single_words("ps", demo=True).gettext(english) == english


def without_a_file(language: Language) -> Catalog:
    raise FileNotFoundError(language.tag)
