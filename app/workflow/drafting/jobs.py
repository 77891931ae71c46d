"""Jobs that people order: starting, cancelling and repeating one, and the moves from waiting to its
end. How its segments are filled is in `job_steps`, how it is shown in `job_views`.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlmodel import Session, col, select, update

from app.engines import ENGINES, engine_for, into_english, name_of
from app.engines.base import Engine
from app.languages import ENGLISH, find, languages
from app.models import Job, JobKind, JobState, now
from app.models.text_ref import TextRef
from app.resources.kinds import rules
from app.workflow.drafting import back_translations
from app.workflow.drafting.drafts import gather, refuse_english
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused
from app.workflow.source.revisions import all_sources
from app.workflow.transitions import transition
from app.workflow.translation.desk import open_desk

OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True)
class Scope:
    """What to draft or to translate back; an empty word sets no limit. `engine` is an id, or empty
    for the one that each language gets."""

    slug: str = ""
    reading_version: str = ""
    language: str = ""
    engine: str = ""
    kind: JobKind = JobKind.DRAFT


ACTIONS = {JobKind.DRAFT: "draft", JobKind.BACK: back_translations.ACTION}
"""The step that each kind of job takes."""


def scope_of(job: Job) -> Scope:
    return Scope(job.slug, job.reading_version, job.language, job.engine, job.kind)


def start(session: Session, actor: Actor, scope: Scope, repeats: str | None = None) -> Job:
    """Order drafts or back-translations; raises Refused. The same order again, while it is open, is
    the same job."""
    tags = may_order(actor, scope)
    refs = texts_of(session, scope, tags)
    if not refs:
        raise Refused("There is no resource with that name in that version.")
    if scope.engine and scope.engine not in ENGINES and scope.kind is JobKind.DRAFT:
        raise Refused(f"There is no engine {scope.engine!r}. Choose one of {', '.join(ENGINES)}.")
    if scope.kind is JobKind.BACK:
        scope = replace(scope, engine=_back_engine(session, scope, refs))
    elif scope.language:
        _refuse_hopeless(session, scope, refs)
    same = select(Job).where(
        Job.slug == scope.slug,
        Job.reading_version == scope.reading_version,
        Job.language == scope.language,
        Job.engine == scope.engine,
        Job.kind == scope.kind,
        Job.created_by == actor.id,
        col(Job.state).in_(OPEN),
    )
    if (found := session.exec(same).first()) is not None:
        return found
    job = Job(
        slug=scope.slug,
        reading_version=scope.reading_version,
        language=scope.language,
        engine=scope.engine,
        kind=scope.kind,
        created_by=actor.id,
        repeats=repeats,
    )
    session.add(job)
    session.flush()
    return job


def may_order(actor: Actor, scope: Scope) -> tuple[str, ...]:
    """The languages of an order; raises Refused where the person may do this in none of them."""
    roles = transition(ACTIONS[scope.kind]).roles
    if scope.language:
        refuse_english(scope.language)
        actor.require_role(roles, find(scope.language).tag)
        return (scope.language,)
    tags = tuple(
        each.tag for each in languages() if any(actor.can(role, each.tag) for role in roles)
    )
    if not tags:
        actor.require_role(roles, "*")
    return tags


def texts_of(session: Session, scope: Scope, tags: tuple[str, ...]) -> tuple[TextRef, ...]:
    """Every translation that an order names."""
    named = [
        (row.slug, revision.reading_version)
        for row, revision in all_sources(session, readable=not scope.slug)
        if rules(row.kind).is_translated
        and scope.slug in ("", row.slug)
        and scope.reading_version in ("", revision.reading_version)
    ]
    return tuple(TextRef(*each, tag) for tag in tags for each in named)


def engine_of(scope: Scope, tag: str) -> Engine:
    """The engine that drafts an order in one language."""
    return ENGINES[scope.engine] if scope.engine else engine_for(tag)


def _refuse_hopeless(session: Session, scope: Scope, refs: tuple[TextRef, ...]) -> None:
    """Nothing is ordered that can give nothing: without an engine, memory must know a segment."""
    capability = engine_of(scope, scope.language).capability(ENGLISH.tag, scope.language)
    if capability.state == "ready":
        return
    if not any(gather(open_desk(session, *ref.parts)).known for ref in refs):
        raise Refused(capability.reason)


def _back_engine(session: Session, scope: Scope, refs: tuple[TextRef, ...]) -> str:
    """The engine that an order of back-translations gets: the one named, or the first that may do
    any of its texts. Raises Refused where nothing is to be done, or by none."""
    if not scope.language:
        raise Refused("Say which language is to be translated back.")
    desks = [open_desk(session, *ref.parts) for ref in refs]
    todo = [(desk, seen) for desk in desks for seen in back_translations.lacking(desk)]
    if not todo:
        raise Refused("No text waits to be translated back.")
    able = [engine.id for engine in into_english(scope.language)]
    if scope.engine and scope.engine not in able:
        raise Refused(f"{name_of(scope.engine)} is not ready to put this language into English.")
    for engine in [scope.engine] if scope.engine else able:
        if not all(back_translations.barred(desk, seen, engine) for desk, seen in todo):
            return engine
    if scope.engine:
        raise Refused(back_translations.barred(*todo[0], scope.engine))
    raise Refused(back_translations.NOBODY)


def cancel(session: Session, actor: Actor, job_id: str) -> None:
    """End a job now: what it drafted stays, nothing more is written. Of a job that has ended
    this is no error."""
    job = job_for(session, job_id, lock=True)
    may_order(actor, scope_of(job))
    if job.state in OPEN:
        job.state, job.ended_at, job.ended_by = JobState.CANCELLED, now(), actor.id
        session.add(job)


def retry(session: Session, actor: Actor, job_id: str) -> Job:
    """Order the same again: what is still missing; raises Refused while it is open."""
    job = job_for(session, job_id)
    if job.state in OPEN:
        raise Refused("This job has not ended yet. Cancel it first, or wait for its end.")
    return start(session, actor, scope_of(job), repeats=job.id)


def job_for(session: Session, job_id: str, *, lock: bool = False) -> Job:
    """A stored job; raises Missing. A locked one stays as it is until the transaction ends."""
    query = select(Job).where(Job.id == job_id)
    job = session.exec(query.with_for_update() if lock else query).first()
    if job is None:
        raise Missing("There is no such job.")
    return job


def orderer(session: Session, job: Job) -> Actor:
    """Who ordered a job, with the roles that they hold now."""
    return accounts.actor_by_id(session, job.created_by)


def claim(session: Session, job_id: str, worker: str) -> bool:
    """Begin or take over an open job; False when it has ended."""
    job = job_for(session, job_id, lock=True)
    if job.state not in OPEN:
        return False
    job.state, job.worker, job.started_at = JobState.RUNNING, worker, job.started_at or now()
    job.heard_at = now()
    session.add(job)
    return True


def take_over(session: Session, job_id: str, dead: str, worker: str) -> bool:
    """Become the worker of a job in place of one that has died; True for one worker alone."""
    taken = session.exec(
        update(Job)
        .where(col(Job.id) == job_id, col(Job.worker) == dead, col(Job.state).in_(OPEN))
        .values(worker=worker)
    )
    return bool(taken.rowcount)


def end(session: Session, job_id: str, state: JobState, reason: str = "") -> None:
    """Close an open job; one that was cancelled stays so."""
    job = job_for(session, job_id, lock=True)
    if job.state in OPEN:
        job.state, job.reason, job.ended_at = state, reason, now()
        session.add(job)


def hold_open(session: Session, job_id: str) -> bool:
    """Hold a job until the transaction ends, with the news that its worker got this far; False
    when it has ended, and then nothing more may be written for it."""
    job = job_for(session, job_id, lock=True)
    if job.state not in OPEN:
        return False
    job.heard_at = now()
    session.add(job)
    return True


def is_silent(job: Job, seconds: float) -> bool:
    """Whether a worker that took a job was not heard of for so long."""
    last = job.heard_at or job.started_at
    return last is not None and now() - last > timedelta(seconds=seconds)


def open_jobs(session: Session) -> tuple[Job, ...]:
    """Every job that has not ended, the oldest first."""
    query = select(Job).where(col(Job.state).in_(OPEN)).order_by(col(Job.created_at), col(Job.id))
    return tuple(session.exec(query).all())
