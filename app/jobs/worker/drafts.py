"""Drafts and back-translations as a durable workflow: each batch is a step whose end is kept, so
that a process that dies goes on from the batch that it was in. What a step does to the database is
in `workflow.drafting.job_steps`.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from app.db import Database
from app.models import JobKind, JobState
from app.workflow.drafting import jobs
from app.workflow.drafting.job_steps import back_batch, draft_batch, plan
from app.workflow.refusals import Refused

log = logging.getLogger("birthwords.jobs")

Result = TypeVar("Result")


class WorkflowStep(Protocol):
    """Does one named step, or gives back what it gave before."""

    def __call__(self, name: str, step: Callable[[], Result]) -> Result: ...


class Stopping(BaseException):
    """The process is asked to end: the job stays open and goes on in the next one. No
    `Exception`, so that nothing takes it for a fault of the job."""


def at_once(name: str, step: Callable[[], Result]) -> Result:
    """A step that is done here and now and kept nowhere."""
    return step()


def run(
    database: Database,
    job_id: str,
    worker: str = "",
    step: WorkflowStep = at_once,
    stopping: Callable[[], bool] = lambda: False,
) -> None:
    """Work on a job until its end; raises Stopping."""
    with database.writing() as session:
        if not jobs.claim(session, job_id, worker):
            return
    try:
        _fill(database, job_id, step, stopping)
    except Refused as refusal:
        state, reason = JobState.FAILED, str(refusal)
    except Exception:
        log.exception("Job %s stopped.", job_id)
        state, reason = JobState.FAILED, FAULT
    else:
        state, reason = JobState.DONE, ""
    with database.writing() as session:
        jobs.end(session, job_id, state, reason)


FAULT = (
    "It stopped at an error, which the service's log holds. What was drafted before stays. "
    "Start it again; if it stops again, tell whoever runs the service."
)


BATCHES = {JobKind.DRAFT: draft_batch, JobKind.BACK: back_batch}


def _fill(
    database: Database, job_id: str, step: WorkflowStep, stopping: Callable[[], bool]
) -> None:
    with database.reading() as session:
        batch = BATCHES[jobs.job_for(session, job_id).kind]
    for part in step("plan", partial(plan, database, job_id)):
        while step("batch", partial(batch, database, job_id, part)):
            if stopping():
                raise Stopping
        if stopping():
            raise Stopping
