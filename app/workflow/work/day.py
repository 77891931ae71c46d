"""One person's day: what waits for them by kind, where they stopped, who else is at work, and a
piece of work of a few minutes. Every query here is bounded, however many segments there are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.languages import ENGLISH, languages
from app.models import (
    Edition,
    Role,
    SourceRevision,
    TextSummary,
    now,
)
from app.models.text_ref import TextRef
from app.workflow.lists.text_state import LIVE
from app.workflow.lists.waiting import (
    alike,
    not_others,
    works,
)
from app.workflow.people.accounts import Actor
from app.workflow.review.sign_off import own_part
from app.workflow.review.waits import BACK, CHANGED, EDIT, REVISE, SENT_BACK
from app.workflow.source.revisions import DamagedEnglish
from app.workflow.translation.desk import open_desk
from app.workflow.work.day_queries import (
    LATELY_CHANGED,
    NEWEST,
    SHOWN,
    SUMS,
    counted,
    first_segments,
    first_texts,
    held,
    untaken,
)
from app.workflow.work.pace import Pace, pace

LATELY = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A text in which something waits for this person: how many segments, how many of them
    safety-critical, and who else changed something there within the hour."""

    id: int
    slug: str
    reading_version: str
    language: str
    title: str
    segments: int
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


@dataclass(frozen=True, kw_only=True)
class LanguageProgress:
    """How far a language is, in segments, and what waits there for anyone."""

    language: str
    total: int
    revised: int
    to_edit: int
    to_revise: int
    changed: int
    questions: int
    to_answer: int


@dataclass(frozen=True, kw_only=True)
class LastWorked:
    """The last segment that this person worked on."""

    slug: str
    reading_version: str
    language: str
    title: str
    path: str
    at: datetime


@dataclass(frozen=True)
class Batch:
    """A piece of work: the segments by their ids in the lists, safety-critical first."""

    segments: tuple[int, ...]
    words: int
    critical: int
    minutes: int
    pace: Pace


@dataclass(frozen=True)
class Day:
    kinds: tuple[Kind, ...]
    progress: tuple[LanguageProgress, ...]
    stopped: LastWorked | None
    taken: int
    """Segments that were given to this person and wait for them."""


def day(session: Session, actor: Actor, chosen: str | None = None) -> Day:
    """The day of one person, in all their languages or in the one chosen."""
    tags = [tag for tag in working(actor) if chosen in (None, tag)]
    progress = _progress(session, tags)
    waits = _waits(progress)
    kinds = [
        _whole(session, actor, "sign", Role.CLINICIAN, chosen),
        _whole(session, actor, "publish", Role.AUTHOR, chosen),
        _by_segments(session, actor, SENT_BACK, _able(actor, "edit", waits[SENT_BACK])),
        _segments(session, actor, CHANGED, _able(actor, "edit", waits[CHANGED])),
        _segments(session, actor, REVISE, _able(actor, "revise", waits[REVISE])),
        _by_segments(session, actor, BACK, _able(actor, "back_translate", tags)),
        _segments(session, actor, EDIT, _able(actor, "edit", waits[EDIT])),
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


def _waits(progress: Iterable[LanguageProgress]) -> dict[str, tuple[str, ...]]:
    """The languages in which a kind of work waits for anyone: the others are not asked about."""
    found = tuple(progress)
    return {
        SENT_BACK: tuple(each.language for each in found if each.to_answer),
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
    progress: tuple[LanguageProgress, ...] | None = None,
) -> Batch:
    """What the person can do in so many minutes, that nobody has taken: safety-critical segments
    first, and among those what was sent back, changed English, and what waits to be revised.
    `progress` is that of their day, where it is known already."""
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
    for safety in (True, False):
        for kind, step in _PIECE:
            for tag in _able(actor, step, waits[kind]):
                rows = session.execute(untaken(kind, safety), {"me": actor.id, "tag": tag}).all()
                yield from ((number, kind, words, safety) for number, words in rows)


_PIECE = ((SENT_BACK, "edit"), (CHANGED, "edit"), (REVISE, "revise"), (EDIT, "edit"))
"""What a piece of work is made of, and the step that each kind is."""


def _whole(session: Session, actor: Actor, stage: str, role: Role, chosen: str | None) -> Kind:
    """Texts that wait as a whole: for a signature of somebody who had no part in them, or to be
    published."""
    langs = [lang.tag for lang in (ENGLISH, *languages()) if actor.can(role, lang.tag)]
    tags = [tag for tag in langs if chosen in (None, tag)]
    text = TextSummary
    if not tags:
        return Kind(stage, (), False)
    query = select(text).where(
        text.stage == stage,
        col(text.language).in_(tags),
        not_others(col(TextSummary.assignee_id), actor),
    )
    if stage == "publish":
        query = query.where(_beside_its_english())
    # All that is to be signed: what is this person's own may stand first.
    most = None if stage == "sign" else SHOWN + 1
    rows = session.exec(query.order_by(col(text.id)).limit(most)).all()
    able = (row for row in rows if stage != "sign" or not _has_part(session, row, actor))
    found = tuple(_waiting(row, row.total, 0) for row in islice(able, SHOWN + 1))
    return Kind(stage, found[:SHOWN], len(found) > SHOWN)


def _beside_its_english() -> ColumnElement[bool]:
    """English, and translations of which readers have the very English that is newest: no other is
    published."""
    english, newest, made_from = (
        aliased(TextSummary),
        aliased(SourceRevision),
        aliased(SourceRevision),
    )
    found: ColumnElement[bool] = (
        exists()
        .where(
            col(english.resource_id) == col(TextSummary.resource_id),
            col(english.reading_version) == col(TextSummary.reading_version),
            col(english.language) == ENGLISH.tag,
            col(english.state).in_(LIVE),
            col(Edition.id) == col(english.edition_id),
            col(newest.id) == col(english.revision_id),
            col(made_from.id) == col(Edition.source_revision_id),
            col(made_from.hash) == col(newest.hash),
        )
        .correlate(TextSummary)
    )
    return or_(col(TextSummary.language) == ENGLISH.tag, found)


def _has_part(session: Session, row: TextSummary, actor: Actor) -> bool:
    try:
        return own_part(open_desk(session, *row.ref.parts), actor) != ""
    except DamagedEnglish:  # nobody signs it; its own pages say so
        return True


def _segments(session: Session, actor: Actor, name: str, tags: tuple[str, ...]) -> Kind:
    """Texts in which segments wait, those with a due date first, then by safety-critical ones."""
    if not tags:
        return Kind(name, (), False)
    text = TextSummary
    found = first_texts(name, tags).rows(session, me=actor.id)
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


def _by_segments(session: Session, actor: Actor, name: str, tags: tuple[str, ...]) -> Kind:
    """Texts with segments that wait for this, counted among the first of them, whoever has the
    text."""
    if not tags:
        return Kind(name, (), False)
    rows = list(first_segments(name, tags).rows(session, me=actor.id))
    counts = Counter(text for text, _ in rows)
    critical = Counter(text for text, safety in rows if safety)
    first = list(counts)[: SHOWN + 1]
    found = session.exec(select(TextSummary).where(col(TextSummary.id).in_(first))).all()
    texts = [_waiting(text, counts[text.id or 0], critical[text.id or 0]) for text in found]
    texts.sort(key=lambda one: (one.due_on or date.max, one.id))
    return Kind(name, tuple(texts[:SHOWN]), len(texts) > SHOWN)


def _mine(
    session: Session, actor: Actor, name: str, texts: tuple[int, ...]
) -> dict[int, tuple[int, int]]:
    """Segments and safety-critical segments that wait for this person, of each text."""
    rows = session.execute(counted(name), {"texts": texts, "me": actor.id}).all()
    return {text: (segments, int(safety)) for text, segments, safety in rows}


def _waiting(row: TextSummary, segments: int, critical: int) -> Waiting:
    return Waiting(
        id=row.id or 0,
        slug=row.slug,
        reading_version=row.reading_version,
        language=row.language,
        title=row.title,
        segments=segments,
        critical=critical,
        total=row.total,
        revised=row.revised,
        due_on=row.due_on,
        assignee_id=row.assignee_id,
    )


def _progress(session: Session, tags: list[str]) -> tuple[LanguageProgress, ...]:
    rows = session.execute(SUMS, {"tags": tags}).all()
    held = {row.language: _language(row) for row in rows}
    return tuple(held[tag] for tag in tags if tag in held)


def _language(row: Row[Any]) -> LanguageProgress:
    sums = {name: int(value) for name, value in row._mapping.items() if name != "language"}
    return LanguageProgress(language=row.language, **sums)


def _stopped(session: Session, actor: Actor) -> LastWorked | None:
    row = session.execute(NEWEST, {"me": actor.id}).first()
    return LastWorked(**row._mapping) if row else None


def _taken(session: Session, actor: Actor, tags: list[str]) -> int:
    kinds = alike(actor, tags)
    found: int = session.execute(held(kinds), {"me": actor.id}).scalar_one() if kinds else 0
    return found


_Others = Mapping[TextRef, tuple[str, ...]]


def _lately(session: Session, actor: Actor) -> _Others:
    """Who else changed something within the hour, by text."""
    rows = session.execute(LATELY_CHANGED, {"me": actor.id, "since": now() - LATELY}).all()
    others: dict[TextRef, tuple[str, ...]] = {}
    for slug, version, tag, name in sorted(rows):
        ref = TextRef(slug, version, tag)
        others[ref] = (*others.get(ref, ()), name)
    return others


def _with(others: _Others, kind: Kind) -> Kind:
    texts = (
        replace(
            text, others=others.get(TextRef(text.slug, text.reading_version, text.language), ())
        )
        for text in kind.texts
    )
    return replace(kind, texts=tuple(texts))
