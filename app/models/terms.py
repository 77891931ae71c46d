"""The glossary: words that must be translated in one way, in every language."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.base import Json, choice, json_object, moment
from app.models.people import Role


class Use(StrEnum):
    """What a translation of a term is: one to use, the one that is used and never takes another
    form, or one that must not be."""

    APPROVED = "approved"
    FIXED = "fixed"
    FORBIDDEN = "forbidden"


class TermRow(SQLModel, table=True):
    """One English term. `keep` means that no language translates it."""

    __tablename__ = "term"
    id: int | None = Field(default=None, primary_key=True)
    term: str = Field(unique=True)
    definition: str = ""
    note: str = ""
    keep: bool = False


class TermTarget(SQLModel, table=True):
    """One translation of a term in one language."""

    __tablename__ = "term_target"
    __table_args__ = (UniqueConstraint("term_id", "language", "text"),)
    id: int | None = Field(default=None, primary_key=True)
    term_id: int = Field(foreign_key="term.id", index=True)
    language: str = Field(index=True)
    text: str
    use: Use = choice(Use)


class TermForm(SQLModel, table=True):
    """A form of an approved translation that a person accepted in a text, such as a plural or a
    case."""

    __tablename__ = "term_form"
    __table_args__ = (UniqueConstraint("term_id", "language", "form"),)
    id: int | None = Field(default=None, primary_key=True)
    term_id: int = Field(foreign_key="term.id", index=True)
    language: str = Field(index=True)
    form: str


class TermEvent(SQLModel, table=True):
    """One change of the glossary; appended, never rewritten. `term` outlives the row."""

    __tablename__ = "term_event"
    id: int | None = Field(default=None, primary_key=True)
    term: str = Field(index=True)
    action: str
    language: str = ""
    change: Json = json_object()
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
    why: str = ""
