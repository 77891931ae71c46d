"""Passwords as Argon2 hashes, made and compared on a few threads of their own. Each takes a tenth
of a second of whole processors, so that no caller may hold a database session meanwhile (ADR 21):
nothing here knows the database.
"""

import os
import secrets
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.config import processors
from app.workflow.refusals import Refused

LONGEST = 1_000
"""Characters of a password. No longer one is looked at, however long what is sent."""
NICENESS = 3
"""Pages go first, but a machine that draws prints all day still lets people in."""
T = TypeVar("T")


class Busy(Refused):
    """More passwords wait than can be looked at soon; this one was not looked at."""

    status = 503
    seconds = 5

    def __init__(self) -> None:
        super().__init__(
            "Many people are signing in just now. Nothing was wrong with what you typed: "
            "try again in a few seconds."
        )


@dataclass(frozen=True)
class Hashed:
    """A password's Argon2 hash."""

    value: str


@dataclass(kw_only=True)
class Threads:
    """At most `count` passwords are worked on at a time, and at most `places` are worked on or
    wait, so that those who wait take a part of the service's own threads and never all. One sender
    takes at most `share` of the places, which leaves some to everybody else."""

    count: int
    places: int = 12
    share: int = 9
    patience: float = 10
    """Seconds after which whoever waits is told to try again."""
    _taken: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _pool: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(self.count, "passwords", _yield_to_others)

    @contextmanager
    def place(self, sender: str) -> Iterator[None]:
        """A place for the block; raises Busy at once where there is none."""
        with self._lock:
            if self._taken.total() >= self.places or self._taken[sender] >= self.share:
                raise Busy
            self._taken[sender] += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken[sender] -= 1
                self._taken += Counter()  # forgets senders with none

    def run(self, work: Callable[[], T]) -> T:
        """What the work gives; raises Busy where it did not begin in time."""
        future = self._pool.submit(work)
        try:
            return future.result(self.patience)
        except (TooLate, CancelledError):
            future.cancel()
            raise Busy from None


def _yield_to_others() -> None:
    """On Linux each thread has its own priority: pages go before passwords."""
    try:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
    except (AttributeError, OSError):
        return


@cache
def threads() -> Threads:
    """Those of this process: half of the processors, as pages and prints need the others."""
    return Threads(count=max(1, processors() // 2))


def place(sender: str) -> AbstractContextManager[None]:
    """A place among those whose passwords are worked on, to take before anything is counted or
    written; raises Busy where there is none."""
    return threads().place(sender)


def hashed(password: str) -> Hashed:
    """The hash of a password; raises Busy."""
    return threads().run(lambda: Hashed(_hasher().hash(normal(password))))


def matches(kept: str | None, password: str) -> bool:
    """Whether the kept hash is of this password; takes as long where nothing is kept. Raises
    Busy."""
    return threads().run(lambda: _matches(kept, password))


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _hasher().check_needs_rehash(kept)


def normal(password: str) -> str:
    """One spelling for what keyboards write in several (NIST SP 800-63B asks for NFKC)."""
    return unicodedata.normalize("NFKC", password[:LONGEST])


def _matches(kept: str | None, password: str) -> bool:
    if len(password) > LONGEST:
        return False
    if kept is None or not kept.startswith("$argon2"):
        _verified(_decoy(), password)
        return False
    # Hashes from before spellings were made one are of the password as it was typed.
    spellings = dict.fromkeys((normal(password), password))
    return any(_verified(kept, each) for each in spellings)


def _verified(kept: str, password: str) -> bool:
    try:
        return _hasher().verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _decoy() -> str:
    """A hash that costs the same time to refuse when there is no such account."""
    return _hasher().hash(secrets.token_urlsafe(16))
