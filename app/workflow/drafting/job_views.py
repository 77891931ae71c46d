"""Jobs as people see them: who ordered what, how far it is, and what was kept out and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app.models import Job, JobKind, JobPart, JobSegment, JobState, SegmentOutcome, now
from app.workflow.drafting.jobs import OPEN, Scope, job_for, scope_of
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.source.archived import archived_slugs
from app.workflow.translation.permissions import may_open


@dataclass(frozen=True, kw_only=True)
class PartView:
    """One translation of a job in numbers; `reason` says why segments were left without asking an
    engine."""

    slug: str
    reading_version: str
    language: str
    total: int
    drafted: int
    remembered: int
    refused: int
    kept: int
    left: int
    reason: str
    refusals: tuple[tuple[str, str], ...] = ()
    """(path, reason) of each segment that was kept out."""

    @property
    def done(self) -> int:
        return self.drafted + self.remembered + self.refused + self.kept + self.left


@dataclass(frozen=True, kw_only=True)
class JobView:
    """One job; `total` grows only while it is planned. `quiet_since` is when its worker was last
    heard of, or when it began to wait for one, where that is longer ago than it should be."""

    id: str
    scope: Scope
    state: JobState
    reason: str
    by: str
    cancelled_by: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    planned: bool
    repeats: str | None
    quiet_since: datetime | None
    parts: tuple[PartView, ...]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)

    @property
    def done(self) -> int:
        return min(self.total, sum(part.done for part in self.parts))

    @property
    def drafted(self) -> int:
        return sum(part.drafted for part in self.parts)

    @property
    def remembered(self) -> int:
        return sum(part.remembered for part in self.parts)

    @property
    def refused(self) -> int:
        return sum(part.refused for part in self.parts)


def job_view(session: Session, job_id: str) -> JobView:
    """One job with every segment that was kept out; raises Missing."""
    job = job_for(session, job_id)
    refusals: dict[int, list[tuple[str, str]]] = defaultdict(list)
    query = (
        select(JobSegment.part_id, JobSegment.path, JobSegment.reason)
        .join(JobPart, col(JobPart.id) == col(JobSegment.part_id))
        .where(JobPart.job_id == job_id, JobSegment.outcome == SegmentOutcome.REFUSED)
        .order_by(col(JobSegment.id))
    )
    for part_id, path, reason in session.exec(query).all():
        refusals[part_id].append((path, reason))
    rows = session.exec(
        select(JobPart).where(JobPart.job_id == job_id).order_by(col(JobPart.id))
    ).all()
    parts = tuple(_part(row, refusals.get(row.id or 0, ())) for row in rows)
    return _view(job, parts, accounts.names(session), _quiet_since(session, job))


def for_reader(job: JobView, actor: Actor) -> JobView:
    """The same without the reasons of segments in languages whose texts in work the person may not
    see: a reason may quote one."""
    parts = (
        part if may_open(actor, part.language) else replace(part, refusals=()) for part in job.parts
    )
    return replace(job, parts=tuple(parts))


def job_views(session: Session, limit: int = 50) -> tuple[JobView, ...]:
    """The newest jobs, without their refusals; not those of a resource that is in no list any more,
    unless one is still open."""
    gone = col(Job.slug).in_(archived_slugs(session)) & col(Job.state).not_in(OPEN)
    query = select(Job).where(~gone).order_by(col(Job.created_at).desc(), col(Job.id)).limit(limit)
    return _all(session, session.exec(query).all())


def latest_for(
    session: Session,
    slug: str,
    reading_version: str,
    tag: str,
    kind: JobKind = JobKind.DRAFT,
) -> JobView | None:
    """The newest job of a kind that concerned a translation."""
    query = (
        select(Job)
        .where(
            col(Job.slug).in_(("", slug)),
            col(Job.reading_version).in_(("", reading_version)),
            col(Job.language).in_(("", tag)),
            Job.kind == kind,
        )
        .order_by(col(Job.created_at).desc(), col(Job.id))
        .limit(1)
    )
    return next(iter(_all(session, session.exec(query).all())), None)


def _all(session: Session, jobs: Sequence[Job]) -> tuple[JobView, ...]:
    names = accounts.names(session)
    parts: dict[str, list[PartView]] = defaultdict(list)
    ids = [job.id for job in jobs]
    rows = select(JobPart).where(col(JobPart.job_id).in_(ids)).order_by(col(JobPart.id))
    for row in session.exec(rows).all():
        parts[row.job_id].append(_part(row))
    return tuple(_view(job, parts[job.id], names) for job in jobs)


QUIET = timedelta(minutes=2)
"""Batches end sooner, but for those of large models."""


def _quiet_since(session: Session, job: Job) -> datetime | None:
    last = job.heard_at or job.started_at or job.created_at
    if job.state not in OPEN or now() - last < QUIET:
        return None
    if job.state is JobState.WAITING and _is_any_running(session):
        return None  # jobs are done one after another
    return last


def _is_any_running(session: Session) -> bool:
    return session.exec(select(Job.id).where(Job.state == JobState.RUNNING)).first() is not None


def _view(
    job: Job,
    parts: Iterable[PartView],
    names: dict[int, str],
    quiet_since: datetime | None = None,
) -> JobView:
    return JobView(
        id=job.id,
        scope=scope_of(job),
        state=job.state,
        reason=job.reason,
        by=names.get(job.created_by, "someone"),
        cancelled_by=names.get(job.ended_by, "someone") if job.ended_by else "",
        created_at=job.created_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        planned=job.planned,
        repeats=job.repeats,
        quiet_since=quiet_since,
        parts=tuple(parts),
    )


def _part(row: JobPart, refusals: Iterable[tuple[str, str]] = ()) -> PartView:
    return PartView(
        slug=row.slug,
        reading_version=row.reading_version,
        language=row.language,
        total=row.total,
        drafted=row.drafted,
        remembered=row.remembered,
        refused=row.refused,
        kept=row.kept,
        left=row.left,
        reason=row.reason,
        refusals=tuple(refusals),
    )
