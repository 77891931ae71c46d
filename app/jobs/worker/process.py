"""The process that works on jobs: the workflow library is launched here and nowhere else, and a
thread brings every job that is open in the database to a workflow, at the start and from then on.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from dbos import DBOS, DBOSConfig, SetWorkflowID, WorkflowStatus

from app import faults
from app.config import settings
from app.connections import patient
from app.db import Database
from app.jobs.mail.monthly import mailing
from app.jobs.worker import drafts
from app.jobs.worker.presence import Presence, present
from app.models import Job, JobState
from app.resources.review_date import today
from app.storage import private_file
from app.workflow.drafting import jobs
from app.workflow.editions.overdue import withdraw_overdue
from app.workflow.refusals import Refused

log = logging.getLogger("birthwords.jobs")

VERSION = "1"
"""Of the steps of a workflow. One that began in another version begins anew: its batches are
skipped where they were done."""
QUEUE = "drafts"
LOOK_AGAIN = 0.5
"""Seconds after which the thread looks for new jobs and for workers that died."""
DEATHS = 10
"""How often a job may take its worker down before it is given up."""

BATCH_PATIENCE = 60.0
"""Seconds that a batch waits for the database: nobody waits for it at a browser."""

SILENCES = 2
"""How often the time of one batch may pass without news of a worker that lives."""

Result = TypeVar("Result")


@dataclass(kw_only=True)
class Worker:
    """One process at work. It does one job at a time."""

    database: Database
    presence: Presence
    stopping: threading.Event = field(default_factory=threading.Event)
    _looked: date | None = None
    _idle: threading.Condition = field(default_factory=threading.Condition)
    _busy: int = 0

    def run(self, job_id: str) -> None:
        """Work on one job inside its workflow."""
        with self._idle:
            self._busy += 1
        try:
            with patient(BATCH_PATIENCE):
                drafts.run(
                    self.database, job_id, self.presence.name, _durable, self.stopping.is_set
                )
        finally:
            with self._idle:
                self._busy -= 1
                self._idle.notify_all()

    def reconcile(self) -> None:
        """Bring every open job to a workflow: new ones, and those whose worker has died."""
        self.presence.renew()
        with self.database.reading() as session:
            found = jobs.open_jobs(session)
        for job in found:
            if job.worker in ("", self.presence.name) or self._inherits(job):
                self._adopt(job.id)

    def _inherits(self, job: Job) -> bool:
        if self.presence.is_alive(job.worker):
            self._end_if_silent(job)
            return False
        with self.database.writing() as session:
            return jobs.take_over(session, job.id, job.worker, self.presence.name)

    def _end_if_silent(self, job: Job) -> None:
        """A worker that lives and does nothing keeps its job no longer. Should it come back, it
        finds the job ended and writes nothing."""
        if jobs.is_silent(job, SILENCES * settings().engine_seconds):
            with self.database.writing() as session:
                jobs.end(session, job.id, JobState.FAILED, _SILENT)

    def _adopt(self, job_id: str) -> None:
        status = DBOS.get_workflow_status(job_id)
        if status is None:
            _enqueue(job_id)
        elif status.status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
            with self.database.writing() as session:
                jobs.end(session, job_id, JobState.FAILED, _GIVEN_UP)
        elif status.app_version != VERSION or status.status not in _ALIVE:
            self._begin_anew(job_id)
        elif status.status == "PENDING" and status.executor_id != self.presence.name:
            self._take(status)

    def _take(self, status: WorkflowStatus) -> None:
        """Go on with a workflow whose process died, unless another worker has just begun it."""
        if status.executor_id is None or not self.presence.is_alive(status.executor_id):
            DBOS.resume_workflow(status.workflow_id, queue_name=QUEUE)

    def _begin_anew(self, job_id: str) -> None:
        with self.database.reading() as session:
            if jobs.job_for(session, job_id).state not in jobs.OPEN:
                return
        DBOS.delete_workflow(job_id)
        _enqueue(job_id)

    def end_overdue(self) -> None:
        """Once a day, withdraw what is overdue for longer than the settings allow."""
        days, day = settings().withdraw_overdue_days, today()
        if days is None or day == self._looked:
            return
        with self.database.writing() as session:
            codes = withdraw_overdue(session, days, day)
        self._looked = day
        if codes:
            log.warning("Withdrawn, since their review is overdue: %s", ", ".join(codes))

    def watch(self) -> None:
        while not self.stopping.is_set():
            try:
                self.reconcile()
                self.end_overdue()
            except Exception as error:  # the thread outlives a database that is busy or away
                if not self.stopping.is_set() and not faults.tell(error, "looking for jobs"):
                    log.exception("Looking for jobs stopped and begins again.")
            self.stopping.wait(LOOK_AGAIN)

    def stop(self) -> None:
        """End after the batch that is under way; its job stays open."""
        self.stopping.set()
        with self._idle:
            self._idle.wait_for(lambda: self._busy == 0)


_QUIET = faults.Libraries("background work")
_ALIVE = ("ENQUEUED", "PENDING", "DELAYED")
_SILENT = (
    "Its worker was not heard of for too long, so the job was ended. What was done before stays. "
    "Restart that worker, and start the job again."
)
_GIVEN_UP = (
    f"It took its worker down {DEATHS} times, so it was given up. Look at the service's log."
)
_here: Worker | None = None
"""The worker of this process: the workflow library has one instance a process."""


@DBOS.workflow(name="draft", max_recovery_attempts=DEATHS)
def draft(job_id: str) -> None:
    """One job; the workflow's id is the job's."""
    if _here is not None:
        _here.run(job_id)


@contextmanager
def working(database: Database) -> Iterator[Worker | None]:
    """Work on jobs until the block ends; None where another process does so already, which on
    SQLite is one."""
    global _here  # as the library's own instance
    with present(database, settings().data) as presence:
        if presence is None:
            yield None
            return
        _here = worker = Worker(database=database, presence=presence)
        thread = threading.Thread(target=worker.watch, name="jobs", daemon=True)
        logging.getLogger("dbos").addFilter(_QUIET)  # once, however often it is added
        DBOS(config=_config(database, presence.name))
        try:
            DBOS.launch()
            DBOS.register_queue(QUEUE, worker_concurrency=1, polling_interval_sec=LOOK_AGAIN)
            thread.start()
            with mailing(database):
                yield worker
        finally:
            worker.stop()
            if thread.is_alive():
                thread.join()
            DBOS.destroy()
            _here = None


def _config(database: Database, name: str) -> DBOSConfig:
    return {
        "name": "birthwords",
        "system_database_url": _local_file() if database.is_local else database.url,
        "application_version": VERSION,
        "executor_id": name,
        "log_level": "WARNING",
    }


def _local_file() -> str:
    """The library's own database beside ours. Written ahead, a step is kept in half the time."""
    path = settings().data.resolve() / "jobs.sqlite3"
    private_file(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    return f"sqlite:///{path}"


def _enqueue(job_id: str) -> None:
    with SetWorkflowID(job_id):
        DBOS.enqueue_workflow(QUEUE, draft, job_id)


def _durable(name: str, step: Callable[[], Result]) -> Result:
    """A step that is tried three times, and not again where the answer is a refusal."""
    return DBOS.run_step(
        {
            "name": name,
            "retries_allowed": True,
            "max_attempts": 3,
            "should_retry": lambda error: not isinstance(error, Refused),
        },
        step,
    )
