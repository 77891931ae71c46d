"""Writing what a segment has become, with the event that says who made it so. Who may, and when, is
for the steps in `drafting`, `imports` and `review`; the open text is `desk`'s.
"""

from typing import Any

from app.models import Json, Role, SegmentEvent, SegmentText, Status, now
from app.workflow.people.accounts import Actor
from app.workflow.translation import memory, second_pass
from app.workflow.translation.desk import DOUBT, Desk, mark, segment_of


def record(
    desk: Desk, actor: Actor, role: Role, path: str, action: str, **changes: Any
) -> SegmentText:
    """Write a segment's new state and append the event that says who, in which role, when and
    why.

    `changes` are `text`, `status`, `origin`, `edited_by`, `revised_by`; `why` goes to the event
    alone.
    """
    segment = segment_of(desk, path)
    why = changes.pop("why", "")
    row = desk.rows.get(path)
    if row is None:
        row = SegmentText(
            translation_id=desk.translation_id,
            path=path,
            source_hash=segment.hash,
            source_text=segment.text,
            version=0,
        )
        desk.rows[path] = row
    before = row.status
    if changes.get("text", row.text) != row.text and DOUBT in row.origin:
        changes = {"origin": _without_doubt(row.origin), **changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.source_hash, row.source_text = segment.hash, segment.text
    row.version += 1
    row.updated_at = now()
    desk.session.add(row)
    _append(desk, actor, role, row, action, why)
    if Status.REVISED in (before, row.status):
        memory.remember(desk.session, desk.ref, row)
    mark(desk, path)
    return row


def _without_doubt(origin: Json) -> Json:
    """It was about words that stand no more."""
    return {name: value for name, value in origin.items() if name != DOUBT}


def note(desk: Desk, actor: Actor, role: Role, path: str, action: str, why: str) -> None:
    """Append to a segment's history a step that leaves its text and state as they are."""
    row = desk.rows[path]
    _append(desk, actor, role, row, action, why)
    mark(desk, path)


def _append(desk: Desk, actor: Actor, role: Role, row: SegmentText, action: str, why: str) -> None:
    """The event that says what a segment is now, who made it so, in which role, when and why."""
    event = SegmentEvent(
        translation_id=desk.translation_id,
        path=row.path,
        action=action,
        status=row.status,
        text=row.text,
        source_hash=row.source_hash,
        actor_id=actor.id,
        role=role,
        why=why,
        origin=row.origin,
    )
    desk.session.add(event)
    if second_pass.READ_TWICE in why:
        desk.read_twice[row.path] = desk.read_twice.get(row.path, frozenset()) | {row.text}
    if action == "reopen":
        desk.send_backs[row.path] = event
