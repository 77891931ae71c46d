"""Copies of a PostgreSQL database that are lent to one test after another. To copy one takes a
third of a second, since each table and each index is a file; to put its rows back, a tenth of that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg import Connection, sql

if TYPE_CHECKING:
    from tests.postgres import Postgres

_OFTEN = 60
"""Rows that were deleted stay in the files, so that a copy grows slower by each who had it."""

_NOTE_CHANGES = """
CREATE TABLE original.altered (what text);
CREATE FUNCTION original.note() RETURNS event_trigger LANGUAGE plpgsql AS
  $$ BEGIN INSERT INTO original.altered VALUES (tg_tag); END $$;
CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION original.note();
"""
_END_OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_TABLES = """
SELECT table_name, array_agg(column_name::text) FROM information_schema.columns
JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
GROUP BY table_name ORDER BY table_name
"""
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"


@dataclass
class _Copy:
    name: str
    lent: int = 0


class Lender:
    """Lends copies of one database, the template, in which nothing changes any more."""

    def __init__(self, postgres: "Postgres", template: str) -> None:
        self._postgres = postgres
        self._template = template
        self._free: list[_Copy] = []
        with self._connected(template) as connection:
            self._put_back = _remembered(connection)

    @contextmanager
    def lend(self) -> Iterator[str]:
        """The address of a copy. Whoever is connected when the block ends is cut off."""
        copy = self._free.pop() if self._free else _Copy(self._postgres.copy(self._template))
        yield self._postgres.url(copy.name)
        copy.lent += 1
        if copy.lent < _OFTEN and self._is_put_back(copy):
            self._free.append(copy)
        else:
            self._postgres.drop(copy.name)

    def _is_put_back(self, copy: _Copy) -> bool:
        """Rows and numbers are as they were; False where a test altered the tables themselves."""
        with self._connected(copy.name) as connection:
            connection.execute(_END_OTHERS)
            if connection.execute("SELECT FROM original.altered").fetchone() is not None:
                return False
            connection.execute(self._put_back)
        return True

    def _connected(self, name: str) -> Connection:
        return psycopg.connect(
            f"host={self._postgres.folder} user=test dbname={name}", autocommit=True
        )


def _remembered(connection: Connection) -> sql.Composed:
    """What puts the rows back, from where they are kept now. No trigger and no foreign key has a
    say then: some tables take no change, and the order of tables is of no account."""
    connection.execute("CREATE SCHEMA original")
    tables = connection.execute(_TABLES).fetchall()
    sequences = connection.execute(_SEQUENCES).fetchall()
    steps: list[sql.Composable] = [sql.SQL("SET session_replication_role = replica")]
    for name, columns in tables:
        table, kept = sql.Identifier("public", name), sql.Identifier("original", name)
        steps.append(sql.SQL("DELETE FROM {}").format(table))
        if connection.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(table)).fetchone() is None:
            continue
        connection.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(kept, table))
        named = sql.SQL(", ").join(map(sql.Identifier, columns))
        steps.append(
            sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM {}").format(
                table, named, named, kept
            )
        )
    for name, last in sequences:
        steps.append(
            sql.SQL("SELECT setval({}, {}, {})").format(
                sql.Literal(f"public.{name}"), sql.Literal(last or 1), sql.Literal(last is not None)
            )
        )
    connection.execute(_NOTE_CHANGES)
    return sql.SQL("; ").join(steps)
