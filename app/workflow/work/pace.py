"""How many words a minute a person edits and revises, measured from what they did, so that an
estimate is theirs."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import and_, bindparam
from sqlmodel import Session, col, select

from app.models import SegmentEvent, SegmentListing, TextSummary, Translation
from app.workflow.lists.waiting import LISTED

USUAL = {"edit": 10.0, "revise": 16.0}
"""Words a minute to edit a machine draft and to revise, until a person's own pace is known."""
LEAST = 8
"""Steps that a pace is measured from."""
_RECENT = 150
_PAUSE = 10 * 60
"""Whoever did nothing for so many seconds was away."""


@dataclass(frozen=True)
class Pace:
    """Words a minute; `steps` says how many steps of the person's own they were measured from, 0
    where they are the usual ones."""

    edit: float = USUAL["edit"]
    revise: float = USUAL["revise"]
    steps: int = 0

    def minutes(self, waits: str, words: int) -> float:
        return words / (self.revise if waits == "revise" else self.edit)


def pace(session: Session, actor_id: int) -> Pace:
    """The pace of one person, from their last steps."""
    rows = session.execute(_STEPS, {"actor": actor_id}).all()
    taken: dict[str, list[tuple[float, int]]] = {"edit": [], "revise": []}
    for (action, at, words), (_, before, _) in pairwise(rows):
        seconds = (at - before).total_seconds()
        # Steps in the same second came from a file or a bulk action: nobody read so fast.
        if action in taken and 1 < seconds < _PAUSE:
            taken[action].append((seconds, words))
    own = {action: _words_a_minute(steps) for action, steps in taken.items()}
    known = {action: speed for action, speed in own.items() if speed is not None}
    steps = sum(len(taken[action]) for action in known)
    return Pace(**{**USUAL, **known}, steps=steps)


_STEPS: Any = (
    select(SegmentEvent.action, SegmentEvent.at, SegmentListing.words)
    .join(Translation, col(Translation.id) == col(SegmentEvent.translation_id))
    .join(TextSummary, LISTED)
    .join(
        SegmentListing,
        and_(
            col(SegmentListing.summary_id) == col(TextSummary.id),
            col(SegmentListing.path) == col(SegmentEvent.path),
        ),
    )
    .where(col(SegmentEvent.actor_id) == bindparam("actor"))
    .order_by(col(SegmentEvent.id).desc())
    .limit(_RECENT)
)


def _words_a_minute(steps: list[tuple[float, int]]) -> float | None:
    if len(steps) < LEAST:
        return None
    seconds = sum(taken for taken, _ in steps)
    return max(1.0, 60 * sum(words for _, words in steps) / seconds)
