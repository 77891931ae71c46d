"""Every table. Rows are written by `workflow` alone; what happened is appended to the event
tables and never rewritten, and `SegmentText` is where a translation's strings stand now.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import JSON, Column, DateTime, Dialect, Enum, UniqueConstraint
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

Json: TypeAlias = dict[str, Any]


class Utc(TypeDecorator[datetime]):
    """A moment in UTC, with its zone on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return (value if value.tzinfo else value.replace(tzinfo=UTC)) if value else None


def now() -> datetime:
    return datetime.now(UTC)


def _moment() -> Any:
    return Field(default_factory=now, sa_type=Utc)


def _choice(kind: type[StrEnum], **options: Any) -> Any:
    """A column that stores the enum's value as text, so that a new value needs no new type."""
    stored = Enum(
        kind, native_enum=False, length=20, values_callable=lambda k: [choice.value for choice in k]
    )
    return Field(sa_type=stored, **options)


def _json() -> Any:
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Role(StrEnum):
    ADMIN = "admin"
    AUTHOR = "author"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    CLINICIAN = "clinician"
    MIDWIFE = "midwife"


class Status(StrEnum):
    """Where one string of a translation stands. Stale is derived from the source hash, never
    stored."""

    EMPTY = "empty"
    DRAFT = "draft"
    EDITED = "edited"
    REVISED = "revised"


class EditionState(StrEnum):
    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Installation(SQLModel, table=True):
    """One row: whether this database is a demonstration (H24)."""

    id: int = Field(default=1, primary_key=True)
    demo: bool
    created_at: datetime = _moment()


class User(SQLModel, table=True):
    __tablename__ = "account"
    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    name: str
    password_hash: str
    demo: bool = False
    active: bool = True
    created_at: datetime = _moment()

    @property
    def key(self) -> int:
        """The id of a stored user."""
        if self.id is None:
            raise ValueError("This user is not stored yet.")
        return self.id


class Grant(SQLModel, table=True):
    """A person may act in a role for one language, or for all with `*`."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("user_id", "role", "language"),)
    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="account.id", index=True)
    role: Role = _choice(Role)
    language: str = "*"
    granted_at: datetime = _moment()
    granted_by: int | None = Field(default=None, foreign_key="account.id")


class SignIn(SQLModel, table=True):
    """A signed-in browser. The cookie holds the token, this table only its SHA-256."""

    __tablename__ = "sign_in"
    token_hash: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="account.id")
    csrf: str
    created_at: datetime = _moment()
    expires_at: datetime = _moment()


class ResourceRow(SQLModel, table=True):
    __tablename__ = "resource"
    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    kind: str


class SourceRevision(SQLModel, table=True):
    """An immutable state of one reading version's English."""

    __tablename__ = "source_revision"
    __table_args__ = (UniqueConstraint("resource_id", "reading_version", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    resource_id: int = Field(foreign_key="resource.id", index=True)
    reading_version: str
    number: int
    content: Json = _json()
    hash: str
    created_at: datetime = _moment()
    created_by: int = Field(foreign_key="account.id")


class Translation(SQLModel, table=True):
    """One reading version in one language; English has one too, whose strings are the source's."""

    __table_args__ = (UniqueConstraint("resource_id", "reading_version", "language"),)
    id: int | None = Field(default=None, primary_key=True)
    resource_id: int = Field(foreign_key="resource.id", index=True)
    reading_version: str
    language: str = Field(index=True)


class SegmentText(SQLModel, table=True):
    """Where one string stands now: a projection of its events, written in the same transaction."""

    __tablename__ = "segment_text"
    __table_args__ = (UniqueConstraint("translation_id", "path"),)
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    path: str
    text: str = ""
    status: Status = _choice(Status, default=Status.EMPTY)
    source_hash: str
    source_text: str
    origin: Json = _json()
    edited_by: int | None = Field(default=None, foreign_key="account.id")
    revised_by: int | None = Field(default=None, foreign_key="account.id")
    version: int = 1
    updated_at: datetime = _moment()


class SegmentEvent(SQLModel, table=True):
    """One step of one string; appended, never rewritten."""

    __tablename__ = "segment_event"
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    path: str
    action: str
    status: Status = _choice(Status)
    text: str
    source_hash: str
    actor_id: int = Field(foreign_key="account.id")
    role: Role = _choice(Role)
    at: datetime = _moment()
    why: str = ""
    origin: Json = _json()


class SignOff(SQLModel, table=True):
    """A clinician's signature; `covers` lists [path, source hash, text hash] of all that was
    signed."""

    __tablename__ = "sign_off"
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    source_revision_id: int = Field(foreign_key="source_revision.id")
    covers: list[list[str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    statement: str
    actor_id: int = Field(foreign_key="account.id")
    role: Role = _choice(Role)
    at: datetime = _moment()


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
    english: Json = _json()
    content: Json = _json()
    services: Json = _json()
    made: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    hash: str
    demo: bool
    review_by: date
    published_at: datetime = _moment()


class EditionEvent(SQLModel, table=True):
    """What an edition became and who said so; the newest one counts."""

    __tablename__ = "edition_event"
    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    state: EditionState = _choice(EditionState)
    actor_id: int = Field(foreign_key="account.id")
    role: Role = _choice(Role)
    at: datetime = _moment()
    why: str = ""
