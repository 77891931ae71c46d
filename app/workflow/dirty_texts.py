"""Which texts a transaction has touched, so that their lists are written with it: whatever writes
about a string says so here, and before the session commits `listing` brings their rows up to date.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import event
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

if TYPE_CHECKING:
    from app.workflow.translation.desk import Desk

Place: TypeAlias = tuple[str, str, str]
"""Slug, reading version, language."""
_KEY = "touched"


@dataclass
class Touch:
    """What of one text was touched: some strings, or `whole`. `desk` spares opening it again."""

    desk: "Desk | None" = None
    paths: set[str] = field(default_factory=set)
    whole: bool = False


def touch(desk: "Desk", *paths: str) -> None:
    """These strings have changed, or their findings or questions; without paths, only what becomes
    of the whole text: a signature, an edition."""
    found = _touch(desk.session, (desk.slug, desk.reading_version, desk.language.tag))
    if found.desk not in (None, desk):
        found.whole = True  # two desks on one text: neither knows what the other wrote
    found.desk = desk
    found.paths.update(paths)


def touch_text(session: Session, place: Place, *paths: str, whole: bool = False) -> None:
    """Something about a text, or about these strings of it, has changed while it was not open;
    `whole` when any string may have."""
    found = _touch(session, place)
    found.paths.update(paths)
    found.whole = found.whole or whole


def _touch(session: Session, place: Place) -> Touch:
    places: dict[Place, Touch] = session.info.setdefault(_KEY, {})
    if not places:
        event.listen(session, "before_commit", _write, once=True)
        event.listen(session, "after_soft_rollback", _taken_back, once=True)
    return places.setdefault(place, Touch())


def _taken_back(session: Session, _: SessionTransaction) -> None:
    """Part of it was undone: what stands is read again."""
    for found in session.info.get(_KEY, {}).values():
        found.desk, found.whole = None, True


def _write(session: Session) -> None:
    # Imported here because it reads what every step writes, so that no step can import it first.
    from app.workflow.lists import projection

    session.flush()
    # In one order, so that two transactions never wait for each other's rows.
    for place, found in sorted(session.info.pop(_KEY, {}).items()):
        projection.write(session, place, found)
