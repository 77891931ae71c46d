"""Behind a web server each reader is told by their own address: the server that is trusted says it,
and nobody else."""

from typing import Any, cast

import pytest
from fastapi.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.db import Database
from app.main import create_app
from app.workflow.people import sign_in_limit
from tests.factories import PASSWORD
from tests.web.visit import Visit

pytestmark = pytest.mark.one_database
PROXY, ELSEWHERE = "10.0.0.5", "203.0.113.9"


def visit_through(database: Database, sender: str, forwarded: str) -> Visit:
    """A visit as it reaches the service from `sender`, served as `birthwords serve` does with
    FORWARDED_ALLOW_IPS set to the proxy."""
    visit = Visit(database)
    served: Any = ProxyHeadersMiddleware(cast(Any, create_app(database)), trusted_hosts=PROXY)
    visit.client = TestClient(
        served, client=(sender, 50_000), headers={"X-Forwarded-For": forwarded}
    )
    return visit


def test_two_readers_behind_one_proxy_are_told_apart(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_limit, "PER_NETWORK", 2)
    one = visit_through(world, PROXY, "198.51.100.1")
    for _ in range(2):
        assert one.sign_in("nobody@x.test").status_code == 403
    assert one.sign_in("translator@x.test").status_code == 429
    another = visit_through(world, PROXY, "198.51.100.2")
    assert another.sign_in("translator@x.test", PASSWORD).status_code == 200


@pytest.mark.parametrize(
    ("sender", "forged"),
    [
        (PROXY, "{}, 198.51.100.1"),  # as a proxy adds the real address to what a reader sent
        (ELSEWHERE, "{}"),  # straight to the service, past the proxy
    ],
)
def test_a_forged_address_is_not_believed(
    world: Database, monkeypatch: pytest.MonkeyPatch, sender: str, forged: str
) -> None:
    monkeypatch.setattr(sign_in_limit, "PER_NETWORK", 2)
    for number in range(2):
        liar = visit_through(world, sender, forged.format(f"192.0.2.{number}"))
        assert liar.sign_in("nobody@x.test").status_code == 403
    liar = visit_through(world, sender, forged.format("192.0.2.77"))
    assert liar.sign_in("translator@x.test").status_code == 429
