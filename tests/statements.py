"""SQLAlchemy puts a statement into words once for each engine. Every test has a database and so an
engine of its own, so that engines of one kind share here what one of them has put into words.
"""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, create_engine

from app import db

_made = create_engine
_first: dict[str, Engine] = {}


def _sharing(url: Any, **options: Any) -> Engine:
    engine = _made(url, **options)
    first = _first.setdefault(f"{engine.dialect.name}+{engine.dialect.driver}", engine)
    if first is not engine:
        engine.dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
    return engine


@pytest.fixture(scope="session", autouse=True)
def shared_statements() -> Iterator[None]:
    with patch.object(db, "create_engine", _sharing):
        yield
