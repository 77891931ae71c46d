"""Background work that people order: jobs, the translations that each consists of, and what became
of every segment. A job's row is written with the wish for it; its id is that of its workflow.
"""

from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.base import Utc, choice, now


class JobKind(StrEnum):
    """What a job makes: drafts from English, or back-translations into it."""

    DRAFT = "draft"
    BACK = "back"


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Job(SQLModel, table=True):
    """Drafts or back-translations that someone ordered: of one translation, one resource, one
    language, or of everything that is missing (empty columns name no limit)."""

    id: str = Field(default_factory=lambda: uuid4().hex, primary_key=True)
    kind: JobKind = choice(JobKind, default=JobKind.DRAFT)
    slug: str = ""
    reading_version: str = ""
    language: str = ""
    engine: str = ""
    """The engine's id; empty for the one that each language gets, or of back-translations for the
    first that may do each segment."""
    state: JobState = choice(JobState, default=JobState.WAITING, index=True)
    reason: str = ""
    """Why it failed."""
    repeats: str | None = Field(default=None, foreign_key="job.id")
    created_by: int = Field(foreign_key="account.id")
    created_at: datetime = Field(default_factory=now, sa_type=Utc, index=True)
    started_at: datetime | None = Field(default=None, sa_type=Utc)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    ended_by: int | None = Field(default=None, foreign_key="account.id")
    """Who cancelled it."""
    worker: str = ""
    """The process that works on it, or worked on it last."""
    planned: bool = False
    heard_at: datetime | None = Field(default=None, sa_type=Utc)
    """When the worker last took it up or ended a batch."""


class JobPart(SQLModel, table=True):
    """One translation of a job: how many segments it had to fill, and what became of them."""

    __tablename__ = "job_part"
    __table_args__ = (UniqueConstraint("job_id", "slug", "reading_version", "language"),)
    id: int | None = Field(default=None, primary_key=True)
    job_id: str = Field(foreign_key="job.id", index=True)
    slug: str
    reading_version: str
    language: str
    total: int
    drafted: int = 0
    """Segments that an engine filled, or said in English again."""
    remembered: int = 0
    refused: int = 0
    kept: int = 0
    """Segments that someone else filled meanwhile."""
    left: int = 0
    """Segments for which there is no engine, for the reason in `reason`."""
    reason: str = ""


class SegmentOutcome(StrEnum):
    DRAFTED = "drafted"
    REMEMBERED = "remembered"
    REFUSED = "refused"
    KEPT = "kept"


class JobSegment(SQLModel, table=True):
    """What became of one segment. It is written in the transaction of the draft itself, and once
    only: the key keeps a step that runs twice from drafting twice."""

    __tablename__ = "job_string"
    __table_args__ = (UniqueConstraint("part_id", "path", "source_hash"),)
    id: int | None = Field(default=None, primary_key=True)
    part_id: int = Field(foreign_key="job_part.id", index=True)
    path: str
    source_hash: str
    outcome: SegmentOutcome = choice(SegmentOutcome)
    reason: str = ""
