"""Work in progress: what someone typed and has not saved, and where each person was last. Neither
is a step of a text: nothing is translated by what stands here.
"""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.base import moment


class Unsaved(SQLModel, table=True):
    """Words that someone typed and did not save, for their eyes alone. `version` is that of the
    segment when they opened it."""

    __tablename__ = "unsaved_text"
    __table_args__ = (UniqueConstraint("translation_id", "path", "account_id"),)
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    path: str
    account_id: int = Field(foreign_key="account.id", index=True)
    text: str
    version: int
    at: datetime = moment()


class LastPlace(SQLModel, table=True):
    """The segment of a translation at which someone was last."""

    __tablename__ = "place_at_work"
    __table_args__ = (UniqueConstraint("translation_id", "account_id"),)
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    path: str
    at: datetime = moment()
