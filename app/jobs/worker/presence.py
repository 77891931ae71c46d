"""Who is at work: a lock that each worker holds while it lives and that its death gives back, so
that the others know at once, without clocks. On SQLite there is one worker, on PostgreSQL many.
"""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from app.db import Database
from app.storage import private_folder

ONLY = "local"
"""The name of the one worker that a local database has."""


class Presence(Protocol):
    """One worker's lock. `keep` holds it again where it was lost."""

    name: str

    def renew(self) -> None: ...

    def is_alive(self, other: str) -> bool: ...


@contextmanager
def present(database: Database, data: Path) -> Iterator[Presence | None]:
    """Be a worker of this database; None where there may be no other one."""
    with _locked_file(data) if database.is_local else _locked_name(database) as presence:
        yield presence


class _Only:
    """The only worker of a local database."""

    name = ONLY

    def renew(self) -> None:
        """The file's lock lasts as long as the process."""

    def is_alive(self, other: str) -> bool:
        return False


@contextmanager
def _locked_file(data: Path) -> Iterator[Presence | None]:
    private_folder(data)
    file = os.open(data / "worker.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield None
    else:
        yield _Only()
    finally:
        os.close(file)


class _OneOfMany:
    """A worker that PostgreSQL knows by a lock of its session."""

    def __init__(self, database: Database) -> None:
        self.name = f"{socket.gethostname()}-{uuid4().hex[:8]}"
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._session: Connection | None = None

    def renew(self) -> None:
        try:
            self._connected().execute(text("SELECT 1"))
        except DBAPIError:
            self.close()
            self._connected()

    def is_alive(self, other: str) -> bool:
        session = self._connected()
        if not session.execute(text(_TRY), {"name": other}).scalar():
            return True
        session.execute(text(_GIVE_BACK), {"name": other})
        return False

    def close(self) -> None:
        if self._session is not None:
            self._session.invalidate()  # ends the session, and with it its lock
            self._session.close()
            self._session = None

    def _connected(self) -> Connection:
        if self._session is None:
            self._session = self._engine.connect()
            # The server notices within half a minute that a machine is gone.
            for setting in ("idle = 15", "interval = 5", "count = 3"):
                self._session.execute(text(f"SET tcp_keepalives_{setting}"))
            self._session.execute(text(_TRY), {"name": self.name})
        return self._session


_TRY = "SELECT pg_try_advisory_lock(hashtextextended('birthwords worker ' || :name, 0))"
_GIVE_BACK = "SELECT pg_advisory_unlock(hashtextextended('birthwords worker ' || :name, 0))"


@contextmanager
def _locked_name(database: Database) -> Iterator[Presence | None]:
    presence = _OneOfMany(database)
    try:
        presence.renew()
        yield presence
    finally:
        presence.close()
