"""What the public may read: editions, never translations. Demonstration editions only in demo mode,
and a language only when its interface is open (H23, H24). What is for staff is among them only
where `among` asks for it.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, func, select

from app.config import settings
from app.db import Database, Query
from app.languages import ENGLISH, languages
from app.models import (
    Edition,
    EditionEvent,
    EditionState,
    ResourceRow,
    SourceChange,
    SourceRevision,
)
from app.render import interface, interface_resource
from app.resources.kinds import FOR_STAFF, PUBLIC
from app.workflow.editions.edition_views import HEADS, EditionHead, EditionView, view_of
from app.workflow.editions.integrity import DamagedEdition
from app.workflow.editions.new_english import EnglishChange, NewEnglish, new_english
from app.workflow.editions.publishing import current, state_of


@dataclass(frozen=True)
class LiveEdition:
    """That an edition is current: which it is (`EditionView.stamp`), the kind of its text, and its
    code."""

    stamp: str
    kind: str
    code: str


class PublicState(NamedTuple):
    """How far the records reach that public pages are made of: events of editions, revisions of
    the English, and decisions on changed English. All three are only ever appended to, so that an
    equal state means an equal page.

    On PostgreSQL two transactions may commit in the other order than they took their numbers, so
    that rows are counted there too.
    """

    event: int
    revision: int
    change: int
    counted: tuple[int, ...] = ()


def public_state(database: Database) -> PublicState:
    """By one query, which on a local database reads three ends of three indexes."""
    row = database.first_row(_ENDS if database.is_local else _ENDS_AND_COUNTS)
    event, revision, change, *counted = [each or 0 for each in row or (0, 0, 0)]
    return PublicState(event, revision, change, tuple(counted))


def library(session: Session, tag: str) -> tuple[EditionView, ...]:
    """The current editions of one language, by kind and slug, standard before easy read."""
    return everything(session, tag)


def everything(
    session: Session, tag: str | None = None, among: Collection[str] = PUBLIC
) -> tuple[EditionView, ...]:
    """All current editions of these kinds (in one language), by kind, slug, version (standard
    first), language; damaged ones are left out."""
    query = (
        HEADS.where(col(Edition.id).in_(current_ids()))
        .where(col(ResourceRow.kind).in_(tuple(among)))
        .order_by(*_ORDER)
    )
    if tag is not None:
        query = query.where(col(Edition.language) == tag)
    return _views(session, session.execute(query).all(), new_english(session))


def resource_editions(
    session: Session, slug: str, among: Collection[str] = PUBLIC
) -> tuple[EditionView, ...]:
    """The current editions of one resource, if it is of these kinds, in the order of
    `everything`."""
    query = HEADS.where(
        col(ResourceRow.slug) == slug, col(ResourceRow.kind).in_(tuple(among)), is_current()
    )
    return _few(session, session.execute(query.order_by(*_ORDER)).all())


def staff_editions(session: Session) -> tuple[EditionView, ...]:
    """The current editions of what staff read and nobody else."""
    query = HEADS.where(
        col(ResourceRow.kind).in_(tuple(FOR_STAFF)),
        col(Edition.language) == ENGLISH.tag,
        is_current(),
    )
    return _few(session, session.execute(query.order_by(*_ORDER)).all())


def by_ids(session: Session, ids: Collection[int]) -> tuple[EditionView, ...]:
    """Those of these editions that are current, in the order of `everything`."""
    query = HEADS.where(col(Edition.id).in_(ids), is_current())
    return _few(session, session.execute(query.order_by(*_ORDER)).all())


def current_codes(session: Session, codes: Collection[str]) -> frozenset[str]:
    """Those of these codes whose editions readers have now."""
    query = sql_select(col(Edition.code)).where(col(Edition.code).in_(codes), is_current())
    return frozenset(session.execute(query).scalars()) if codes else frozenset()


def _few(session: Session, rows: Sequence[Any]) -> tuple[EditionView, ...]:
    """Views of the editions of few resources: nothing is read of the others."""
    return _views(session, rows, new_english(session, {row[0].resource_id for row in rows}))


def _views(session: Session, rows: Sequence[Any], newest: NewEnglish) -> tuple[EditionView, ...]:
    found = []
    for row in rows:
        if _is_open(row[0].language, row[0].demo):
            with suppress(DamagedEdition):  # the log names it
                found.append(view_of(session, EditionHead(*row), EditionState.CURRENT, newest))
    return tuple(found)


def edition(
    session: Session,
    slug: str,
    reading_version: str,
    tag: str,
    among: Collection[str] = PUBLIC,
) -> EditionView | None:
    """The current edition of one reading version in one language, if its kind is one of these."""
    seen = _newest(session, slug, reading_version, tag, among)
    return seen if seen is not None and seen.state == EditionState.CURRENT else None


def live_edition(
    database: Database, slug: str, reading_version: str, tag: str
) -> LiveEdition | None:
    """Whether there is a current edition, by one query that reads no text; for prints that were
    drawn before."""
    row = database.first_row(_NEWEST_EDITION, slug=slug, version=reading_version, tag=tag)
    if row is None:
        return None
    hash_, code, demo, kind, state = row
    if state != EditionState.CURRENT or not _is_open(tag, bool(demo)):
        return None
    return LiveEdition(hash_ + code + interface.stamp(tag), kind, code)


def last_withdrawn(
    session: Session,
    slug: str,
    reading_version: str,
    tag: str,
    among: Collection[str] = PUBLIC,
) -> EditionView | None:
    """The newest edition when it was withdrawn: its page keeps the urgent contact."""
    seen = _newest(session, slug, reading_version, tag, among)
    return seen if seen is not None and seen.state == EditionState.WITHDRAWN else None


def languages_of(session: Session, slug: str, reading_version: str) -> tuple[str, ...]:
    """Tags of the languages in which this can be read now."""
    return versions_of(session, slug).get(reading_version, ())


def versions_of(session: Session, slug: str) -> dict[str, tuple[str, ...]]:
    """The reading versions that can be read now, each with the tags of its languages."""
    rows = session.exec(
        select(Edition.reading_version, Edition.language, Edition.demo)
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(
            ResourceRow.slug == slug,
            col(ResourceRow.kind).in_(PUBLIC),
            col(Edition.id).in_(current_ids()),
        )
    ).all()
    found: dict[str, set[str]] = {}
    for version, tag, demo in rows:
        if _is_open(tag, demo):
            found.setdefault(version, set()).add(tag)
    return {version: tuple(sorted(tags)) for version, tags in found.items()}


def published_languages(session: Session) -> frozenset[str]:
    """Tags of the languages in which anything can be read now."""
    demo = settings().demo

    def anything(tag: str) -> Any:
        one = (
            sql_select(col(Edition.id))
            .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
            .where(
                col(Edition.language) == tag, col(ResourceRow.kind).in_(tuple(PUBLIC)), is_current()
            )
        )
        return (one if demo else one.where(col(Edition.demo).is_(False))).exists().label(tag)

    tags = [ENGLISH.tag, *(language.tag for language in languages())]
    row = session.execute(sql_select(*map(anything, tags))).one()
    held = zip(tags, row, strict=True)
    return frozenset(tag for tag, any_ in held if any_ and _is_open(tag, demo))


def newest_event(session: Session) -> int:
    """Grows whenever an edition is published, replaced or withdrawn."""
    return session.exec(select(func.max(EditionEvent.id))).one() or 0


def by_code(session: Session, code: str) -> EditionView | None:
    """Any edition by the code that stands on its prints, withdrawn ones included, in a language
    that is not open too: a print must always be able to ask whether it still holds. One that was
    replaced counts as withdrawn once what replaced it was: there is nothing newer to read."""
    row = session.execute(
        HEADS.where(
            col(Edition.code) == code.upper(), col(ResourceRow.kind) != interface_resource.KIND
        )
    ).first()
    if row is None or (row[0].demo and not settings().demo):
        return None
    head = EditionHead(*row)
    return view_of(session, head, _state_for_holders(session, row[0]), new_english(session))


def _state_for_holders(session: Session, one: Edition) -> EditionState:
    state = state_of(session, one)
    place = one.resource_id, one.reading_version, one.language
    if state is EditionState.SUPERSEDED and current(session, *place) is None:
        return EditionState.WITHDRAWN
    return state


def all_editions(
    session: Session, slug: str, reading_version: str, tag: str
) -> tuple[EditionView, ...]:
    """Every edition of one text, newest first; damaged ones are left out."""
    query = HEADS.where(
        col(ResourceRow.slug) == slug,
        col(Edition.reading_version) == reading_version,
        col(Edition.language) == tag,
    ).order_by(col(Edition.number).desc())
    newest, found = new_english(session), []
    for row in session.execute(query).all():
        if _is_open(tag, row[0].demo):
            head = EditionHead(*row)
            with suppress(DamagedEdition):  # the log names it
                found.append(view_of(session, head, state_of(session, head.edition), newest))
    return tuple(found)


def english_change(session: Session, view: EditionView) -> EnglishChange | None:
    """What of an edition is behind its English, and since when; None where nothing is."""
    if not view.source_changed:
        return None
    row = session.execute(HEADS.where(col(Edition.code) == view.code)).one()
    return new_english(session).change(row[0])


def _newest(
    session: Session, slug: str, reading_version: str, tag: str, among: Collection[str]
) -> EditionView | None:
    row = session.execute(
        HEADS.where(
            col(ResourceRow.slug) == slug,
            col(ResourceRow.kind).in_(tuple(among)),
            col(Edition.reading_version) == reading_version,
            col(Edition.language) == tag,
        )
        .order_by(col(Edition.number).desc())
        .limit(1)
    ).first()
    if row is None or not _is_open(tag, row[0].demo):
        return None
    head = EditionHead(*row)
    return view_of(session, head, state_of(session, head.edition), new_english(session))


_ORDER: Any = (
    col(ResourceRow.kind),
    col(ResourceRow.slug),
    col(Edition.reading_version).desc(),
    col(Edition.language),
)
_RECORDS = (EditionEvent.id, SourceRevision.id, SourceChange.id)


def _each(measure: Callable[[Any], Any]) -> list[Any]:
    return [sql_select(measure(each)).scalar_subquery() for each in _RECORDS]


_ENDS = Query(sql_select(*_each(func.max)))
_ENDS_AND_COUNTS = Query(sql_select(*_each(func.max), *_each(func.count)))
_NEWEST_EDITION = Query(
    sql_select(
        col(Edition.hash),
        col(Edition.code),
        col(Edition.demo),
        col(ResourceRow.kind),
        select(EditionEvent.state)
        .where(EditionEvent.edition_id == Edition.id)
        .order_by(col(EditionEvent.id).desc())
        .limit(1)
        .scalar_subquery()
        .label("state"),
    )
    .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
    .where(
        col(ResourceRow.slug) == bindparam("slug"),
        col(Edition.reading_version) == bindparam("version"),
        col(Edition.language) == bindparam("tag"),
    )
    .order_by(col(Edition.number).desc())
    .limit(1)
)


def _is_open(tag: str, is_demo_edition: bool) -> bool:
    demo = settings().demo
    return (demo or not is_demo_edition) and interface.interface_state(tag, demo) == "open"


def current_ids() -> Any:
    """A subquery: the ids of editions whose newest event says that they are current, damaged ones
    among them."""
    newest = select(func.max(EditionEvent.id)).group_by(col(EditionEvent.edition_id))
    return select(EditionEvent.edition_id).where(
        col(EditionEvent.id).in_(newest), EditionEvent.state == EditionState.CURRENT
    )


def is_current() -> Any:
    """That the newest event of an edition says that it is current, asked of each edition by itself:
    for the few that other conditions leave."""
    state = (
        sql_select(col(EditionEvent.state))
        .where(col(EditionEvent.edition_id) == col(Edition.id))
        .order_by(col(EditionEvent.id).desc())
        .limit(1)
        .correlate(Edition)
    )
    return state.scalar_subquery() == EditionState.CURRENT
