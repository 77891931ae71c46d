"""What happened to a segment, newest first, and the texts that one can put back."""

from dataclasses import dataclass

from app.models import SegmentEvent
from app.web.frame.labels import STEPS, moment
from app.web.workbench.marked_text import Piece, difference
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.review.steps import history
from app.workflow.translation.desk import Desk, SegmentView
from app.workflow.translation.permissions import steps

SHOWN = 6


@dataclass(frozen=True)
class PastStep:
    """One step, and the text that stood `before` it. `restores` says whether the person may put the
    text back that stood then."""

    past: SegmentEvent
    before: str
    by: str
    restores: bool

    @property
    def what(self) -> str:
        return STEPS.get(self.past.action, self.past.action)

    @property
    def when(self) -> str:
        return moment(self.past.at)

    @property
    def who(self) -> str:
        return f"{self.by} ({self.past.role})"

    @property
    def why(self) -> str:
        return self.past.why

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What it changed in the words."""
        after = self.past.text
        return difference(self.before, after) if self.before != after else ()

    @property
    def event(self) -> int | None:
        """Its number, by which its text is put back."""
        return self.past.id if self.restores else None


@dataclass(frozen=True)
class History:
    steps: tuple[PastStep, ...]
    more: bool


def section(desk: Desk, seen: SegmentView, actor: Actor) -> History | None:
    events = history(desk, seen.path, limit=SHOWN + 1)
    if not events:
        return None
    names = accounts.names(desk.session)
    may_edit = "edit" in steps(actor, desk.language.tag, seen)
    texts = [event.text for event in events] + [""]
    return History(
        tuple(
            PastStep(
                event,
                texts[older],
                names.get(event.actor_id, "someone"),
                may_edit and event.text not in ("", seen.text),
            )
            for older, event in enumerate(events[:SHOWN], 1)
        ),
        len(events) > SHOWN,
    )
