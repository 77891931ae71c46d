"""How near a text is to its readers, as its lists say: what stands in the way of a signature, and
which signature it has. For pages; rules ask `sign_off` and `publishing`, which read the text
itself.
"""

from typing import Any

from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from app.models import SignOff
from app.workflow.lists.strings import Listed, Text, count_waiting, waiting
from app.workflow.review.waits import BACK, CHANGED, EDIT, QUESTION, REVISE, SENT_BACK, reason
from app.workflow.translation.desk import Desk

SHOWN = 50
"""Segments in the way that are named; the rest is in the list of texts."""


def count_in_the_way(session: Session, text: Text) -> int:
    """How many segments stand between a text and a signature."""
    counted = text.to_edit + text.to_answer + text.to_revise + text.questions
    return counted + count_waiting(session, text, BACK)


def in_the_way(session: Session, text: Text) -> tuple[tuple[str, str], ...]:
    """(path, reason) of the first segments that stand between a text and a signature."""
    found: list[Listed] = []
    for waits in (QUESTION, CHANGED, SENT_BACK, EDIT, REVISE, BACK):
        found += waiting(session, text, waits, SHOWN)
    first = sorted(found, key=lambda row: row.number)[:SHOWN]
    return tuple((row.path, reason(row.waits, row.state)) for row in first)


def is_signed(text: Text) -> bool:
    """Whether a signature covers the text as it stands."""
    return text.stage in ("publish", "done")


def signature(desk: Desk, text: Text) -> SignOff | None:
    """The signature on a signed text, without the list of what it covers."""
    if not is_signed(text):
        return None
    columns: tuple[Any, ...] = (SignOff.actor_id, SignOff.at)
    query = select(SignOff).where(SignOff.translation_id == desk.translation.id)
    query = query.options(load_only(*columns)).order_by(col(SignOff.id).desc())
    return desk.session.exec(query.limit(1)).first()
