"""What several tests of pages start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.config import settings
from app.db import Database
from app.main import create_app
from tests import factories
from tests.conftest import Copies
from tests.factories import publish_leaflet
from tests.held import nothing_is_held
from tests.plans import world as plan_world

__all__ = ["nothing_is_held"]


@pytest.fixture
def print_reader(
    world: Database, demo_mode: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """A reader of a running service, which draws nothing ahead and works on no jobs: their
    connections would be taken for those of requests."""
    monkeypatch.setenv("BIRTHWORDS_PRERENDER", "0")
    monkeypatch.setenv("BIRTHWORDS_WORKER", "0")
    settings.cache_clear()
    publish_leaflet(world)
    with TestClient(create_app(world)) as client:
        yield client


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
