"""One string as the workbench shows it: with its source, its findings, where its words came from
and what the person may do with it. The page around the strings is in `translation_page`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.checks.base import Finding, Severity
from app.languages import Language
from app.models import Json
from app.web.staff import Link
from app.web.staff_presenters import anchor
from app.workflow.desk import SegmentView
from app.workflow.people import Actor
from app.workflow.todo import steps, waits

_TOKEN = re.compile(r"</?\d+/?>")
STANDINGS = {
    "empty": ("Empty", "white"),
    "draft": ("Draft", "yellow"),
    "edited": ("Edited", "blue"),
    "revised": ("Revised", "green"),
    "stale": ("English changed", "orange"),
}
FILTERS = {"mine": "For me to do", "all": "All", "findings": "With findings"}


@dataclass(frozen=True)
class Asked:
    """Which strings the page shows: a filter, and one string that it shows in any case, with what
    the last step did."""

    show: str = ""
    path: str = ""
    done: str = ""


@dataclass(frozen=True)
class Refusal:
    """A step that was refused: on which string, why, and the words that the person had typed."""

    path: str
    message: str
    text: str | None = None


@dataclass(frozen=True)
class FindingLine:
    severity: str
    colour: str
    message: str
    words: str


@dataclass(frozen=True)
class Card:
    """One string. `text` is what the field holds, `seen` what is stored."""

    number: int
    seen: SegmentView
    text: str
    source: Markup
    target: Markup
    origin: str
    people: str
    findings: tuple[FindingLine, ...]
    can: frozenset[str]
    waits: str | None
    error: str = ""

    @property
    def path(self) -> str:
        return self.seen.path

    @property
    def anchor(self) -> str:
        return anchor(self.path)

    @property
    def label(self) -> str:
        return STANDINGS[self.seen.standing][0]

    @property
    def colour(self) -> str:
        return STANDINGS[self.seen.standing][1]

    @property
    def rows(self) -> int:
        """Lines of the field: enough for the longer of both texts."""
        return max(2, -(-max(len(self.text), len(self.seen.segment.text)) // 45))


def cards(
    views: Iterable[SegmentView],
    language: Language,
    actor: Actor,
    names: Mapping[int, str],
    refusal: Refusal | None = None,
) -> tuple[Card, ...]:
    """Every string as the page shows it to this person."""
    found = []
    for number, seen in enumerate(views, 1):
        refused = refusal if refusal is not None and refusal.path == seen.path else None
        typed = refused.text if refused is not None else None
        found.append(
            Card(
                number,
                seen,
                seen.text if typed is None else typed,
                tokens(seen.segment.text),
                tokens(seen.text),
                origin(seen.origin),
                _people(seen, names),
                tuple(_finding(each, seen.text) for each in seen.findings),
                steps(actor, language.tag, seen),
                waits(actor, language.tag, seen),
                refused.message if refused is not None else "",
            )
        )
    return tuple(found)


def chosen(every: tuple[Card, ...], asked: Asked) -> tuple[str, tuple[Card, ...]]:
    """The filter in force and its cards: what waits for me, or all when nothing does."""
    groups = _groups(every)
    show = asked.show if asked.show in FILTERS else ("mine" if groups["mine"] else "all")
    kept = {card.path for card in groups[show]} | {asked.path}
    return show, tuple(card for card in every if card.path in kept)


def filters(every: tuple[Card, ...], place: str, show: str) -> tuple[Link, ...]:
    groups = _groups(every)
    return tuple(
        Link(text, f"{place}?show={name}", name == show, str(len(groups[name])))
        for name, text in FILTERS.items()
    )


def _groups(every: tuple[Card, ...]) -> dict[str, tuple[Card, ...]]:
    return {
        "mine": tuple(card for card in every if card.waits),
        "all": every,
        "findings": tuple(card for card in every if card.findings),
    }


def counts(views: Iterable[SegmentView]) -> tuple[tuple[str, str, int], ...]:
    """(label, colour, how many) of each standing that occurs."""
    standings = [seen.standing for seen in views]
    return tuple(
        (label, colour, standings.count(name))
        for name, (label, colour) in STANDINGS.items()
        if name in standings
    )


def origin(where_from: Json) -> str:
    """Where the words came from first, in a sentence."""
    if where_from.get("memory"):
        return (
            "Suggested from memory: a revised text with the same English. Check that it fits here."
        )
    if name := where_from.get("file"):
        made = f" ({where_from['origin']})" if where_from.get("origin") else ""
        return f"From the file {name}{made}."
    if engine := where_from.get("engine"):
        model = " ".join(
            str(where_from[part]) for part in ("model", "version") if where_from.get(part)
        )
        flags = ", ".join(str(flag) for flag in where_from.get("flags", ()))
        parts = [f"Machine draft by {engine}", model, flags]
        return f"{', '.join(part for part in parts if part)}."
    return ""


def _people(seen: SegmentView, names: Mapping[int, str]) -> str:
    parts = []
    if seen.edited_by is not None:
        parts.append(f"Edited by {names.get(seen.edited_by, 'someone')}")
    if seen.revised_by is not None:
        parts.append(f"revised by {names.get(seen.revised_by, 'someone')}")
    return ", ".join(parts)


def _finding(finding: Finding, text: str) -> FindingLine:
    blocks = finding.severity is Severity.BLOCKING
    return FindingLine(
        "Must be put right" if blocks else "Look again",
        "red" if blocks else "grey",
        finding.message,
        text[finding.start : finding.end] if finding.start is not None else "",
    )


def tokens(text: str) -> Markup:
    """The text with its tokens set apart, left to right whatever stands round them."""
    out, end = Markup(), 0
    for match in _TOKEN.finditer(text):
        token = Markup('<bdi class="bw-token" dir="ltr">{}</bdi>').format(match[0])
        out += escape(text[end : match.start()]) + token
        end = match.end()
    return out + escape(text[end:])
