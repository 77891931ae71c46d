"""The service with a small plan published in every language, and nobody signed in."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.main import create_app
from tests import factories
from tests.conftest import Copies
from tests.held import nothing_is_held
from tests.plans import world as plan_world

__all__ = ["nothing_is_held"]


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the service would keep what it keeps."""
    folder = tmp_path / "data"
    monkeypatch.setenv("BIRTHWORDS_DATA", str(folder))
    return folder


@pytest.fixture(scope="module")
def open_everywhere() -> Iterator[None]:
    """Catalogues for all languages, while one module's tests run."""
    with pytest.MonkeyPatch.context() as patch, plan_world.every_language_open(patch):
        yield


@pytest.fixture
def planned(
    copies: Copies, tmp_path: Path, data_folder: Path, demo_mode: None, open_everywhere: None
) -> Iterator[Database]:
    """The small plan, published in all languages, with all interfaces open. Filling in stores
    nothing, so one kind of database is enough."""

    def fill(database: Database) -> None:
        factories.add_team(database)
        factories.bring_in(database)
        plan_world.publish_plan(database)

    with copies.copy("sqlite", "planned", fill, tmp_path) as database:
        yield database


@pytest.fixture
def client(planned: Database) -> TestClient:
    return TestClient(create_app(planned))


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let that many seconds pass."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)
