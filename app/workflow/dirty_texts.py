"""Which texts a transaction has changed, so that their lists are written with it: whatever writes
about a segment marks its text dirty, and before the session commits a hook of the database brings
the rows up to date. Who writes them is said once, in `open_database`; no step knows the lists.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import event
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from app.db import Database
from app.models.text_ref import TextRef

_DIRTY, _WIRED = "dirty_texts", "dirty_texts_are_written"


@dataclass
class Dirty:
    """What of one text is dirty: some segments, or `whole` when any may be."""

    paths: set[str] = field(default_factory=set)
    whole: bool = False


def mark_dirty(session: Session, ref: TextRef, *paths: str, whole: bool = False) -> None:
    """Something about these segments has changed, their findings and questions included; without
    paths, only what becomes of the text: a signature, an edition. Raises RuntimeError where no
    hook would ever write it."""
    if not session.info.get(_WIRED):
        raise RuntimeError("The lists would not be written: open the database with open_database.")
    dirty = session.info.setdefault(_DIRTY, {}).setdefault(ref, Dirty())
    dirty.paths.update(paths)
    dirty.whole = dirty.whole or whole


def wire(database: Database, write: Callable[[Session, TextRef, Dirty], None]) -> None:
    """From now on `write` is called for each dirty text before a session commits."""

    def before_commit(session: Session) -> None:
        if not session.info.get(_DIRTY):
            return
        session.flush()
        # In one order, so that two transactions never wait for each other's rows.
        for ref, dirty in sorted(session.info.pop(_DIRTY).items()):
            write(session, ref, dirty)

    database.sessions.configure(info={_WIRED: True})
    event.listen(database.sessions, "before_commit", before_commit)
    event.listen(database.sessions, "after_soft_rollback", _taken_back)


def _taken_back(session: Session, _: SessionTransaction) -> None:
    """Part of it was undone: what stands is read again."""
    for dirty in session.info.get(_DIRTY, {}).values():
        dirty.whole = True
