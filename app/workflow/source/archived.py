"""Resources that an author took out of all lists: which they are, and who said so. Taking one out
and bringing it back is in `editions.archive`, since readers lose its editions.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app.languages import ENGLISH, format_date
from app.models import ResourceEvent, ResourceRow, User
from app.workflow.refusals import Refused
from app.workflow.source.revisions import key, title_of


class Archived(Refused):
    """The resource was taken out of all lists: nobody works on it until an author brings it
    back."""

    status = 410


@dataclass(frozen=True, kw_only=True)
class ArchivedResource:
    """A resource that is in no list, with the newest word on it."""

    slug: str
    kind: str
    title: str
    by: str
    at: datetime
    why: str


def refuse_archived(session: Session, resource: ResourceRow) -> None:
    """Raises Archived, with who took the resource out, when and why."""
    if not resource.archived:
        return
    event, name = _newest(session, resource)
    title = title_of(session, resource)
    raise Archived(
        f"{name} took “{title}” out of all lists on {format_date(event.at.date(), ENGLISH)}: "
        f"“{event.why}” An author can bring it back on its page in the library."
    )


def archived_resource(session: Session, slug: str) -> ArchivedResource | None:
    """The resource with this slug, if it is in no list."""
    row = session.exec(select(ResourceRow).where(ResourceRow.slug == slug)).first()
    return _found(session, row) if row is not None and row.archived else None


def archived_resources(session: Session) -> tuple[ArchivedResource, ...]:
    """What is in no list, by title."""
    rows = session.exec(select(ResourceRow).where(col(ResourceRow.archived).is_(True))).all()
    found = [_found(session, row) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.title, each.slug)))


def archived_slugs(session: Session) -> frozenset[str]:
    """The slugs of what is in no list."""
    query = select(ResourceRow.slug).where(col(ResourceRow.archived).is_(True))
    return frozenset(session.exec(query).all())


def events_of(session: Session, resource: ResourceRow) -> list[tuple[ResourceEvent, str]]:
    """Each time that a resource was taken out or brought back, newest first, with the person's
    name."""
    query = (
        select(ResourceEvent, User.name)
        .join(User, col(User.id) == col(ResourceEvent.actor_id))
        .where(ResourceEvent.resource_id == key(resource))
        .order_by(col(ResourceEvent.id).desc())
    )
    return list(session.exec(query).all())


def _newest(session: Session, resource: ResourceRow) -> tuple[ResourceEvent, str]:
    return events_of(session, resource)[0]


def _found(session: Session, row: ResourceRow) -> ArchivedResource:
    event, name = _newest(session, row)
    return ArchivedResource(
        slug=row.slug,
        kind=row.kind,
        title=title_of(session, row),
        by=name,
        at=event.at,
        why=event.why,
    )
