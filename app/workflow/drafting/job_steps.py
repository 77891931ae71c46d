"""What a job does, one step at a time: plan it once, then fill a batch of segments again and again.
Each step may run twice and is then done once: what became of a segment is written with its draft.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.db import Database
from app.engines import named
from app.engines.base import Engine, ReadsAround
from app.languages import ENGLISH
from app.models import JobKind, JobPart, JobSegment, SegmentOutcome, now
from app.workflow.drafting import back_translations
from app.workflow.drafting.back_translations import lacking
from app.workflow.drafting.drafts import DraftOutcome, gather, make, missing, write
from app.workflow.drafting.jobs import (
    OPEN,
    engine_of,
    hold_open,
    job_for,
    may_order,
    orderer,
    scope_of,
    texts_of,
)
from app.workflow.source.archived import Archived
from app.workflow.translation.desk import Desk, SegmentView, open_desk

BATCH = 128
"""Segments of one step: a few seconds of a real engine, which is what a kill or a cancel costs."""


@dataclass(frozen=True)
class JobSlice:
    """One translation of a job."""

    id: int
    slug: str
    reading_version: str
    language: str


def plan(database: Database, job_id: str) -> tuple[int, ...]:
    """List the translations of a job in which something is missing, once; their ids in order."""
    with database.reading() as session:
        job = job_for(session, job_id)
        if not job.planned:
            scope = scope_of(job)
            tags = may_order(orderer(session, job), scope)
            counted = [
                (ref, _todo(scope.kind, open_desk(session, *ref.parts)))
                for ref in texts_of(session, scope, tags)
            ]
    with database.writing() as session:
        job = job_for(session, job_id, lock=True)
        if not job.planned:
            for ref, total in counted:
                if total:
                    session.add(
                        JobPart(
                            job_id=job_id,
                            slug=ref.slug,
                            reading_version=ref.reading_version,
                            language=ref.language,
                            total=total,
                        )
                    )
            job.planned, job.heard_at = True, now()
            session.add(job)
            session.flush()
        query = select(JobPart.id).where(JobPart.job_id == job_id).order_by(col(JobPart.id))
        return tuple(key for key in session.exec(query).all() if key is not None)


def _todo(kind: JobKind, desk: Desk) -> int:
    return len(lacking(desk) if kind is JobKind.BACK else missing(desk))


def draft_batch(database: Database, job_id: str, part_id: int) -> bool:
    """Fill the next segments of a part; False when there is nothing left to do in it, when its
    resource was taken out of all lists, or when the job has ended. No engine is asked inside a
    transaction."""
    return _unless_archived(_draft_batch, database, job_id, part_id)


def _draft_batch(database: Database, job_id: str, part_id: int) -> bool:
    with database.reading() as session:
        job = job_for(session, job_id)
        if job.state not in OPEN:
            return False
        part, actor = part_of(session, part_id), orderer(session, job)
        engine = engine_of(scope_of(job), part.language)
        able = engine.capability(ENGLISH.tag, part.language)
        limit = _batch(engine) if able.state == "ready" else None
        desk = open_desk(session, part.slug, part.reading_version, part.language)
        gathered = gather(desk, limit, tried(session, part_id), engine if limit else None)
    if not gathered.todo:
        return False
    made = make(engine, part.language, gathered)
    with database.writing() as session:
        if not hold_open(session, job_id):
            return False
        desk = open_desk(session, part.slug, part.reading_version, part.language)
        known = tried(session, part_id)  # another process may have been in the same batch
        new = [each for each in made if (each.segment.path, each.segment.hash) not in known]
        record_outcomes(session, part_id, write(desk, actor, new, {"job": job_id}))
        if limit is None:
            _leave(session, part_id, len(gathered.todo) - len(made), able.reason)
    return gathered.more


def back_batch(database: Database, job_id: str, part_id: int) -> bool:
    """Say the next segments of a part in English again; as `draft_batch` otherwise."""
    return _unless_archived(_back_batch, database, job_id, part_id)


def _back_batch(database: Database, job_id: str, part_id: int) -> bool:
    with database.reading() as session:
        job = job_for(session, job_id)
        if job.state not in OPEN:
            return False
        part, actor, engine = part_of(session, part_id), orderer(session, job), named(job.engine)
        desk = open_desk(session, part.slug, part.reading_version, part.language)
        limit = _batch(engine)
        todo = back_translations.gather(desk, engine.id, limit, tried(session, part_id))
        english = back_translations.into_english(desk)
    if not todo:
        return False
    free = [seen for seen, reason in todo if not reason]
    said = back_translations.say(engine, part.language, free, english)
    with database.writing() as session:
        if not hold_open(session, job_id):
            return False
        desk = open_desk(session, part.slug, part.reading_version, part.language)
        known = tried(session, part_id)
        outcomes = (
            *back_translations.refused(todo),
            *back_translations.write(desk, actor, [s for s in said if _key(s.seen) not in known]),
        )
        record_outcomes(session, part_id, tuple(o for o in outcomes if _key(o) not in known))
    return len(todo) == limit


def _batch(engine: Engine) -> int:
    return min(BATCH, engine.at_once) if isinstance(engine, ReadsAround) else BATCH


def _key(of: SegmentView | DraftOutcome) -> tuple[str, str]:
    return of.segment.path, of.segment.hash


def tried(session: Session, part_id: int) -> frozenset[tuple[str, str]]:
    query = select(JobSegment.path, JobSegment.source_hash).where(JobSegment.part_id == part_id)
    return frozenset(session.exec(query).all())


def record_outcomes(session: Session, part_id: int, outcomes: tuple[DraftOutcome, ...]) -> None:
    """Keep what became of each segment, and count it in the part."""
    for outcome in outcomes:
        session.add(
            JobSegment(
                part_id=part_id,
                path=outcome.segment.path,
                source_hash=outcome.segment.hash,
                outcome=outcome.kind,
                reason=outcome.reason,
            )
        )
    kinds = [outcome.kind for outcome in outcomes]
    row = session.get_one(JobPart, part_id)
    row.drafted += kinds.count(SegmentOutcome.DRAFTED)
    row.remembered += kinds.count(SegmentOutcome.REMEMBERED)
    row.refused += kinds.count(SegmentOutcome.REFUSED)
    row.kept += kinds.count(SegmentOutcome.KEPT)
    session.add(row)


def _unless_archived(
    batch: Callable[[Database, str, int], bool], database: Database, job_id: str, part_id: int
) -> bool:
    try:
        return batch(database, job_id, part_id)
    except Archived as gone:
        return _leave_rest(database, job_id, part_id, str(gone))


def _leave_rest(database: Database, job_id: str, part_id: int, reason: str) -> bool:
    """Leave what is not done yet of a part, with the reason; False, as there is nothing to go on
    with."""
    with database.writing() as session:
        if hold_open(session, job_id):
            row = session.get_one(JobPart, part_id)
            done = row.drafted + row.remembered + row.refused + row.kept
            _leave(session, part_id, row.total - done, reason)
    return False


def _leave(session: Session, part_id: int, number: int, reason: str) -> None:
    row = session.get_one(JobPart, part_id)
    row.left, row.reason = number, reason if number else ""
    session.add(row)


def part_of(session: Session, part_id: int) -> JobSlice:
    row = session.get_one(JobPart, part_id)
    return JobSlice(part_id, row.slug, row.reading_version, row.language)
