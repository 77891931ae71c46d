"""How many segments of a text stand where, counted from their rows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, case, func, select, update
from sqlmodel import col

from app.languages import ENGLISH
from app.models import Json, SegmentListing, TextSummary
from app.workflow.review.waits import CHANGED, EDIT, REVISE, SENT_BACK
from app.workflow.translation.desk import Desk


def recount(connection: Connection, desk: Desk, summary: int) -> None:
    """Count the text anew from its rows."""
    counts = _english_counts(desk)
    if desk.language != ENGLISH:
        counts = counted(connection, summary)
    connection.execute(update(TextSummary).where(col(TextSummary.id) == summary).values(**counts))


def count_on(connection: Connection, summary: int, before: Json, after: Json) -> None:
    """Bring the numbers of a text up to date by those of the segments that were written, so that a
    step costs no more in a long text than in a short one."""
    latest = after.pop("changed_at")
    values = {
        name: col(getattr(TextSummary, name)) + (number - before[name])
        for name, number in after.items()
        if number != before[name]
    }
    if latest is not None:
        values["changed_at"] = latest
    if values:
        connection.execute(
            update(TextSummary).where(col(TextSummary.id) == summary).values(**values)
        )


def counted(connection: Connection, summary: int, paths: Sequence[str] = ()) -> Json:
    """The numbers of a text, or of some of its segments, counted from their rows."""
    query = _counting(summary)
    if paths:
        query = query.where(col(SegmentListing.path).in_(paths))
    return dict(connection.execute(query).mappings().one())


def _english_counts(desk: Desk) -> dict[str, Any]:
    total = len(desk.segments)
    return {"total": total, "revised": total, "blocking": 0, "questions": 0}


def _counting(summary: int) -> Any:
    row = SegmentListing
    to_edit = col(row.waits).in_((EDIT, CHANGED))
    to_revise = col(row.waits) == REVISE
    critical = col(row.safety_critical).is_(True)

    def number(condition: Any, value: Any = 1) -> Any:
        return func.coalesce(func.sum(case((condition, value), else_=0)), 0)

    states = ("empty", "draft", "sent_back", "edited", "revised", "stale")
    return select(
        func.count().label("total"),
        *(number(col(row.state) == name).label(name) for name in states),
        number(col(row.blocking) > 0).label("blocking"),
        number(col(row.advisory) > 0).label("advisory"),
        number(col(row.question).is_(True)).label("questions"),
        number(col(row.waits) == CHANGED).label("changed"),
        number(to_edit).label("to_edit"),
        number(to_edit & critical).label("critical_to_edit"),
        number(to_edit, col(row.words)).label("words_to_edit"),
        number(to_revise).label("to_revise"),
        number(to_revise & critical).label("critical_to_revise"),
        number(to_revise, col(row.words)).label("words_to_revise"),
        number(col(row.waits) == SENT_BACK).label("to_answer"),
        func.max(col(row.changed_at)).label("changed_at"),
    ).where(col(row.summary_id) == summary)
