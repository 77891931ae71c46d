"""Guides for staff: whoever signed in reads and prints them, and nobody else sees any of them."""

from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from pypdfium2 import PdfDocument

from app.db import Database
from app.jobs.printing.printer import prerender
from app.main import create_app
from app.workflow.editions.publishing import withdraw
from tests.factories import TEAM, person, publish_leaflet
from tests.guides import SLUG, publish_guide
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
PAGE = f"/library/guides/{SLUG}"
TITLE = "Which leaflet to give"


@pytest.fixture
def guided(world: Database) -> Database:
    publish_leaflet(world)
    publish_guide(world)
    return world


@pytest.fixture
def stranger(guided: Database) -> TestClient:
    return TestClient(create_app(guided), follow_redirects=False)


@pytest.mark.parametrize("who", sorted({role.value for _, role in TEAM}))
def test_whoever_signed_in_finds_and_reads_a_guide(guided: Database, who: str) -> None:
    visit = Visit(guided, who)
    visit.open("/library")
    assert f'<a href="{PAGE}">{TITLE}</a>' in visit.page.text
    assert visit.open(PAGE).status_code == 200
    assert "Ask which language she reads best." in visit.words
    assert "Guide for staff" in visit.words


def test_guides_stand_under_their_own_heading(guided: Database) -> None:
    visit = Visit(guided, "midwife")
    visit.open("/library")
    words = visit.words
    assert words.index("Guides for staff") < words.index(TITLE) < words.index("All texts in")


def test_what_is_printed_for_families_in_english_has_no_guide(guided: Database) -> None:
    visit = Visit(guided, "midwife")
    visit.open("/library?language=en")
    assert "Feeling sick" in visit.words
    assert TITLE not in visit.words
    visit.open("/library/packs")
    assert TITLE not in visit.words


def test_the_page_lists_what_families_can_read_now(guided: Database) -> None:
    visit = Visit(guided, "midwife")
    visit.open(PAGE)
    assert '<a href="/library/feeling-sick">Feeling sick</a>' in visit.page.text
    assert "English, Polish" in visit.words


def test_only_who_answers_for_texts_is_led_to_change_a_guide(guided: Database) -> None:
    for who, leads in (("author", True), ("clinician", True), ("midwife", False)):
        visit = Visit(guided, who)
        visit.open(PAGE)
        assert (f'href="/library/{SLUG}"' in visit.page.text) is leads


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}/standard.pdf", f"{PAGE}/large_print.pdf"])
def test_who_is_not_signed_in_gets_the_sign_in_page(stranger: TestClient, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/account/login?next={address}"
    assert TITLE not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        f"/en/guides/{SLUG}",
        f"/en/leaflets/{SLUG}",
        f"/pl/leaflets/{SLUG}",
        f"/api/v1/resources/{SLUG}",
        f"/api/v1/resources/{SLUG}/editions/en",
    ],
)
def test_families_have_no_page_print_or_file_of_a_guide(stranger: TestClient, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 404
    assert TITLE not in answer.text


@pytest.mark.parametrize(
    "address",
    ["/", "/en/", "/pl/", "/en/worried", "/api/v1/resources", "/pl/leaflets/feeling-sick"],
)
def test_no_page_for_families_names_a_guide(stranger: TestClient, address: str) -> None:
    answer = stranger.get(address, follow_redirects=True)  # where nothing answers, what there is
    assert answer.status_code == 200
    assert SLUG not in answer.text
    assert TITLE not in answer.text


def test_english_is_no_language_to_read_where_there_is_but_a_guide(world: Database) -> None:
    publish_guide(world)
    library = TestClient(create_app(world)).get("/en/")
    assert TITLE not in library.text


def test_the_code_on_its_print_says_whether_it_still_holds_and_nothing_of_its_text(
    guided: Database, stranger: TestClient
) -> None:
    visit = Visit(guided, "midwife")
    visit.open(PAGE)
    code = visit.page.text.partition('href="/status/')[2].partition('"')[0]
    answer = stranger.get(f"/status/{code}")
    assert answer.status_code == 200
    assert f'href="{PAGE}"' in answer.text
    assert "Ask which language she reads best." not in answer.text


def test_a_withdrawn_guide_is_read_by_nobody(guided: Database) -> None:
    visit = Visit(guided, "clinician")
    visit.open(PAGE)
    code = visit.page.text.partition('href="/status/')[2].partition('"')[0]
    with guided.writing() as session:
        withdraw(session, person(guided, "clinician"), code, "Wrong.")
    assert visit.open(PAGE).status_code == 404
    visit.open(f"/library/{SLUG}")
    assert "Withdrawn" in visit.words


def test_nobody_opens_a_guide_to_translate_it(guided: Database) -> None:
    visit = Visit(guided, "translator")
    assert visit.open(f"/workbench/{SLUG}/standard/pl").status_code == 404
    visit.open("/workbench/jobs")
    assert TITLE not in visit.words
    visit.open(f"/library/{SLUG}")
    assert "Languages not begun yet" not in visit.words


def test_a_guide_is_printed_when_it_is_asked_for_and_not_ahead(
    print_reader: TestClient, world: Database
) -> None:
    publish_guide(world)
    assert {each.wanted for each in prerender(world)} == {5}
    visit = Visit(world, "midwife")
    app = print_reader.app
    midwife = TestClient(app, cookies=dict(visit.client.cookies))
    answer = midwife.get(f"{PAGE}/standard.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    for folder in ("guides", "leaflets"):
        assert midwife.get(f"/en/{folder}/{SLUG}/standard.pdf").status_code == 404
    words = PdfDocument(BytesIO(answer.content))[0].get_textpage().get_text_range()
    assert "For staff" in words
    assert "English, Polish" in words
