"""What people decided about texts and about each other: findings dismissed or overruled, back-
translations, competence, agencies' evidence, and what becomes of an edition whose English changed.
Rows are appended; where several speak of the same thing, the newest counts.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.models.base import choice, moment
from app.models.people import Role


class FindingDecision(SQLModel, table=True):
    """A finding dismissed, overruled or taken up again, for exactly one source and one text."""

    __tablename__ = "finding_decision"
    __table_args__ = (Index("ix_finding_decision_string", "translation_id", "path"),)
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    path: str
    key: str
    action: str
    message: str
    source_hash: str
    text_hash: str
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
    why: str


class BackTranslation(SQLModel, table=True):
    """A text said in English again by someone who had no part in it, or by an engine (`engine`
    names it, `checksum` is the SHA-256 of its model's files); it holds for that text alone."""

    __tablename__ = "back_translation"
    __table_args__ = (Index("ix_back_translation_string", "translation_id", "path"),)
    id: int | None = Field(default=None, primary_key=True)
    translation_id: int = Field(foreign_key="translation.id", index=True)
    path: str
    source_hash: str
    text_hash: str
    text: str
    engine: str = ""
    model: str = ""
    version: str = ""
    checksum: str = ""
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()


class Competence(SQLModel, table=True):
    """That a person may revise a language until a date, on what evidence; `ended` rows end it."""

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="account.id", index=True)
    language: str
    evidence: str
    valid_until: date
    ended: bool = False
    actor_id: int = Field(foreign_key="account.id")
    at: datetime = moment()


class AgencyEvidence(SQLModel, table=True):
    """An agency's named translator and reviser for one language with their ISO 17100 evidence. The
    two hold accounts that nobody can sign in with, so that histories name them."""

    __tablename__ = "agency_evidence"
    id: int | None = Field(default=None, primary_key=True)
    agency: str
    language: str = Field(index=True)
    translator_id: int = Field(foreign_key="account.id")
    reviser_id: int = Field(foreign_key="account.id")
    evidence: str
    valid_until: date
    actor_id: int = Field(foreign_key="account.id")
    at: datetime = moment()


class Remedy(StrEnum):
    """What a clinician chooses for a live edition when safety-critical English changed."""

    NOTICE = "notice"
    WITHDRAWAL = "withdrawal"


class SourceChange(SQLModel, table=True):
    """A clinician's choice for one live edition and one newer English."""

    __tablename__ = "source_change"
    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    source_revision_id: int = Field(foreign_key="source_revision.id")
    remedy: Remedy = choice(Remedy)
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
    why: str


class SiblingDecision(SQLModel, table=True):
    """That a reading version still says the same as the other one, whose English is that of
    `sibling_revision_id`."""

    __tablename__ = "sibling_decision"
    id: int | None = Field(default=None, primary_key=True)
    resource_id: int = Field(foreign_key="resource.id", index=True)
    reading_version: str
    sibling_revision_id: int = Field(foreign_key="source_revision.id")
    actor_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
    why: str
