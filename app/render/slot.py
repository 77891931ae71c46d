"""One print worker: a process that draws document after document, and is replaced when it dies or
has drawn its share. A worker is a pool of its own, since the processes of one pool share a pipe and
a lock, and one that dies can take the others with it (ADR 22).
"""

import gc
import logging
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as JobTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from app.config import memory_in_use
from app.render.fonts import use_only_our_fonts
from app.render.pdf import PrintJob, slowed, warm_up
from app.render.print_errors import CannotPrint

T = TypeVar("T")
MOST_MEMORY = 400 << 20
"""Bytes with which a worker is replaced after its job: the largest documents take 150 MB beside the
90 of a new one, and the room that many different ones leave behind is not given back."""

START_SECONDS = 30.0
"""How long a worker may take to start, on top of the time for its first job."""

_LOOK_EVERY = 1.0
"""Seconds after which one who waits looks whether the worker still lives."""


class Stopped(CannotPrint):
    """The service ends, and its workers with it."""

    def __init__(self) -> None:
        super().__init__("The service is being stopped.")


class WorkerDied(Exception):
    """The process ended before the job did; `drawing` says whether it had begun with it."""

    def __init__(self, drawing: bool) -> None:
        super().__init__()
        self.drawing = drawing


class Slot:
    """A place for one worker. `run` is for one thread at a time, `stop` and `join` for any."""

    def __init__(self, jobs_each: int) -> None:
        self._jobs_each = jobs_each
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._closed = False

    def start(self) -> None:
        """Let the worker begin to load, without waiting for it."""
        with suppress(WorkerDied, Stopped):  # whoever has a job for it is told
            self._living()

    def run(self, work: Callable[[PrintJob], T], job: PrintJob, limit: float) -> tuple[T, str]:
        """What `work` makes of the job, in the worker, and why that draws slower than it could.
        Raises what it raises, JobTimeout after `limit` seconds, WorkerDied, and Stopped after
        `stop`."""
        pool = self._living()
        try:
            future = pool.schedule(_tidily, args=[work, job], timeout=limit)
        except RuntimeError:  # it died between the look and the call
            self._replace(pool)
            raise WorkerDied(drawing=False) from None
        try:
            done, slowed, memory = _result(pool, future, limit + START_SECONDS)
        except (ProcessExpired, BrokenProcessPool, WorkerDied) as died:
            self._replace(pool)
            raise WorkerDied(isinstance(died, ProcessExpired)) from None
        if memory > MOST_MEMORY:
            with suppress(Stopped):
                self._replace(pool)
            self.start()
        return done, slowed

    def stop(self) -> None:
        """End the worker, in the midst of a job if need be; `join` waits for it."""
        with self._lock:
            self._closed = True
            if self._pool is not None:
                self._pool.stop()  # type: ignore[no-untyped-call]

    def join(self) -> None:
        """Wait until the worker has ended."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            _end(pool)

    def _living(self) -> ProcessPool:
        with self._lock:
            if self._closed:
                raise Stopped
            pool = self._pool
            if pool is not None and pool.active:
                return pool
        if pool is not None:
            self._replace(pool)
        return self._started()

    def _started(self) -> ProcessPool:
        pool = ProcessPool(
            max_workers=1,
            max_tasks=self._jobs_each,
            initializer=_start_worker,
            context=multiprocessing.get_context("spawn"),
        )
        try:
            is_active = pool.active
        except BrokenProcessPool:  # the machine gives no process
            is_active = False
        if not is_active:
            _end_aside(pool)
            raise WorkerDied(drawing=False)
        with self._lock:
            if not self._closed:
                self._pool = pool
                return pool
        _end(pool)
        raise Stopped

    def _replace(self, dead: ProcessPool) -> None:
        with self._lock:
            if self._closed:
                raise Stopped
            if self._pool is dead:
                self._pool = None
        _end_aside(dead)


def _result(pool: ProcessPool, future: "Future[T]", seconds: float) -> T:
    """A job that comes just as its worker dies is never answered, so that one must look."""
    end = time.monotonic() + seconds
    while True:
        try:
            return future.result(_LOOK_EVERY)
        except JobTimeout:
            if future.done():
                return future.result()
            if not pool.active or time.monotonic() > end:
                raise WorkerDied(drawing=False) from None


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _end_aside(pool: ProcessPool) -> None:
    """End a worker without waiting for it: one that hangs takes seconds."""
    pool.stop()  # type: ignore[no-untyped-call]
    threading.Thread(target=pool.join, name="ending print worker", daemon=True).start()


def _start_worker() -> None:
    """Ctrl-C is for the service, which stops its workers itself. What fails here is told to each
    who wants a print: a worker that ended would only be started again and again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger("birthwords.print").setLevel(logging.ERROR)  # the service says it, once
    try:
        _make_ready()
    except CannotPrint:
        return
    finally:
        gc.collect()
        gc.freeze()
        gc.disable()


def _tidily(work: Callable[[PrintJob], T], job: PrintJob) -> tuple[T, str, int]:
    """What it makes, why that was slow, and the bytes that the worker holds now. Python looks for
    rubbish once after each document instead of a hundred times during it, and never again among
    what is remembered for the next."""
    try:
        _make_ready()
        done = work(job)
    except Exception:
        use_only_our_fonts()  # the reason behind all others
        raise
    finally:
        gc.collect()
    gc.freeze()
    return done, slowed(), memory_in_use()


def _make_ready() -> None:
    """Raises CannotPrint; what was missing may be there the next time."""
    use_only_our_fonts()
    try:
        _warm()
    except Exception as error:
        raise CannotPrint(f"The print engine does not start: {error}") from None


@cache
def _warm() -> None:
    warm_up()
