"""What can be wrong with the disk or the database while the program is right: told apart here, said
in plain words, and logged in one line a minute. What visitors are shown is in `web.frame.outages`.
"""

import errno
import logging
import re
import sqlite3
import threading
import time
from dataclasses import dataclass, field

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

log = logging.getLogger("birthwords.faults")
A_MINUTE = 60.0


@dataclass(frozen=True)
class Fault:
    """One kind: what is the matter, in a sentence, and whether the database can be read."""

    name: str
    said: str
    readable: bool = True


FULL = Fault("full", "The disk is full.")
READ_ONLY = Fault("read-only", "The disk or the database cannot be written to.")
BUSY = Fault("busy", "The database was busy with something else for too long.")
AWAY = Fault("away", "The database does not answer.", readable=False)

_SQLITE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: READ_ONLY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
}
_DISK = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EIO: READ_ONLY,
}
_STATES = {
    "53100": FULL,
    "25006": READ_ONLY,
    "40001": BUSY,
    "40P01": BUSY,
    "53300": BUSY,
    "55P03": BUSY,
    "57014": BUSY,
}
"""PostgreSQL's codes: disk_full, read_only_sql_transaction, serialization_failure,
deadlock_detected, too_many_connections, lock_not_available, query_canceled."""
_AWAY_CLASSES = ("08", "28", "3D", "53", "57", "58")
"""Connections, a wrong password or name, resources, an operator who stops the server, its disk."""


def fault_of(error: BaseException) -> Fault | None:
    """Which fault an error comes from; None for every other, such as a mistake of ours."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, PoolTimeout):
        return BUSY
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return _of_postgres(error.sqlstate)
    if isinstance(error, psycopg.Error):
        return _STATES.get(error.sqlstate or "")
    return _DISK.get(error.errno or 0) if isinstance(error, OSError) else None


def _of_postgres(state: str | None) -> Fault | None:
    """The driver gives no code for a connection that is not made or breaks."""
    if state is None or state.startswith(_AWAY_CLASSES):
        return _STATES.get(state or "", AWAY)
    return _STATES.get(state)


@dataclass
class Told:
    """What was logged lately, so that an outage is a line a minute and not one a request."""

    _lines: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, fault: Fault, doing: str, why: str) -> None:
        """One line on what could not be done and why, with how often it happened since the last."""
        key, now = (fault.name, doing), time.monotonic()
        with self._lock:
            last, unsaid = self._lines.get(key, (-A_MINUTE, 0))
            if now - last < A_MINUTE:
                self._lines[key] = (last, unsaid + 1)
                return
            self._lines[key] = (now, 0)
        more = f" ({unsaid} times more since the last line)" if unsaid else ""
        log.error("%s %s failed%s: %s", fault.said, doing, more, why)

    def forget(self) -> None:
        """Say everything again, as after a start."""
        with self._lock:
            self._lines.clear()


told = Told()
"""The lines of this process."""


def tell(error: BaseException, doing: str) -> bool:
    """Log what could not be done, if the disk or the database is to blame; says whether it is."""
    fault = fault_of(error)
    if fault is not None:
        told.tell(fault, doing, reason(error))
    return fault is not None


class Libraries(logging.Filter):
    """Makes a line a minute of what a library says at length, and again and again, when its
    database is away."""

    def __init__(self, doing: str) -> None:
        super().__init__()
        self._doing = doing

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        error = record.exc_info[1] if record.exc_info else None
        if record.levelno < logging.WARNING or not _OUTAGE.search(f"{said} {error!r}"):
            return True
        fault = fault_of(error) if error else None
        why = reason(error) if error else said.splitlines()[0][:200]
        told.tell(fault or AWAY, self._doing, why)
        return False


_OUTAGE = re.compile(r"OperationalError|connection")


def reason(error: BaseException) -> str:
    """The first line of what the driver said: no query, whose values may be a person's."""
    said = str(error.orig if isinstance(error, DBAPIError) and error.orig else error)
    return (said.strip().splitlines() or [type(error).__name__])[0]
