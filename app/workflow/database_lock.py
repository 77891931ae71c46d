"""One process at a time: a lock on the whole database that its holder's death gives back, on a
file beside SQLite and in PostgreSQL by a connection of its own. For work of many transactions.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url

from app.db import Database
from app.workflow.refusals import Refused

PATIENCE = 300.0
"""Seconds to wait for another process before giving up."""
LOOK_AGAIN = 0.2


@contextmanager
def alone(
    database: Database, name: str, say: Callable[[str], None], patience: float = PATIENCE
) -> Iterator[None]:
    """Do the block while no other process does one of the same name, and say so when it has to
    wait; raises Refused when it waits too long."""
    if not database.is_local:
        with _named(database, name, say, patience):
            yield
    elif path := make_url(database.url).database:
        with _file(Path(f"{path}.{name}"), name, say, patience):
            yield
    else:
        yield


@contextmanager
def _file(path: Path, name: str, say: Callable[[str], None], patience: float) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take() -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        _wait(take, name, say, patience)
        yield
    finally:
        os.close(file)


@contextmanager
def _named(
    database: Database, name: str, say: Callable[[str], None], patience: float
) -> Iterator[None]:
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:

        def take() -> bool:
            return bool(connection.execute(_TRY, {"name": name}).scalar())

        try:
            _wait(take, name, say, patience)
            yield
        finally:
            connection.invalidate()  # ends the session, and with it its lock


_TRY = text("SELECT pg_try_advisory_lock(hashtextextended('birthwords only ' || :name, 0))")


def _wait(take: Callable[[], bool], name: str, say: Callable[[str], None], patience: float) -> None:
    if take():
        return
    say(f"another process is at this ({name}); waiting for it")
    until = time.monotonic() + patience
    while not take():
        if time.monotonic() > until:
            raise Refused(
                f"Another process has held this database ({name}) for {patience:.0f} seconds. "
                "Wait for it or end it, then start again."
            )
        time.sleep(LOOK_AGAIN)
