"""Forms of plans that were finished and cleared, so that no process of the service opens one again
from the history of a browser. Kept are hashes of random names, for as long as a seal holds.
"""

import hashlib
from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.models import EndedVisit, now
from app.plans.sealed import HOLDS_FOR


def end(session: Session, visit: str) -> None:
    """From now on the form with this name is refused."""
    at = now()
    session.execute(delete(EndedVisit).where(col(EndedVisit.until) <= at))
    session.merge(EndedVisit(id=_hash(visit), until=at + timedelta(seconds=HOLDS_FOR)))


def is_ended(session: Session, visit: str) -> bool:
    found = session.exec(select(EndedVisit.until).where(EndedVisit.id == _hash(visit))).first()
    return found is not None and found > now()


def _hash(visit: str) -> str:
    return hashlib.sha256(f"birthwords: ended form {visit}".encode()).hexdigest()
