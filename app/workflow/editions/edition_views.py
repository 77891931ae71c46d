"""Editions as pages and prints need them: their texts, which never change, are read once. Which of
them anybody may read is in `published`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any, NamedTuple

from cachetools import LRUCache, cached
from sqlalchemy import select as sql_select
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from app.models import Edition, EditionState, ResourceRow, SignOff
from app.render import interface
from app.render.library_now import LibraryNow
from app.resources.review_date import is_overdue, today
from app.resources.schema import Resource
from app.services import Service, ServiceData
from app.workflow.editions.integrity import check_whole
from app.workflow.editions.new_english import NewEnglish


@dataclass(frozen=True, kw_only=True)
class EditionView:
    """One edition as pages and prints need it: all that it froze, and how it stands now.
    `source_changed` says that readers have another English now, or that a clinician decided so
    (`english_change` says what is other, and since when)."""

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
    library: LibraryNow | None = None
    """What the library holds now, for a guide that lists it."""

    @property
    def overdue(self) -> bool:
        """Whether the day by which it had to be reviewed has passed."""
        return is_overdue(self.review_by, today())

    @property
    def stamp(self) -> str:
        """What no two editions share, and one does not once the words around it are others."""
        held = self.library.stamp if self.library else ""
        return self.hash + self.code + interface.stamp(self.language) + held


class EditionHead(NamedTuple):
    """An edition without its texts, which are read once, with what stands beside it."""

    edition: Edition
    slug: str
    kind: str
    signed_at: datetime | None

    @property
    def identity(self) -> tuple[int | None, str, str]:
        return self.edition.id, self.edition.hash, self.slug


_TEXTS: Any = (Edition.content, Edition.english, Edition.services)
HEADS: Any = (
    sql_select(Edition, col(ResourceRow.slug), col(ResourceRow.kind), col(SignOff.at))
    .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
    .outerjoin(SignOff, col(SignOff.id) == col(Edition.sign_off_id))
    .options(*(defer(text, raiseload=True) for text in _TEXTS))
)


_Frozen = tuple[Resource, Resource, tuple[Service, ...]]
EDITIONS_READ = 1_000
"""Editions whose texts are remembered, some 100 KB each."""


@cached(LRUCache(EDITIONS_READ), key=lambda _, head: head.identity, lock=Lock())
def _frozen(session: Session, head: EditionHead) -> _Frozen:
    """An edition's texts, which never change and are read once; raises DamagedEdition where they
    did."""
    row = session.exec(
        select(Edition)
        .where(Edition.id == head.edition.id)
        .execution_options(populate_existing=True)
    ).one()
    check_whole(row, head.slug)
    return (
        Resource.model_validate(row.content),
        Resource.model_validate(row.english),
        ServiceData.model_validate(row.services).services,
    )


def view_of(
    session: Session, head: EditionHead, state: EditionState, newest: NewEnglish
) -> EditionView:
    """The edition with its texts; raises DamagedEdition."""
    row = head.edition
    content, english, numbers = _frozen(session, head)
    return EditionView(
        code=row.code,
        slug=head.slug,
        kind=head.kind,
        reading_version=row.reading_version,
        language=row.language,
        number=row.number,
        resource=content,
        english=english,
        services=numbers,
        published_on=row.published_at.date(),
        review_by=row.review_by,
        demo=row.demo,
        state=state.value,
        source_changed=newest.is_newer(row),
        made=tuple(row.made),
        signed_on=head.signed_at.date() if head.signed_at else None,
        hash=row.hash,
    )
