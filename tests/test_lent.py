"""A copy of a database is for the next test what it was for the first."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.lent import Lender
from tests.postgres import Postgres

TEMPLATE = "a_template"


@pytest.fixture(scope="module")
def lender(postgres: Postgres) -> Iterator[Lender]:
    postgres.run(f"CREATE DATABASE {TEMPLATE}")
    run(
        postgres.url(TEMPLATE),
        "CREATE TABLE kind (id int PRIMARY KEY)",
        "CREATE TABLE thing (id serial PRIMARY KEY, kind int REFERENCES kind, "
        "name text, letters int GENERATED ALWAYS AS (length(name)) STORED)",
        "CREATE TABLE none (id serial)",
        "INSERT INTO kind VALUES (1)",
        "INSERT INTO thing (kind, name) VALUES (1, 'one'), (1, 'two')",
    )
    yield Lender(postgres, TEMPLATE)
    postgres.drop(TEMPLATE)


def run(url: str, *commands: str) -> list[tuple[object, ...]]:
    """The rows of the last one."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        for command in commands:
            done = connection.execute(command.encode())
        return done.fetchall() if done.description else []


AS_IT_WAS = [(1, 1, "one", 3), (2, 1, "two", 3)]


def test_rows_and_numbers_are_put_back_in_the_same_database(lender: Lender) -> None:
    with lender.lend() as first:
        run(
            first,
            "DELETE FROM thing WHERE id = 1",
            "UPDATE thing SET name = 'changed', kind = NULL",
            "INSERT INTO thing (name) VALUES ('three')",
            "INSERT INTO none DEFAULT VALUES",
            "DELETE FROM kind",
        )
    with lender.lend() as second:
        assert second == first
        assert run(second, "SELECT * FROM thing ORDER BY id") == AS_IT_WAS
        assert run(second, "SELECT * FROM kind") == [(1,)]
        assert run(second, "INSERT INTO thing (name) VALUES ('n') RETURNING id") == [(3,)]
        assert run(second, "INSERT INTO none DEFAULT VALUES RETURNING id") == [(1,)]


def test_altered_tables_are_not_lent_again(lender: Lender) -> None:
    with lender.lend() as first:
        run(first, "ALTER TABLE thing DROP COLUMN name CASCADE")
    with lender.lend() as second:
        assert second != first
        assert run(second, "SELECT * FROM thing ORDER BY id") == AS_IT_WAS


def test_two_at_once_have_two_and_who_stays_connected_is_cut_off(lender: Lender) -> None:
    with lender.lend() as first, lender.lend() as second:
        assert first != second
        left = psycopg.connect(second.replace("+psycopg", ""))
    with pytest.raises(psycopg.OperationalError):
        left.execute("SELECT 1")
    left.close()
