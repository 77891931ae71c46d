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


@dataclass(frozen=True, kw_only=True)
class PastStep:
    """One step. `pieces` show what it changed in the words; `event` is its number where the person
    may put the text back that stood then."""

    what: str
    when: str
    who: str
    why: str
    pieces: tuple[Piece, ...]
    event: int | None


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
                what=STEPS.get(event.action, event.action),
                when=moment(event.at),
                who=f"{names.get(event.actor_id, 'someone')} ({event.role})",
                why=event.why,
                pieces=_changed(texts[older], event),
                event=event.id if may_edit and event.text not in ("", seen.text) else None,
            )
            for older, event in enumerate(events[:SHOWN], 1)
        ),
        len(events) > SHOWN,
    )


def _changed(before: str, event: SegmentEvent) -> tuple[Piece, ...]:
    return difference(before, event.text) if before != event.text else ()
