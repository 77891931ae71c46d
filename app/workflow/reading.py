"""What the public may read: editions, never translations. Demonstration editions only in demo
mode (H24)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.config import settings
from app.models import Edition, EditionState, ResourceRow, SignOff
from app.render.interface import interface_state
from app.resources.schema import Resource
from app.services import Service, ServiceData
from app.workflow.publishing import current, state_of
from app.workflow.sources import newest_revision


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


def library(session: Session, tag: str) -> tuple[EditionView, ...]:
    """The current editions of one language, by kind and slug, standard before easy read."""
    return everything(session, tag)


def everything(session: Session, tag: str | None = None) -> tuple[EditionView, ...]:
    """All current editions (of one language), by kind, slug, version (standard first), language."""
    query = select(Edition, ResourceRow)
    if tag is not None:
        query = query.where(Edition.language == tag)
    rows = session.exec(
        query.join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id)).order_by(
            ResourceRow.kind,
            ResourceRow.slug,
            col(Edition.reading_version).desc(),
            Edition.language,
        )
    ).all()
    return tuple(
        _view(session, edition, row) for edition, row in rows if _is_public(session, edition)
    )


def edition(session: Session, slug: str, reading_version: str, tag: str) -> EditionView | None:
    """The current edition of one reading version in one language."""
    row = session.exec(select(ResourceRow).where(ResourceRow.slug == slug)).first()
    if row is None or row.id is None:
        return None
    found = current(session, row.id, reading_version, tag)
    return _view(session, found, row) if found is not None and _allowed(found) else None


def last_withdrawn(
    session: Session, slug: str, reading_version: str, tag: str
) -> EditionView | None:
    """The newest edition when it was withdrawn: its page keeps the urgent contact."""
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
    if found is None or not _allowed(found[0]):
        return None
    seen = _view(session, *found)
    return seen if seen.state == EditionState.WITHDRAWN else None


def languages_of(session: Session, slug: str, reading_version: str) -> tuple[str, ...]:
    """Tags of the languages in which this can be read now."""
    rows = session.exec(
        select(Edition)
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(ResourceRow.slug == slug, Edition.reading_version == reading_version)
    ).all()
    return tuple(sorted({row.language for row in rows if _is_public(session, row)}))


def published_languages(session: Session) -> frozenset[str]:
    """Tags of the languages in which anything can be read now."""
    rows = session.exec(select(Edition)).all()
    return frozenset(row.language for row in rows if _is_public(session, row))


def by_code(session: Session, code: str) -> EditionView | None:
    """Any edition by the code that stands on its prints, withdrawn ones included, in a language that
    is not open too: a print must always be able to ask whether it still holds."""
    found = session.exec(
        select(Edition, ResourceRow)
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(Edition.code == code.upper())
    ).first()
    if found is None or (found[0].demo and not settings().demo):
        return None
    return _view(session, *found)


def _allowed(row: Edition) -> bool:
    """Demonstrations in demo mode alone, and a language only when its interface is open (H23, H24)."""
    demo = settings().demo
    return (demo or not row.demo) and interface_state(row.language, demo) == "open"


def _is_public(session: Session, row: Edition) -> bool:
    return _allowed(row) and state_of(session, row) is EditionState.CURRENT


def _view(session: Session, row: Edition, resource: ResourceRow) -> EditionView:
    signature = session.get(SignOff, row.sign_off_id)
    newest = newest_revision(session, resource.slug, row.reading_version)
    return EditionView(
        row.code,
        resource.slug,
        resource.kind,
        row.reading_version,
        row.language,
        row.number,
        Resource.model_validate(row.content),
        Resource.model_validate(row.english),
        ServiceData.model_validate(row.services).services,
        row.published_at.date(),
        row.review_by,
        row.demo,
        state_of(session, row).value,
        newest.id != row.source_revision_id,
        tuple(row.made),
        signature.at.date() if signature else None,
        row.hash,
    )
