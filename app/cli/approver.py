"""The command that writes down what the approver of each text has to decide, as a page in Markdown
to be read with a pencil. What it finds is for `workflow.source.to_approve`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.root import cli
from app.config import CONTENT

if TYPE_CHECKING:
    from datetime import date

    from app.resources.schema import Source
    from app.workflow.source.to_approve import ApproverSheet, Statement

WRITE = "birthwords for-the-approver > docs/for-the-approver.md"
_VERSIONS = {"standard": "It says", "easy_read": "The easy-read version says"}
_WORDS = f"""\
Written by `{WRITE}` from the files in `content/`, and held by a test.

What the approver of each text decides, with a pencil:

- **sources that could not be opened** when the text was written: look them up, or find better ones;
- **doubts** that its authors noted, such as sources that differ;
- **what it says**: every number, dose, week and hour, and where it is safety-critical every “must”,
  “do not” and “straight away” and every reason to call. The numbers of its sources stand beside
  each; “?” marks one that could not be opened, and “as `…`” a text that repeats another's numbers.

`code` is the place in the file. Hospitals' phone numbers, hours and weeks stand in
`content/services.yaml` and are approved there. A tick here is a note for yourself: texts are
signed in Birthwords. `birthwords for-the-approver folic-acid` writes the part on one text,
`birthwords for-the-approver --approver pharmacist` those of one approver."""


@cli.command("for-the-approver")
def for_the_approver(
    slugs: Annotated[
        list[str] | None, typer.Argument(help="Texts by their slugs; by default all.")
    ] = None,
    approver: Annotated[
        str, typer.Option(help="Only texts whose approver's role has these words.")
    ] = "",
) -> None:
    """Write what the approver of each text has to decide: unopened sources, doubts, and every
    number, dose and “must” with its sources."""
    from app.resources.load import load_all
    from app.workflow.source.to_approve import to_approve

    found = [
        to_approve(resource)
        for resource in load_all(CONTENT)
        if (not slugs or resource.slug in slugs)
        and approver.casefold() in resource.approver.casefold()
    ]
    if missing := {*(slugs or ())} - {each.resource.slug for each in found}:
        raise typer.BadParameter(f"there is no {', '.join(sorted(missing))} for this approver.")
    print(page(found), end="")


def page(found: "Sequence[ApproverSheet]") -> str:
    """The whole page: what it is, a table of all texts, and a part on each."""
    texts = [
        _SheetsOfText(
            sorted(versions, key=lambda each: each.resource.reading_version != "standard")
        )
        for _, versions in groupby(found, lambda each: (each.resource.kind, each.resource.slug))
    ]
    parts = ("# For the approver", _WORDS, _overview(texts), *map(_part, texts))
    return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, kw_only=True)
class _Unopened:
    """One sentence that is to be found in a source, and what rests on it."""

    number: int
    source: "Source"
    resting: tuple[str, ...]


class _SheetsOfText:
    """The reading versions of one resource, standard first, with their sources numbered once."""

    def __init__(self, versions: "Sequence[ApproverSheet]") -> None:
        self.versions = versions
        self.numbers: dict[tuple[str, str], int] = {}
        for each in versions:
            for source in each.resource.sources:
                self.numbers.setdefault(_document(source), len(self.numbers) + 1)

    @property
    def title(self) -> str:
        return self.versions[0].resource.title

    @property
    def statements(self) -> "list[Statement]":
        return [one for each in self.versions for one in each.statements]

    def cited(self, version: "ApproverSheet", ids: Sequence[str]) -> str:
        """Sources by number, with “?” on those that could not be opened."""
        doubtful: dict[int, bool] = {}
        for source in version.resource.sources:
            if source.id in ids:
                number = self.numbers[_document(source)]
                doubtful[number] = doubtful.get(number, True) and source.unverified
        return ", ".join(f"{number}{'?' * doubtful[number]}" for number in sorted(doubtful))

    def unopened(self) -> list[_Unopened]:
        """Each sentence once, though both versions rest on it."""
        facts: dict[tuple[int, str], _Unopened] = {}
        for version in self.versions:
            for source in version.resource.sources:
                if source.unverified:
                    number = self.numbers[_document(source)]
                    known = facts.get((number, source.sentence))
                    resting = (*(known.resting if known else ()), *_resting(version, source))
                    facts[number, source.sentence] = _Unopened(
                        number=number, source=source, resting=resting
                    )
        return sorted(facts.values(), key=lambda fact: fact.number)


def _document(source: "Source") -> tuple[str, str]:
    return source.title, str(source.address)


def _resting(version: "ApproverSheet", source: "Source") -> tuple[str, ...]:
    return tuple(_place(version, path) for path in version.resting_on(source))


def _place(version: "ApproverSheet", path: str) -> str:
    easy = version.resource.reading_version == "easy_read"
    return f"easy read `{path}`" if easy else f"`{path}`"


def _overview(texts: Sequence[_SheetsOfText]) -> str:
    head = (
        "Text", "Approver", "Sources not opened", "Doubts", "Statements",
        "with no source", "of these with a number",
    )  # fmt: skip
    rows = [head, ("---", "---", *("---:",) * 5)]
    for text in texts:
        unsourced = [one for one in text.statements if one.is_unsourced]
        rows.append(
            (
                f"[{_cell(text.title)}](#{_anchor(text)})",
                _approvers(text),
                str(len(text.unopened())),
                str(sum(len(each.doubts) for each in text.versions)),
                str(len(text.statements)),
                str(len(unsourced)),
                str(sum(one.has_number for one in unsourced)),
            )
        )
    return _table(rows)


def _part(text: _SheetsOfText) -> str:
    sections = (_heading(text), _head(text), *_unopened(text), *_doubts(text), *_said(text))
    return "\n\n".join((*sections, *_sources(text)))


def _heading(text: _SheetsOfText) -> str:
    resource = text.versions[0].resource
    return f"## {_cell(text.title)} ({resource.kind} `{resource.slug}`)"


def _anchor(text: _SheetsOfText) -> str:
    kept = "".join(c for c in _heading(text)[3:].lower() if c.isalnum() or c in "-_ ")
    return kept.replace(" ", "-")


def _head(text: _SheetsOfText) -> str:
    versions = "; ".join(
        f"{each.resource.reference}, version {each.resource.version}, to be looked at again by "
        f"{_day(each.resource.review_by)}"
        for each in text.versions
    )
    return f"{_approvers(text)}. {versions}."


def _approvers(text: _SheetsOfText) -> str:
    return "; ".join(dict.fromkeys(_cell(each.resource.approver) for each in text.versions))


def _unopened(text: _SheetsOfText) -> Iterator[str]:
    if facts := text.unopened():
        yield "**Sources that could not be opened**"
        yield _table(
            [
                ("", "No.", "Look there for", "What rests on it"),
                ("---", "---:", "---", "---"),
                *(
                    (
                        "[ ]",
                        str(fact.number),
                        f"{_cell(fact.source.title)}, <{fact.source.address}>: "
                        f"{_cell(fact.source.sentence)}",
                        ", ".join(fact.resting) or "nothing",
                    )
                    for fact in facts
                ),
            ]
        )


def _doubts(text: _SheetsOfText) -> Iterator[str]:
    lines = [
        f"- [ ] {_place(each, doubt.path)}: {_cell(doubt.note)}"
        for each in text.versions
        for doubt in each.doubts
    ]
    if lines:
        yield "**Doubts**"
        yield "\n".join(lines)


def _said(text: _SheetsOfText) -> Iterator[str]:
    for version in text.versions:
        if version.statements:
            yield f"**{_VERSIONS[version.resource.reading_version]}**"
            rows = [("", "Where", "Text", "Sources"), ("---",) * 4]
            for one in version.statements:
                cited = text.cited(version, one.sources)
                said_at = f"as `{one.said_at}`" if one.said_at else "**none**"
                rows.append(("[ ]", f"`{one.path}`", _marked(one), cited or said_at))
            yield _table(rows)


def _marked(statement: "Statement") -> str:
    """The words of a statement with its numbers and orders in bold."""
    text, at, out = statement.text, 0, ""
    for start, end in statement.marks:
        out += f"{_cell(text[at:start])}**{_cell(text[start:end])}**"
        at = end
    return out + _cell(text[at:])


def _sources(text: _SheetsOfText) -> Iterator[str]:
    if text.numbers:
        yield "**Sources**"
        yield "\n".join(
            f"{number}. [{_cell(title)}]({address}), {_opened(text, (title, address))}"
            for (title, address), number in text.numbers.items()
        )


def _opened(text: _SheetsOfText, document: tuple[str, str]) -> str:
    """When a source was read, whether it only retells another, and whether anything rests on it."""
    facts = [
        (each, source)
        for each in text.versions
        for source in each.resource.sources
        if _document(source) == document
    ]
    days = sorted({source.read for _, source in facts if source.read})
    opened = f"read on {' and '.join(map(_day, days))}" if days else "not opened"
    retold = " (a copy or retelling)" if any(source.read_in for _, source in facts) else ""
    is_named = any(each.resting_on(source) for each, source in facts)
    return f"{opened}{retold}{'' if is_named else '; no text names it'}"


def _day(day: "date") -> str:
    return f"{day.day} {day:%B %Y}"


def _cell(text: str) -> str:
    """Words that Markdown takes for nothing else."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
