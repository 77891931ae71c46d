"""What there is to translate: resources, the immutable states of their English, and whether this
database is a demonstration."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.base import Json, choice, json_object, moment
from app.models.people import Role


class Installation(SQLModel, table=True):
    """One row: whether this database is a demonstration (H24)."""

    id: int = Field(default=1, primary_key=True)
    demo: bool
    created_at: datetime = moment()


class SeedingStep(SQLModel, table=True):
    """A step of filling a new database that is done, written in the transaction that does it."""

    __tablename__ = "seeding_step"
    name: str = Field(primary_key=True)
    at: datetime = moment()


class ResourceRow(SQLModel, table=True):
    """`archived` says what the newest of its events says: that it is in no list."""

    __tablename__ = "resource"
    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    kind: str
    archived: bool = False


class ResourceEvent(SQLModel, table=True):
    """That a resource was taken out of all lists, or brought back, and who said so."""

    __tablename__ = "resource_event"
    id: int | None = Field(default=None, primary_key=True)
    resource_id: int = Field(foreign_key="resource.id", index=True)
    archived: bool
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
    why: str


class SourceRevision(SQLModel, table=True):
    """An immutable state of one reading version's English."""

    __tablename__ = "source_revision"
    __table_args__ = (UniqueConstraint("resource_id", "reading_version", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    resource_id: int = Field(foreign_key="resource.id", index=True)
    reading_version: str
    number: int
    content: Json = json_object()
    hash: str
    created_at: datetime = moment()
    created_by: int = Field(foreign_key="account.id")
