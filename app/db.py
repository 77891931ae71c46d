"""The database: its engine, its two kinds of transaction and its migrations.

Reading transactions see one state; writing ones take SQLite's lock at once, so that two people
who save at the same time queue instead of failing half-way. On PostgreSQL they queue only where
they write the same: see `hold`.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CompoundSelect, Dialect, Engine, Select, create_engine, event, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import PoolProxiedConnection
from sqlmodel import Session

from app import connections
from app.connections import PATIENCE, is_stale, patient
from app.storage import private_file, private_folder

THREADS = 16
"""How many requests are at work at once, each with one connection, or two where it reads and then
writes: more would only share the same processors, and each connection of a PostgreSQL server costs
it a process."""
SPARE = 8
"""Connections for what works beside requests: drawing ahead, jobs, sessions on their way back."""


class Query:
    """A query that is asked again and again, put into a database's words once."""

    def __init__(self, statement: Select[Any] | CompoundSelect[Any]) -> None:
        self._statement = statement
        self._compiled: dict[str, Any] = {}

    def bound(self, dialect: Dialect, values: dict[str, object]) -> tuple[str, Any]:
        """The words and the values for the driver."""
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = self._statement.compile(dialect=dialect)
        params = compiled.construct_params(values)
        if compiled.positional:
            return str(compiled), tuple(params[name] for name in compiled.positiontup or ())
        return str(compiled), params

    def rows(self, session: Session, **values: object) -> list[tuple[Any, ...]]:
        """What it finds in the session's transaction, as the driver gives it."""
        connection = session.connection()
        sql, bound = self.bound(connection.dialect, values)
        return [tuple(row) for row in connection.exec_driver_sql(sql, bound)]


class Database:
    """One database and its `sessions`, on which hooks are wired. Close with `dispose`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self.is_local = self.engine.dialect.name == "sqlite"
        self._writer = self.engine.execution_options(**{_WRITES: True})
        self._reader = (
            self.engine
            if self.is_local
            else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )
        self.sessions = sessionmaker(class_=Session, expire_on_commit=False)
        self.after_migration: Callable[[Connection, str], None] | None = None
        """Called in the transaction of migrations, with the number of the last from before."""
        self._spare: PoolProxiedConnection | None = None
        self._spare_lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes are thrown away."""
        with self.sessions(bind=self._reader) as session:
            yield session

    def session(self) -> Session:
        """A session for reading that the caller closes. It takes a connection when it is first
        asked something. Once closed it answers nothing more, so that whoever goes on reading while
        a page or a print is drawn is told so, instead of holding a connection."""
        return self.sessions(bind=self._reader, close_resets_only=False)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits when the block ends, and rolls back when it raises."""
        with self.sessions(bind=self._writer) as session:
            session.connection()
            yield session
            session.commit()

    def first_row(self, query: "Query", **values: object) -> tuple[Any, ...] | None:
        """The first row of a query outside any transaction, as the driver gives it. A local
        database answers over one connection that is kept for this, ten times as fast as one from
        the pool."""
        sql, bound = query.bound(self.engine.dialect, values)
        if not self.is_local:
            with self.engine.connect() as connection:
                row = connection.exec_driver_sql(sql, bound).first()
                return None if row is None else tuple(row)
        with self._spare_lock:
            if self._spare is not None and is_stale(self._spare.dbapi_connection):
                self._spare.invalidate()
                self._spare = None
            if self._spare is None:
                self._spare = self.engine.raw_connection()
            cursor = self._spare.cursor()
            cursor.execute(sql, bound)
            found: tuple[Any, ...] | None = cursor.fetchone()
            cursor.close()
            return found

    def migrate(self) -> None:
        """Bring the tables to the newest state; safe to run again and again. One that has it is not
        written to, as its disk may be read-only."""
        if self.is_local and (path := make_url(self.url).database):
            _make_private(path)
        if self._is_newest():
            return
        with patient(), self._writer.begin() as connection:
            if not self.is_local:  # service and workers may start at the same time
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('migrations'))"))
            before = MigrationContext.configure(connection).get_current_revision() or ""
            command.upgrade(migrations(connection), "head")
            if self.after_migration:
                self.after_migration(connection, before)

    def _is_newest(self) -> bool:
        try:
            with self.engine.connect() as connection:
                newest = ScriptDirectory.from_config(migrations(connection)).get_heads()
                return set(MigrationContext.configure(connection).get_current_heads()) == {*newest}
        except OperationalError:  # as where there is no folder yet
            return False

    def ready(self) -> bool:
        """Whether the database answers."""
        with self.engine.connect() as connection:
            return connection.execute(text("SELECT 1")).scalar() == 1

    def dispose(self) -> None:
        with self._spare_lock:
            if self._spare is not None:
                self._spare.close()
                self._spare = None
        self.engine.dispose()


def hold(session: Session, *names: str) -> None:
    """In a writing transaction on PostgreSQL, wait for every other one that holds the same names,
    and keep them until the end: what is read after this nobody else changes meanwhile."""
    bind = session.get_bind()
    if bind.dialect.name == "postgresql" and bind.get_execution_options().get(_WRITES):
        session.connection().execute(_HOLD, {"name": "/".join(names)})


_WRITES = "birthwords_write"
_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


def migrations(connection: Connection) -> Config:
    """Alembic's settings for an open connection."""
    config = Config()
    config.set_main_option("script_location", "app:migrations")
    config.attributes["connection"] = connection
    return config


def _engine(url: str) -> Engine:
    sizes = {"pool_size": THREADS, "max_overflow": THREADS + SPARE, "pool_timeout": PATIENCE}
    if not make_url(url).database:  # one that lies in memory has no pool to size
        sizes = {}
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_pre_ping=True, **sizes)
        connections.postgres(engine)
        return engine
    engine = create_engine(url, connect_args={"check_same_thread": False}, **sizes)
    connections.sqlite(engine)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(path: str) -> None:
    """Nobody but this account reads the file; SQLite gives its rights to -wal and -shm too."""
    if path.startswith((":", "file:")):
        return
    with suppress(OSError):  # a read-only disk is served as it is
        private_folder(Path(path).parent)
        for ending in ("", "-wal", "-shm"):
            if not ending or Path(path + ending).exists():
                private_file(Path(path + ending))


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    if writes:
        connection.exec_driver_sql(connections.wait_for_lock())
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
