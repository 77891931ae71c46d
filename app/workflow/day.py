"""One person's day: what waits for them by kind, where they stopped, who else is at work, and a
piece of work of a few minutes. Every query here is bounded, however many strings there are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, union_all
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.db import Query
from app.languages import ENGLISH, languages
from app.models import (
    ResourceRow,
    Role,
    SegmentEvent,
    SegmentListing,
    TextSummary,
    Translation,
    User,
    now,
)
from app.workflow.listing import BACK, CHANGED, EDIT, REVISE
from app.workflow.lists import for_me, for_me_in, not_others, works
from app.workflow.pace import Pace, pace
from app.workflow.people import Actor

SHOWN = 6
"""Texts of each kind on the day's page; the rest is in the lists behind it."""
LATELY = timedelta(hours=1)
_LOOKED_AT = 300


@dataclass(frozen=True)
class Waiting:
    """A text in which something waits for this person: how many strings, how many of them
    safety-critical, and who else changed something there within the hour."""

    id: int
    slug: str
    reading_version: str
    language: str
    title: str
    strings: int
    critical: int
    total: int
    revised: int
    due_on: date | None
    assignee_id: int | None
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of work: the first texts, and whether there are more."""

    name: str
    texts: tuple[Waiting, ...]
    more: bool


@dataclass(frozen=True)
class Progress:
    """How far a language is, in strings, and what waits there for anyone."""

    language: str
    total: int
    revised: int
    to_edit: int
    to_revise: int
    changed: int
    questions: int


@dataclass(frozen=True)
class Stopped:
    """The last string that this person worked on."""

    slug: str
    reading_version: str
    language: str
    title: str
    path: str
    at: datetime


@dataclass(frozen=True)
class Batch:
    """A piece of work: the strings by their ids in the lists, safety-critical first."""

    strings: tuple[int, ...]
    words: int
    critical: int
    minutes: int
    pace: Pace


@dataclass(frozen=True)
class Day:
    kinds: tuple[Kind, ...]
    progress: tuple[Progress, ...]
    stopped: Stopped | None
    taken: int
    """Strings that were given to this person and wait for them."""


def day(session: Session, actor: Actor, chosen: str | None = None) -> Day:
    """The day of one person, in all their languages or in the one chosen."""
    tags = [tag for tag in working(actor) if chosen in (None, tag)]
    progress = _progress(session, tags)
    waits = _waits(progress)
    kinds = [
        _whole(session, actor, "sign", Role.CLINICIAN, chosen),
        _whole(session, actor, "publish", Role.AUTHOR, chosen),
        _strings(session, actor, CHANGED, _able(actor, "edit", waits[CHANGED])),
        _strings(session, actor, REVISE, _able(actor, "revise", waits[REVISE])),
        _back(session, actor, _able(actor, "back_translate", tags)),
        _strings(session, actor, EDIT, _able(actor, "edit", waits[EDIT])),
    ]
    kinds = [kind for kind in kinds if kind.texts]
    others = _lately(session, actor) if kinds else {}
    return Day(
        tuple(_with(others, kind) for kind in kinds),
        progress,
        _stopped(session, actor),
        _taken(session, actor, tags),
    )


def _able(actor: Actor, action: str, tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if works(actor, action, tag))


def _waits(progress: Iterable[Progress]) -> dict[str, tuple[str, ...]]:
    """The languages in which a kind of work waits for anyone: the others are not asked about."""
    found = tuple(progress)
    return {
        CHANGED: tuple(each.language for each in found if each.changed),
        REVISE: tuple(each.language for each in found if each.to_revise),
        EDIT: tuple(each.language for each in found if each.to_edit > each.changed),
    }


def working(actor: Actor) -> tuple[str, ...]:
    """The languages in which the person edits or revises."""
    return tuple(lang.tag for lang in languages() if works(actor, "edit", lang.tag))


def batch(
    session: Session,
    actor: Actor,
    minutes: int,
    chosen: str | None = None,
    progress: tuple[Progress, ...] | None = None,
) -> Batch:
    """What the person can do in so many minutes, that nobody has taken: safety-critical strings
    first, and among those changed English, then what waits to be revised. `progress` is that of
    their day, where it is known already."""
    speed = pace(session, actor.id)
    if progress is None:
        progress = _progress(session, [tag for tag in working(actor) if chosen in (None, tag)])
    waiting = _waits(progress)
    picked: list[int] = []
    words = critical = 0
    spent = 0.0
    for number, waits, length, safety in _free(session, actor, waiting):
        needed = speed.minutes(waits, length)
        if picked and spent + needed > minutes:
            break
        picked.append(number)
        spent, words, critical = spent + needed, words + length, critical + safety
    return Batch(tuple(picked), words, critical, max(1, round(spent)) if picked else 0, speed)


def _free(
    session: Session, actor: Actor, waits: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, str, int, bool]]:
    row = SegmentListing
    for safety in (True, False):
        for kind in (CHANGED, REVISE, EDIT):
            for tag in waits[kind]:
                rows = session.exec(
                    select(col(row.id), row.words)
                    .where(
                        for_me(actor, tag),
                        col(row.waits) == kind,
                        col(row.safety_critical).is_(safety),
                        col(row.assignee_id).is_(None),
                    )
                    .order_by(col(row.id))
                    .limit(200)
                ).all()
                yield from ((number or 0, kind, words, safety) for number, words in rows)


def _whole(session: Session, actor: Actor, stage: str, role: Role, chosen: str | None) -> Kind:
    """Texts that wait as a whole: for a signature, or to be published."""
    able = [lang.tag for lang in (ENGLISH, *languages()) if actor.can(role, lang.tag)]
    tags = [tag for tag in able if chosen in (None, tag)]
    text = TextSummary
    if not tags:
        return Kind(stage, (), False)
    query = select(text).where(
        text.stage == stage,
        col(text.language).in_(tags),
        not_others(col(TextSummary.assignee_id), actor),
    )
    rows = session.exec(query.order_by(col(text.id)).limit(SHOWN + 1)).all()
    found = tuple(_waiting(row, row.total, 0) for row in rows[:SHOWN])
    return Kind(stage, found, len(rows) > SHOWN)


def _strings(session: Session, actor: Actor, name: str, tags: tuple[str, ...]) -> Kind:
    """Texts in which strings wait, those with a due date first, then by safety-critical ones."""
    if not tags:
        return Kind(name, (), False)
    text = TextSummary
    found = _first_texts(name, tags).rows(session, actor=actor.id)
    days = {one: str(due_on or _LAST) for one, due_on in found}
    counts = _mine(session, actor, name, tuple(days))
    order = sorted(counts, key=lambda one: (days[one], -counts[one][1], -counts[one][0], one))
    shown = session.exec(select(text).where(col(text.id).in_(order[:SHOWN]))).all()
    texts = {row.id or 0: row for row in shown}
    return Kind(
        name,
        tuple(_waiting(texts[one], *counts[one]) for one in order[:SHOWN]),
        len(order) > SHOWN,
    )


_LAST = date.max


@lru_cache(maxsize=200)
def _first_texts(name: str, tags: tuple[str, ...]) -> Query:
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
    holder = func.coalesce(col(text.assignee_id), bindparam("actor")) == bindparam("actor")
    parts: list[Select[Any]] = []
    for tag in tags:
        here: Any = sql_select(col(text.id), col(text.due_on)).where(
            col(text.language) == tag, something, holder
        )
        due = here.where(col(text.due_on).is_not(None)).order_by(col(text.due_on), col(text.id))
        parts += [due, here.order_by(*first, col(text.id).desc())]
    return _together(part.limit(3 * SHOWN) for part in parts)


def _together(parts: Iterable[Select[Any]]) -> Query:
    return Query(union_all(*(sql_select(*part.subquery().c) for part in parts)))


def _back(session: Session, actor: Actor, tags: tuple[str, ...]) -> Kind:
    """Texts with strings to translate back, counted among the first that wait."""
    if not tags:
        return Kind("back", (), False)
    counts = Counter(text for (text,) in _first_back(tags).rows(session, actor=actor.id))
    first = list(counts)[: SHOWN + 1]
    found = session.exec(select(TextSummary).where(col(TextSummary.id).in_(first))).all()
    texts = [_waiting(text, counts[text.id or 0], counts[text.id or 0]) for text in found]
    texts.sort(key=lambda one: (one.due_on or date.max, one.id))
    return Kind("back", tuple(texts[:SHOWN]), len(texts) > SHOWN)


@lru_cache(maxsize=200)
def _first_back(tags: tuple[str, ...]) -> Query:
    row = SegmentListing
    me: Any = bindparam("actor")
    mine = [
        func.coalesce(col(row.assignee_id), me) == me,
        *(or_(by.is_(None), by != me) for by in (col(row.edited_by), col(row.revised_by))),
    ]
    return _together(
        sql_select(col(row.summary_id))
        .where(col(row.language) == tag, col(row.waits) == BACK, *mine)
        .where(col(row.safety_critical).is_(True))
        .order_by(col(row.id))
        .limit(_LOOKED_AT)
        for tag in tags
    )


def _mine(
    session: Session, actor: Actor, name: str, texts: tuple[int, ...]
) -> dict[int, tuple[int, int]]:
    """Strings and safety-critical strings that wait for this person, of each text."""
    row = SegmentListing
    conditions: list[ColumnElement[bool]] = [
        col(row.summary_id).in_(texts),
        col(row.waits) == name,
        not_others(col(row.assignee_id), actor),
    ]
    if name == REVISE:
        conditions.append(or_(col(row.edited_by).is_(None), col(row.edited_by) != actor.id))
    critical = func.sum(func.coalesce(_as_number(col(row.safety_critical)), 0))
    counted = select(row.summary_id, func.count(), critical).where(and_(*conditions))
    return {
        text: (strings, int(safety))
        for text, strings, safety in session.exec(counted.group_by(col(row.summary_id))).all()
    }


def _as_number(flag: Any) -> Any:
    return case((flag.is_(True), 1), else_=0)


def _waiting(row: TextSummary, strings: int, critical: int) -> Waiting:
    return Waiting(
        row.id or 0, row.slug, row.reading_version, row.language, row.title, strings, critical,
        row.total, row.revised, row.due_on, row.assignee_id,
    )  # fmt: skip


def _progress(session: Session, tags: list[str]) -> tuple[Progress, ...]:
    text = TextSummary
    numbers = (text.total, text.revised, text.to_edit, text.to_revise, text.changed, text.questions)
    rows = session.exec(
        select(text.language, *(func.sum(col(number)) for number in numbers))
        .where(col(text.language).in_(tags))
        .group_by(col(text.language))
    ).all()
    held = {row[0]: Progress(row[0], *(int(value) for value in row[1:])) for row in rows}
    return tuple(held[tag] for tag in tags if tag in held)


def _stopped(session: Session, actor: Actor) -> Stopped | None:
    row = session.exec(
        select(SegmentEvent, Translation, TextSummary)
        .join(Translation, col(Translation.id) == col(SegmentEvent.translation_id))
        .join(
            TextSummary,
            and_(
                col(TextSummary.resource_id) == col(Translation.resource_id),
                col(TextSummary.reading_version) == col(Translation.reading_version),
                col(TextSummary.language) == col(Translation.language),
            ),
        )
        .where(SegmentEvent.actor_id == actor.id)
        .order_by(col(SegmentEvent.id).desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    event, _, text = row
    return Stopped(text.slug, text.reading_version, text.language, text.title, event.path, event.at)


def _taken(session: Session, actor: Actor, tags: list[str]) -> int:
    row = SegmentListing
    if not tags:
        return 0
    query = select(func.count()).where(col(row.assignee_id) == actor.id, for_me_in(actor, tags))
    return session.exec(query).one()


_Places = Mapping[tuple[str, str, str], tuple[str, ...]]


def _lately(session: Session, actor: Actor) -> _Places:
    """Who else changed something within the hour, by text."""
    newest = (
        select(SegmentEvent.id, SegmentEvent.translation_id, SegmentEvent.actor_id, SegmentEvent.at)
        .order_by(col(SegmentEvent.id).desc())
        .limit(_LOOKED_AT)
        .subquery()
    )
    rows = session.exec(
        select(ResourceRow.slug, Translation.reading_version, Translation.language, User.name)
        .join(Translation, col(Translation.resource_id) == col(ResourceRow.id))
        .join(newest, newest.c.translation_id == col(Translation.id))
        .join(User, newest.c.actor_id == col(User.id))
        .where(newest.c.at > now() - LATELY, newest.c.actor_id != actor.id)
        .distinct()
    ).all()
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for slug, version, tag, name in sorted(rows):
        found[slug, version, tag] = (*found.get((slug, version, tag), ()), name)
    return found


def _with(others: _Places, kind: Kind) -> Kind:
    texts = (
        replace(text, others=others.get((text.slug, text.reading_version, text.language), ()))
        for text in kind.texts
    )
    return replace(kind, texts=tuple(texts))
