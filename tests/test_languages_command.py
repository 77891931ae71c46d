"""`birthwords languages`: the table in docs/languages is what it prints, and its JSON has the keys
that programs are promised.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from app.config import ROOT
from app.db import Database
from app.languages import languages
from tests import factories
from tests.shell import Shell

NUMBERS = {"total", "drafted", "reviewed", "published"}


@pytest.fixture
def birthwords(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "data")


def rows(birthwords: Shell, *options: str, **environment: str) -> dict[str, dict[str, Any]]:
    done = birthwords("languages", "--json", *options, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return {row["tag"]: row for row in json.loads(done.stdout)}


def test_the_table_of_the_docs_is_what_the_command_prints_from_the_files(
    birthwords: Shell,
) -> None:
    printed = birthwords("languages", "--table", "--files").stdout
    held = (ROOT / "docs" / "languages" / "README.md").read_text("utf-8")
    assert held == printed, "birthwords languages --table --files > docs/languages/README.md"


def test_without_a_database_the_files_are_counted_and_none_is_made(
    birthwords: Shell, tmp_path: Path
) -> None:
    found = rows(birthwords)
    assert [*found] == [language.tag for language in languages()]
    assert {row["counted_in"] for row in found.values()} == {"files"}
    assert not (tmp_path / "data").exists()


def test_the_keys_are_those_that_the_operators_page_promises(birthwords: Shell) -> None:
    dari = rows(birthwords, "--files")["fa-AF"]
    assert {*dari} == {
        "tag", "english_name", "own_name", "script", "direction", "counted_in", "checks", "font",
        "engine", "interface", "texts", "editions", "doubts", "confidence", "shipped",
    }  # fmt: skip
    assert {*dari["checks"]} == {"has", "lacks", "read_twice"}
    assert {*dari["font"]} == {"files", "built"}
    assert {*dari["engine"]} == {"used", "ready", "installable"}
    assert {*dari["interface"]} == NUMBERS | {"state", "safety_critical"}
    assert {*dari["texts"]} == NUMBERS | {"safety_critical"}
    assert {*dari["texts"]["safety_critical"]} == NUMBERS
    assert {*dari["interface"]["safety_critical"]} == NUMBERS
    assert {*dari["shipped"]} == {"texts", "safety_critical", "interface", "doubts"}
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    section = page.partition("## What each language has")[2].partition("\n## ")[0]
    assert [key for key in dari if f"`{key}`" not in section] == []


def test_each_language_says_what_it_has(birthwords: Shell) -> None:
    found = rows(birthwords, "--files")
    assert found["pl"]["checks"]["lacks"] == []
    assert {"check": "facts", "words": "doses and times"} in found["ne"]["checks"]["has"]
    assert found["ne"]["font"]["files"][-1] == "NotoSansDevanagari-Regular.ttf"
    assert found["fj"]["confidence"] == "low"
    assert "argos" in found["pl"]["engine"]["installable"]
    assert "argos" not in found["fj"]["engine"]["installable"]


@pytest.mark.one_database
def test_a_database_is_counted_where_there_is_one(birthwords: Shell, world: Database) -> None:
    factories.publish_leaflet(world)
    polish = rows(birthwords, BIRTHWORDS_DATABASE_URL=world.url)["pl"]
    assert polish["counted_in"] == "demonstration"
    assert polish["texts"] == {
        "total": 5, "drafted": 5, "reviewed": 5, "published": 5,
        "safety_critical": {"total": 3, "drafted": 3, "reviewed": 3, "published": 3},
    }  # fmt: skip
    assert polish["editions"] == 1
    assert polish["shipped"]["texts"] > 5
    table = birthwords("languages", "--table", BIRTHWORDS_DATABASE_URL=world.url).stdout
    assert "| Polish (`pl`) | high | 0 | 5 / 5 / 5 | 3 / 3 / 3 | 0 / 0 / 0 | open |" in table
    assert "nobody qualified has read" in table


@pytest.mark.one_database
def test_an_empty_database_has_nothing_to_count(birthwords: Shell, empty: Database) -> None:
    found = rows(birthwords, BIRTHWORDS_DATABASE_URL=empty.url)
    assert {row["counted_in"] for row in found.values()} == {"files"}


def test_one_form_is_chosen(birthwords: Shell) -> None:
    assert birthwords("languages", "--json", "--table").returncode == 2
