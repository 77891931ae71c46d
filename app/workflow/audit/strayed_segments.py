"""Whether each text stands as its newest step left it: what stands is worked out from the steps,
and whoever changes it beside them changes what is signed and published next.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, func, or_, select
from sqlmodel import col

from app.models import SegmentEvent, SegmentText, Status
from app.workflow.audit.names import Names


def strayed(connection: Connection, names: Names) -> Iterator[str]:
    """The segments that stand otherwise, each with its text."""
    for text, path in connection.execute(_STRAYED):
        yield f"{names.text(text)} {path}"


_newest = (
    select(func.max(col(SegmentEvent.id)).label("id"))
    .group_by(col(SegmentEvent.translation_id), col(SegmentEvent.path))
    .subquery()
)
_step = select(SegmentEvent).join(_newest, col(SegmentEvent.id) == _newest.c.id).subquery()
_STRAYED = (
    select(col(SegmentText.translation_id), col(SegmentText.path))
    .outerjoin(
        _step,
        and_(
            _step.c.translation_id == col(SegmentText.translation_id),
            _step.c.path == col(SegmentText.path),
        ),
    )
    .where(
        or_(
            _step.c.id.is_(None),
            _step.c.text != col(SegmentText.text),
            _step.c.source_hash != col(SegmentText.source_hash),
            # Migration 18 named drafts that were sent back, whose steps say what they said.
            and_(
                _step.c.status != col(SegmentText.status),
                col(SegmentText.status) != Status.SENT_BACK,
            ),
        )
    )
    .order_by(col(SegmentText.id))
)
