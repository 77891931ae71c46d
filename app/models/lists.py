"""What lists are read from: where each segment and each text stands, kept beside what it is derived
from, and who was given what by when.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.models.base import Utc, choice, moment
from app.models.people import Role
from app.models.text_ref import TextRef


class TextSummary(SQLModel, table=True):
    """One reading version in one language, begun or not, in numbers. `basis` names the checks,
    hospital numbers and languages that it was worked out with."""

    __tablename__ = "text_summary"
    __table_args__ = (
        UniqueConstraint("resource_id", "reading_version", "language"),
        Index("ix_text_summary_edit", "language", "critical_to_edit", "to_edit", "id"),
        Index("ix_text_summary_revise", "language", "critical_to_revise", "to_revise", "id"),
        Index("ix_text_summary_stage", "stage", "language", "id"),
        Index("ix_text_summary_changed", "language", "changed", "id"),
        Index("ix_text_summary_due", "language", "due_on", "id"),
        Index("ix_text_summary_assignee", "assignee_id", "id"),
        Index(
            "ix_text_summary_totals", "language", "total", "revised", "to_edit", "critical_to_edit",
            "words_to_edit", "changed", "to_revise", "critical_to_revise", "words_to_revise",
            "questions", "to_answer",
        ),
        Index(
            "ix_text_summary_library", "filed_under", "slug", "reading_version", "language",
            "state", "kind", "review_by",
        ),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    resource_id: int = Field(foreign_key="resource.id")
    reading_version: str
    language: str
    revision_id: int = Field(foreign_key="source_revision.id")
    slug: str
    kind: str
    title: str
    owner: str
    total: int = 0
    empty: int = 0
    draft: int = 0
    sent_back: int = 0
    edited: int = 0
    revised: int = 0
    stale: int = 0
    blocking: int = 0
    advisory: int = 0
    questions: int = 0
    changed: int = 0
    to_edit: int = 0
    critical_to_edit: int = 0
    words_to_edit: int = 0
    to_revise: int = 0
    critical_to_revise: int = 0
    words_to_revise: int = 0
    to_answer: int = 0
    """Segments that were sent back and wait for whoever wrote them."""
    stage: str = "work"
    """`work`, or, once every segment is revised, `sign`, `publish` or `done`."""
    changed_at: datetime | None = Field(default=None, sa_type=Utc)
    assignee_id: int | None = Field(default=None, foreign_key="account.id")
    due_on: date | None = None
    basis: str = ""
    filed_under: str = ""
    """The beginning of its title, folded: by this the library is in order and searched."""
    state: str = ""
    """What readers have and how far the text is, one of `lists.text_state.STATES`."""
    edition_id: int | None = None
    """The newest edition, if there is any."""
    review_by: date | None = None
    """The day of the edition that readers have."""

    @property
    def ref(self) -> TextRef:
        return TextRef(self.slug, self.reading_version, self.language)


FINDINGS = "blocking + advisory > 0"
"""That a listed segment has findings, in the words of its index."""


DOUBT = "doubt"
"""That whoever drafted a listed segment was not sure, in the words of its index."""


class SegmentListing(SQLModel, table=True):
    """One segment of one translation as lists show, filter and search it. `waits` says what it
    waits for; `found_by` is what a search reads: English, translation and note, folded;
    `doubt`, that whoever drafted it was not sure; `sent_back_by` sent it back to its writer, who
    has not answered."""

    __tablename__ = "segment_listing"
    __table_args__ = (
        UniqueConstraint("summary_id", "path"),
        Index("ix_segment_listing_waits", "language", "waits", "safety_critical", "id"),
        Index("ix_segment_listing_language", "language", "safety_critical", "id"),
        Index("ix_segment_listing_assignee", "assignee_id", "waits", "id"),
        Index("ix_segment_listing_editor", "edited_by", "waits", "language"),
        Index(
            "ix_segment_listing_place", "summary_id", "waits", "position", "edited_by",
            "revised_by", "assignee_id",
        ),
        Index("ix_segment_listing_order", "summary_id", "position"),
        Index(
            "ix_segment_listing_counted", "summary_id", "language", "waits", "safety_critical",
            "assignee_id", "edited_by", "revised_by", "due_on", "blocking", "advisory",
        ),
        Index(
            "ix_segment_listing_findings", "summary_id", "position",
            sqlite_where=text(FINDINGS), postgresql_where=text(FINDINGS),
        ),
        Index(
            "ix_segment_listing_doubt", "summary_id", "waits", "position",
            sqlite_where=text(DOUBT), postgresql_where=text(DOUBT),
        ),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    summary_id: int = Field(foreign_key="text_summary.id")
    language: str
    path: str
    position: int
    state: str
    waits: str
    blocking: int = 0
    advisory: int = 0
    safety_critical: bool = False
    question: bool = False
    doubt: bool = False
    words: int = 0
    version: int = 0
    source: str
    text: str = ""
    note: str = ""
    found_by: str = ""
    edited_by: int | None = Field(default=None, foreign_key="account.id")
    revised_by: int | None = Field(default=None, foreign_key="account.id")
    sent_back_by: int | None = Field(default=None, foreign_key="account.id")
    changed_at: datetime | None = Field(default=None, sa_type=Utc)
    assignee_id: int | None = Field(default=None, foreign_key="account.id")
    due_on: date | None = None


class Assignment(SQLModel, table=True):
    """Who was given a segment, or with an empty path a whole text, and by when; the newest counts.
    Without a person it was given back."""

    __table_args__ = (
        Index("ix_assignment_place", "resource_id", "reading_version", "language", "path"),
    )
    id: int | None = Field(default=None, primary_key=True)
    resource_id: int = Field(foreign_key="resource.id")
    reading_version: str
    language: str
    path: str = ""
    person_id: int | None = Field(default=None, foreign_key="account.id")
    due_on: date | None = None
    by_id: int = Field(foreign_key="account.id")
    role: Role = choice(Role)
    at: datetime = moment()
    why: str = ""
