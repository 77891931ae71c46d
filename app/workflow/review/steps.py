"""The human steps on a segment: edit, restore, revise, reopen, stand by. Each refuses what the
rules forbid, whatever a page shows. The signature over a whole translation is in `sign_off`.
"""

from sqlmodel import col, select

from app.exchange.opening import clean
from app.languages import ENGLISH, format_date
from app.models import (
    SegmentEvent,
    SegmentText,
    Status,
)
from app.resources.characters import TURNING
from app.workflow.lengths import REASON, refuse_empty, refuse_longer, too_long
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Conflict, Missing, Refused
from app.workflow.review.approval import why_not
from app.workflow.transitions import transition
from app.workflow.translation.desk import (
    Desk,
    SegmentView,
    segment_of,
    view,
)
from app.workflow.translation.recording import record
from app.workflow.translation.second_pass import noted, refuse_read_once


def save(desk: Desk, actor: Actor, path: str, text: str, opened: int, why: str = "") -> SegmentText:
    """Save a person's text: the segment is then *edited* by them and needs another person to
    revise it.

    `opened` is the version that the person saw; raises Conflict when someone saved since,
    Refused otherwise. Words that a person left as they stand change nothing, whoever saves them:
    no approval is lost and nobody becomes their writer.
    """
    rule = transition("edit")
    role = actor.require_role(rule.roles, desk.language.tag)
    text = clean(text)
    segment_of(desk, path)
    if desk.language.is_source:
        raise Refused("English is the source. An author changes it by bringing in its file again.")
    if not text:
        raise Refused("The translation is empty. Write it, or leave the text as it was.")
    if reason := too_long(desk.segments[path], text):
        raise Refused(reason)
    row = desk.rows.get(path)
    seen = view(desk, path)
    if row and stands_as(seen, text):
        return row
    if seen.version != opened:
        raise Conflict(text, seen.text, seen.version)
    return record(
        desk,
        actor,
        role,
        path,
        "edit",
        text=text,
        status=rule.after,
        edited_by=actor.id,
        revised_by=None,
        why=why,
    )


def stands_as(seen: SegmentView, text: str) -> bool:
    """Whether a person wrote or approved these very words for the English of today, so that saving
    them is no step. A draft is saved to say that a person has read it; that what was sent back is
    right as it stands is said by `stand_by` alone. Words in which a control of direction is left
    from before are others without it."""
    if TURNING.search(seen.text):
        return False
    if seen.status is Status.SENT_BACK:
        return clean(seen.text) == text
    by_a_person = seen.status in (Status.EDITED, Status.REVISED)
    return by_a_person and not seen.stale and clean(seen.text) == text


def restore(desk: Desk, actor: Actor, path: str, event_id: int, opened: int) -> SegmentText:
    """Put the text of an earlier step back: a new edit by this person, under all the rules of
    `save`. Raises Missing, Refused or Conflict."""
    query = select(SegmentEvent).where(
        SegmentEvent.id == event_id,
        SegmentEvent.translation_id == desk.translation.id,
        SegmentEvent.path == path,
    )
    event = desk.session.exec(query).first()
    if event is None:
        raise Missing("There is no such step in the history of this text.")
    if event.text == view(desk, path).text:
        raise Refused("That is the text that stands now.")
    why = f"Put back as it was on {format_date(event.at.date(), ENGLISH)}, {event.at:%H:%M} UTC."
    return save(desk, actor, path, event.text, opened, why)


def revise(
    desk: Desk, actor: Actor, path: str, opened: int, why: str = "", *, read_twice: bool = False
) -> SegmentText:
    """A second person approves the text as it stands; raises Refused or Conflict. `read_twice` says
    that they read it a second time for what no check reads in the language."""
    rule = transition("revise")
    role = actor.require_role(rule.roles, desk.language.tag)
    seen = view(desk, path)
    if seen.status is Status.REVISED and seen.revised_by == actor.id and not seen.stale:
        return desk.rows[path]
    if seen.version != opened:
        raise Conflict(seen.text, seen.text, seen.version)
    if reason := why_not(desk, actor, seen):
        raise Refused(reason)
    refuse_read_once(desk.language, seen.segment, read_twice=read_twice)
    said = noted(desk.language, seen.segment, why)
    return record(
        desk, actor, role, path, "revise", status=rule.after, revised_by=actor.id, why=said
    )


def reopen(desk: Desk, actor: Actor, path: str, opened: int, why: str) -> SegmentText:
    """Send a text back to whoever wrote it, with the reason; raises Refused or Conflict."""
    rule = transition("reopen")
    role = actor.require_role(rule.roles, desk.language.tag)
    said = _said(why, "Say why the text must be looked at again.")
    seen = view(desk, path)
    if _is_done(desk, "reopen", actor, seen, opened, said):
        return desk.rows[path]
    if seen.status not in rule.before:
        sent = seen.status is Status.SENT_BACK
        raise Refused(f"This text {'was sent back' if sent else 'is open'} already.")
    return record(desk, actor, role, path, "reopen", status=rule.after, revised_by=None, why=said)


def stand_by(desk: Desk, actor: Actor, path: str, opened: int, why: str) -> SegmentText:
    """Answer that what was sent back is right as it stands, with the reason: a reviser reads it
    again, and its writer stays its writer. Raises Refused or Conflict."""
    rule = transition("stand_by")
    role = actor.require_role(rule.roles, desk.language.tag)
    said = _said(why, "Say why the text is right as it stands.")
    seen = view(desk, path)
    if _is_done(desk, "stand_by", actor, seen, opened, said):
        return desk.rows[path]
    if seen.status not in rule.before:
        raise Refused("Nobody sent this text back.")
    refuse_blocking(seen)
    writer = actor.id if seen.edited_by is None else seen.edited_by
    return record(
        desk, actor, role, path, "stand_by", status=rule.after, edited_by=writer, why=said
    )


def _said(why: str, unsaid: str) -> str:
    """The reason as it goes on record; raises Refused, with `unsaid` where there is none."""
    refuse_empty(why, unsaid)
    refuse_longer(why, REASON, "The reason")
    return why.strip()


def _is_done(
    desk: Desk, action: str, actor: Actor, seen: SegmentView, opened: int, why: str
) -> bool:
    """Whether this very step was the last one: a form posted twice. Raises Conflict where it was
    another and the text is not the one that was opened."""
    last = history(desk, seen.path, limit=1)
    if last and (last[0].action, last[0].actor_id, last[0].why) == (action, actor.id, why):
        return True
    if seen.version != opened:
        raise Conflict(seen.text, seen.text, seen.version)
    return False


def refuse_blocking(seen: SegmentView) -> None:
    """Raises Refused with the first blocking finding."""
    if seen.blocking:
        raise Refused(f"{seen.path}: {seen.first_blocking}")


def history(
    desk: Desk, path: str | None = None, *, before: int | None = None, limit: int | None = None
) -> list[SegmentEvent]:
    """Steps of one segment, or of all, newest first; `before` is the id of the event to go on
    from."""
    query = select(SegmentEvent).where(SegmentEvent.translation_id == desk.translation.id)
    if path is not None:
        query = query.where(SegmentEvent.path == path)
    if before is not None:
        query = query.where(col(SegmentEvent.id) < before)
    return list(desk.session.exec(query.order_by(col(SegmentEvent.id).desc()).limit(limit)).all())
