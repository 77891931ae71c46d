"""A language that cannot be shown is said at the start, with the mend, not found by a reader."""

import logging

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from app import languages as registry
from app.cli import cli
from app.config import settings
from app.db import Database
from app.languages import Language, LanguageListError, find, languages
from app.main import create_app
from app.render import needs
from app.render.fonts import missing_glyphs
from app.render.needs import faults


def otherwise(tag: str, **fields: object) -> Language:
    return find(tag).model_copy(update=fields)


@pytest.fixture
def polish_in_gurmukhi(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our list, but Polish is written in letters that print has no font for."""
    guru = otherwise("pl", script="Guru")
    others = tuple(guru if each.tag == "pl" else each for each in languages())
    monkeypatch.setattr(registry, "languages", lambda: others)
    monkeypatch.setattr(needs, "languages", lambda: others)


@pytest.mark.parametrize("language", languages(), ids=lambda found: found.tag)
def test_every_language_of_ours_has_what_it_needs(language: Language) -> None:
    assert faults(language) == ()


def test_h7_a_script_without_a_font_is_said_with_what_to_add() -> None:
    (fault,) = faults(otherwise("pl", script="Guru"))
    assert fault.startswith("content/languages.yaml: pl (Polish) is written in Guru")
    assert "FAMILIES in app/assets/fonts.py" in fault
    assert "FILES in app/render/fonts.py" in fault


def test_a_locale_that_babel_does_not_know_is_said_with_what_to_add() -> None:
    (fault,) = faults(otherwise("pl", locale="rom"))
    assert "Babel has no months and no plural for the locale “rom”" in fault
    assert "add `months` and `plural`" in fault
    assert faults(otherwise("fj", locale="rom")) == ()


def test_h7_nothing_but_latin_letters_is_printed_in_a_script_without_a_font() -> None:
    (problem, *_) = missing_glyphs(["abc ਪੰਜਾਬੀ"], "Guru")
    assert problem.character == "ਪ"


@pytest.mark.one_database
@pytest.mark.usefixtures("demo_mode", "polish_in_gurmukhi")
def test_h7_the_service_does_not_start_while_such_a_language_is_open(world: Database) -> None:
    with pytest.raises(LanguageListError, match=r"pl .Polish. is written in Guru"):
        TestClient(create_app(world)).__enter__()


@pytest.mark.one_database
@pytest.mark.usefixtures("polish_in_gurmukhi")
def test_a_closed_language_holds_up_nobody(
    world: Database, caplog: pytest.LogCaptureFixture
) -> None:
    assert not settings().demo
    with caplog.at_level(logging.WARNING), TestClient(create_app(world)) as reader:
        assert reader.get("/healthz").text == "ok"
    said = [line.getMessage() for line in caplog.records if line.name == needs.log.name]
    assert ["pl (Polish) is written in Guru" in line for line in said] == [True]


@pytest.mark.usefixtures("polish_in_gurmukhi")
def test_who_looks_through_all_content_is_told_too() -> None:
    done = CliRunner().invoke(cli, ["check-content"])
    assert done.exit_code == 1
    assert "pl (Polish) is written in Guru" in done.stderr
