"""What a segment waits for before a clinician can sign its translation, worked out once for the
lists, for pages and for the signature itself.
"""

from app.models import Status
from app.workflow.review.back_translation import is_lacking
from app.workflow.translation.desk import Desk, SegmentView

EDIT, CHANGED, SENT_BACK, REVISE, QUESTION, BACK, SIGN, NOTHING = (
    "edit", "changed", "sent_back", "revise", "question", "back", "sign", "",
)  # fmt: skip
"""A person's editing, the same because its English changed, its writer to whom it was sent back, a
second person, an author's answer, a third person who translates it back, a clinician, nothing."""

BLOCKED = "a finding stands against it that must be put right."
_REASONS = {
    QUESTION: "a question to the author waits for an answer.",
    CHANGED: "the English has changed.",
    SENT_BACK: "was sent back to whoever wrote it.",
    REVISE: "is waiting for a second person.",
    BACK: "is safety-critical and nobody independent has translated it back.",
}
_TO_EDIT: dict[str, str] = {
    Status.EMPTY: "has no text.",
    Status.DRAFT: "is a draft that nobody has edited.",
    Status.EDITED: _REASONS[REVISE],
}


def waits_for(desk: Desk, seen: SegmentView, *, question: bool) -> str:
    """What a segment waits for, whoever does it; `question` says that one to the author is open.
    Whether a signature covers it is worked out for the text as a whole."""
    if question:
        return QUESTION
    if seen.status is Status.SENT_BACK:
        return SENT_BACK
    if seen.stale:
        return CHANGED
    if seen.blocking or seen.status in (Status.EMPTY, Status.DRAFT):
        return EDIT
    if seen.status is Status.EDITED:
        return REVISE
    return BACK if is_lacking(desk, seen) else SIGN


def reason(waits: str, state: str, blocked: str = BLOCKED) -> str:
    """Why a segment that waits so cannot be signed, in words that follow its path; `blocked` is
    what its finding says."""
    return _TO_EDIT.get(state, blocked) if waits == EDIT else _REASONS[waits]
