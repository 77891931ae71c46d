"""Filled plans that an organisation chose to keep, who did what with them, and forms that were
finished and cleared. No table says in clear whose plan it is or what was answered.
"""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from app.models.base import Utc, choice, moment, now
from app.models.people import Role


class PlanStep(StrEnum):
    STORED = "stored"
    LISTED = "listed"
    VIEWED = "viewed"
    PRINTED = "printed"
    EXPORTED = "exported"
    DELETED = "deleted"
    EXPIRED = "expired"


class StoredPlan(SQLModel, table=True):
    """A filled plan, encrypted with a key that is outside the database. `revision` is the hash of
    the English that was answered."""

    __tablename__ = "stored_plan"
    id: str = Field(primary_key=True)
    slug: str
    revision: str
    key_id: str = Field(index=True)
    ciphertext: bytes
    created_at: datetime = Field(default_factory=now, sa_type=Utc, index=True)
    created_by: int = Field(foreign_key="account.id")
    delete_after: datetime = Field(sa_type=Utc, index=True)


class PlanAccess(SQLModel, table=True):
    """One step with a stored plan; appended, never rewritten. `plan_id` outlives the row, and is
    empty where somebody saw the list of names."""

    __tablename__ = "plan_access"
    id: int | None = Field(default=None, primary_key=True)
    plan_id: str = Field(index=True)
    step: PlanStep = choice(PlanStep)
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()


class EndedVisit(SQLModel, table=True):
    """A form that was finished and cleared: a hash of its random name, until its seal is void. It
    says nothing of the plan, the person or the answers."""

    __tablename__ = "ended_visit"
    id: str = Field(primary_key=True)
    until: datetime = Field(sa_type=Utc, index=True)
