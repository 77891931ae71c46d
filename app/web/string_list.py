"""The strings of a translation as a list to choose from: where each stands, whom it waits for, a
filter and a search. One string at work is in `editor_page`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from app.web.marked_text import tokens
from app.web.staff import Link
from app.web.staff_presenters import at
from app.web.standing_words import STANDINGS
from app.workflow.desk import SegmentView
from app.workflow.people import Actor
from app.workflow.todo import waits

FILTERS = {"mine": "For me to do", "all": "All", "findings": "With findings"}
AROUND = 75
"""How many strings before and after the one at work the list beside it shows."""


@dataclass(frozen=True)
class Asked:
    """Which strings someone wants to see: a filter and words to look for; `path` is shown in any
    case."""

    show: str = ""
    words: str = ""
    path: str = ""


@dataclass(frozen=True)
class Row:
    """One string of the list."""

    number: int
    path: str
    source: Markup
    target: Markup
    standing: str
    critical: bool
    findings: int
    waits: str
    href: str
    current: bool = False
    unsaved: bool = False

    @property
    def label(self) -> str:
        return STANDINGS[self.standing][0]

    @property
    def colour(self) -> str:
        return STANDINGS[self.standing][1]


@dataclass(frozen=True)
class StringList:
    """The rows in the filter, and the filters with how many strings each holds."""

    rows: tuple[Row, ...]
    filters: tuple[Link, ...]
    show: str
    words: str
    total: int
    hidden: int = 0
    """How many rows of the filter stand further up or down than `around` keeps."""

    def around(self, path: str) -> "StringList":
        """The part of the list near one string."""
        here = next((i for i, row in enumerate(self.rows) if row.path == path), 0)
        near = self.rows[max(0, here - AROUND) : here + AROUND + 1]
        return replace(self, rows=near, hidden=len(self.rows) - len(near))

    def beside(self, path: str) -> tuple[Row | None, Row | None]:
        """The rows before and after a string."""
        here = next((i for i, row in enumerate(self.rows) if row.path == path), None)
        if here is None:
            return None, None
        before = self.rows[here - 1] if here else None
        return before, self.rows[here + 1] if here + 1 < len(self.rows) else None


def string_list(
    views: Sequence[SegmentView],
    tag: str,
    actor: Actor,
    place: str,
    asked: Asked,
    unsaved: frozenset[str] = frozenset(),
) -> StringList:
    """The list for one person: without a filter, what waits for them, or all when nothing does.
    `unsaved` are the paths at which they typed something that is not saved."""
    every = [
        Row(
            number,
            seen.path,
            tokens(seen.segment.text),
            tokens(seen.text),
            seen.standing,
            seen.segment.safety_critical,
            len(seen.findings),
            waits(actor, tag, seen) or "",
            "",
            seen.path == asked.path,
            seen.path in unsaved,
        )
        for number, seen in enumerate(views, 1)
    ]
    groups = {
        "mine": [row for row in every if row.waits],
        "all": every,
        "findings": [row for row in every if row.findings],
    }
    usual = "mine" if groups["mine"] else "all"
    show = asked.show if asked.show in FILTERS else usual
    found = _found(views, asked.words)
    kept = {row.path for row in groups[show] if row.path in found} | {asked.path}
    rows = (
        replace(row, href=at(place, row.path, show=show, q=asked.words))
        for row in every
        if row.path in kept
    )
    return StringList(
        tuple(rows), _filters(groups, place, show, asked), show, asked.words, len(every)
    )


def _filters(groups: dict[str, list[Row]], place: str, show: str, asked: Asked) -> tuple[Link, ...]:
    def href(name: str) -> str:
        return at(place, asked.path, show=name) if asked.path else f"{place}?show={name}"

    return tuple(
        Link(text, href(name), name == show, str(len(groups[name])))
        for name, text in FILTERS.items()
    )


def _found(views: Iterable[SegmentView], words: str) -> frozenset[str]:
    """The paths whose English, translation or path holds the words."""
    wanted = words.casefold().split()
    return frozenset(
        seen.path
        for seen in views
        if all(word in f"{seen.segment.text} {seen.text} {seen.path}".casefold() for word in wanted)
    )
