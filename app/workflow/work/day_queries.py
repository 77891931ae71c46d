"""What the page of a person's day asks the lists, each question put together once: with parameters
for the person (`ME`), and where languages must be asked one by one, for all of them in one query.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, case, func, select, union_all
from sqlmodel import col

from app.db import Query
from app.models import ResourceRow, SegmentEvent, SegmentListing, TextSummary, Translation, User
from app.workflow.lists.waiting import (
    LISTED,
    ME,
    Alike,
    for_me_in,
    more_for,
    not_anothers,
)
from app.workflow.review.waits import BACK, CHANGED, EDIT, REVISE

SHOWN = 6
"""Texts of each kind on the day's page; the rest is in the lists behind it."""
LOOKED_AT = 300


@lru_cache
def untaken(kind: str, safety: bool) -> Any:
    """Segments of a language in which this waits for the person and that nobody has taken."""
    row = SegmentListing
    return (
        select(col(row.id), col(row.words))
        .where(
            col(row.language) == bindparam("tag"),
            col(row.waits) == kind,
            more_for(ME)[kind],
            col(row.safety_critical).is_(safety),
            col(row.assignee_id).is_(None),
        )
        .order_by(col(row.id))
        .limit(200)
    )


@lru_cache(maxsize=200)
def first_texts(name: str, tags: tuple[str, ...]) -> Query:
    """Of each language the first texts in which this waits: those with a due date, and those with
    the most. Asked at once, as one question for each language would be many a page."""
    text = TextSummary
    number, critical = {
        CHANGED: (col(text.changed), col(text.critical_to_edit)),
        EDIT: (col(text.to_edit), col(text.critical_to_edit)),
        REVISE: (col(text.to_revise), col(text.critical_to_revise)),
    }[name]
    something = number > 0 if name != EDIT else number > col(text.changed)
    first = [number.desc()] if name == CHANGED else [critical.desc(), number.desc()]
    holder = not_anothers(col(text.assignee_id), ME)
    parts: list[Select[Any]] = []
    for tag in tags:
        here: Any = select(col(text.id), col(text.due_on)).where(
            col(text.language) == tag, something, holder
        )
        due = here.where(col(text.due_on).is_not(None)).order_by(col(text.due_on), col(text.id))
        parts += [due, here.order_by(*first, col(text.id).desc())]
    return _together(part.limit(3 * SHOWN) for part in parts)


def _together(parts: Iterable[Select[Any]]) -> Query:
    return Query(union_all(*(select(*part.subquery().c) for part in parts)))


@lru_cache(maxsize=200)
def first_segments(name: str, tags: tuple[str, ...]) -> Query:
    """Of each language the texts of the first segments that wait for this, and whether each is
    safety-critical."""
    row = SegmentListing
    flags = (True,) if name == BACK else (True, False)
    return _together(
        select(col(row.summary_id), _as_number(col(row.safety_critical)))
        .where(col(row.language) == tag, col(row.waits) == name, more_for(ME)[name])
        .where(col(row.safety_critical).is_(flag))
        .order_by(col(row.id))
        .limit(LOOKED_AT)
        for tag in tags
        for flag in flags
    )


@lru_cache
def counted(name: str) -> Any:
    """How many segments of each of some texts wait for the person, and safety-critical ones."""
    row = SegmentListing
    critical = func.sum(func.coalesce(_as_number(col(row.safety_critical)), 0))
    return (
        select(col(row.summary_id), func.count(), critical)
        .where(
            col(row.summary_id).in_(bindparam("texts", expanding=True)),
            col(row.waits) == name,
            more_for(ME)[name],
        )
        .group_by(col(row.summary_id))
    )


def _as_number(flag: Any) -> Any:
    return case((flag.is_(True), 1), else_=0)


SUMS: Any = (
    select(
        col(TextSummary.language),
        *(
            func.sum(col(number)).label(name)
            for name, number in (
                ("total", TextSummary.total),
                ("revised", TextSummary.revised),
                ("to_edit", TextSummary.to_edit),
                ("to_revise", TextSummary.to_revise),
                ("changed", TextSummary.changed),
                ("questions", TextSummary.questions),
                ("to_answer", TextSummary.to_answer),
            )
        ),
    )
    .where(col(TextSummary.language).in_(bindparam("tags", expanding=True)))
    .group_by(col(TextSummary.language))
)


NEWEST: Any = (
    select(
        col(TextSummary.slug),
        col(TextSummary.reading_version),
        col(TextSummary.language),
        col(TextSummary.title),
        col(SegmentEvent.path),
        col(SegmentEvent.at),
    )
    .join(Translation, col(Translation.id) == col(SegmentEvent.translation_id))
    .join(TextSummary, LISTED)
    .where(col(SegmentEvent.actor_id) == ME)
    .order_by(col(SegmentEvent.id).desc())
    .limit(1)
)


@lru_cache(maxsize=100)
def held(kinds: Alike) -> Any:
    """How many segments that were given to the person wait for them."""
    row = SegmentListing
    return select(func.count()).where(col(row.assignee_id) == ME, for_me_in(kinds))


_LAST_EVENTS: Any = (
    select(col(SegmentEvent.translation_id), col(SegmentEvent.actor_id), col(SegmentEvent.at))
    .order_by(col(SegmentEvent.id).desc())
    .limit(LOOKED_AT)
    .subquery()
)


LATELY_CHANGED: Any = (
    select(
        col(ResourceRow.slug),
        col(Translation.reading_version),
        col(Translation.language),
        col(User.name),
    )
    .join(Translation, col(Translation.resource_id) == col(ResourceRow.id))
    .join(_LAST_EVENTS, _LAST_EVENTS.c.translation_id == col(Translation.id))
    .join(User, _LAST_EVENTS.c.actor_id == col(User.id))
    .where(_LAST_EVENTS.c.at > bindparam("since"), _LAST_EVENTS.c.actor_id != ME)
    .distinct()
)
