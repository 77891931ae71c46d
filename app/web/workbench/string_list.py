"""The segments of a translation as a list to choose from: where each stands, a filter and a search,
and a part at a time of a long one. One segment at work is in `editor_page`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from urllib.parse import urlencode

from markupsafe import Markup

from app.web.frame.addresses import at
from app.web.frame.labels import STATES
from app.web.frame.sent_values import LONGEST_SEARCH
from app.web.frame.staff import Link
from app.web.workbench.marked_text import tokens
from app.web.workbench.work_queue import KINDS_OF_WORK, back_at, how_many
from app.workflow.lists import strings
from app.workflow.lists.strings import (
    ALL,
    KINDS,
    WITH_FINDINGS,
    Listed,
    SegmentFilter,
    Text,
    queue,
)
from app.workflow.people.accounts import Actor
from app.workflow.review.waits import BACK
from app.workflow.translation.desk import Desk

FILTERS = {
    **{queue(kind, taken=True): f"Taken by me: {KINDS_OF_WORK[kind].name}" for kind in KINDS},
    **{kind: KINDS_OF_WORK[kind].heading for kind in KINDS},
    ALL: "All",
    WITH_FINDINGS: "With findings",
}
HIDDEN = Markup("<i>The English is hidden until you have translated it back.</i>")
AROUND = 75
"""How many segments before and after the one at work the list beside it shows."""
PAGE = 200
"""How many segments the page of a whole translation shows at once."""


@dataclass(frozen=True)
class ListQuery:
    """Which segments someone wants to see: a filter and words to look for; `path` is shown in any
    case. `kind` is the kind of work that they are in, where the filter is of none. `after` or
    `before` the segment with a number goes on with a long list."""

    show: str = ""
    words: str = ""
    path: str = ""
    _: KW_ONLY
    after: int = 0
    before: int = 0
    kind: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", self.words[:LONGEST_SEARCH])


@dataclass(frozen=True)
class SegmentRow:
    """One segment of the list, which leads to its editor and keeps the list chosen."""

    listed: Listed
    href: str
    current: bool = False
    unsaved: bool = False
    unseen: bool = False
    """Whether its English is hidden, since it is to be translated back."""

    @property
    def number(self) -> int:
        return self.listed.number

    @property
    def path(self) -> str:
        return self.listed.path

    @property
    def source(self) -> Markup:
        return HIDDEN if self.unseen else tokens(self.listed.source)

    @property
    def target(self) -> Markup:
        return tokens(self.listed.text)

    @property
    def state(self) -> str:
        return self.listed.state

    @property
    def critical(self) -> bool:
        return self.listed.safety_critical

    @property
    def findings(self) -> int:
        return self.listed.findings

    @property
    def version(self) -> int:
        return self.listed.version

    @property
    def label(self) -> str:
        return STATES[self.state][0]

    @property
    def colour(self) -> str:
        return STATES[self.state][1]


@dataclass(frozen=True, kw_only=True)
class StringList:
    """A part of the segments in the filter, and the filters with how many each holds; `before` and
    `behind` say whether there are more."""

    place: str
    asked: ListQuery
    choice: SegmentFilter
    listed: tuple[Listed, ...]
    before: bool
    behind: bool
    counts: Mapping[str, int]
    total: int
    typed: frozenset[str] = frozenset()
    """The paths at which the person typed something that is not saved."""

    @cached_property
    def rows(self) -> tuple[SegmentRow, ...]:
        return tuple(rows_of(self.listed, self.place, self.choice, self.asked.path, self.typed))

    @property
    def show(self) -> str:
        return self.choice.show

    @property
    def words(self) -> str:
        return self.asked.words

    @property
    def waiting(self) -> tuple[tuple[str, int], ...]:
        """The kinds of work that wait here for this person, with how much of each; that of the list
        first."""
        found = ((kind, self.counts.get(kind, 0)) for kind in KINDS)
        return tuple(
            sorted((one for one in found if one[1]), key=lambda one: one[0] != self.choice.kind)
        )

    @property
    def filters(self) -> tuple[Link, ...]:
        return tuple(
            Link(
                text,
                self._href(name),
                name == self.show,
                how_many(self.counts[name], exact=name == ALL),
            )
            for name, text in FILTERS.items()
            if name in (self.show, ALL, WITH_FINDINGS) or self.counts.get(name)
        )

    @property
    def whole(self) -> str:
        """Where the list begins."""
        return _more(self.place, self.choice)

    @property
    def earlier(self) -> str:
        """Where the rest of a long list before this part stands, and `later` that behind it."""
        before = self.listed[0].number if self.before else 0
        return _more(self.place, self.choice, before=before) if before else ""

    @property
    def later(self) -> str:
        after = self.listed[-1].number if self.behind else 0
        return _more(self.place, self.choice, after=after) if after else ""

    def beside(self, path: str) -> tuple[SegmentRow | None, SegmentRow | None]:
        """The rows before and after a segment."""
        here = next((i for i, row in enumerate(self.rows) if row.path == path), None)
        if here is None:
            return None, None
        before = self.rows[here - 1] if here else None
        return before, self.rows[here + 1] if here + 1 < len(self.rows) else None

    def _href(self, name: str) -> str:
        if self.asked.path and SegmentFilter(name).kind != BACK:
            return at(self.place, self.asked.path, show=name)
        return f"{self.place}?show={name}"


def string_list(
    desk: Desk,
    text: Text,
    actor: Actor,
    place: str,
    asked: ListQuery,
    unsaved: frozenset[str] = frozenset(),
) -> StringList:
    """The list for one person: without a filter, the first kind of work that waits for them, or all
    when none does. `unsaved` are the paths at which they typed something that is not saved."""
    counts = strings.counts(desk.session, text, actor, taken=SegmentFilter(asked.show).taken)
    usual = next((show for show in FILTERS if counts.get(show) and _fits(show, asked)), ALL)
    choice = SegmentFilter(asked.show if asked.show in counts else usual, asked.words)
    part = _around if asked.path else _page
    listed, before, behind = part(desk, text, actor, choice, asked)
    return StringList(
        place=place,
        asked=asked,
        choice=choice,
        listed=listed,
        before=before,
        behind=behind,
        counts=counts,
        total=text.total,
        typed=unsaved,
    )


def rows_of(
    rows: Iterable[Listed],
    place: str,
    choice: SegmentFilter,
    path: str = "",
    unsaved: frozenset[str] = frozenset(),
) -> Iterable[SegmentRow]:
    """The rows as the page shows them; that with `path` is the current one."""
    unseen = choice.kind == BACK
    for row in rows:
        href = at(place, row.path, show=choice.show, q=choice.words)
        if unseen:
            href = back_at(place, row.path, choice.show)
        yield SegmentRow(row, href, row.path == path, row.path in unsaved, unseen)


def _fits(show: str, asked: ListQuery) -> bool:
    """Beside the English of a text no list is of what is translated back without sight of it."""
    return not (asked.path and SegmentFilter(show).kind == BACK)


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
