"""The segments of one text as a list: those that wait for a person, of one kind of work, all, or
those with findings, by words, a part at a time by their place in the text. Read from the rows that
`projection` writes, so a text of a hundred thousand segments costs no more than a short one.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, TextClause, and_, func, select, true
from sqlalchemy import text as as_written
from sqlmodel import Session, col

from app.languages import languages
from app.models import SegmentListing, TextSummary
from app.models.lists import DOUBT, FINDINGS
from app.workflow.lists.search import holding
from app.workflow.lists.waiting import ME, STEPS, Alike, alike, for_me_in, kinds_for_me
from app.workflow.people.accounts import Actor
from app.workflow.review.waits import REVISE
from app.workflow.translation.desk import Desk
from app.workflow.translation.memory import suggestions

ALL, WITH_FINDINGS, TAKEN = "all", "findings", "taken"
KINDS = tuple(STEPS)
"""The kinds of work, each a list by its own name; with `taken-` before it, of what was taken."""
MOST = 1000
"""Up to here segments are counted; beyond it one says that there are more."""

LOOKED_AT = 300
"""Among so many segments repeats are looked for."""
REPEATS = 50
"""So many of them are shown and approved at once."""


@dataclass(frozen=True)
class SegmentFilter:
    """Which segments of a text someone wants to see: `ALL`, `WITH_FINDINGS`, or what waits for them
    of one of `KINDS`, or of that what was given to them; and words that they hold."""

    show: str
    words: str = ""

    @property
    def kind(self) -> str:
        """The one kind of work that the list is of, or ""."""
        name = self.show.removeprefix(f"{TAKEN}-")
        return name if name in KINDS else ""

    @property
    def taken(self) -> bool:
        """Whether it is of what the person has taken."""
        return self.show == TAKEN or (self.show.startswith(f"{TAKEN}-") and bool(self.kind))


def queue(kind: str, *, taken: bool = False) -> str:
    """The list of one kind of work, by name."""
    return f"{TAKEN}-{kind}" if taken else kind


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One segment of the list; `number` counts from 1 in the text."""

    number: int
    path: str
    source: str
    text: str
    state: str
    waits: str
    safety_critical: bool
    findings: int
    version: int


Text: TypeAlias = TextSummary
_Kind: TypeAlias = ColumnElement[bool] | TextClause


def text_of(desk: Desk) -> Text:
    """The text as it is listed; an empty one where nothing is listed yet."""
    place = (desk.revision.resource_id, desk.reading_version, desk.language.tag)
    found = desk.session.execute(
        select(TextSummary).where(
            col(TextSummary.resource_id) == place[0],
            col(TextSummary.reading_version) == place[1],
            col(TextSummary.language) == place[2],
        )
    ).scalar_one_or_none()
    return found or TextSummary(
        id=0, resource_id=place[0], reading_version=place[1], language=place[2],
        revision_id=desk.revision.id or 0, slug=desk.slug, kind=desk.kind,
        title=desk.resource.title, owner=desk.resource.owner,
    )  # fmt: skip


def following(
    session: Session,
    text: Text,
    actor: Actor,
    choice: SegmentFilter,
    number: int,
    limit: int,
    *,
    doubtful: bool = False,
) -> tuple[Listed, ...]:
    """The first segments of the list after the one with this number; with `doubtful`, of those
    alone whose drafter was not sure."""
    place = col(SegmentListing.position) >= number  # the first segment has position 0
    if doubtful:
        place = and_(place, as_written(DOUBT))
    found = _rows(session, text, actor, choice, place, col(SegmentListing.position), limit)
    return tuple(sorted(found, key=lambda row: row.number)[:limit])


def preceding(
    session: Session, text: Text, actor: Actor, choice: SegmentFilter, number: int, limit: int
) -> tuple[Listed, ...]:
    """The last segments of the list before the one with this number, in reading order."""
    position = col(SegmentListing.position)
    found = _rows(session, text, actor, choice, position < number - 1, position.desc(), limit)
    return tuple(sorted(found, key=lambda row: row.number)[-limit:])


def numbered(session: Session, text: Text, numbers: tuple[int, ...]) -> tuple[Listed, ...]:
    """The segments with these numbers, in reading order."""
    row = SegmentListing
    query = select(*_COLUMNS).where(
        col(row.summary_id) == text.id, col(row.position).in_([number - 1 for number in numbers])
    )
    return tuple(
        Listed(**found._mapping) for found in session.execute(query.order_by(col(row.position)))
    )


def next_listed(desk: Desk, actor: Actor, choice: SegmentFilter, path: str) -> str | None:
    """The path of the next segment of a list after `path`; None at its end."""
    here = desk.numbers.get(path, 0)
    rows = following(desk.session, text_of(desk), actor, choice, here, 1)
    return rows[0].path if rows else None


def next_of_kind(desk: Desk, actor: Actor, choice: SegmentFilter, path: str) -> str | None:
    """The path of the next segment of one kind of work after `path`, or else of the first one:
    those whose drafter was not sure before all others. What someone else has taken, or an author
    must answer first, waits for them."""
    places = (
        (doubtful, here)
        for doubtful in ((True, False) if choice.kind else (False,))
        for here in dict.fromkeys((desk.numbers.get(path, 0), 0))
    )
    text = text_of(desk)
    for doubtful, here in places:
        rows = following(desk.session, text, actor, choice, here, 1, doubtful=doubtful)
        if rows and rows[0].path != path:
            return rows[0].path
    return None


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A segment that was given to someone, and the kind of work that waits there."""

    slug: str
    reading_version: str
    language: str
    path: str
    kind: str


def next_taken(session: Session, actor: Actor, kind: str = "") -> Taken | None:
    """Where a person goes on with what was given to them, of one kind of work or of any, in any
    text: safety-critical segments first."""
    query = _taken_rows(_alike(actor), kind).order_by(
        col(SegmentListing.safety_critical).desc(), col(SegmentListing.id)
    )
    found = session.execute(query.limit(1), {"me": actor.id}).first()
    return Taken(**found._mapping) if found else None


def count_taken(session: Session, actor: Actor, kind: str) -> int:
    """How many segments that were given to a person wait for one kind of work, in any text; up to
    `MOST` and one."""
    some = _taken_rows(_alike(actor), kind).limit(MOST + 1).subquery()
    found = session.execute(select(func.count()).select_from(some), {"me": actor.id})
    return int(found.scalar_one())


def _alike(actor: Actor) -> Alike:
    return alike(actor, (language.tag for language in languages()))


@lru_cache(maxsize=200)
def _taken_rows(kinds: Alike, kind: str) -> Any:
    row, text = SegmentListing, TextSummary
    query: Any = (
        select(
            col(text.slug), col(text.reading_version), col(text.language), col(row.path),
            col(row.waits).label("kind"),
        )
        .join(text, col(text.id) == col(row.summary_id))
        .where(col(row.assignee_id) == ME, for_me_in(kinds))
    )  # fmt: skip
    return query.where(col(row.waits) == kind) if kind else query


def counts(session: Session, text: Text, actor: Actor, *, taken: bool = False) -> dict[str, int]:
    """How many segments each list holds; of those beyond `MOST` only that they are more. With
    `taken`, those of each kind of work that were given to the person too."""
    mine = kinds_for_me(actor, text.language)
    work = [
        queue(kind, taken=own) for own in ((True, False) if taken else (False,)) for kind in mine
    ]
    found = {show: _count(session, text, _branches(actor, text.language, show)) for show in work}
    findings = _count(session, text, _branches(actor, text.language, WITH_FINDINGS))
    return {**found, ALL: text.total, WITH_FINDINGS: findings}


def count_waiting(session: Session, text: Text, waits: str) -> int:
    """How many segments of a text wait for this, whoever can do it; up to `MOST` and one."""
    return _count(session, text, [col(SegmentListing.waits) == waits])


def waiting(session: Session, text: Text, waits: str, limit: int) -> tuple[Listed, ...]:
    """The first segments of a text that wait for this, whoever can do it."""
    row = SegmentListing
    query = select(*_COLUMNS).where(col(row.summary_id) == text.id, col(row.waits) == waits)
    found = session.execute(query.order_by(col(row.position)).limit(limit))
    return tuple(Listed(**each._mapping) for each in found)


def count(session: Session, text: Text, actor: Actor, show: str) -> int:
    """How many segments of a text one list holds; up to `MOST` and one."""
    return _count(session, text, _branches(actor, text.language, show))


def repeats_among_first(desk: Desk, text: Text, actor: Actor) -> tuple[Listed, ...]:
    """Of the first segments that wait for this person to revise them, those that say what was
    approved elsewhere, word for word, for the very same English; as many as one reads at once, and
    none that is safety-critical."""
    rows = following(desk.session, text, actor, SegmentFilter(queue(REVISE)), 0, LOOKED_AT)
    segments = [desk.segments[row.path] for row in rows if row.path in desk.segments]
    known = suggestions(desk.session, desk.language.tag, segments)
    found = [r for r in rows if not r.safety_critical and known.get(r.path) == r.text]
    return tuple(found[:REPEATS])


_ROW = SegmentListing
_COLUMNS: tuple[Any, ...] = (
    (col(_ROW.position) + 1).label("number"),
    col(_ROW.path), col(_ROW.source), col(_ROW.text), col(_ROW.state), col(_ROW.waits),
    col(_ROW.safety_critical),
    (col(_ROW.blocking) + col(_ROW.advisory)).label("findings"),
    col(_ROW.version),
)  # fmt: skip
"""Named as the fields of `Listed`."""


def _rows(
    session: Session,
    text: Text,
    actor: Actor,
    choice: SegmentFilter,
    place: ColumnElement[bool],
    order: Any,
    limit: int,
) -> list[Listed]:
    """At most `limit` segments of each kind; each comes in the order of an index of its own."""
    words = list(holding(session, text, choice.words)) if choice.words.strip() else []
    found: list[Listed] = []
    for kind in _branches(actor, text.language, choice.show):
        query = select(*_COLUMNS).where(col(_ROW.summary_id) == text.id, kind, place, *words)
        rows = session.execute(query.order_by(order).limit(limit))
        found += [Listed(**row._mapping) for row in rows]
    return found


def _branches(actor: Actor, tag: str, show: str) -> list[_Kind]:
    if show == WITH_FINDINGS:
        return [as_written(FINDINGS)]  # word for word as its index is made
    choice = SegmentFilter(show)
    if not choice.kind:
        return [true()]
    own = col(_ROW.assignee_id) == actor.id if choice.taken else true()
    return [
        and_(col(_ROW.waits) == name, more, own)
        for name, more in kinds_for_me(actor, tag).items()
        if choice.kind == name
    ]


def _count(session: Session, text: Text, kinds: list[_Kind]) -> int:
    total = 0
    for kind in kinds:
        some = select(col(_ROW.position)).where(col(_ROW.summary_id) == text.id, kind)
        counted = select(func.count()).select_from(some.limit(MOST + 1 - total).subquery())
        total += session.execute(counted).scalar_one()
    return total
