"""A print that was drawn before is answered the short way, and no longer than its edition
stands."""

import pytest
from fastapi.testclient import TestClient

from app.config import settings
from app.db import Database
from app.web.public.cached_pdfs import asked_for
from app.workflow.editions import published
from app.workflow.editions.publishing import withdraw
from tests.factories import SLUG, person, publish_leaflet

pytestmark = pytest.mark.one_database

PRINT = f"/pl/leaflets/{SLUG}/standard.pdf"


def test_h16_a_withdrawal_counts_at_the_next_request(
    world: Database, print_reader: TestClient
) -> None:
    first = print_reader.get(PRINT)
    again = print_reader.get(PRINT)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert first.headers == again.headers
    with world.writing() as session:
        view = published.edition(session, SLUG, "standard", "pl")
        assert view is not None
        withdraw(session, person(world, "author"), view.code, "A dose was wrong.")
    assert print_reader.get(PRINT).status_code == 410


def test_a_kept_print_carries_every_security_header_and_is_not_compressed(
    print_reader: TestClient,
) -> None:
    print_reader.get(PRINT)
    kept = print_reader.get(PRINT, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in kept.headers
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in kept.headers["content-security-policy"]
    assert kept.headers["cache-control"] == "no-cache"


def test_a_standing_edition_is_the_one_that_readers_get(world: Database, demo_mode: None) -> None:
    publish_leaflet(world)
    with world.reading() as session:
        view = published.edition(session, SLUG, "standard", "pl")
    found = published.live_edition(world, SLUG, "standard", "pl")
    assert view is not None
    assert found == published.LiveEdition(view.stamp, view.kind, view.code)
    assert published.live_edition(world, SLUG, "standard", "ne") is None
    assert published.live_edition(world, "no-such-text", "standard", "pl") is None


def test_h24_a_demonstration_edition_does_not_stand_elsewhere(
    world: Database, demo_mode: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_leaflet(world)
    monkeypatch.setenv("BIRTHWORDS_DEMO", "0")
    settings.cache_clear()
    with world.reading() as session:
        view = published.edition(session, SLUG, "standard", "pl")
    assert (published.live_edition(world, SLUG, "standard", "pl") is None) == (view is None)


@pytest.mark.parametrize(
    ("address", "query", "expected"),
    [
        ("/pl/leaflets/x/standard.pdf", b"", ("pl", "leaflet", "x", "standard", "standard", None)),
        ("/pl/plans/x/easy_read.pdf", b"", ("pl", "plan", "x", "easy_read", "easy_read", None)),
        (
            "/pl/leaflets/x/easy-read/facing.pdf",
            b"service=gwh",
            ("pl", "leaflet", "x", "easy_read", "facing", "gwh"),
        ),
        ("/pl/leaflets/x/easy-read/easy_read.pdf", b"", None),
        ("/pl/songs/x/standard.pdf", b"", None),
        ("/pl/leaflets/x/standard.pdf", b"size=large", None),
        ("/workbench/x/standard/pl/proof/standard.pdf", b"", None),
    ],
)
def test_an_address_asks_for_the_same_print_here_as_in_the_routes(
    address: str, query: bytes, expected: tuple[str | None, ...] | None
) -> None:
    wanted = None if expected is None else (*expected, None)
    assert asked_for(address, query) == wanted
