"""The service with a small plan published in every language, and nobody signed in."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.main import create_app
from tests.plans import world as plan_world


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the service would keep what it keeps."""
    folder = tmp_path / "data"
    monkeypatch.setenv("BIRTHWORDS_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def planned_once(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("planned") / "planned.sqlite3"
    shutil.copy(made_once, path)
    database = Database(f"sqlite:///{path}")
    plan_world.publish_plan(database)
    database.dispose()
    return path


@pytest.fixture(scope="module")
def open_everywhere() -> Iterator[None]:
    """Catalogues for all languages, while one module's tests run."""
    with pytest.MonkeyPatch.context() as patch, plan_world.every_language_open(patch):
        yield


@pytest.fixture
def planned(
    planned_once: Path, tmp_path: Path, data_folder: Path, demo_mode: None, open_everywhere: None
) -> Iterator[Database]:
    """The small plan, published in all languages, with all interfaces open."""
    path = tmp_path / "planned.sqlite3"
    shutil.copy(planned_once, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.dispose()


@pytest.fixture
def client(planned: Database) -> TestClient:
    return TestClient(create_app(planned))


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let that many seconds pass."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)
