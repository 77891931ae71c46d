"""Memory: approved pairs of English and its translation, and the index that finds like ones.

All of it is a projection of the revised segments, written in the same transaction, and can be
rebuilt from them.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from app.models.base import moment


def whole_number() -> Any:
    """A part of a primary key that the database does not count up."""
    return Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


class MemorySource(SQLModel, table=True):
    """One English text, whatever the languages that it was translated into. Its id is made of the
    text, so that nobody needs to look whether it is here."""

    __tablename__ = "memory_source"
    __table_args__ = ({"sqlite_with_rowid": False},)
    id: int = whole_number()
    text: str


class MemoryKey(SQLModel, table=True):
    """Where a pair of neighbouring words occurs: `key` is their checksum, `size` the number of
    letters of the text. No foreign key: an index is written by the million and rebuilt whole."""

    __tablename__ = "memory_key"
    __table_args__ = ({"sqlite_with_rowid": False},)
    key: int = whole_number()
    size: int = whole_number()
    source_id: int = whole_number()


class MemoryUnit(SQLModel, table=True):
    """One approved segment. `source_hash` is that of the segment, which covers its tokens too."""

    __tablename__ = "memory_unit"
    __table_args__ = (
        UniqueConstraint("translation_id", "path"),
        Index("ix_memory_unit_source", "source_id", "language"),
        Index("ix_memory_unit_hash", "source_hash", "language"),
    )
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id")
    path: str
    language: str
    source_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    source_hash: str
    target: str
    slug: str
    reading_version: str
    approved_at: datetime = moment()
