"""Many segments at once, each by the very step that one would take: what a step refuses stays as it
is, with the reason. Safety-critical segments are looked at one by one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.models import Status
from app.workflow.lengths import REASON, refuse_empty, refuse_longer
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Conflict, Refused
from app.workflow.review.steps import reopen, revise
from app.workflow.transitions import transition
from app.workflow.translation.desk import Desk, SegmentView, views
from app.workflow.translation.memory import suggestions


@dataclass(frozen=True)
class Done:
    """How many segments the step was taken on, and (path, reason) of those that stayed."""

    taken: int
    left: tuple[tuple[str, str], ...]


def approve_repeats(desk: Desk, actor: Actor, segments: Iterable[tuple[str, int]]) -> Done:
    """Approve edited texts that say what was approved elsewhere for the very same English: path,
    and the version that the person saw; what they did not see is left (H30). The two people, the
    findings and the competence count as for one (H19: a repeat is no approval)."""
    actor.require_role(transition("revise").roles, desk.language.tag)
    shown = dict(segments)
    found = {one.path: one for one in repeats(desk) if one.path in shown}
    critical = [path for path, one in found.items() if one.segment.safety_critical]
    left = [(path, "it is safety-critical: approve it by itself") for path in critical]
    left += [(path, NO_REPEAT) for path in shown if path not in found]
    rest = [path for path in found if path not in critical]
    done = _each(rest, lambda path: revise(desk, actor, path, shown[path]))
    return Done(done.taken, (*left, *done.left))


NO_REPEAT = "it is no repeat any more, or is approved already: look at it again"


def repeats(desk: Desk) -> list[SegmentView]:
    """Edited texts that were approved elsewhere, word for word, for the very same English."""
    if desk.language.is_source:
        return []
    seen = [one for one in views(desk) if one.status is Status.EDITED and not one.stale]
    known = suggestions(desk.session, desk.language.tag, [one.segment for one in seen])
    return [one for one in seen if known.get(one.path) == one.text]


def reopen_many(desk: Desk, actor: Actor, segments: Iterable[tuple[str, int]], why: str) -> Done:
    """Send texts back to be edited, each with the same reason: path, and the version that the
    person saw; one that changed since is left. Raises Refused without a reason."""
    actor.require_role(transition("reopen").roles, desk.language.tag)
    refuse_empty(why, "Say why the texts must be looked at again.")
    refuse_longer(why, REASON, "The reason")
    seen = dict(segments)
    return _each(seen, lambda path: reopen(desk, actor, path, seen[path], why))


def _each(paths: Iterable[str], step: Callable[[str], object]) -> Done:
    taken = 0
    left: list[tuple[str, str]] = []
    for path in paths:
        try:
            step(path)
            taken += 1
        except Conflict:
            left.append((path, "someone saved it after you opened the page: look at it again"))
        except Refused as refusal:
            left.append((path, str(refusal)))
    return Done(taken, tuple(left))
