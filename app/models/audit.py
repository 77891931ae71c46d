"""The trail of every decision: entries that are only appended, each with the hash of the one
before."""

from datetime import datetime

from sqlalchemy import Column, Integer
from sqlmodel import Field, SQLModel

from app.models.base import Utc


class AuditEntry(SQLModel, table=True):
    """One decision, or several that one step made of one text. `kind` is a table and `rows` the ids
    of the rows there, such as `7` or `7-12,15`; `digest` covers what they say and `hash` all of the
    entry. No foreign keys: it outlives what it names, and appending waits for nobody's row."""

    __tablename__ = "audit_entry"
    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    at: datetime = Field(sa_type=Utc)
    actor_id: int | None = None
    role: str = ""
    kind: str
    rows: str
    step: str
    about: str = ""
    digest: str
    previous: str
    hash: str
