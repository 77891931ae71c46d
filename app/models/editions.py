"""What readers get: numbered snapshots and what became of each."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.models.base import Json, Utc, choice, frozen_json, moment
from app.models.people import Role


class EditionState(StrEnum):
    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Edition(SQLModel, table=True):
    """A numbered, published snapshot: English, target text and local contacts, frozen."""

    __table_args__ = (UniqueConstraint("resource_id", "reading_version", "language", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    resource_id: int = Field(foreign_key="resource.id", index=True)
    reading_version: str
    language: str = Field(index=True)
    number: int
    code: str = Field(unique=True)
    source_revision_id: int = Field(foreign_key="source_revision.id")
    sign_off_id: int = Field(foreign_key="sign_off.id")
    english: Json = frozen_json()
    content: Json = frozen_json()
    services: Json = frozen_json()
    made: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    hash: str
    demo: bool
    review_by: date
    published_at: datetime = moment()


class EditionEvent(SQLModel, table=True):
    """What an edition became and who said so; the newest one counts."""

    __tablename__ = "edition_event"
    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    state: EditionState = choice(EditionState)
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
    why: str = ""


class SetState(StrEnum):
    OPEN = "open"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


_OPEN = "state = 'open'"


class PublicationSet(SQLModel, table=True):
    """Languages of one reading version that are published together, none before all are signed."""

    __tablename__ = "publication_set"
    __table_args__ = (
        Index(
            "ix_publication_set_open", "resource_id", "reading_version", unique=True,
            sqlite_where=text(_OPEN), postgresql_where=text(_OPEN),
        ),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    resource_id: int = Field(foreign_key="resource.id")
    reading_version: str
    languages: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    state: SetState = choice(SetState, default=SetState.OPEN)
    created_by: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    created_at: datetime = moment()
    ended_by: int | None = Field(default=None, foreign_key="account.id")
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
