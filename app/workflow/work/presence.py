"""Who is in a text now, and where they were last."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from app.models import LastPlace, User, now
from app.workflow.own_rows import put_own
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk, segment_of

HERE_FOR = timedelta(minutes=2)
"""How long after their last sign of life someone counts as being in a text."""


@dataclass(frozen=True)
class Colleague:
    """Someone else in the same translation."""

    name: str
    path: str


def arrive(desk: Desk, actor: Actor, path: str) -> None:
    """Note that the person is at this segment now; raises Missing."""
    segment_of(desk, path)
    whose = {"translation_id": desk.translation_id, "account_id": actor.id}
    put_own(desk.session, LastPlace, whose, {"path": path, "at": now()})


def colleagues(desk: Desk, actor: Actor) -> tuple[Colleague, ...]:
    """Who else is in this translation now, by name."""
    rows = desk.session.exec(
        select(User.name, LastPlace.path)
        .join(LastPlace, col(LastPlace.account_id) == col(User.id))
        .where(
            LastPlace.translation_id == desk.translation.id,
            LastPlace.account_id != actor.id,
            col(LastPlace.at) > now() - HERE_FOR,
        )
        .order_by(User.name)
    )
    return tuple(Colleague(name, path) for name, path in rows if path in desk.segments)


def last_in(desk: Desk, actor: Actor) -> str | None:
    """The path at which the person was last in this translation."""
    path = desk.session.exec(
        select(LastPlace.path).where(
            LastPlace.translation_id == desk.translation.id, LastPlace.account_id == actor.id
        )
    ).first()
    return path if path in desk.segments else None
