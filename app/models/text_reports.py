"""What readers and staff say is wrong in a published text."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.models.base import Utc, choice, moment


class TextFault(StrEnum):
    """What can be wrong, as a reader sees it."""

    WORDS = "words"
    NUMBER = "number"
    UNCLEAR = "unclear"
    OTHER = "other"


class TextReport(SQLModel, table=True):
    """One fault at one place of an edition, said so many `times` until it was dealt with. `place`
    is the id of a heading, "" for the whole text. Nothing tells who said it unless they were
    signed in; only those wrote `words`."""

    __tablename__ = "text_report"
    __table_args__ = (Index("ix_text_report_open", "edition_id", "closed_at"),)
    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id")
    place: str
    fault: TextFault = choice(TextFault)
    words: str = ""
    times: int = 1
    actor_id: int | None = Field(default=None, foreign_key="account.id")
    at: datetime = moment()
    last_at: datetime = moment()
    closed_at: datetime | None = Field(default=None, sa_type=Utc)
    closed_by: int | None = Field(default=None, foreign_key="account.id")
    done: str = ""
