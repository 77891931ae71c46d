"""The glossary's terms in this English, and what to write for each."""

from dataclasses import dataclass
from urllib.parse import quote

from app.workflow.desk import Desk, SegmentView
from app.workflow.people import Actor
from app.workflow.terms import TermMatch, located


@dataclass(frozen=True)
class Words:
    """Agreed words; the key with this number puts them into the text."""

    number: int
    text: str


@dataclass(frozen=True)
class TermLine:
    term: str
    note: str
    words: tuple[Words, ...]
    forbidden: tuple[str, ...]
    keep: bool
    href: str


@dataclass(frozen=True)
class Terms:
    lines: tuple[TermLine, ...]


def section(desk: Desk, seen: SegmentView, _actor: Actor) -> Terms | None:
    found = located(seen.segment.text, desk.terms)
    lines: list[TermLine] = []
    number = 0
    for match in {match.term: match for match in found}.values():
        texts = (match.term,) if match.keep else match.approved
        lines.append(_line(desk, match, number, texts))
        number += len(texts)
    return Terms(tuple(lines)) if lines else None


def _line(desk: Desk, match: TermMatch, number: int, texts: tuple[str, ...]) -> TermLine:
    return TermLine(
        match.term,
        match.note,
        tuple(Words(n, text) for n, text in enumerate(texts, number + 1)),
        match.forbidden,
        match.keep,
        f"/workbench/terms/{desk.language.tag}/term?term={quote(match.term)}",
    )
