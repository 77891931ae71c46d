"""One event loop for the requests of all tests. A TestClient that was not entered starts a loop and
a thread for each request, which takes longer than most pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi.testclient import TestClient


@pytest.fixture(scope="session", autouse=True)
def shared_loop() -> Iterator[None]:
    """A client that was entered keeps its own, in which its app was started."""

    @contextmanager
    def portal_of(client: TestClient) -> Iterator[BlockingPortal]:
        yield client.portal or shared

    with start_blocking_portal() as shared, patch.object(TestClient, "_portal_factory", portal_of):
        yield
