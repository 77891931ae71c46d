"""A page that was drawn before is answered as bytes, for as long as nothing it was drawn from has
changed."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import brotli
import jinja2
import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.languages import languages
from app.main import create_app
from app.models import Remedy
from app.resources.review_date import today
from app.web.public import cached_pages
from app.web.public.cached_pages import (
    CachedPage,
    PageAddress,
    PageKey,
    PageStore,
    packing,
    place_of,
)
from app.workflow.editions import published
from app.workflow.editions.changed_english import decide_change
from app.workflow.editions.published import PublicState
from app.workflow.editions.publishing import withdraw
from app.workflow.open_database import open_database
from app.workflow.translation.desk import open_desk
from tests.factories import (
    LEAFLET,
    SLUG,
    bring_in,
    person,
    publish_english,
    publish_it,
    publish_leaflet,
    sign,
)

pytestmark = pytest.mark.one_database
PAGE = f"/pl/leaflets/{SLUG}"
LIST = "/api/v1/resources"


class Drawn:
    """Counts the templates that are rendered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages = 0
        render = jinja2.Template.render

        def counted(template: jinja2.Template, *given: object, **named: object) -> str:
            self.pages += 1
            return render(template, *given, **named)

        monkeypatch.setattr(jinja2.Template, "render", counted)


@pytest.fixture
def client(world: Database, demo_mode: None) -> TestClient:
    publish_leaflet(world)
    return TestClient(create_app(world))


@pytest.fixture
def drawn(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> Drawn:
    return Drawn(monkeypatch)


@pytest.mark.parametrize("address", ["/", "/pl/", PAGE, f"{PAGE}?service=gwh", "/ps/"])
def test_a_page_is_drawn_once_for_all_its_readers(
    client: TestClient, drawn: Drawn, address: str
) -> None:
    first = client.get(address)
    again = client.get(address)
    assert first.status_code == again.status_code == 200
    assert (first.text, drawn.pages) == (again.text, 1)
    assert dict(first.headers) == dict(again.headers)


@pytest.mark.parametrize("address", [LIST, f"{LIST}/{SLUG}", f"{LIST}/{SLUG}/editions/pl"])
def test_the_api_answers_the_same_bytes_with_a_tag(client: TestClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert first.headers["content-type"] == again.headers["content-type"] == "application/json"
    kept = client.get(address, headers={"If-None-Match": again.headers["etag"]})
    assert (kept.status_code, kept.content) == (304, b"")


def test_h22_each_hospital_and_each_language_has_a_page_of_its_own(client: TestClient) -> None:
    pages = [
        client.get(address).text
        for address in (PAGE, f"{PAGE}?service=gwh", f"{PAGE}?service=ruh", f"/en/leaflets/{SLUG}")
        for _ in range(2)
    ]
    assert [a == b for a, b in zip(pages[::2], pages[1::2], strict=True)] == [True] * 4
    assert len(set(pages)) == 4
    assert client.get(f"{PAGE}?service=nowhere").status_code == 404


def test_the_last_of_two_services_counts_in_memory_as_in_the_routes(client: TestClient) -> None:
    twice = f"{PAGE}?service=gwh&service=ruh"
    drawn, kept = client.get(twice), client.get(twice)
    assert drawn.text == kept.text == client.get(f"{PAGE}?service=ruh").text


def test_h3_a_page_says_at_the_next_request_that_its_english_changed(
    world: Database, client: TestClient
) -> None:
    before = client.get(PAGE).text
    bring_in(world, LEAFLET.replace("10 micrograms", "15 micrograms"))
    publish_english(world)
    changed = client.get(PAGE).text
    assert changed != before
    with world.reading() as session:
        view = published.edition(session, SLUG, "standard", "pl")
    assert view is not None
    assert view.source_changed
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        decide_change(desk, person(world, "clinician"), Remedy.NOTICE, "The dose is another.")
    urgent = client.get(PAGE).text
    assert urgent not in (before, changed)


def test_h16_a_page_is_gone_at_the_next_request_after_its_withdrawal_in_another_process(
    world: Database, client: TestClient
) -> None:
    assert [client.get(PAGE).status_code for _ in range(2)] == [200, 200]
    listed = client.get(LIST).text
    other = open_database(world.url)
    with other.writing() as session:
        view = published.edition(session, SLUG, "standard", "pl")
        assert view is not None
        withdraw(session, person(world, "author"), view.code, "A dose was wrong.")
    other.dispose()
    assert client.get(PAGE).status_code == 410
    assert client.get(LIST).text != listed
    assert "10 mikrogramów" not in client.get(PAGE).text


def test_a_new_edition_is_read_at_the_next_request(world: Database, client: TestClient) -> None:
    before = client.get(f"/en/leaflets/{SLUG}").text
    bring_in(world, LEAFLET.replace("each day", "every evening"))
    sign(world, tag="en")
    publish_it(world, tag="en")
    assert "every evening" in client.get(f"/en/leaflets/{SLUG}").text
    assert "every evening" not in before


def test_a_page_is_drawn_anew_on_another_day(
    client: TestClient, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(PAGE)
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(cached_pages, "today", lambda: tomorrow)
    client.get(PAGE)
    client.get(PAGE)
    assert drawn.pages == 2


def test_a_page_tells_the_size_of_a_print_as_soon_as_it_is_drawn(print_reader: TestClient) -> None:
    before = print_reader.get(PAGE).text
    assert print_reader.get(PAGE).text == before
    print_reader.get(f"{PAGE}/standard.pdf")
    assert " KB" not in before
    assert " KB" in print_reader.get(PAGE).text


@pytest.mark.together
def test_many_who_ask_at_once_for_a_page_that_nobody_drew_wait_for_one(
    world: Database, demo_mode: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_leaflet(world)
    with TestClient(create_app(world)) as client:
        drawn, start = Drawn(monkeypatch), Barrier(12)

        def ask(_: int) -> int:
            start.wait()
            return client.get(PAGE).status_code

        with ThreadPoolExecutor(12) as threads:
            assert set(threads.map(ask, range(12))) == {200}
    assert drawn.pages == 1


def test_a_page_comes_plain_or_packed_as_the_browser_wants_it(client: TestClient) -> None:
    plain = client.get(PAGE, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for how, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        for _ in range(2):  # as it is drawn, and as it is kept
            with client.stream("GET", PAGE, headers={"Accept-Encoding": how}) as answer:
                packed = b"".join(answer.iter_raw())
            assert answer.headers["content-encoding"] == how
            assert answer.headers["vary"] == "Accept-Encoding"
            assert unpack(packed) == plain.content
            assert int(answer.headers["content-length"]) == len(packed) < len(plain.content)


@pytest.mark.parametrize(
    ("accepted", "how"),
    [
        (b"gzip, deflate, br, zstd", "br"),
        (b"gzip;q=1.0, br;q=0", "gzip"),
        (b"gzip", "gzip"),
        (b"identity", ""),
        (b"", ""),
        (b"br;q=0.0,gzip; q=0", ""),
        (b"\xff\xfe", ""),
    ],
)
def test_the_best_packing_that_a_browser_takes(accepted: bytes, how: str) -> None:
    assert packing(accepted) == how


def test_a_cached_page_carries_the_headers_of_every_answer(client: TestClient) -> None:
    client.get(PAGE)
    kept = client.get(PAGE)
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in kept.headers["content-security-policy"]
    assert kept.headers["cache-control"] == "no-cache"
    assert client.head(PAGE).headers["etag"] == kept.headers["etag"]


def test_what_is_a_public_page() -> None:
    places = ["/", "/pl/", PAGE, f"{PAGE}/easy-read", "/status/ABCDEF", LIST, f"{LIST}/x/fhir"]
    assert [place_of(path, b"") for path in places] == [
        PageAddress(each, None, None) for each in places
    ]
    assert place_of(PAGE, b"service=gwh&x=1") == PageAddress(PAGE, "gwh", None)
    assert place_of(f"{LIST}/x/fhir", b"version=easy_read") == PageAddress(
        f"{LIST}/x/fhir", None, "easy_read"
    )


@pytest.mark.parametrize(
    ("address", "more"),
    [(PAGE, "version=7"), ("/", "version=7"), (LIST, "service=7"), (LIST, "version=easy_read"),
     (f"{LIST}/{SLUG}", "version=easy_read"), (f"{LIST}/{SLUG}/editions/pl", "service=gwh")],
)  # fmt: skip
def test_what_a_page_does_not_take_is_no_page_of_its_own(
    client: TestClient, address: str, more: str
) -> None:
    assert place_of(address, more.encode()) == place_of(address, b"")
    assert client.get(f"{address}?{more}").content == client.get(address).content


@pytest.mark.parametrize(
    "path",
    [
        "/workbench", "/library", "/people", "/account/login", "/xx/", "/pl/plans/x/fill",
        f"{PAGE}/standard.pdf", "/pl/open", "/healthz", "/static/css/site.css", "/" + "x" * 400,
    ],
)  # fmt: skip
def test_what_is_for_one_person_or_no_page_is_never_looked_for(path: str) -> None:
    assert place_of(path, b"") is None


def test_every_language_of_ours_has_its_pages_held() -> None:
    assert all(place_of(f"/{language.tag}/", b"") for language in languages())


def test_the_store_holds_so_many_bytes_and_many_threads() -> None:
    store, day = PageStore(most=40_000), today()

    def key(number: int) -> PageKey:
        return PageKey(PageAddress(f"/{number}", None, None), PublicState(number, 0, 0), day)

    def use(number: int) -> None:
        store.put(key(number), CachedPage("text/html", b"x" * 1000))
        store.get(key(number - 1))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(use, range(500)))
    assert sum(store.get(key(number)) is not None for number in range(500)) == 20
    store.put(key(1), CachedPage("text/html", b"x" * 50_000))
    assert store.get(key(1)) is None
