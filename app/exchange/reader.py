"""Reads files of strangers in a process of its own, with limits on its time and memory: what a file
does to its reader, it does to nobody else. What the formats are is in `recognise`.
"""

import multiprocessing
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import TimeoutError as TookTooLong
from typing import TYPE_CHECKING, TypeVar

from pebble import ProcessExpired, ProcessPool

from app.config import memory_in_use
from app.errors import ExpectedError
from app.exchange.opening import FileRefused
from app.exchange.recognise import Found

if TYPE_CHECKING:
    from app.exchange.english_returned import ReturnedEnglish
    from app.resources.schema import Resource

T = TypeVar("T")
SECONDS = 20.0
MEMORY = 1_000_000_000
"""Bytes of addresses for a file, on top of what the reader itself takes: that is more on a machine
with many processors."""
AT_ONCE = 4
FILES_EACH = 100
"""After so many files the process is replaced, so that its memory stays bounded."""


class ReaderBusy(ExpectedError):
    """So many files wait to be read that another would not be read soon."""

    status = 503


class Reader:
    """The process is started for the first file, and kept. May be asked from any thread."""

    def __init__(
        self, seconds: float = SECONDS, memory: int = MEMORY, at_once: int = AT_ONCE
    ) -> None:
        self._seconds = seconds
        self._turns = threading.BoundedSemaphore(at_once)
        self._pool = ProcessPool(
            max_workers=1,
            max_tasks=FILES_EACH,
            initializer=_begin,
            initargs=[memory],
            context=multiprocessing.get_context("spawn"),
        )

    def read(self, data: bytes, name: str) -> Found:
        """A translation, a memory or a glossary; raises FileRefused and ReaderBusy."""
        return self.run(_found, data, name)

    def english(self, data: bytes, name: str) -> "Resource | ReturnedEnglish":
        """An author's resource in YAML, or what a Word document of one holds; raises ContentError,
        FileRefused and ReaderBusy."""
        return self.run(_english, data, name)

    def run(self, work: Callable[[bytes, str], T], data: bytes, name: str) -> T:
        """What `work`, a function of a module, makes of a file; raises what it raises, FileRefused
        where it took too much, and ReaderBusy."""
        if not self._turns.acquire(blocking=False):
            raise ReaderBusy("Other files are being read at the moment. Send it again in a minute.")
        try:
            done: T = self._pool.schedule(work, args=[data, name], timeout=self._seconds).result()
        except TookTooLong:
            raise FileRefused(
                f"{name}: this file took longer than {self._seconds:g} seconds to read and was put "
                "away. Split it, or export it again."
            ) from None
        except (MemoryError, ProcessExpired):
            raise FileRefused(
                f"{name}: this file took more memory to read than any should and was put away. "
                "Split it, or export it again."
            ) from None
        finally:
            self._turns.release()
        return done

    def close(self) -> None:
        """End the process, in the midst of a file if need be."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _begin(memory: int) -> None:
    """Ctrl-C is for the service, which ends the process itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    most = memory_in_use(addresses=True) + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _found(data: bytes, name: str) -> Found:
    from app.exchange.recognise import read

    return read(data, name)


def _english(data: bytes, name: str) -> "Resource | ReturnedEnglish":
    from app.exchange.recognise import read_english

    return read_english(data, name)
