"""Where English comes back that was here before, the words that two people approved for exactly
that English come back with it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import select

from app.models import AgencyEvidence, Role, SegmentEvent, Status
from app.workflow.people.accounts import Actor
from app.workflow.review.steps import history
from app.workflow.translation.desk import Desk, stands_for_now
from app.workflow.translation.recording import record

WHY = "The English is again the one for which these words were approved."


@dataclass(frozen=True)
class ApprovedWords:
    """Words that stood approved for the English of now, and by whom."""

    event: SegmentEvent
    edited_by: int
    revised_by: int


def return_approved(
    desk: Desk, actor: Actor, role: Role, among: Collection[str] | None = None
) -> tuple[str, ...]:
    """Put approved words back where others stand that do not count for the English of now, of all
    segments or `among` these; says which. Their two people stay those who wrote and approved them.
    What was sent back since, or whose people cannot be told, stays open."""
    returned = approved_before(desk, desk.segments if among is None else among)
    for path, found in returned.items():
        record(
            desk,
            actor,
            role,
            path,
            "return",
            text=found.event.text,
            status=Status.REVISED,
            origin=found.event.origin,
            edited_by=found.edited_by,
            revised_by=found.revised_by,
            why=WHY,
        )
    return tuple(returned)


def approved_before(desk: Desk, among: Collection[str]) -> dict[str, ApprovedWords]:
    """The approved words that would be put back, by path; nothing is written."""
    if desk.language.is_source or desk.translation.id is None:
        return {}
    stale = [
        path
        for path, segment in desk.segments.items()
        if path in among
        and (row := desk.rows.get(path)) is not None
        and not stands_for_now(desk, row, segment)
    ]
    known = _approved_ever(desk) if stale else frozenset()
    found = {
        path: _approved(desk, path, history(desk, path))
        for path in stale
        if (path, desk.segments[path].hash) in known
    }
    return {path: words for path, words in found.items() if words is not None}


def _approved_ever(desk: Desk) -> frozenset[tuple[str, str]]:
    """(path, hash of the English) of all that ever stood approved in this translation."""
    query = select(SegmentEvent.path, SegmentEvent.source_hash).where(
        SegmentEvent.translation_id == desk.translation.id, SegmentEvent.status == Status.REVISED
    )
    return frozenset((path, source) for path, source in desk.session.exec(query.distinct()))


def _approved(desk: Desk, path: str, events: Sequence[SegmentEvent]) -> ApprovedWords | None:
    """The newest state of a segment for the English of now, if that was approved; `events` stand
    newest first."""
    now = desk.segments[path].hash
    place = next((n for n, each in enumerate(events) if each.source_hash == now), None)
    if place is None or events[place].status is not Status.REVISED:
        return None
    newest = events[place]
    if any(each.action == "reopen" and each.text == newest.text for each in events[:place]):
        return None
    people = _people(desk, [each for each in events[place:] if each.text == newest.text])
    return ApprovedWords(newest, *people) if people else None


def _people(desk: Desk, events: Sequence[SegmentEvent]) -> tuple[int, int] | None:
    """Who wrote words and who approved them, from the steps with these words, newest first."""
    for at, each in enumerate(events):
        if each.action == "agency":
            evidence = desk.session.exec(
                select(AgencyEvidence).where(AgencyEvidence.id == each.origin.get("evidence"))
            ).first()
            return (evidence.translator_id, evidence.reviser_id) if evidence else None
        if each.action == "revise":
            wrote = (one.actor_id for one in events[at:] if one.action == "edit")
            writer = next(wrote, None)
            if writer is None or writer == each.actor_id:
                return None
            return writer, each.actor_id
    return None
