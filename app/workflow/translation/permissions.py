"""What waits for a person and what they may do with each segment, so that pages show no more
than that.

Pages only hide; the steps in `review`, `drafting` and `publishing` refuse by themselves.
"""

from typing import Literal

from app.languages import is_source
from app.models import Role, Status
from app.workflow.people.accounts import Actor
from app.workflow.transitions import transition
from app.workflow.translation.desk import SegmentView

Waits = Literal["edit", "revise"]
_OPEN = frozenset({Status.EMPTY, Status.DRAFT, Status.SENT_BACK})
READERS = frozenset({Role.ADMIN, Role.AUTHOR, Role.TRANSLATOR, Role.REVIEWER, Role.CLINICIAN})
"""Who may open a translation that is not published yet."""


def may_open(actor: Actor, tag: str) -> bool:
    """Whether the person may see this translation in work."""
    return any(actor.can(role, tag) for role in READERS)


def may(actor: Actor, action: str, tag: str) -> bool:
    """Whether the person holds a role for a step of `TRANSITIONS` in this language."""
    if is_source(tag):
        return False
    return any(actor.can(role, tag) for role in transition(action).roles)


def steps(actor: Actor, tag: str, seen: SegmentView) -> frozenset[str]:
    """The steps that the person may take with this segment as it stands."""
    found = {
        action
        for action in ("edit", "revise", "reopen", "stand_by")
        if may(actor, action, tag) and seen.status in transition(action).before
    }
    hindered = seen.stale or seen.blocking or seen.edited_by == actor.id
    if hindered or tag not in actor.competences:
        found.discard("revise")
    return frozenset(found)


def waits(actor: Actor, tag: str, seen: SegmentView) -> Waits | None:
    """What this segment waits for that the person can do; None when it waits for someone else."""
    can = steps(actor, tag, seen)
    if "revise" in can:
        return "revise"
    open_text = seen.stale or seen.blocking or seen.status in _OPEN
    return "edit" if "edit" in can and open_text else None
