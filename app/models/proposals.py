"""English that authors write beside what is published: proposals, the steps of each, and what
someone typed and has not saved.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.models.base import Json, Utc, choice, json_object, moment
from app.models.people import Role


class ProposalState(StrEnum):
    OPEN = "open"
    HANDED_IN = "handed_in"
    DROPPED = "dropped"


OPEN = "state = 'open'"
"""That a proposal is worked on, in the words of its index."""


class Proposal(SQLModel, table=True):
    """The English of one reading version as its authors want it. `content` is always a whole
    resource, without what has its default; `base_id` is the revision that it began from, none for
    a new text, and `revision_id` the one that it became."""

    __table_args__ = (
        Index(
            "ix_proposal_open", "slug", "reading_version", unique=True,
            sqlite_where=text(OPEN), postgresql_where=text(OPEN),
        ),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(index=True)
    kind: str
    reading_version: str
    base_id: int | None = Field(default=None, foreign_key="source_revision.id")
    content: Json = json_object()
    state: ProposalState = choice(ProposalState, default=ProposalState.OPEN)
    revision_id: int | None = Field(default=None, foreign_key="source_revision.id", index=True)
    created_by: int = Field(foreign_key="account.id")
    created_at: datetime = moment()
    changed_at: datetime = moment()
    ended_by: int | None = Field(default=None, foreign_key="account.id")
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    why: str = ""
    """What its authors say to whoever signs it, or why it was dropped."""


class ProposalStep(SQLModel, table=True):
    """One step of a proposal; appended, never rewritten. `part` is the block's id, `before` and
    `after` how it was written, none where it did not stand; `place` is where it stood before
    [the block around it, the field, its number]."""

    __tablename__ = "proposal_step"
    id: int | None = Field(default=None, primary_key=True)
    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    action: str
    part: str
    before: Json | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    after: Json | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    place: list[str | int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
    why: str = ""
    """Why a mark of what is safety-critical was set or taken away."""


class UnsavedBlock(SQLModel, table=True):
    """What someone typed into the form of a block and did not save, for their eyes alone. `seen` is
    how the block stood when they opened it."""

    __tablename__ = "unsaved_block"
    __table_args__ = (UniqueConstraint("proposal_id", "part", "account_id"),)
    id: int | None = Field(default=None, primary_key=True)
    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    part: str
    account_id: int = Field(foreign_key="account.id", index=True)
    form: list[list[str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    seen: str
    at: datetime = moment()
