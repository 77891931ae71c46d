"""How connections to the database are opened, so that nobody waits for ever: for SQLite's lock, or
for a PostgreSQL that hangs. A SQLite file that cannot be written is read as it lies there.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

from app.faults import FULL, READ_ONLY, fault_of

PATIENCE = 5.0
"""Seconds that a visitor's request waits for a lock; for one answer of a server twice as long."""
LONG = 600.0
"""The same for migrations, commands and other work that nobody waits for at a browser."""
SLACK = 2.0
"""Seconds by which we are more patient than the server, whose own limit ends a statement well."""
HELLO = 3
"""Seconds in which a server must take a new connection, or answer on an old one that was idle."""
STAND_IN_FOR = 2.0
"""Seconds after which it is tried again whether a SQLite file can be written."""
MAPPED_BYTES = 256 * 1024 * 1024
"""How much of a SQLite file is read straight from the system's page cache. Looking up translation
memory reads many pages in no order, and takes half the time when none of them is copied first."""

_patience: ContextVar[float] = ContextVar("patience", default=PATIENCE)


@contextmanager
def patient(seconds: float = LONG) -> Iterator[None]:
    """Within the block this thread waits longer for the database."""
    before = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(before)


class StandIn(sqlite3.Connection):
    """Reads a file that cannot be opened as usual, because its disk is full or read-only. It sees
    no change to the file, so that it is soon given up for another try."""

    until: float = 0.0

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self.until


def sqlite(engine: Engine) -> None:
    """Open the connections of a SQLite engine our way."""

    @event.listens_for(engine, "do_connect")
    def connect(
        _dialect: Any, _record: Any, cargs: Any, cparams: dict[str, Any]
    ) -> sqlite3.Connection:
        try:
            return _opened(sqlite3.connect(*cargs, **cparams))
        except sqlite3.Error as error:
            path = Path(cargs[0])
            if fault_of(error) not in (FULL, READ_ONLY) or not _is_whole(path):
                raise
            return _stand_in(path, cparams)

    @event.listens_for(engine, "checkout")
    def check(connection: Any, _record: Any, _proxy: Any) -> None:
        if isinstance(connection, StandIn) and connection.is_over:
            raise DisconnectionError


def is_stale(connection: Any) -> bool:
    """Whether a connection that is kept outside the pool should be opened anew."""
    return isinstance(connection, StandIn) and connection.is_over


def _opened(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A connection that has read the file, so that one which cannot be used fails here."""
    connection.isolation_level = None  # the driver would begin transactions of its own
    try:
        for pragma in (
            f"busy_timeout={PATIENCE * 1000:.0f}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            f"mmap_size={MAPPED_BYTES}",
            "schema_version",
        ):
            connection.execute(f"PRAGMA {pragma}").close()
    except BaseException:
        connection.close()
        raise
    return connection


def _is_whole(path: Path) -> bool:
    """Whether all that was committed is in the file itself."""
    log = path.with_name(f"{path.name}-wal")
    return path.is_file() and not (log.exists() and log.stat().st_size)


def _stand_in(path: Path, cparams: dict[str, Any]) -> StandIn:
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, **cparams | {"uri": True, "factory": StandIn})
    _opened(connection)
    assert isinstance(connection, StandIn)  # noqa: S101  # as the factory says
    connection.until = time.monotonic() + STAND_IN_FOR
    return connection


def wait_for_lock() -> str:
    """The statement that says how long a SQLite connection waits for whoever writes."""
    return f"PRAGMA busy_timeout={_patience.get() * 1000:.0f}"


class Bounded(psycopg.Connection[Any]):
    """A connection that is given up when the server does not answer: a server that hangs keeps no
    limit of its own."""

    was_idle = False
    limits = 0.0

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        limit = HELLO if self.was_idle else 2 * _patience.get() + SLACK
        try:
            return super().wait(gen, interval, limit if timeout is None else timeout)
        except psycopg.errors._WaitTimeout:  # its only name
            if timeout is not None:
                raise
            self.pgconn.finish()  # what comes back later belongs to nobody
            message = f"no answer within {limit:.0f} seconds"
            raise psycopg.OperationalError(message) from None


class Door:
    """The way to one server. While it does not answer, one thread at a time tries it, and the
    others are turned away soon instead of waiting behind each other."""

    def __init__(self) -> None:
        self._shut = False
        self._knocking = threading.Lock()

    def connect(self, *cargs: Any, **cparams: Any) -> Bounded:
        """A new connection; raises psycopg.OperationalError."""
        if not self._shut:
            return self._knock(*cargs, **cparams)
        if not self._knocking.acquire(timeout=1.0):
            raise psycopg.OperationalError("the server did not answer a moment ago")
        try:
            return self._knock(*cargs, **cparams)
        finally:
            self._knocking.release()

    def _knock(self, *cargs: Any, **cparams: Any) -> Bounded:
        try:
            connection = Bounded.connect(*cargs, **cparams)
        except psycopg.Error:
            self._shut = True
            raise
        self._shut = False
        return connection


def postgres(engine: Engine) -> None:
    """Open the connections of a PostgreSQL engine our way."""
    door = Door()
    asked = engine.url.query

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, cargs: list[Any], cparams: dict[str, Any]) -> Bounded:
        ours = {name: value for name, value in _NETWORK.items() if name not in asked}
        return door.connect(*cargs, **cparams | ours)

    @event.listens_for(engine, "checkin")
    def back(connection: Any, _record: Any) -> None:
        if isinstance(connection, Bounded):
            connection.was_idle = True

    @event.listens_for(engine, "checkout")
    def out(connection: Any, _record: Any, _proxy: Any) -> None:
        if isinstance(connection, Bounded):
            connection.was_idle = False
            _limit(connection)


_NETWORK = {
    "connect_timeout": HELLO,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""For libpq: a machine that is gone is noticed, though nothing is sent to it."""


def _limit(connection: Bounded) -> None:
    """Tell the server how long this thread waits, unless it knows."""
    seconds = _patience.get()
    if connection.limits == seconds:
        return
    manual = connection.autocommit
    connection.autocommit = True
    for name, limit in (("statement_timeout", 2 * seconds), ("lock_timeout", seconds)):
        connection.execute(f"SET {name} = {limit * 1000:.0f}".encode())
    connection.autocommit = manual
    connection.limits = seconds
