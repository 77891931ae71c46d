"""The pages of help stay true: their commands, settings and links exist, and their pictures are
small."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from app.cli import cli
from app.config import ROOT, Settings

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
NOT_SETTINGS = {"BIRTHWORDS_PASSWORD"}
"""Read by one command alone."""

_CODE = re.compile(r"```.*?```|`[^`\n]+`|^ {4}\S[^\n]*$", re.S | re.M)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_YAML = re.compile(r"```yaml.*?```", re.S)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def code(page: Path) -> Iterator[str]:
    """Each line that the page sets as code, long lines joined."""
    text = page.read_text("utf-8").replace("\\\n", " ")
    for found in _CODE.findall(text):
        yield from found.strip("`").splitlines()


def commands(page: Path) -> list[list[str]]:
    """What follows `birthwords` wherever the page calls it, word by word."""
    calls = (re.search(r"(?:^|[\s/])birthwords ([a-z].*)", line) for line in code(page))
    return [shlex.split(call[1], comments=True) for call in calls if call]


def slug(heading: str) -> str:
    """The anchor that a heading gets."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {slug(h) for h in re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)}


def fault(words: list[str]) -> str:
    """What is wrong with a call, or nothing."""
    command = get_command(cli)
    rest = list(words)
    while isinstance(command, TyperGroup):
        if not rest or rest[0] not in command.commands:
            return f"there is no command {' '.join(words)!r}"
        command = command.commands[rest.pop(0)]
    known = {option for each in command.params for option in (*each.opts, "--help")}
    unknown = [word for word in rest if word.startswith("-") and word.split("=")[0] not in known]
    return f"{' '.join(words)!r} has no option {unknown[0]}" if unknown else ""


def test_a_command_that_is_not_there_is_found() -> None:
    assert fault(["serve", "--demo"]) == ""
    assert fault(["user", "add", "a@b.c", "--role", "admin"]) == ""
    assert "no command" in fault(["user", "fly"])
    assert "--fast" in fault(["serve", "--fast"])


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_of_the_page_exist(page: Path) -> None:
    assert [wrong for words in commands(page) if (wrong := fault(words))] == []


def test_readme_and_help_name_commands_at_all() -> None:
    assert len(commands(ROOT / "README.md")) >= 3
    assert len(commands(ROOT / "docs" / "using-birthwords.md")) >= 3


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_make_targets_of_the_page_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = {
        word
        for line in code(page)
        for call in re.findall(r"\bmake((?: [a-z]+\b(?!=))+)", line.partition("#")[0])
        for word in call.split()
    }
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_settings_of_the_page_exist(page: Path) -> None:
    known = {f"BIRTHWORDS_{field.upper()}" for field in Settings.model_fields} | NOT_SETTINGS
    assert set(re.findall(r"BIRTHWORDS_[A-Z_]*[A-Z]", page.read_text("utf-8"))) <= known


def test_the_page_for_operators_names_every_setting() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert [f for f in Settings.model_fields if f"`BIRTHWORDS_{f.upper()}`" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = _CODE.sub("", _YAML.sub("", page.read_text("utf-8")))
    broken = []
    for link in _LINK.findall(text):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_pictures_are_small_and_each_is_shown() -> None:
    text = "".join(page.read_text("utf-8") for page in PAGES)
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert picture.stat().st_size < 150_000, picture.name
        assert f"pictures/{picture.name}" in text


def test_the_readme_counts_the_library_as_it_is() -> None:
    def count(pattern: str) -> int:
        return len(list((ROOT / "content").glob(pattern)))

    easy = count("leaflets/*.easy_read.yaml")
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"{count('leaflets/*.yaml') - easy} leaflets" in text
    assert f"{easy} of them in easy read" in text
    assert f"{count('plans/*.yaml') - count('plans/*.easy_read.yaml')} plans" in text
    assert f"{count('messages/*.yaml')} messages" in text
    assert f"{count('guides/*.yaml')} guides" in text
