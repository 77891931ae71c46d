"""Whether the service can do its work: the database answers, prints come out, and the data folder
can be written. Each is looked at in a thread of its own, by one for all who ask, and remembered for
a while, so that asking costs nothing and holds nobody up.
"""

import asyncio
import logging
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from app.config import settings
from app.db import Database
from app.jobs.printing.printer import Printer
from app.storage import private_folder

log = logging.getLogger("birthwords.health")

PATIENCE = 3.0
"""Seconds that one who asks waits at most."""

NOT_KNOWN = "not known yet."


@dataclass(kw_only=True)
class Look:
    """One thing to look at, which says what is wrong, "" when nothing is. What was found holds for
    `every` seconds, unless `known` has newer news; a look that takes longer than `limit` is a
    failure by itself."""

    look: Callable[[], str]
    every: float
    limit: float
    known: Callable[[], str] | None = None
    clock: Callable[[], float] = time.monotonic
    _found: str = NOT_KNOWN
    _began: float = float("-inf")
    _running: "Future[str] | None" = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    async def problem(self) -> str:
        """What is wrong, "" when nothing is; answers within PATIENCE."""
        if (running := self._current()) is not None:
            await asyncio.wait([asyncio.wrap_future(running)], timeout=PATIENCE)
        with self._lock:
            if self._running is not None and self.clock() - self._began >= self.limit:
                return f"no answer within {self.limit:g} seconds."
            if self.known is not None and self._found != NOT_KNOWN:
                return self.known()
            return self._found

    def _current(self) -> "Future[str] | None":
        """The look that is under way, begun now if one is due."""
        with self._lock:
            if self._running is None and self.clock() - self._began >= self.every:
                self._running, self._began = Future(), self.clock()
                threading.Thread(
                    target=self._run, args=[self._running], name="health", daemon=True
                ).start()
            return self._running

    def _run(self, running: "Future[str]") -> None:
        try:
            found = self.look()
        except Exception as error:  # of whatever kind, it is what was asked for
            log.warning("Something is not ready: %s", type(error).__name__)
            found = f"it does not answer ({type(error).__name__})."
        with self._lock:
            self._found, self._running = found, None
        running.set_result(found)


class Health:
    """All that must work for the service to be ready."""

    def __init__(self, database: Database, printer: Printer | None) -> None:
        self._looks = {
            "database": Look(
                look=lambda: "" if database.ready() else _SILENT, every=2, limit=PATIENCE
            ),
            "disk": Look(look=lambda: _unwritable(settings().data), every=30, limit=PATIENCE),
        }
        self._slowed: Callable[[], str] = str
        if printer is not None:
            pool = printer.pool
            self._slowed = lambda: pool.slowed
            # What was printed since the last look knows better than that.
            self._looks["printing"] = Look(
                look=pool.check, every=30, limit=30, known=lambda: pool.trouble
            )

    async def report(self) -> "Report":
        """What works now and what does not."""
        found = await asyncio.gather(*(look.problem() for look in self._looks.values()))
        said = dict(zip(self._looks, found, strict=True)) | {"speed": self._slowed()}
        lines = {name: f"{name}: {problem}" for name, problem in said.items() if problem}
        return Report(tuple(lines.values()), is_ready=lines.keys() <= {"disk", "speed"})


@dataclass(frozen=True)
class Report:
    """One line for each thing that does not work. A service whose disk cannot be written to, or
    whose prints are drawn slowly, is ready all the same: it serves readers, and nobody must take it
    away from them."""

    problems: tuple[str, ...]
    is_ready: bool


_SILENT = "it does not answer."


def _unwritable(folder: Path) -> str:
    try:
        private_folder(folder)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"ready")
            file.flush()
    except OSError as error:
        return f"the data folder cannot be written: {error.strerror}."
    return ""
