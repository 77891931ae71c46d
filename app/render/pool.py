"""Worker processes that draw PDFs: each job has a time limit, each worker is replaced after a
while, and readers go before pre-rendering. WeasyPrint is never imported here, nor run in a
thread.
"""

import gc
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as JobTimeout
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from app.config import processors
from app.render.gates import release
from app.render.pdf import PrintError, PrintJob, render_pdf, warm_up
from app.render.proof import Sheet, draw_sheets

T = TypeVar("T")


class PoolBusy(RuntimeError):
    """So many prints are waiting that another would not be drawn soon."""


class RenderPool:
    """Draws PDFs in spawned processes; made in the service's lifespan, never at import.

    `limit` is in seconds a job; after `jobs_each` jobs a worker is replaced, so that memory stays
    bounded; more than `queue` waiting readers are refused with PoolBusy.
    """

    def __init__(
        self,
        workers: int | None = None,
        limit: float = 60,
        jobs_each: int = 200,
        queue: int = 32,
    ) -> None:
        self.workers = workers or processors()
        self.places = self.workers + queue
        self._limit = limit
        self._turns = Turns(self.workers, queue)
        self._pool = ProcessPool(
            max_workers=self.workers,
            max_tasks=jobs_each,
            initializer=_start_worker,
            context=multiprocessing.get_context("spawn"),
        )

    def render(self, job: PrintJob, *, ahead: bool = False) -> bytes:
        """The PDF of a job, through the gates if it is a release; `ahead` marks pre-rendering,
        which waits until no reader does. Raises PrintError (GateClosed) and, for readers, PoolBusy.
        May be called from any thread."""
        return self._run(release if job.passages else render_pdf, job, ahead)

    def sheets(self, job: PrintJob) -> tuple[Sheet, ...]:
        """The pages of a proof as pictures; raises as `render` does for readers."""
        return self._run(draw_sheets, job, ahead=False)

    def _run(self, work: Callable[[PrintJob], T], job: PrintJob, ahead: bool) -> T:
        with self._turns.taken(ahead):
            future = self._pool.schedule(_tidily, args=[work, job], timeout=self._limit)
            try:
                done: T = future.result()
            except JobTimeout:
                raise PrintError(
                    f"“{job.title}” took longer than {self._limit:g} seconds to draw and was "
                    "stopped. Split the text, or simplify its pictures."
                ) from None
            except ProcessExpired:
                raise PrintError(
                    f"The worker that drew “{job.title}” died. Try again; if it dies again, the "
                    "machine may be short of memory."
                ) from None
        return done

    def close(self) -> None:
        """Stop the workers, in the midst of a job if need be."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Turns:
    """Who may use a worker next. Pre-rendering leaves one worker free, where there are two, and
    starts nothing while a reader waits."""

    def __init__(self, workers: int, queue: int) -> None:
        self._workers = workers
        self._queue = queue
        self._changed = threading.Condition()
        self._busy = 0
        self._ahead = 0
        self.readers_waiting = 0

    @contextmanager
    def taken(self, ahead: bool) -> Iterator[None]:
        with self._changed:
            self._wait(ahead)
            self._busy += 1
            self._ahead += ahead
        try:
            yield
        finally:
            with self._changed:
                self._busy -= 1
                self._ahead -= ahead
                self._changed.notify_all()

    def _wait(self, ahead: bool) -> None:
        if ahead:
            self._changed.wait_for(self._may_draw_ahead)
            return
        if self._busy >= self._workers and self.readers_waiting >= self._queue:
            raise PoolBusy("Many prints are being made at the moment. Try again in a minute.")
        self.readers_waiting += 1
        try:
            self._changed.wait_for(lambda: self._busy < self._workers)
        finally:
            self.readers_waiting -= 1

    def _may_draw_ahead(self) -> bool:
        allowed = max(1, self._workers - 1)
        return not self.readers_waiting and self._ahead < allowed and self._busy < self._workers


def _start_worker() -> None:
    """Ctrl-C is for the service, which stops its workers itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up()
    gc.collect()
    gc.freeze()
    gc.disable()


def _tidily(work: Callable[[PrintJob], T], job: PrintJob) -> T:
    """Python looks for rubbish once after each document instead of a hundred times during it."""
    try:
        return work(job)
    finally:
        gc.collect()
