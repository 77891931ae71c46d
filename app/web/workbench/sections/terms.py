"""The glossary's terms in this English, and what to write for each."""

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from app.web.workbench.marked_text import MarkedPlace, pointed
from app.workflow.glossary.terms import TermMatch, located
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk, SegmentView


@dataclass(frozen=True)
class TermWords:
    """Agreed words; the key with this number puts them into the text."""

    number: int
    text: str


@dataclass(frozen=True, kw_only=True)
class TermLine:
    """One term. `says` is all of it in one sentence, for who meets the term in the English."""

    id: str
    term: str
    note: str
    words: tuple[TermWords, ...]
    forbidden: tuple[str, ...]
    keep: bool
    says: str
    href: str


@dataclass(frozen=True)
class Terms:
    lines: tuple[TermLine, ...]


def section(desk: Desk, seen: SegmentView, _actor: Actor) -> Terms | None:
    lines: list[TermLine] = []
    number = 0
    for match in _by_term(located(seen.segment.text, desk.terms)).values():
        texts = (match.term,) if match.keep else match.approved
        lines.append(_line(desk, match, len(lines), number, texts))
        number += len(texts)
    return Terms(tuple(lines)) if lines else None


def source(desk: Desk, seen: SegmentView) -> Markup:
    """The English, its terms leading to their lines in the section."""
    found = located(seen.segment.text, desk.terms)
    ids = {term: _id(number) for number, term in enumerate(_by_term(found))}
    return pointed(
        seen.segment.text,
        (MarkedPlace(m.start, m.end, ids[m.term], f"{ids[m.term]}-says") for m in found),
    )


def _by_term(found: tuple[TermMatch, ...]) -> dict[str, TermMatch]:
    return {match.term: match for match in found}


def _id(number: int) -> str:
    return f"term-{number + 1}"


def _line(desk: Desk, match: TermMatch, line: int, number: int, texts: tuple[str, ...]) -> TermLine:
    return TermLine(
        id=_id(line),
        term=match.term,
        note=match.note,
        words=tuple(TermWords(n, text) for n, text in enumerate(texts, number + 1)),
        forbidden=match.forbidden,
        keep=match.keep,
        says=_says(desk, match),
        href=f"/workbench/terms/{desk.language.tag}/term?term={quote(match.term)}",
    )


def _says(desk: Desk, match: TermMatch) -> str:
    if match.keep:
        return "Term: stays as it is."
    agreed = " or ".join(match.approved) or "no words agreed yet"
    never = f" Not: {', '.join(match.forbidden)}." if match.forbidden else ""
    return f"Term. {desk.language.english_name}: {agreed}.{never}"
