"""Worker processes that draw PDFs: each job has a time limit, a worker that dies is replaced and
its job tried once more, and readers go before pre-rendering. WeasyPrint is never imported here,
nor run in a thread.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as JobTimeout
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TypeVar

from cachetools import TTLCache

from app.config import processors
from app.render.gates import release
from app.render.pdf import PrintJob, render_pdf, tiny_job
from app.render.print_errors import CannotPrint, Unprintable
from app.render.proof import Sheet, draw_sheets
from app.render.slot import Slot, Stopped, WorkerDied
from app.render.turns import WAIT, PoolBusy, Turns
from app.render.vitals import WORKERS_END, Vitals

__all__ = ["PoolBusy", "RenderPool", "Turns"]

T = TypeVar("T")
CHECK_SECONDS = 20.0
"""How long the tiny document may take that shows whether anything can be printed."""

_TRIES = 2
_DEADLY_FOR = 60.0
"""Seconds for which a document that ended two workers is not tried again."""


class RenderPool:
    """Draws PDFs in spawned processes; made in the service's lifespan, never at import.

    `limit` is in seconds a job; after `jobs_each` jobs a worker is replaced, so that memory stays
    bounded. Readers are refused with PoolBusy when more than `queue` wait, and when their print
    would not begin within `wait` seconds.
    """

    def __init__(
        self,
        workers: int | None = None,
        limit: float = 60,
        jobs_each: int = 200,
        queue: int = 32,
        wait: float = WAIT,
    ) -> None:
        self.workers = workers or processors()
        self._limit = limit
        self._turns = Turns(self.workers, queue, wait)
        self._slots = [Slot(jobs_each) for _ in range(self.workers)]
        self._free = list(self._slots)
        self._lock = threading.Lock()
        self._is_started = False
        self._vitals = Vitals()
        self._deadly: TTLCache[int, None] = TTLCache(100, _DEADLY_FOR)

    @property
    def places(self) -> int:
        """How many readers at once get their print soon enough; the next one would be refused."""
        return self._turns.places

    @property
    def trouble(self) -> str:
        """Why nothing can be printed, as far as the last print showed; "" when it came out."""
        return self._vitals.trouble

    @property
    def slowed(self) -> str:
        """Why prints are drawn slower than they could be, as the last one showed; "" otherwise."""
        return self._vitals.slowed

    def say_broken(self, reason: str) -> None:
        """Someone found out before they came here that nothing can be printed."""
        self._vitals.broken(reason)

    def render(self, job: PrintJob, *, ahead: bool = False) -> bytes:
        """The PDF of a job, through the gates if it is a release; `ahead` marks pre-rendering,
        which waits until no reader does. Raises Unprintable (GateClosed), CannotPrint and, for
        readers, PoolBusy. May be called from any thread."""
        return self._run(release if job.passages else render_pdf, job, ahead)

    def sheets(self, job: PrintJob) -> tuple[Sheet, ...]:
        """The pages of a proof as pictures; raises as `render` does for readers."""
        return self._run(draw_sheets, job, ahead=False)

    def check(self) -> str:
        """Why nothing can be printed, "" when it can: a tiny document is drawn, unless a print came
        out a moment ago or all workers are at work on prints. Stands in no line."""
        if self._vitals.are_proven():
            return ""
        with self._turns.taken_at_once() as is_free:
            if is_free:
                with self._slot() as slot:
                    try:
                        self._drawn(slot, render_pdf, tiny_job(), CHECK_SECONDS)
                    except Exception as error:  # of whatever kind: nothing came out
                        self._vitals.broken(str(error))
        return self.trouble

    def _run(self, work: Callable[[PrintJob], T], job: PrintJob, ahead: bool) -> T:
        with self._turns.taken(ahead), self._slot() as slot:
            return self._drawn(slot, work, job, self._limit)

    def _drawn(self, slot: Slot, work: Callable[[PrintJob], T], job: PrintJob, limit: float) -> T:
        """A job whose worker dies is tried once more, by a new one; one that takes too long is
        not."""
        self._refuse_deadly(job)
        was_drawing = False
        for _ in range(_TRIES):
            self._vitals.refuse_while_resting()
            try:
                done, slowed = slot.run(work, job, limit)
            except JobTimeout:
                raise Unprintable(
                    f"“{job.title}” took longer than {limit:g} seconds to draw and was "
                    "stopped. Split the text, or simplify its pictures."
                ) from None
            except WorkerDied as died:
                was_drawing = died.drawing
                self._vitals.died(drawing=was_drawing)
            except Stopped:
                raise
            except CannotPrint as error:
                self._vitals.broken(str(error))
                raise
            else:
                self._vitals.good()
                self._vitals.drew_slowly(slowed)
                return done
        if not was_drawing:
            self._vitals.broken(WORKERS_END)
            raise CannotPrint(WORKERS_END)
        with self._lock:
            self._deadly[hash(job)] = None
        raise _gave_up(job)

    def _refuse_deadly(self, job: PrintJob) -> None:
        with self._lock:
            is_deadly = hash(job) in self._deadly
        if is_deadly:
            raise _gave_up(job)

    @contextmanager
    def _slot(self) -> Iterator[Slot]:
        """A worker for whoever has a turn; the one used last, which is warm."""
        with self._lock:
            slot = self._free.pop()
            first, self._is_started = not self._is_started, True
        try:
            if first:
                for each in self._slots:
                    each.start()
            yield slot
        finally:
            with self._lock:
                self._free.append(slot)

    def close(self) -> None:
        """Stop the workers, in the midst of a job if need be."""
        for slot in self._slots:
            slot.stop()
        for slot in self._slots:
            slot.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _gave_up(job: PrintJob) -> Unprintable:
    return Unprintable(
        f"“{job.title}” ended two workers that drew it and was given up for a minute; if other "
        "prints fail too, the machine may be short of memory."
    )
