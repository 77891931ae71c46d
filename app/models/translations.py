"""Translations: where each segment stands, what happened to it, and who signed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.base import Json, choice, json_object, moment
from app.models.people import Role


class Status(StrEnum):
    """Where one segment of a translation stands. Stale is derived from the source hash, never
    stored. What was sent back waits for whoever wrote it."""

    EMPTY = "empty"
    DRAFT = "draft"
    SENT_BACK = "sent_back"
    EDITED = "edited"
    REVISED = "revised"


class Translation(SQLModel, table=True):
    """One reading version in one language; English has one too, whose segments are the source's."""

    __table_args__ = (UniqueConstraint("resource_id", "reading_version", "language"),)
    id: int | None = Field(default=None, primary_key=True)
    resource_id: int = Field(foreign_key="resource.id", index=True)
    reading_version: str
    language: str = Field(index=True)


class SegmentText(SQLModel, table=True):
    """Where one segment stands now: a projection of its events, written in the same transaction."""

    __tablename__ = "segment_text"
    __table_args__ = (UniqueConstraint("translation_id", "path"),)
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    path: str
    text: str = ""
    status: Status = choice(Status, default=Status.EMPTY)
    source_hash: str
    source_text: str
    origin: Json = json_object()
    edited_by: int | None = Field(default=None, foreign_key="account.id")
    revised_by: int | None = Field(default=None, foreign_key="account.id")
    version: int = 1
    updated_at: datetime = moment()


class SegmentEvent(SQLModel, table=True):
    """One step of one segment; appended, never rewritten."""

    __tablename__ = "segment_event"
    __table_args__ = (
        Index("ix_segment_event_actor", "actor_id", "id"),
        Index("ix_segment_event_string", "translation_id", "path", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    path: str
    action: str
    status: Status = choice(Status)
    text: str
    source_hash: str
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
    why: str = ""
    origin: Json = json_object()


class SignOff(SQLModel, table=True):
    """A clinician's signature; `covers` lists [path, source hash, text hash] of all that was
    signed, `relies_on` the back-translations and decisions about findings that it rests on."""

    __tablename__ = "sign_off"
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    source_revision_id: int = Field(foreign_key="source_revision.id")
    covers: list[list[str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    relies_on: Json = json_object()
    statement: str
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
