"""Why a person cannot approve a text as it stands, in words, worked out once for the step that
refuses and for the page that says so beforehand. The step itself is in `steps`.
"""

from collections.abc import Iterator

from app.models import Status
from app.workflow.people.accounts import Actor
from app.workflow.people.competence import incompetence
from app.workflow.review.remarks import has_open_question
from app.workflow.transitions import transition
from app.workflow.translation.desk import Desk, SegmentView

NOT_WRITTEN = "Only a text that a person has edited can be revised. Check it and save it first."
QUESTION = "A question to the author waits for an answer, so nobody can approve this text yet."
_BY_STATUS: dict[Status, str] = {
    Status.REVISED: "It is approved already.",
    Status.SENT_BACK: "It was sent back, so whoever wrote it answers first.",
}


def why_not(desk: Desk, actor: Actor, seen: SegmentView) -> str:
    """The first reason for which this person cannot approve this text; empty when they can. Whether
    they hold the role is not asked here."""
    return next(_reasons(desk, actor, seen), "")


def _reasons(desk: Desk, actor: Actor, seen: SegmentView) -> Iterator[str]:
    if reason := incompetence(actor, desk.language.tag):
        yield reason
    if seen.stale:
        yield "The English of this text has changed. Edit the translation first."
    if seen.status not in transition("revise").before:
        yield _BY_STATUS.get(seen.status, NOT_WRITTEN)
    if seen.edited_by == actor.id:
        yield "You wrote this text, so another person must revise it."
    if has_open_question(desk, seen.path):
        yield QUESTION
    if seen.blocking:
        yield f"It must be put right before anyone can approve it: {seen.first_blocking}"
