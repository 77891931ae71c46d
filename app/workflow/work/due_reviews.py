"""Published texts whose review is overdue or near, for the people who look after them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.config import settings
from app.languages import ENGLISH
from app.models import Edition, ResourceRow, Role, TextSummary
from app.render import interface_resource
from app.resources.review_date import is_overdue, today
from app.workflow.editions.published import current_ids
from app.workflow.people.accounts import Actor

ROLES = (Role.AUTHOR, Role.CLINICIAN)
DUE_SOON = timedelta(days=60)
"""How long before its day those who look after a text are told."""
_LOOKED_AT = 300


@dataclass(frozen=True, kw_only=True)
class DueReview:
    """A text that must be looked at again by a day, in these languages (tags)."""

    slug: str
    reading_version: str
    title: str
    owner: str
    review_by: date
    languages: tuple[str, ...]

    @property
    def overdue(self) -> bool:
        return is_overdue(self.review_by, today())


def due_reviews(session: Session, actor: Actor) -> tuple[DueReview, ...]:
    """What authors and clinicians are warned of, the oldest first; nothing for other people."""
    if not actor.languages(*ROLES):
        return ()
    query = (
        select(
            col(ResourceRow.slug),
            col(Edition.reading_version),
            col(Edition.language),
            col(Edition.review_by),
            col(TextSummary.title),
            col(TextSummary.owner),
        )
        .join(Edition, col(Edition.resource_id) == col(ResourceRow.id))
        .join(
            TextSummary,
            (col(TextSummary.resource_id) == col(Edition.resource_id))
            & (col(TextSummary.reading_version) == col(Edition.reading_version))
            & (col(TextSummary.language) == ENGLISH.tag),
        )
        .where(
            col(Edition.id).in_(current_ids()),
            col(ResourceRow.kind) != interface_resource.KIND,
            col(Edition.review_by) < today() + DUE_SOON,
        )
        .order_by(col(Edition.review_by), col(Edition.id))
        .limit(_LOOKED_AT)
    )
    if not settings().demo:
        query = query.where(col(Edition.demo).is_(False))
    return tuple(_together(tuple(row) for row in session.execute(query)))


def _together(rows: Iterable[tuple[Any, ...]]) -> list[DueReview]:
    """One line for each text and day."""
    found: dict[tuple[str, str, date, str, str], list[str]] = {}
    for slug, version, tag, day, title, owner in rows:
        found.setdefault((slug, version, day, title, owner), []).append(tag)
    return [
        DueReview(
            slug=slug,
            reading_version=version,
            title=title,
            owner=owner,
            review_by=day,
            languages=tuple(sorted(tags)),
        )
        for (slug, version, day, title, owner), tags in found.items()
    ]
