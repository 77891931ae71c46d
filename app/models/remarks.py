"""What people say to each other about a segment."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.models.base import choice, moment
from app.models.people import Role


class RemarkKind(StrEnum):
    COMMENT = "comment"
    QUESTION = "question"
    ANSWER = "answer"


class Remark(SQLModel, table=True):
    """A comment, a question to the author or its answer; appended, never rewritten. A question is
    open until an answer names it."""

    __table_args__ = (
        Index("ix_remark_string", "translation_id", "path"),
        Index("ix_remark_actor", "actor_id", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    path: str
    kind: RemarkKind = choice(RemarkKind)
    text: str
    question_id: int | None = Field(default=None, foreign_key="remark.id", unique=True)
    source_hash: str
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
