"""A world for each test: a database with a team and the English of one leaflet, copied from one
that was made once, and the settings of a demonstration where a test asks for them.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import settings
from app.db import Database
from tests import factories

pytest_plugins = ["tests.demonstration", "tests.postgres"]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    database = factories.new_database(folder)
    factories.add_team(database)
    factories.bring_in(database)
    database.dispose()
    return folder / "test.sqlite3"


@pytest.fixture
def world(made_once: Path, tmp_path: Path) -> Iterator[Database]:
    """A demonstration database with a team of one for each role and the leaflet `feeling-sick`."""
    path = tmp_path / "world.sqlite3"
    shutil.copy(made_once, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.dispose()


@pytest.fixture
def demo_mode(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BIRTHWORDS_DEMO", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()
