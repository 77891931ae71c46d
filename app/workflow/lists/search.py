"""The lists behind the day's page: every segment that a person may see, by filters and words, a
page at a time.

A page goes on from the last row of the one before (keyset paging), so the thousandth is as quick as
the first, and nothing is left out or shown twice because others work meanwhile.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, select, table, true
from sqlmodel import Session, col

from app.languages import languages
from app.models import SegmentListing, TextSummary
from app.workflow.glossary.folding import LEAST, fold
from app.workflow.lists.waiting import alike, for_me_in
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.review.waits import BACK, CHANGED, EDIT, QUESTION, REVISE, SENT_BACK, SIGN
from app.workflow.translation.permissions import may_open

PAGE = 50
MOST_LETTERS = 200
_PLACE = re.compile(r"\d{1,4}\.\d{1,9}")
ME = "me"
KINDS = {
    EDIT: (EDIT,),
    CHANGED: (CHANGED,),
    SENT_BACK: (SENT_BACK,),
    REVISE: (REVISE,),
    QUESTION: (QUESTION,),
    BACK: (BACK,),
    SIGN: (SIGN,),
    ME: (SENT_BACK, CHANGED, REVISE, BACK, EDIT),
}
"""What a list may be narrowed to, and what its segments wait for."""
HOLDERS = ("me", "nobody", "others")
MARKS = ("critical", "blocking", "advisory", "due")


@dataclass(frozen=True, kw_only=True)
class SearchQuery:
    """What someone looks for. Empty means no matter; `slug` with `version` is one text."""

    words: str = ""
    language: str = ""
    waits: str = ""
    slug: str = ""
    version: str = ""
    holder: str = ""
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Found:
    """One segment of a list."""

    id: int
    slug: str
    reading_version: str
    language: str
    title: str
    path: str
    state: str
    waits: str
    source: str
    text: str
    note: str
    safety_critical: bool
    blocking: int
    advisory: int
    words: int
    assignee_id: int | None
    due_on: date | None
    changed_at: datetime | None


@dataclass(frozen=True)
class Page:
    """Some segments, and where the next page goes on; "" at the end."""

    rows: tuple[Found, ...]
    after: str


def find(
    session: Session, actor: Actor, wanted: SearchQuery, after: str = "", limit: int = PAGE
) -> Page:
    """One page of a list; raises Refused for words that are too short and places that no list
    has."""
    tags = [tag for tag in seen_by(actor) if wanted.language in ("", tag)]
    words = fold(wanted.words)
    if wanted.words.strip() and len(words) < LEAST:
        raise Refused(f"Write at least {LEAST} letters to search for.")
    if len(words) > MOST_LETTERS:
        raise Refused(f"Write at most {MOST_LETTERS} letters to search for.")
    rows: list[Found] = []
    cursor = ""
    places = list(_runs(tags, wanted, searched=bool(words)))
    number, last = _place(after, len(places))
    for index in range(number, len(places)):
        begin = last if index == number else 0
        query = _query(actor, places[index], wanted, begin)
        if words:
            query = _holding(session, query, words, begin)
        for row in session.execute(query.limit(limit + 1 - len(rows))):
            if len(rows) == limit:
                return Page(tuple(rows), cursor)
            rows.append(Found(**row._mapping))
            cursor = f"{index}.{row[0]}"
    return Page(tuple(rows), "")


def seen_by(actor: Actor) -> tuple[str, ...]:
    """The languages whose texts in work the person may see."""
    return tuple(lang.tag for lang in languages() if may_open(actor, lang.tag))


@dataclass(frozen=True)
class _Run:
    """Rows that stand one after another in an index, in the order of their ids. The rows of a list
    are those of its runs: safety-critical ones first, unless words are looked for."""

    tags: tuple[str, ...]
    critical: bool | None
    waits: str


def _runs(tags: list[str], wanted: SearchQuery, *, searched: bool) -> Iterator[_Run]:
    kinds = KINDS.get(wanted.waits, ("",))
    if searched:
        yield _Run(tuple(tags), True if wanted.mark == "critical" else None, wanted.waits)
        return
    flags = (True,) if wanted.mark == "critical" else (True, False)
    for critical, kind, tag in product(flags, kinds, tags):
        yield _Run((tag,), critical, kind)


def _place(after: str, runs: int) -> tuple[int, int]:
    """Where a page goes on: the number of a run, and the id of its last row that was shown."""
    if not after:
        return 0, 0
    index, _, last = after.partition(".")
    if not _PLACE.fullmatch(after) or int(index) >= runs:
        raise Refused("This list has no such page. Begin at its first one.")
    return int(index), int(last)


def _query(actor: Actor, run: _Run, wanted: SearchQuery, last: int) -> Select[Any]:
    row, whole = SegmentListing, TextSummary
    conditions: list[ColumnElement[bool]] = [col(row.id) > last, _languages(run)]
    if run.critical is not None:
        conditions.append(col(row.safety_critical).is_(run.critical))
    if kinds := KINDS.get(run.waits):
        conditions.append(
            col(row.waits) == kinds[0] if len(kinds) == 1 else col(row.waits).in_(kinds)
        )
    if wanted.waits == ME:
        conditions.append(for_me_in(alike(actor, run.tags), actor.id))
    conditions += [*_text(wanted, run), _holder(actor, wanted.holder), _mark(wanted.mark)]
    columns = (
        row.id, whole.slug, whole.reading_version, row.language, whole.title, row.path,
        row.state, row.waits, row.source, row.text, row.note, row.safety_critical,
        row.blocking, row.advisory, row.words, row.assignee_id, row.due_on, row.changed_at,
    )  # fmt: skip
    chosen: list[Any] = [col(column) for column in columns]
    strings: Select[Any] = select(*chosen)
    return (
        strings.join(whole, col(whole.id) == col(row.summary_id))
        .where(and_(*conditions))
        .order_by(col(row.id))
    )


def _languages(run: _Run) -> ColumnElement[bool]:
    tag = col(SegmentListing.language)
    if len(run.tags) == 1:
        return tag == run.tags[0]
    return tag.in_(run.tags)


def _holding(session: Session, query: Select[Any], words: str, last: int) -> Select[Any]:
    """Only segments that hold these words, by the index of three-letter pieces."""
    row = col(SegmentListing.found_by)
    if session.get_bind().dialect.name != "sqlite":
        return query.where(row.contains(words, autoescape=True))
    return (
        query.join(_PIECES, _PIECES.c.rowid == col(SegmentListing.id))
        .where(_PIECES.c.found_by.match(_quoted(words)), _PIECES.c.rowid > last)
        .order_by(None)
        .order_by(_PIECES.c.rowid)
    )


def having(session: Session, words: str) -> ColumnElement[bool]:
    """What holds of every segment that holds these folded words, one after another."""
    row = SegmentListing
    if session.get_bind().dialect.name != "sqlite":
        return col(row.found_by).contains(words, autoescape=True)
    return col(row.id).in_(select(_PIECES.c.rowid).where(_PIECES.c.found_by.match(_quoted(words))))


def holding(session: Session, text: TextSummary, words: str) -> Iterator[ColumnElement[bool]]:
    """What holds of the segments of one text that hold each of the words, in any order."""
    row = SegmentListing
    short = [word for word in fold(words).split() if len(word) < LEAST]
    long = [word for word in fold(words).split() if len(word) >= LEAST]
    if session.get_bind().dialect.name != "sqlite":
        short, long = [*short, *long], []
    for word in short:
        yield col(row.found_by).contains(word, autoescape=True)
    if long:
        ids = select(func.min(col(row.id)), func.max(col(row.id)))
        first, last = session.execute(ids.where(col(row.summary_id) == text.id)).one()
        yield col(row.id).in_(
            select(_PIECES.c.rowid).where(
                _PIECES.c.found_by.match(" AND ".join(map(_quoted, long))),
                _PIECES.c.rowid.between(first, last),
            )
        )


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


_PIECES = table("segment_search", column("rowid"), column("found_by"))
"""SQLite's index of three-letter pieces; its rows come in the order of their ids."""


def _text(wanted: SearchQuery, run: _Run) -> Iterator[ColumnElement[bool]]:
    """Only segments of the texts that are asked for, by their ids: by the name of its resource each
    segment of a language would be looked at."""
    named = {"slug": wanted.slug, "reading_version": wanted.version}
    asked = [col(getattr(TextSummary, name)) == value for name, value in named.items() if value]
    if asked:
        ids = select(col(TextSummary.id)).where(*asked, col(TextSummary.language).in_(run.tags))
        yield col(SegmentListing.summary_id).in_(ids)


def _holder(actor: Actor, holder: str) -> ColumnElement[bool]:
    held = col(SegmentListing.assignee_id)
    if holder == "me":
        return held == actor.id
    if holder == "nobody":
        return held.is_(None)
    if holder == "others":
        return and_(held.is_not(None), held != actor.id)
    return true()


def _mark(mark: str) -> ColumnElement[bool]:
    row = SegmentListing
    if mark == "blocking":
        return col(row.blocking) > 0
    if mark == "advisory":
        return col(row.advisory) > 0
    if mark == "due":
        return col(row.due_on).is_not(None)
    return true()
