"""English that an author brought in is held from readers until its own edition is published."""

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.main import create_app
from app.models import Remedy
from app.workflow.editions import published
from app.workflow.editions.changed_english import decide_change
from app.workflow.editions.edition_views import EditionView
from app.workflow.editions.publishing import withdraw
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


def notice_of_a_dose(world: Database) -> TestClient:
    """A clinician chose an urgent notice while the other dose was signed by nobody."""
    publish_leaflet(world)
    bring_in(world, NEWER)
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        decide_change(desk, person(world, "clinician"), Remedy.NOTICE, "The dose is another.")
    return TestClient(create_app(world))


def test_h16_a_notice_ends_once_the_english_is_again_what_readers_have(
    world: Database, demo_mode: None
) -> None:
    client = notice_of_a_dose(world)
    bring_in(world, LEAFLET)
    assert not editions(world)["pl"].source_changed
    assert "bw-notice--urgent" not in client.get(f"/pl/leaflets/{SLUG}").text
    bring_in(world, NEWER)
    assert "bw-notice--urgent" in client.get(f"/pl/leaflets/{SLUG}").text


def test_h16_a_notice_stays_while_the_english_of_readers_is_withdrawn(
    world: Database, demo_mode: None
) -> None:
    client = notice_of_a_dose(world)
    with world.writing() as session:
        code = editions(world)["en"].code
        withdraw(session, person(world, "clinician"), code, "The dose is wrong.")
    bring_in(world, LEAFLET)
    assert "bw-notice--urgent" in client.get(f"/pl/leaflets/{SLUG}").text


def test_h16_a_notice_is_not_urgent_for_what_is_not_safety_critical(
    world: Database, demo_mode: None
) -> None:
    client = notice_of_a_dose(world)
    publish_english(world)
    bring_in(world, LEAFLET.replace("What helps when you feel sick.", "What helps."))
    publish_english(world)
    assert editions(world)["pl"].source_changed
    assert "bw-notice--urgent" not in client.get(f"/pl/leaflets/{SLUG}").text
