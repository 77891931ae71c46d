"""Words that someone types, stored until they save them. They are private to the person and never
an edit; the edit is `review.steps.save`.
"""

from sqlmodel import col, delete, select

from app.models import Unsaved, now
from app.workflow.lengths import too_long
from app.workflow.own_rows import put_own
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.transitions import transition
from app.workflow.translation.desk import Desk, segment_of, view


def autosave(desk: Desk, actor: Actor, path: str, text: str, version: int) -> bool:
    """Keep what a person has typed; says whether there is anything to keep, since the text that
    stands needs no keeping. Raises Refused and Missing."""
    actor.require_role(transition("edit").roles, desk.language.tag)
    if reason := too_long(segment_of(desk, path), text):
        raise Refused(reason)
    if not text.strip() or text == view(desk, path).text:
        forget(desk, actor, path)
        return False
    whose = {"translation_id": desk.translation_id, "path": path, "account_id": actor.id}
    put_own(desk.session, Unsaved, whose, {"text": text, "version": version, "at": now()})
    return True


def unsaved(desk: Desk, actor: Actor, path: str) -> Unsaved | None:
    """What this person typed here and did not save."""
    return desk.session.exec(
        select(Unsaved).where(
            Unsaved.translation_id == desk.translation.id,
            Unsaved.path == path,
            Unsaved.account_id == actor.id,
        )
    ).first()


def unsaved_paths(desk: Desk, actor: Actor) -> frozenset[str]:
    """The segments at which words of this person wait to be saved."""
    rows = desk.session.exec(
        select(Unsaved.path).where(
            Unsaved.translation_id == desk.translation.id, Unsaved.account_id == actor.id
        )
    )
    return frozenset(path for path in rows if path in desk.segments)


def forget(desk: Desk, actor: Actor, path: str) -> None:
    """Throw away what this person typed here and did not save."""
    desk.session.exec(
        delete(Unsaved).where(
            col(Unsaved.translation_id) == desk.translation.id,
            col(Unsaved.path) == path,
            col(Unsaved.account_id) == actor.id,
        )
    )
