"""Editions whose prints are to be thrown away: those that were replaced or withdrawn within a
month, with what stands in their place now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defer
from sqlmodel import Session, col, func

from app.config import settings
from app.models import Edition, EditionEvent, EditionState, ResourceRow
from app.render import interface_resource
from app.resources.months import month_after
from app.workflow.source.revisions import titles


@dataclass(frozen=True, kw_only=True)
class OldPrint:
    """One edition that readers have no more; `instead` is the code of the one that they have now,
    "" where there is none."""

    code: str
    slug: str
    title: str
    reading_version: str
    language: str
    on: date
    withdrawn: bool
    instead: str


_TEXTS: Any = (Edition.content, Edition.english, Edition.services)


def old_prints(session: Session, first: date) -> tuple[OldPrint, ...]:
    """What was replaced or withdrawn in the month that begins with this day, by title, language and
    code. An edition that was replaced and then withdrawn stands in the month of the last."""
    after = month_after(first)
    newest = select(func.max(col(EditionEvent.id))).group_by(col(EditionEvent.edition_id))
    query = (
        select(Edition, EditionEvent, col(ResourceRow.slug))
        .join(EditionEvent, col(EditionEvent.edition_id) == col(Edition.id))
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(
            col(EditionEvent.id).in_(newest),
            col(EditionEvent.state) != EditionState.CURRENT,
            col(EditionEvent.at) >= _midnight(first),
            col(EditionEvent.at) < _midnight(after),
            col(ResourceRow.kind) != interface_resource.KIND,
        )
        .options(*(defer(text, raiseload=True) for text in _TEXTS))
    )
    if not settings().demo:
        query = query.where(col(Edition.demo).is_(False))
    rows = session.execute(query).all()
    called, instead = titles(session, archived=True), _current(session) if rows else {}
    old = (_old(edition, event, slug, called, instead) for edition, event, slug in rows)
    return tuple(_sorted(old))


def _old(
    edition: Edition,
    event: EditionEvent,
    slug: str,
    called: dict[str, str],
    instead: dict[Any, str],
) -> OldPrint:
    return OldPrint(
        code=edition.code,
        slug=slug,
        title=called.get(slug, slug),
        reading_version=edition.reading_version,
        language=edition.language,
        on=event.at.date(),
        withdrawn=event.state == EditionState.WITHDRAWN,
        instead=instead.get((edition.resource_id, edition.reading_version, edition.language), ""),
    )


def _current(session: Session) -> dict[Any, str]:
    """The code of each current edition, by resource, reading version and language."""
    newest = select(func.max(col(EditionEvent.id))).group_by(col(EditionEvent.edition_id))
    rows = session.execute(
        select(
            col(Edition.resource_id),
            col(Edition.reading_version),
            col(Edition.language),
            col(Edition.code),
        )
        .join(EditionEvent, col(EditionEvent.edition_id) == col(Edition.id))
        .where(col(EditionEvent.id).in_(newest), col(EditionEvent.state) == EditionState.CURRENT)
    ).all()
    return {(resource, version, tag): code for resource, version, tag, code in rows}


def _sorted(found: Iterable[OldPrint]) -> list[OldPrint]:
    return sorted(found, key=lambda each: (each.title, each.language, each.code))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
