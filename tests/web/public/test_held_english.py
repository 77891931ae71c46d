"""English that an author brought in is held from readers until its own edition is published."""

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.main import create_app
from app.models import Remedy
from app.workflow.editions import published
from app.workflow.editions.changed_english import decide_change
from app.workflow.editions.edition_views import EditionView
from app.workflow.translation.desk import open_desk
from tests.factories import (
    LEAFLET,
    SLUG,
    bring_in,
    person,
    publish_english,
    publish_leaflet,
    sign,
)

pytestmark = pytest.mark.one_database
NEWER = LEAFLET.replace("10 micrograms", "15 micrograms").replace("Feeling sick", "Nausea")
LAGS = "The English text has changed since this was translated."


def editions(database: Database) -> dict[str, EditionView]:
    with database.reading() as session:
        return {view.language: view for view in published.everything(session)}


def all_pages(database: Database, client: TestClient) -> dict[str, tuple[bytes, dict[str, str]]]:
    """What readers get at every address of the leaflet, headers included."""
    codes = [f"/status/{view.code}" for view in editions(database).values()]
    api = "/api/v1/resources"
    leaflets = [f"/{tag}/leaflets/{SLUG}" for tag in ("en", "pl")]
    addresses = ["/", "/en/", "/pl/", "/de/", *leaflets, *codes, api, f"{api}/{SLUG}"]
    found = {}
    for address in (*addresses, *(f"{api}/{SLUG}/editions/{tag}" for tag in ("en", "pl"))):
        answer = client.get(address)
        found[address] = answer.content, dict(answer.headers)
    return found


def test_h3_unsigned_english_changes_nothing_for_readers(world: Database, demo_mode: None) -> None:
    publish_leaflet(world)
    client = TestClient(create_app(world))
    before, drawn = editions(world), all_pages(world, client)
    bring_in(world, NEWER)
    assert editions(world) == before  # all that pages and PDFs are drawn from
    assert all_pages(world, client) == drawn
    sign(world, tag="en")
    assert all_pages(world, client) == drawn


def test_h3_once_the_english_is_published_each_translation_says_that_it_lags(
    world: Database, demo_mode: None
) -> None:
    publish_leaflet(world)
    client = TestClient(create_app(world))
    codes = {tag: view.code for tag, view in editions(world).items()}
    bring_in(world, NEWER)
    publish_english(world)
    assert LAGS in client.get(f"/status/{codes['pl']}").text
    assert {tag: view.source_changed for tag, view in editions(world).items()} == {
        "en": False, "pl": True,
    }  # fmt: skip
    bring_in(world, LEAFLET)
    assert LAGS in client.get(f"/status/{codes['pl']}").text


def test_h16_what_a_clinician_decides_before_the_english_is_published_is_seen_at_once(
    world: Database, demo_mode: None
) -> None:
    publish_leaflet(world)
    bring_in(world, NEWER)
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        decide_change(desk, person(world, "clinician"), Remedy.NOTICE, "The dose is another.")
    assert editions(world)["pl"].source_changed
    page = TestClient(create_app(world)).get(f"/pl/leaflets/{SLUG}").text
    assert "bw-notice--urgent" in page
