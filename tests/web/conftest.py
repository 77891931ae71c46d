"""What several tests of pages start from."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.config import settings
from app.db import Database
from app.main import create_app
from tests.factories import publish_leaflet
from tests.held import nothing_is_held

__all__ = ["nothing_is_held"]


@pytest.fixture
def print_reader(
    world: Database, demo_mode: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """A reader of a running service, which draws nothing ahead."""
    monkeypatch.setenv("BIRTHWORDS_PRERENDER", "0")
    settings.cache_clear()
    publish_leaflet(world)
    with TestClient(create_app(world)) as client:
        yield client
