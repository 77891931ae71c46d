"""What is new: for staff as a page of days or of a month, for everybody as a feed."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from app.config import settings
from app.db import Database
from app.main import create_app
from app.resources.review_date import today
from app.web.library import new
from app.workflow.editions.archive import archive, bring_back
from app.workflow.editions.publishing import withdraw
from tests.factories import LEAFLET, SLUG, bring_in, person, publish_english, publish_leaflet
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(client: TestClient) -> list[str]:
    root = ElementTree.fromstring(client.get("/new.atom").content)  # noqa: S314  # our own
    return [str(each.text) for each in root.findall("a:entry/a:title", ATOM)]


def withdraw_polish(database: Database, code: str) -> None:
    with database.writing() as session:
        withdraw(session, person(database, "author"), code, "Wrong dose.")


def test_the_page_says_what_was_published_renewed_and_withdrawn(world: Database) -> None:
    edition = publish_leaflet(world)
    bring_in(world, LEAFLET.replace("What helps", "All that helps"))
    publish_english(world)
    withdraw_polish(world, edition.code)
    visit = Visit(world, "midwife")
    visit.open("/library/new")
    assert "Feeling sick Leaflet Withdrawn" in visit.words
    assert "Feeling sick Leaflet Renewed" in visit.words
    assert "Published for the first time" in visit.words
    assert "English 1 Polish 1" in visit.words
    assert f'href="/status/{edition.code}"' in visit.page.text
    assert "Wrong dose" not in visit.words  # whoever wants the reason opens the status


def test_what_was_taken_out_of_all_lists_and_brought_back_is_told(world: Database) -> None:
    with world.writing() as session:
        archive(session, person(world, "author"), SLUG, "Not wanted.")
    visit = Visit(world, "midwife")
    visit.open("/library/new")
    assert "Feeling sick Leaflet Taken out of all lists" in visit.words
    with world.writing() as session:
        bring_back(session, person(world, "author"), SLUG, "Wanted.")
    visit.open("/library/new")
    assert "Feeling sick Leaflet Brought back into the lists" in visit.words


def test_a_month_holds_what_happened_in_it(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_leaflet(world)
    this = today()
    after = (this.replace(day=1) + timedelta(days=40)).replace(day=1)
    visit = Visit(world, "midwife")
    monkeypatch.setattr(new, "today", lambda: after)
    visit.open(f"/library/new?month={after:%Y-%m}")
    assert "Nothing was published, renewed or withdrawn." in visit.words
    visit.open(f"/library/new?month={this:%Y-%m}")
    assert "English 1 Polish 1" in visit.words
    assert visit.open("/library/new?month=1999-01").status_code == 404


def test_the_feed_calls_each_edition_as_readers_have_it(world: Database) -> None:
    """Nothing that nobody signed is on a public page."""
    publish_leaflet(world)
    client = TestClient(create_app(world))
    before = entries(client)
    bring_in(world, LEAFLET.replace("title: Feeling sick", "title: Not signed"))
    assert entries(TestClient(create_app(world))) == before
    publish_english(world)
    now = entries(TestClient(create_app(world)))
    assert now[0] == "Not signed (English): renewed"
    assert now[1:] == before


def test_the_feed_holds_what_families_read_and_names_nobody(world: Database) -> None:
    edition = publish_leaflet(world)
    client = TestClient(create_app(world))
    answer = client.get("/new.atom")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert entries(client) == [
        "Feeling sick (Polish): published",
        "Feeling sick (English): published",
    ]
    root = ElementTree.fromstring(answer.content)  # noqa: S314  # our own
    first = root.find("a:entry", ATOM)
    assert first is not None
    [page, status] = first.findall("a:link", ATOM)
    assert page.attrib["href"] == f"http://127.0.0.1:8000/pl/leaflets/{SLUG}"
    assert page.attrib["hreflang"] == "pl"
    assert status.attrib["href"].endswith(f"/status/{edition.code}")
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en-GB"
    for name in ("title", "id", "updated", "author/a:name"):  # RFC 4287 wants them
        assert root.findtext(f"a:{name}", namespaces=ATOM)
    for each in root.findall("a:entry", ATOM):
        assert all(each.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "updated"))
    ids = [each.text for each in root.findall("a:entry/a:id", ATOM)]
    assert len(ids) == len(set(ids))
    moment = root.findtext("a:updated", namespaces=ATOM)
    assert datetime.fromisoformat(str(moment)) <= datetime.now(UTC)
    for who in ("Author", "Clinician", "Reviewer", "Translator", "x.test"):
        assert who not in answer.text


def test_the_feed_is_asked_for_again_only_when_something_is_new(world: Database) -> None:
    edition = publish_leaflet(world)
    client = TestClient(create_app(world))
    tag = client.get("/new.atom").headers["ETag"]
    assert client.get("/new.atom", headers={"If-None-Match": tag}).status_code == 304
    withdraw_polish(world, edition.code)
    answer = client.get("/new.atom", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert entries(client)[0] == "Feeling sick (Polish): withdrawn"


def test_a_feed_without_news_is_one_all_the_same(world: Database) -> None:
    assert entries(TestClient(create_app(world))) == []


def test_outside_a_demonstration_its_editions_are_not_in_the_feed(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_leaflet(world)
    monkeypatch.setenv("BIRTHWORDS_DEMO", "0")
    settings.cache_clear()
    assert entries(TestClient(create_app(world))) == []
