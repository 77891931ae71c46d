"""What came of the walks: a table for whoever ran them, and `docs/interop.md` for all others."""

from datetime import UTC, datetime

from app.config import ROOT
from tests.interop.walk import Result

PAGE = ROOT / "docs" / "interop.md"
_HEAD = """\
# What other people’s programs make of our files

Written by `make interop` on {day}. {counts}

Each walk takes the demonstration, with English that an author changed since and a new text in it.
A file goes out by our own code, a client opens and saves it, and it comes back by our own code,
looked at first (`--dry-run`) and then brought in. *Untouched*: nothing changes here, and every
text is back. *One text changed*: this one changes, its tokens whole, and no other; brought in a
second time the file changes nothing. Glossaries go the same way: *one word changed* comes in beside
the word that stood here, and nothing else does. What is absent was not walked.

What each format holds, and what is not read and why, is in [Files that are read](file-formats.md).
"""


def table(results: list[Result]) -> str:
    """One line a walk, for a terminal."""
    lines = [
        f"{one.outcome:<7} {one.client:<18} {one.format:<24} {one.what:<28} {one.detail}"
        for one in results
    ]
    return "\n".join([*lines, counts(results)])


def counts(results: list[Result]) -> str:
    """How many walks held, failed and were not walked, and who was absent."""
    number = {
        outcome: sum(one.outcome == outcome for one in results)
        for outcome in ("holds", "fails", "absent")
    }
    said = f"{number['holds']} walks held, {number['fails']} failed"
    absent = dict.fromkeys(one.client for one in results if one.outcome == "absent")
    return f"{said}; absent, so not walked: {', '.join(absent)}." if absent else f"{said}."


def page(results: list[Result], day: str) -> str:
    """The results client by client, as Markdown."""
    parts = [_HEAD.format(day=day, counts=counts(results))]
    for client in dict.fromkeys(one.client for one in results):
        own = [one for one in results if one.client == client]
        parts.append(f"## {client} {own[0].version}".rstrip() + "\n")
        rows = ["| format | walk | | what was seen |", "|---|---|---|---|"]
        rows += [
            f"| {one.format} | {one.what} | {one.outcome} | {_cell(one.detail)} |" for one in own
        ]
        parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


def write(results: list[Result]) -> None:
    """The page, dated today."""
    today = datetime.now(UTC).date()
    PAGE.write_text(page(results, f"{today.day} {today:%B %Y}"), "utf-8")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
