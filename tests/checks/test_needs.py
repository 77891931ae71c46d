"""A language for which a safety check has no words is named wherever people choose a language."""

from __future__ import annotations

import pytest

from app.checks import CHECKS
from app.checks.needs import NEEDS, lacking, lacking_words
from app.cli import main
from app.config import ROOT
from app.languages import ENGLISH, languages


def test_no_language_of_the_plan_lacks_a_list() -> None:
    """Those of the plan have the numbers to 16; one that is added begins without any words."""
    plan = [each for each in languages() if each.number <= 16]
    assert len(plan) == 15
    assert [each.tag for each in plan if lacking(each.tag)] == []


def test_a_language_without_any_word_list_lacks_them_all() -> None:
    assert lacking("sq") == NEEDS
    assert lacking(ENGLISH.tag) == ()


def test_each_need_is_that_of_a_check() -> None:
    assert {need.check for need in NEEDS} <= {check.id for check in CHECKS}


@pytest.mark.usefixtures("somali_lacks_words")
def test_the_command_that_lists_languages_says_what_each_lacks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["birthwords", "languages"])
    with pytest.raises(SystemExit):
        main()
    rows = {line.partition("\t")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "turns an instruction round" in rows["so"]
    assert "no words" not in rows["pl"]


def test_the_page_on_checks_has_a_row_for_each_language_that_lacks_words() -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    expected = [
        f"| {language.english_name} (`{language.tag}`) | {lacking_words(language.tag)} |"
        for language in languages()
        if lacking(language.tag)
    ]
    section = page.partition("## What a language lacks")[2].partition("\n## ")[0]
    assert [line for line in section.splitlines() if "(`" in line] == expected
