"""The segments of a translation as a list to choose from: where each stands, a filter and a search,
and a part at a time of a long one. One segment at work is in `editor_page`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from app.web.frame.addresses import at
from app.web.frame.labels import STATES
from app.web.frame.sent_values import LONGEST_SEARCH
from app.web.frame.staff import Link
from app.web.workbench.marked_text import tokens
from app.workflow.lists import strings
from app.workflow.lists.strings import (
    ALL,
    MINE,
    MOST,
    TAKEN,
    WITH_FINDINGS,
    Listed,
    SegmentFilter,
    Text,
)
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk

FILTERS = {
    TAKEN: "Taken by me",
    MINE: "For me to do",
    ALL: "All",
    WITH_FINDINGS: "With findings",
}
AROUND = 75
"""How many segments before and after the one at work the list beside it shows."""
PAGE = 200
"""How many segments the page of a whole translation shows at once."""


@dataclass(frozen=True)
class ListQuery:
    """Which segments someone wants to see: a filter and words to look for; `path` is shown in any
    case. `after` or `before` the segment with a number goes on with a long list."""

    show: str = ""
    words: str = ""
    path: str = ""
    after: int = 0
    before: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", self.words[:LONGEST_SEARCH])


@dataclass(frozen=True, kw_only=True)
class SegmentRow:
    """One segment of the list."""

    number: int
    path: str
    source: Markup
    target: Markup
    state: str
    critical: bool
    findings: int
    version: int
    href: str
    current: bool = False
    unsaved: bool = False

    @property
    def label(self) -> str:
        return STATES[self.state][0]

    @property
    def colour(self) -> str:
        return STATES[self.state][1]


@dataclass(frozen=True, kw_only=True)
class StringList:
    """The rows in the filter, and the filters with how many segments each holds. `earlier` and
    `later` lead to the rest of a long list."""

    rows: tuple[SegmentRow, ...]
    filters: tuple[Link, ...]
    show: str
    words: str
    total: int
    mine: int
    whole: str
    """Where the list begins."""
    earlier: str
    later: str

    def beside(self, path: str) -> tuple[SegmentRow | None, SegmentRow | None]:
        """The rows before and after a segment."""
        here = next((i for i, row in enumerate(self.rows) if row.path == path), None)
        if here is None:
            return None, None
        before = self.rows[here - 1] if here else None
        return before, self.rows[here + 1] if here + 1 < len(self.rows) else None


def string_list(
    desk: Desk,
    text: Text,
    actor: Actor,
    place: str,
    asked: ListQuery,
    unsaved: frozenset[str] = frozenset(),
) -> StringList:
    """The list for one person: without a filter, what waits for them, or all when nothing does.
    `unsaved` are the paths at which they typed something that is not saved."""
    counts = strings.counts(desk.session, text, actor, taken=asked.show == TAKEN)
    usual = MINE if counts[MINE] else ALL
    choice = SegmentFilter(asked.show if asked.show in FILTERS else usual, asked.words)
    part = _around if asked.path else _page
    rows, earlier, later = part(desk, text, actor, choice, asked)
    return StringList(
        rows=tuple(rows_of(rows, place, choice, asked.path, unsaved)),
        filters=_filters(counts, place, choice.show, asked),
        show=choice.show,
        words=asked.words,
        total=text.total,
        mine=counts[MINE],
        whole=_more(place, choice),
        earlier=_more(place, choice, before=rows[0].number) if earlier else "",
        later=_more(place, choice, after=rows[-1].number) if later else "",
    )


def rows_of(
    rows: Iterable[Listed],
    place: str,
    choice: SegmentFilter,
    path: str = "",
    unsaved: frozenset[str] = frozenset(),
) -> Iterable[SegmentRow]:
    """The rows as the page shows them; that with `path` is the current one."""
    for row in rows:
        yield SegmentRow(
            number=row.number,
            path=row.path,
            source=tokens(row.source),
            target=tokens(row.text),
            state=row.state,
            critical=row.safety_critical,
            findings=row.findings,
            version=row.version,
            href=at(place, row.path, show=choice.show, q=choice.words),
            current=row.path == path,
            unsaved=row.path in unsaved,
        )


_Part = tuple[tuple[Listed, ...], bool, bool]
"""Rows, and whether there are more before and after them."""


def _around(desk: Desk, text: Text, actor: Actor, choice: SegmentFilter, asked: ListQuery) -> _Part:
    """The part of the list near one segment, with that segment whatever the filter."""
    session, here = desk.session, desk.numbers[asked.path]
    before = strings.preceding(session, text, actor, choice, here, AROUND + 1)
    after = strings.following(session, text, actor, choice, here, AROUND + 1)
    current = strings.numbered(session, text, (here,))
    rows = (*before[-AROUND:], *current, *after[:AROUND])
    return rows, len(before) > AROUND, len(after) > AROUND


def _page(desk: Desk, text: Text, actor: Actor, choice: SegmentFilter, asked: ListQuery) -> _Part:
    """A part of the list from its beginning, or from where another ends."""
    session = desk.session
    if asked.before:
        found = strings.preceding(session, text, actor, choice, asked.before, PAGE + 1)
        return found[-PAGE:], len(found) > PAGE, bool(found)
    found = strings.following(session, text, actor, choice, asked.after, PAGE + 1)
    return found[:PAGE], bool(asked.after and found), len(found) > PAGE


def _more(place: str, choice: SegmentFilter, **where: int) -> str:
    asked = {"show": choice.show, "q": choice.words, **where}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{place}?{query}{'#texts' if where else ''}"


def _filters(counts: dict[str, int], place: str, show: str, asked: ListQuery) -> tuple[Link, ...]:
    def href(name: str) -> str:
        return at(place, asked.path, show=name) if asked.path else f"{place}?show={name}"

    return tuple(
        Link(text, href(name), name == show, how_many(counts[name], exact=name == ALL))
        for name, text in FILTERS.items()
        if name in counts
    )


def how_many(number: int, *, exact: bool = False) -> str:
    """A count of `text_list` in words."""
    return str(number) if exact or number <= MOST else f"over {MOST}"
