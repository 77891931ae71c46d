"""What the public may read: editions, never translations. Demonstration editions only in demo mode,
and a language only when its interface is open (H23, H24).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, func, select

from app.config import settings
from app.db import Database, Query
from app.models import Edition, EditionEvent, EditionState, ResourceRow, SignOff, SourceRevision
from app.render import interface, interface_resource
from app.resources.review_date import is_overdue, today
from app.resources.schema import Resource
from app.services import Service, ServiceData
from app.workflow.publishing import state_of


@dataclass(frozen=True)
class EditionView:
    """One edition as pages and prints need it: all that it froze, and how it stands now."""

    code: str
    slug: str
    kind: str
    reading_version: str
    language: str
    number: int
    resource: Resource
    english: Resource
    services: tuple[Service, ...]
    published_on: date
    review_by: date
    demo: bool
    state: str
    source_changed: bool
    made: tuple[str, ...]
    signed_on: date | None
    hash: str

    @property
    def overdue(self) -> bool:
        """Whether the day by which it had to be reviewed has passed."""
        return is_overdue(self.review_by, today())

    @property
    def stamp(self) -> str:
        """What no two editions share, and one does not once the words around it are others."""
        return self.hash + self.code + interface.stamp(self.language)


@dataclass(frozen=True)
class Standing:
    """That an edition is current: which it is (`EditionView.stamp`) and the kind of its text."""

    stamp: str
    kind: str


def library(session: Session, tag: str) -> tuple[EditionView, ...]:
    """The current editions of one language, by kind and slug, standard before easy read."""
    return everything(session, tag)


def everything(session: Session, tag: str | None = None) -> tuple[EditionView, ...]:
    """All current editions (of one language), by kind, slug, version (standard first), language."""
    query = (
        select(Edition, ResourceRow)
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(col(Edition.id).in_(_current_ids()), ResourceRow.kind != interface_resource.KIND)
        .order_by(
            ResourceRow.kind,
            ResourceRow.slug,
            col(Edition.reading_version).desc(),
            Edition.language,
        )
    )
    if tag is not None:
        query = query.where(Edition.language == tag)
    newest = _newest_revisions(session)
    return tuple(
        _view(session, edition, row, EditionState.CURRENT, newest)
        for edition, row in session.exec(query).all()
        if _is_open(edition.language, edition.demo)
    )


def edition(session: Session, slug: str, reading_version: str, tag: str) -> EditionView | None:
    """The current edition of one reading version in one language."""
    seen = _newest(session, slug, reading_version, tag)
    return seen if seen is not None and seen.state == EditionState.CURRENT else None


def standing(database: Database, slug: str, reading_version: str, tag: str) -> Standing | None:
    """Whether there is a current edition, by one query that reads no text; for prints that were
    drawn before."""
    row = database.first_row(_STANDING, slug=slug, version=reading_version, tag=tag)
    if row is None:
        return None
    hash_, code, demo, kind, state = row
    if state != EditionState.CURRENT or not _is_open(tag, bool(demo)):
        return None
    return Standing(hash_ + code + interface.stamp(tag), kind)


def last_withdrawn(
    session: Session, slug: str, reading_version: str, tag: str
) -> EditionView | None:
    """The newest edition when it was withdrawn: its page keeps the urgent contact."""
    seen = _newest(session, slug, reading_version, tag)
    return seen if seen is not None and seen.state == EditionState.WITHDRAWN else None


def languages_of(session: Session, slug: str, reading_version: str) -> tuple[str, ...]:
    """Tags of the languages in which this can be read now."""
    return versions_of(session, slug).get(reading_version, ())


def versions_of(session: Session, slug: str) -> dict[str, tuple[str, ...]]:
    """The reading versions that can be read now, each with the tags of its languages."""
    rows = session.exec(
        select(Edition.reading_version, Edition.language, Edition.demo)
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(ResourceRow.slug == slug, col(Edition.id).in_(_current_ids()))
    ).all()
    found: dict[str, set[str]] = {}
    for version, tag, demo in rows:
        if _is_open(tag, demo):
            found.setdefault(version, set()).add(tag)
    return {version: tuple(sorted(tags)) for version, tags in found.items()}


def published_languages(session: Session) -> frozenset[str]:
    """Tags of the languages in which anything can be read now."""
    rows = session.exec(
        select(Edition.language, Edition.demo)
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(col(Edition.id).in_(_current_ids()), ResourceRow.kind != interface_resource.KIND)
        .distinct()
    ).all()
    return frozenset(tag for tag, demo in rows if _is_open(tag, demo))


def newest_event(session: Session) -> int:
    """Grows whenever an edition is published, replaced or withdrawn."""
    return session.exec(select(func.max(EditionEvent.id))).one() or 0


def by_code(session: Session, code: str) -> EditionView | None:
    """Any edition by the code that stands on its prints, withdrawn ones included, in a language
    that is not open too: a print must always be able to ask whether it still holds."""
    found = session.exec(
        select(Edition, ResourceRow)
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(Edition.code == code.upper(), ResourceRow.kind != interface_resource.KIND)
    ).first()
    if found is None or (found[0].demo and not settings().demo):
        return None
    return _view(session, *found, state_of(session, found[0]), _newest_revisions(session))


def _newest(session: Session, slug: str, reading_version: str, tag: str) -> EditionView | None:
    found = session.exec(
        select(Edition, ResourceRow)
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(
            ResourceRow.slug == slug,
            Edition.reading_version == reading_version,
            Edition.language == tag,
        )
        .order_by(col(Edition.number).desc())
        .limit(1)
    ).first()
    if found is None or not _is_open(tag, found[0].demo):
        return None
    return _view(session, *found, state_of(session, found[0]), _newest_revisions(session))


_STANDING = Query(
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


def _current_ids() -> Any:
    """A subquery: the ids of editions whose newest event says that they are current."""
    newest = select(func.max(EditionEvent.id)).group_by(col(EditionEvent.edition_id))
    return select(EditionEvent.edition_id).where(
        col(EditionEvent.id).in_(newest), EditionEvent.state == EditionState.CURRENT
    )


def _newest_revisions(session: Session) -> dict[tuple[int, str], int]:
    """The id of the newest English by (resource, reading version)."""
    rows = session.exec(
        select(
            SourceRevision.resource_id,
            SourceRevision.reading_version,
            func.max(SourceRevision.id),
        ).group_by(col(SourceRevision.resource_id), col(SourceRevision.reading_version))
    ).all()
    return {(resource, version): newest or 0 for resource, version, newest in rows}


_Frozen = tuple[Resource, Resource, tuple[Service, ...]]
_read: dict[str, _Frozen] = {}
"""Editions read before, by hash: they never change, and reading one costs more than a page."""
_KEPT = 500


def _frozen(row: Edition) -> _Frozen:
    if row.hash not in _read:
        if len(_read) >= _KEPT:
            _read.clear()
        _read[row.hash] = (
            Resource.model_validate(row.content),
            Resource.model_validate(row.english),
            ServiceData.model_validate(row.services).services,
        )
    return _read[row.hash]


def _view(
    session: Session,
    row: Edition,
    resource: ResourceRow,
    state: EditionState,
    newest: dict[tuple[int, str], int],
) -> EditionView:
    signature = session.get(SignOff, row.sign_off_id)
    content, english, services = _frozen(row)
    return EditionView(
        row.code,
        resource.slug,
        resource.kind,
        row.reading_version,
        row.language,
        row.number,
        content,
        english,
        services,
        row.published_at.date(),
        row.review_by,
        row.demo,
        state.value,
        newest[row.resource_id, row.reading_version] != row.source_revision_id,
        tuple(row.made),
        signature.at.date() if signature else None,
        row.hash,
    )
