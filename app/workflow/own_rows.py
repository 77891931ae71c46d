"""The one row of a person about something, whichever of their requests writes it first."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, update

from app.models import LastPlace, Unsaved, UnsavedBlock


def put_own(
    session: Session,
    table: type[Unsaved] | type[LastPlace] | type[UnsavedBlock],
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
