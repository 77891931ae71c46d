"""SQLAlchemy puts a statement into words once for each engine. Every test has a database and so an
engine of its own, so that engines of one kind share here what one of them has put into words.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Dialect, Engine
from sqlalchemy import create_engine as made
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from app import db

_first: dict[str, Engine] = {}


def _sharing(url: str, **options: Any) -> Engine:
    engine = made(url, query_cache_size=5_000, **options)
    first = _first.setdefault(engine.dialect.name, engine)
    engine._compiled_cache = first._compiled_cache
    return engine


def _same(one: Dialect, other: object) -> bool:
    return type(one) is type(other)


def _hash(one: Dialect) -> int:
    return hash(type(one))


@pytest.fixture(scope="session", autouse=True)
def shared_statements() -> Iterator[None]:
    """A statement is found by its dialect, of which each engine has its own, with its listeners."""
    kinds = (PGDialect_psycopg, SQLiteDialect_pysqlite)
    with patch.object(db, "create_engine", _sharing), ExitStack() as stack:
        for kind in kinds:
            stack.enter_context(patch.object(kind, "__eq__", _same))
            stack.enter_context(patch.object(kind, "__hash__", _hash))
        yield
