"""Forms of plans that were finished and cleared, so that no process of the service opens one again
from the history of a browser. Kept are hashes of random names, for as long as a seal holds.
"""

import hashlib
from datetime import timedelta

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session, col

from app.db import Database, Query
from app.models import EndedVisit, now
from app.plans.sealed import HOLDS_FOR

_NAMED = Query(select(col(EndedVisit.id)).where(col(EndedVisit.id) == bindparam("id")))


def end(session: Session, visit: str) -> None:
    """From now on the form with this name is refused."""
    at = now()
    session.execute(delete(EndedVisit).where(col(EndedVisit.until) <= at))
    session.merge(EndedVisit(id=_hash(visit), until=at + timedelta(seconds=HOLDS_FOR)))


def is_ended(database: Database, visit: str) -> bool:
    """Asked with every form, of which hardly any has ended."""
    id_ = _hash(visit)
    if database.first_row(_NAMED, id=id_) is None:
        return False
    with database.reading() as session:
        found = session.get(EndedVisit, id_)
        return found is not None and found.until > now()


def _hash(visit: str) -> str:
    return hashlib.sha256(f"birthwords: ended form {visit}".encode()).hexdigest()
