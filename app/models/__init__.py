"""Every table, a module for each noun. Rows are written by `workflow` alone; what happened is
appended to the event tables and never rewritten, and `SegmentText` is where a translation's
segments stand now.
"""

from app.models.audit import AuditEntry
from app.models.base import Json, Utc, now
from app.models.decisions import (
    AgencyEvidence,
    BackTranslation,
    Competence,
    FindingDecision,
    Remedy,
    SiblingDecision,
    SourceChange,
)
from app.models.editing import LastPlace, Unsaved
from app.models.editions import (
    Edition,
    EditionEvent,
    EditionState,
    PublicationSet,
    SetState,
)
from app.models.jobs import Job, JobKind, JobPart, JobSegment, JobState, SegmentOutcome
from app.models.library import MailSubscription, MonthlyMail, PrintCount
from app.models.lists import Assignment, SegmentListing, TextSummary
from app.models.memory import MemoryKey, MemorySource, MemoryUnit
from app.models.people import (
    AccountEvent,
    Grant,
    PasswordLink,
    Role,
    SignIn,
    SignInAttempt,
    StaffNetwork,
    User,
)
from app.models.plans import EndedVisit, PlanAccess, PlanStep, StoredPlan
from app.models.proposals import Proposal, ProposalState, ProposalStep, UnsavedBlock
from app.models.remarks import Remark, RemarkKind
from app.models.sources import Installation, ResourceEvent, ResourceRow, SeedingStep, SourceRevision
from app.models.terms import TermEvent, TermForm, TermRow, TermTarget, Use
from app.models.text_ref import TextRef
from app.models.text_reports import TextFault, TextReport
from app.models.translations import SegmentEvent, SegmentText, SignOff, Status, Translation

__all__ = [
    "AccountEvent",
    "AgencyEvidence",
    "Assignment",
    "AuditEntry",
    "BackTranslation",
    "Competence",
    "Edition",
    "EditionEvent",
    "EditionState",
    "EndedVisit",
    "FindingDecision",
    "Grant",
    "Installation",
    "Job",
    "JobKind",
    "JobPart",
    "JobSegment",
    "JobState",
    "Json",
    "LastPlace",
    "MailSubscription",
    "MemoryKey",
    "MemorySource",
    "MemoryUnit",
    "MonthlyMail",
    "PasswordLink",
    "PlanAccess",
    "PlanStep",
    "PrintCount",
    "Proposal",
    "ProposalState",
    "ProposalStep",
    "PublicationSet",
    "Remark",
    "RemarkKind",
    "Remedy",
    "ResourceEvent",
    "ResourceRow",
    "Role",
    "SeedingStep",
    "SegmentEvent",
    "SegmentListing",
    "SegmentOutcome",
    "SegmentText",
    "SetState",
    "SiblingDecision",
    "SignIn",
    "SignInAttempt",
    "SignOff",
    "SourceChange",
    "SourceRevision",
    "StaffNetwork",
    "Status",
    "StoredPlan",
    "TermEvent",
    "TermForm",
    "TermRow",
    "TermTarget",
    "TextFault",
    "TextRef",
    "TextReport",
    "TextSummary",
    "Translation",
    "Unsaved",
    "UnsavedBlock",
    "Use",
    "User",
    "Utc",
    "now",
]
