"""What is new: editions that were published, renewed or withdrawn, and resources that were taken
out of all lists or brought back. Nobody's name is in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from sqlalchemy import select
from sqlmodel import Session, col

from app.config import settings
from app.languages import ENGLISH
from app.models import (
    Edition,
    EditionEvent,
    EditionState,
    ResourceEvent,
    ResourceRow,
    TextSummary,
)
from app.render import interface, interface_resource
from app.resources.kinds import PUBLIC
from app.workflow.source import revisions
from app.workflow.source.revisions import find_resource, title_of

What = Literal["published", "renewed", "withdrawn", "archived", "brought-back"]
MOST = 2_000
"""Editions of a period that are told of."""
IN_FEED = 100
_LOOKED_AT = 400


@dataclass(frozen=True, kw_only=True)
class News:
    """One thing that happened. Of a resource that was taken out of all lists or brought back the
    reading version, the language and the edition are empty."""

    id: str
    what: What
    slug: str
    kind: str
    title: str
    at: datetime
    reading_version: str = ""
    language: str = ""
    code: str = ""
    number: int = 0
    review_by: date | None = None


def news(session: Session, since: date, until: date) -> tuple[News, ...]:
    """All that staff can see of what happened from a day until before another, newest first."""
    first, last = _midnight(since), _midnight(until)
    when = (col(EditionEvent.at) >= first, col(EditionEvent.at) < last)
    rows = session.execute(_editions().where(*when).limit(MOST)).all()
    gone = (
        select(ResourceEvent, col(ResourceRow.slug), col(ResourceRow.kind))
        .join(ResourceRow, col(ResourceRow.id) == col(ResourceEvent.resource_id))
        .where(col(ResourceEvent.at) >= first, col(ResourceEvent.at) < last)
        .order_by(col(ResourceEvent.id).desc())
        .limit(MOST)
    )
    events = session.execute(gone).all()
    titles = _titles(session, {row.slug for row in (*rows, *events)})
    found = [_of_edition(row, titles[row.slug]) for row in rows]
    for event, slug, kind in events:
        found.append(
            News(
                id=f"resource-{event.id}",
                what="archived" if event.archived else "brought-back",
                slug=slug,
                kind=kind,
                title=titles[slug],
                at=event.at,
            )
        )
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def public_news(session: Session) -> tuple[News, ...]:
    """The newest that families can see, newest first: of what is for them, in languages that are
    open. Each is called as its own edition is: newer English may be signed by nobody yet."""
    query = _editions().where(col(ResourceRow.kind).in_(tuple(PUBLIC))).limit(_LOOKED_AT)
    demo = settings().demo
    rows = [
        row
        for row in session.execute(query).all()
        if interface.interface_state(row.language, demo) == "open"
    ][:IN_FEED]
    titles = revisions.titles_of(session, {row.source_revision_id for row in rows})
    return tuple(_of_edition(row, titles[row.source_revision_id]) for row in rows)


def _editions() -> Any:
    """What became of editions, newest first, but for those that a newer one replaced."""
    query = (
        select(
            col(EditionEvent.id),
            col(EditionEvent.state),
            col(EditionEvent.at),
            col(Edition.code),
            col(Edition.number),
            col(Edition.reading_version),
            col(Edition.language),
            col(Edition.review_by),
            col(Edition.source_revision_id),
            col(ResourceRow.slug),
            col(ResourceRow.kind),
        )
        .join(Edition, col(Edition.id) == col(EditionEvent.edition_id))
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(
            col(EditionEvent.state) != EditionState.SUPERSEDED,
            col(ResourceRow.kind) != interface_resource.KIND,
        )
        .order_by(col(EditionEvent.id).desc())
    )
    return query if settings().demo else query.where(col(Edition.demo).is_(False))


def _of_edition(row: Any, title: str) -> News:
    what: What = "withdrawn"
    if row.state == EditionState.CURRENT:
        what = "published" if row.number == 1 else "renewed"
    return News(
        id=f"edition-{row.id}",
        what=what,
        slug=row.slug,
        kind=row.kind,
        title=title,
        at=row.at,
        reading_version=row.reading_version,
        language=row.language,
        code=row.code,
        number=row.number,
        review_by=row.review_by,
    )


def _titles(session: Session, slugs: Iterable[str]) -> dict[str, str]:
    """English titles, those of the standard version where there is one; of what is in no list
    too."""
    text, wanted = TextSummary, set(slugs)
    query = (
        select(col(text.slug), col(text.title))
        .where(col(text.language) == ENGLISH.tag, col(text.slug).in_(wanted))
        .order_by(col(text.reading_version))  # that of the standard version is written last
    )
    found: dict[str, str] = {row.slug: row.title for row in session.execute(query)}
    for slug in wanted - found.keys():
        found[slug] = title_of(session, find_resource(session, slug))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
