"""For a clinician, when the English of an approved text changed: is the meaning the same?"""

from dataclasses import dataclass

from app.models import Status
from app.workflow.editions.changed_english import UNCHANGED, had_a_part
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk, SegmentView
from app.workflow.translation.permissions import may


@dataclass(frozen=True)
class ChangedEnglish:
    """The sentence that the clinician signs; none when they had a part in the text."""

    statement: str


def section(desk: Desk, seen: SegmentView, actor: Actor) -> ChangedEnglish | None:
    approved = seen.stale and seen.status is Status.REVISED
    if not approved or not may(actor, "confirm_unchanged", desk.language.tag):
        return None
    return ChangedEnglish("" if had_a_part(desk, seen, actor) else UNCHANGED)
