"""Work in progress: keeps what someone types until they save it, and says who is in a text. It is
private to the person and never an edit; the edit is `review.save`.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select, update

from app.models import Place, ResourceRow, Translation, Unsaved, User, now
from app.workflow.lengths import too_long
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.transitions import transition
from app.workflow.translation.desk import Desk, segment_of, view

HERE_FOR = timedelta(minutes=2)
"""How long after their last sign of life someone counts as being in a text."""


@dataclass(frozen=True)
class Colleague:
    """Someone else in the same translation."""

    name: str
    path: str


@dataclass(frozen=True)
class LastPlace:
    """The segment at which someone was last, in any translation."""

    slug: str
    reading_version: str
    language: str
    path: str


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
    _put(desk.session, Unsaved, whose, {"text": text, "version": version, "at": now()})
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


def arrive(desk: Desk, actor: Actor, path: str) -> None:
    """Note that the person is at this segment now; raises Missing."""
    segment_of(desk, path)
    whose = {"translation_id": desk.translation_id, "account_id": actor.id}
    _put(desk.session, Place, whose, {"path": path, "at": now()})


def colleagues(desk: Desk, actor: Actor) -> tuple[Colleague, ...]:
    """Who else is in this translation now, by name."""
    rows = desk.session.exec(
        select(User.name, Place.path)
        .join(Place, col(Place.account_id) == col(User.id))
        .where(
            Place.translation_id == desk.translation.id,
            Place.account_id != actor.id,
            col(Place.at) > now() - HERE_FOR,
        )
        .order_by(User.name)
    )
    return tuple(Colleague(name, path) for name, path in rows if path in desk.segments)


def last_in(desk: Desk, actor: Actor) -> str | None:
    """The path at which the person was last in this translation."""
    path = desk.session.exec(
        select(Place.path).where(
            Place.translation_id == desk.translation.id, Place.account_id == actor.id
        )
    ).first()
    return path if path in desk.segments else None


def last_place(session: Session, actor: Actor) -> LastPlace | None:
    """Where the person was last, in whichever translation."""
    row = session.exec(
        select(ResourceRow.slug, Translation.reading_version, Translation.language, Place.path)
        .join(Translation, col(Translation.id) == col(Place.translation_id))
        .join(ResourceRow, col(ResourceRow.id) == col(Translation.resource_id))
        .where(Place.account_id == actor.id)
        .order_by(col(Place.at).desc())
        .limit(1)
    ).first()
    return LastPlace(*row) if row else None


def _put(
    session: Session,
    table: type[Unsaved] | type[Place],
    whose: dict[str, Any],
    what: dict[str, Any],
) -> None:
    """Write the one row that is theirs, made by this request or by another of theirs meanwhile."""
    change = update(table).values(**what)
    for name, value in whose.items():
        change = change.where(getattr(table, name) == value)
    if session.exec(change).rowcount:
        return
    try:
        with session.begin_nested():
            session.add(table(**whose, **what))
    except IntegrityError:
        session.exec(change)
