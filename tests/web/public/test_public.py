"""What readers get at each address."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from babel.messages.catalog import Catalog
from fastapi.testclient import TestClient
from sqlmodel import col, select, update

from app.config import settings
from app.db import Database
from app.jobs.printing.printer import Printer
from app.languages import Language, languages
from app.main import create_app
from app.models import Edition
from app.render import interface
from app.services import services
from app.web.frame.print_queue import PrintQueue
from app.workflow.editions import published
from app.workflow.editions.integrity import digest
from app.workflow.editions.publishing import publish, withdraw
from app.workflow.review.sign_off import sign_off
from app.workflow.translation.desk import open_desk
from tests.factories import LEAFLET as LEAFLET_TEXT
from tests.factories import (
    SLUG,
    bring_in,
    person,
    publish_english,
    publish_it,
    publish_leaflet,
    revise,
    sign,
    translate,
)

pytestmark = pytest.mark.one_database

LEAFLET = f"/pl/leaflets/{SLUG}"
PLAN = """\
kind: plan
slug: my-plan
reference: BSW-MAT-901
version: "1"
owner: Lead midwife
organisation: The maternity system
approver: Consultant obstetrician
review_by: 2029-10-31
title: My plan
summary: What I would like.
blocks:
  - id: name
    type: question
    number: 1
    text: What is your name?
    answer: line
"""


@pytest.fixture
def reader(world: Database, demo_mode: None) -> TestClient:
    """A reader of a demonstration in which the Polish leaflet is published."""
    publish_leaflet(world)
    return _without_printer(world)


def _without_printer(world: Database) -> TestClient:
    """A site that draws nothing: a test that asks it for a print that exists fails."""
    app = create_app(world)
    app.state.prints = PrintQueue(cast(Printer, None))
    return TestClient(app)


def texts(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_home_links_to_every_language_by_its_own_name_with_lang_and_hreflang(
    reader: TestClient,
) -> None:
    html = reader.get("/").text
    for language in languages():
        assert (
            f'href="/{language.tag}/" lang="{language.tag}" hreflang="{language.tag}" '
            f'dir="{language.direction}">{language.own_name}'
        ) in html
    assert 'href="/en/"' in html


def test_home_asks_in_every_open_language_and_lists_those_with_texts_first(
    reader: TestClient,
) -> None:
    html = reader.get("/").text
    assert "Choose your language" in html.split("<h1")[1].split("</h1>")[0]
    tiles = html.split('<ul class="bw-tiles">')[1]
    for name, said in (("polski", "Proszę wybrać język"), ("دری", "زبان خود را انتخاب کنید")):
        assert f'{name} <span class="bw-tile__asked">{said}</span></a>' in tiles
    tags = re.findall(r'<a [^>]*href="/([\w-]+)/"', tiles)
    assert tags.index("pl") < tags.index("ne")  # only Polish has anything to read
    assert tags.index("pl") < tags.index("fj")


@pytest.fixture
def closed_pashto(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A demonstration whose drafts of the interface in Pashto nobody has brought."""
    real = interface.read_catalogue

    def read(path: Path, language: Language) -> Catalog:
        if language.tag == "ps":
            raise FileNotFoundError(path)
        return real(path, language)

    monkeypatch.setattr(interface, "read_catalogue", read)
    interface._catalogue.cache_clear()
    interface.release({})
    yield
    monkeypatch.undo()
    interface._catalogue.cache_clear()
    interface.release({})


@pytest.mark.usefixtures("closed_pashto")
def test_home_says_which_languages_are_not_open(reader: TestClient) -> None:
    tiles = reader.get("/").text.split("<li ")
    by_tag = {tile.split('href="/')[1].split("/")[0]: tile for tile in tiles if 'href="/' in tile}
    assert "Not open yet" not in by_tag["pl"]
    assert "Not open yet" in by_tag["ps"]


@pytest.mark.parametrize("tag", ["en", *(language.tag for language in languages())])
def test_the_library_answers_in_every_listed_language(reader: TestClient, tag: str) -> None:
    response = reader.get(f"/{tag}/")
    assert response.status_code == 200
    assert "960101" in response.text


@pytest.mark.usefixtures("closed_pashto")
def test_a_language_that_is_not_open_says_so_with_the_words_for_an_interpreter(
    reader: TestClient,
) -> None:
    said = reader.get("/ps/").text
    assert said.index('href="tel:01632960101"') < said.index("Pashto is not open yet")
    assert "Pashto interpreter, please." in said
    assert 'lang="en-Arab" dir="rtl"' in said
    assert '<html lang="en" dir="ltr">' in said


def test_an_open_language_with_nothing_published_says_so_in_its_own_words(
    world: Database, demo_mode: None
) -> None:
    response = TestClient(create_app(world)).get("/pl/")
    assert response.status_code == 200
    assert '<html lang="pl"' in response.text
    assert "Nothing is published" not in response.text
    assert "bw-entry" not in response.text


def bar(html: str) -> str:
    """The bar that calls, with the numbers that it calls in their order."""
    return html.split('<aside class="bw-call"')[1].split("</aside>")[0]


@pytest.mark.parametrize(
    "path", ["/", "/pl/", LEAFLET, "/ps/", "/pl/leaflets/nothing", "/pl/open", "/nope"]
)
def test_every_page_calls_any_of_three_hospitals_or_999(reader: TestClient, path: str) -> None:
    found = bar(reader.get(path).text)
    assert re.findall(r'href="(tel:\d+)"', found) == [
        "tel:01632960101", "tel:01632960111", "tel:01632960121", "tel:999",
    ]  # fmt: skip
    assert "<details" in found


def test_once_the_hospital_is_known_one_press_calls_it(reader: TestClient) -> None:
    found = bar(reader.get(f"{LEAFLET}?service=ruh").text)
    assert re.findall(r'href="(tel:\d+)"', found) == ["tel:01632960111", "tel:999"]
    assert "<details" not in found


def test_h24_no_page_calls_a_number_of_the_demonstration_outside_it(world: Database) -> None:
    found = bar(TestClient(create_app(world)).get("/").text)
    assert re.findall(r'href="(tel:\d+)"', found) == ["tel:999"]


def test_the_library_lists_what_is_published(reader: TestClient) -> None:
    assert f'<a href="{LEAFLET}">Nudności</a>' in reader.get("/pl/").text


def test_h22_a_leaflet_shows_the_numbers_of_the_hospital_chosen(reader: TestClient) -> None:
    chosen = reader.get(f"{LEAFLET}?service=ruh")
    assert "01632 960111" in chosen.text
    assert "960101" not in chosen.text
    everyone = reader.get(LEAFLET).text
    assert all(service.contacts["triage"].phone in everyone for service in services().services)


def test_links_keep_the_hospital(reader: TestClient) -> None:
    html = reader.get(f"{LEAFLET}?service=ruh").text
    assert f'href="{LEAFLET}/standard.pdf?service=ruh"' in html
    assert 'href="/pl/?service=ruh"' in html


def test_a_leaflet_says_what_it_is_and_how_it_was_made(reader: TestClient) -> None:
    response = reader.get(LEAFLET)
    text = texts(response.text)
    for fact in ("BSW-MAT-900", "Lead midwife for antenatal care", "31 października 2029"):
        assert fact in text
    assert "<title>Nudności – Birthwords</title>" in response.text


def test_h24_the_demonstration_says_so_in_both_languages_and_claims_no_check(
    reader: TestClient,
) -> None:
    text = texts(reader.get(LEAFLET).text)
    assert "Demonstration – not for clinical use" in text
    assert "Approved" not in text
    english = texts(reader.get("/").text)
    assert "Demonstration – not for clinical use" in english


def test_h24_demo_editions_are_not_served_outside_the_demonstration(world: Database) -> None:
    settings.cache_clear()
    publish_leaflet(world)
    client = TestClient(create_app(world))
    assert client.get(LEAFLET).status_code == 404
    assert "Nudności" not in client.get("/pl/").text


def test_h23_a_language_is_closed_while_its_interface_is_unreviewed(world: Database) -> None:
    settings.cache_clear()
    assert "Polish is not open yet" in TestClient(create_app(world)).get("/pl/").text


@pytest.mark.parametrize(
    "address",
    [
        "/xx/",
        "/pl/leaflets/no-such-leaflet",
        f"/pl/plans/{SLUG}",
        f"/pl/stories/{SLUG}",
        f"{LEAFLET}?service=nowhere",
        f"{LEAFLET}/easy-read",
        f"/ne/leaflets/{SLUG}",
        f"/ps/leaflets/{SLUG}",
        "/status/AAAAAA",
        "/pl/?service=nowhere",
    ],
)
def test_what_is_not_there_is_a_page_with_a_way_to_help(reader: TestClient, address: str) -> None:
    response = reader.get(address)
    assert response.status_code == 404
    assert "960101" in response.text
    assert "Traceback" not in response.text


def test_an_error_speaks_the_language_of_the_address(reader: TestClient) -> None:
    polish = reader.get("/pl/leaflets/no-such-leaflet").text
    assert '<html lang="pl"' in polish
    assert "We cannot find this page" not in polish
    assert '<html lang="en"' in reader.get("/xx/").text


def test_a_leaflet_missing_in_one_language_names_those_that_have_it(reader: TestClient) -> None:
    response = reader.get(f"/ne/leaflets/{SLUG}")
    assert response.status_code == 404
    assert f'href="{LEAFLET}" lang="pl" hreflang="pl"' in response.text
    nepali = interface.translations("ne", demo=True)
    heading = nepali.gettext("Read this in another language")
    assert response.text.count('id="languages"') == 1
    assert f'id="languages">{heading}</h1>' in response.text
    assert nepali.gettext("We cannot find this page") not in response.text


def test_a_withdrawn_leaflet_is_gone_and_keeps_the_urgent_number(
    world: Database, reader: TestClient
) -> None:
    with world.writing() as session:
        view = published.edition(session, SLUG, "standard", "pl")
        assert view is not None
        withdraw(session, person(world, "author"), view.code, "A dose was wrong.")
    response = reader.get(LEAFLET)
    assert response.status_code == 410
    assert "01632 960101" in response.text
    assert "mikrogram" not in response.text
    status = reader.get(f"/status/{view.code}")
    assert "This has been withdrawn. Do not use it." in texts(status.text)


def test_h16_a_print_that_was_replaced_says_so_only_while_there_is_a_newer_one(
    world: Database, reader: TestClient
) -> None:
    with world.reading() as session:
        old = published.edition(session, SLUG, "standard", "pl")
    assert old is not None
    translate(world, {"title": "Nudności w ciąży"})
    revise(world, "title")
    sign(world)
    new = publish_it(world)
    said = reader.get(f"/status/{old.code}").text
    assert "There is a newer version. Do not use this copy." in texts(said)
    assert f'class="bw-button" href="{LEAFLET}"' in said
    with world.writing() as session:
        withdraw(session, person(world, "author"), new.code, "A dose was wrong.")
    for code in (old.code, new.code):
        said = reader.get(f"/status/{code}").text
        assert "This has been withdrawn. Do not use it. Call your maternity unit." in texts(said)
        assert "There is a newer version" not in texts(said)
        assert f'href="{LEAFLET}"' not in said
        assert "bw-status--withdrawn" in said
        assert "01632 960101" in said
    sign(world)
    publish_it(world)
    said = reader.get(f"/status/{old.code}").text
    assert "There is a newer version. Do not use this copy." in texts(said)
    assert reader.get(LEAFLET).status_code == 200


def test_h16_the_status_page_answers_in_the_language_and_in_english(
    world: Database, reader: TestClient
) -> None:
    with world.reading() as session:
        view = published.edition(session, SLUG, "standard", "pl")
    assert view is not None
    response = reader.get(f"/status/{view.code}")
    assert '<html lang="pl"' in response.text
    assert "This is the newest version." in response.text
    assert reader.get(f"/status/{view.code.lower()}").status_code == 200


def test_h3_a_translation_that_lags_behind_its_english_says_so(
    world: Database, reader: TestClient
) -> None:
    from tests.factories import LEAFLET as ENGLISH

    bring_in(world, ENGLISH.replace("Call us now", "Call us today"))
    publish_english(world)
    assert "bw-notice" in reader.get(LEAFLET).text
    with world.reading() as session:
        view = published.edition(session, SLUG, "standard", "pl")
    assert view is not None
    assert "bw-status--changed" in reader.get(f"/status/{view.code}").text


def test_pages_set_no_cookie_need_no_script_and_ask_nobody_else(reader: TestClient) -> None:
    for address in ("/", "/pl/", LEAFLET, "/xx/"):
        response = reader.get(address)
        assert "set-cookie" not in response.headers
        assert "<script" not in response.text
        assert "style=" not in response.text
        loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', response.text)
        assert all(found.startswith(("/static/", "data:")) for found in loaded)


def test_an_unchanged_page_is_not_sent_again(reader: TestClient) -> None:
    first = reader.get(LEAFLET)
    again = reader.get(LEAFLET, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_a_page_is_small(reader: TestClient) -> None:
    assert len(reader.get(LEAFLET).content) < 40_000


def test_language_names_in_right_to_left_scripts_carry_their_direction(reader: TestClient) -> None:
    assert 'hreflang="fa-AF" dir="rtl">دری <span' in reader.get("/").text


def test_a_right_to_left_page_is_mirrored_whole(reader: TestClient) -> None:
    html = reader.get("/fa-AF/").text
    assert '<html lang="fa-AF" dir="rtl">' in html
    assert "/static/css/site.rtl.css" in html
    assert '<dt class="bw-numbers__where" lang="en" dir="ltr">Great Western Hospital</dt>' in html


def test_the_english_leaflet_offers_no_print_beside_english(
    world: Database, reader: TestClient
) -> None:
    sign(world, tag="en")
    publish_it(world, tag="en")
    html = reader.get(f"/en/leaflets/{SLUG}").text
    assert "standard.pdf" in html
    assert "facing.pdf" not in html
    assert 'hreflang="pl"' in html


@pytest.fixture
def real_site(world: Database) -> TestClient:
    """The same database where it is not served as a demonstration."""
    publish_leaflet(world)
    return _without_printer(world)


@pytest.mark.parametrize("path", ["/", "/en/", "/pl/", "/ps/", "/en/leaflets/nothing", "/nothing"])
def test_h24_numbers_of_the_demonstration_are_never_shown_outside_it(
    real_site: TestClient, path: str
) -> None:
    assert "01632" not in real_site.get(path).text


@pytest.mark.parametrize(
    "path",
    [
        LEAFLET,
        f"{LEAFLET}/standard.pdf",
        f"/api/v1/resources/{SLUG}/editions/pl",
        f"/api/v1/resources/{SLUG}",
    ],
)
def test_h24_no_edition_of_the_demonstration_is_served_outside_it(
    real_site: TestClient, path: str
) -> None:
    assert real_site.get(path).status_code == 404


def test_h24_the_status_page_of_a_demonstration_does_not_say_that_it_can_be_used(
    world: Database, reader: TestClient
) -> None:
    with world.reading() as session:
        view = published.edition(session, SLUG, "standard", "pl")
    assert view is not None
    said = texts(reader.get(f"/status/{view.code}").text)
    assert "This is the newest version. Not checked by anyone. Do not rely on it." in said
    assert "You can use it" not in said


@pytest.mark.parametrize(
    "path", [LEAFLET, f"{LEAFLET}/standard.pdf", f"/api/v1/resources/{SLUG}/editions/pl", "/pl/"]
)
def test_h23_no_edition_is_served_in_a_language_whose_interface_is_not_reviewed(
    world: Database, reader: TestClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.writing() as session:
        for edition in session.exec(select(Edition)).all():
            held = edition.model_dump() | {"demo": False}
            held["hash"] = digest(Edition(**held))
            session.exec(update(Edition).where(col(Edition.id) == edition.id).values(held))
    monkeypatch.setenv("BIRTHWORDS_DEMO", "0")
    settings.cache_clear()
    answer = reader.get(path)
    assert "mikrogram" not in answer.text
    assert answer.status_code == (200 if path == "/pl/" else 404)
    assert reader.get(f"/en/leaflets/{SLUG}").status_code == 200


def test_a_new_site_says_that_nothing_is_published_yet_in_a_language_that_is_open(
    world: Database,
) -> None:
    settings.cache_clear()
    home = TestClient(create_app(world)).get("/").text
    tiles = {tile.split('"')[0]: tile for tile in home.split('__link bw-own" href="/')[1:]}
    assert "Nothing published yet" in tiles["en/"].split("</li>")[0]
    assert "Not open yet" in tiles["pl/"].split("</li>")[0]


def test_a_source_is_listed_once_however_many_sentences_come_from_it(
    world: Database, reader: TestClient
) -> None:
    sources = "".join(
        f"""
  - id: {name}
    title: Vitamins in pregnancy
    address: https://www.nhs.uk/pregnancy/vitamins
    sentence: {name}
    unverified: true"""
        for name in ("first", "second")
    )
    bring_in(world, f"{PLAN}sources:{sources}\n")
    with world.writing() as session:
        desk = open_desk(session, "my-plan", "standard", "en")
        sign_off(desk, person(world, "clinician"))
        publish(desk, person(world, "author"))
    html = reader.get("/en/plans/my-plan").text
    assert html.count("https://www.nhs.uk/pregnancy/vitamins") == 1


def test_a_plan_says_first_that_it_is_printed_to_be_filled_in(
    world: Database, reader: TestClient
) -> None:
    bring_in(world, PLAN)
    with world.writing() as session:
        desk = open_desk(session, "my-plan", "standard", "en")
        sign_off(desk, person(world, "clinician"))
        publish(desk, person(world, "author"))
    html = reader.get("/en/plans/my-plan").text
    said = html.index("Print this plan to fill it in")
    assert said < html.index("standard.pdf") < html.index("What is your name?")
    assert html.count("standard.pdf") == 1
    assert "Print this plan" not in reader.get(LEAFLET).text


def test_the_hospital_can_be_chosen_before_the_text(
    reader: TestClient,
) -> None:
    html = reader.get(LEAFLET).text
    assert html.index(f'href="{LEAFLET}?service=ruh"') < html.index('class="bw-body"')


LISTED = "review_by: 2029-10-31\nlisted_under: [birth]\nworries: [labour]\n"


@pytest.fixture
def listed(world: Database, reader: TestClient) -> TestClient:
    """A leaflet in English alone, on labour, and one in Polish that is listed nowhere."""
    text = LEAFLET_TEXT.replace(f"slug: {SLUG}", "slug: labour-signs")
    bring_in(world, text.replace("review_by: 2029-10-31\n", LISTED))
    clinician, author = person(world, "clinician"), person(world, "author")
    with world.writing() as session:
        sign_off(open_desk(session, "labour-signs", "standard", "en"), clinician)
        publish(open_desk(session, "labour-signs", "standard", "en"), author)
    return reader


def in_polish(words: str) -> str:
    said: str = interface.translations("pl", demo=True).gettext(words)
    assert said != words
    return said


def test_leaflets_stand_under_the_part_of_the_way_in_which_they_are_read(
    listed: TestClient,
) -> None:
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", listed.get("/en/").text)
    assert headings[:2] == ["Labour and birth", "Leaflets"]


def test_a_text_that_is_listed_twice_is_told_once_and_each_part_can_be_jumped_to(
    world: Database, reader: TestClient
) -> None:
    twice = "review_by: 2029-10-31\nlisted_under: [birth, baby]\n"
    text = LEAFLET_TEXT.replace(f"slug: {SLUG}", "slug: labour-signs")
    bring_in(world, text.replace("review_by: 2029-10-31\n", twice))
    with world.writing() as session:
        desk = open_desk(session, "labour-signs", "standard", "en")
        sign_off(desk, person(world, "clinician"))
    with world.writing() as session:
        publish(open_desk(session, "labour-signs", "standard", "en"), person(world, "author"))
    page = reader.get("/en/").text
    shelves = page.split('<section class="bw-shelf"')[1:]
    headings = [re.findall(r"<h2[^>]*>([^<]+)</h2>", each)[0] for each in shelves]
    assert headings == ["Labour and birth", "Your baby", "Leaflets"]
    assert [each.count("bw-entry__summary") for each in shelves] == [1, 0, 1]
    places = [re.findall(r'id="([^"]+)"', each)[0] for each in shelves]
    assert re.findall(r'<a class="bw-pill" href="#([^"]+)">', page) == places


def test_what_is_in_english_alone_is_named_so_and_marked_as_english(listed: TestClient) -> None:
    page = listed.get("/pl/").text
    heading = page.index(in_polish("In English only, for now"))
    entry = page.index('<li class="bw-entry" lang="en" dir="ltr">')
    assert heading < entry < page.index('href="/en/leaflets/labour-signs"')
    assert 'href="/pl/leaflets/labour-signs"' not in page


def test_a_text_in_english_alone_says_so_where_another_text_leads_to_it(
    listed: TestClient,
) -> None:
    answer = listed.get("/pl/leaflets/labour-signs")
    assert answer.status_code == 404
    assert (
        f'<h1 class="nhsuk-heading-xl">{in_polish("In English only, for now")}</h1>' in answer.text
    )
    assert '<a href="/en/leaflets/labour-signs" lang="en" dir="ltr" hreflang="en">' in answer.text
    assert in_polish("We cannot find this page") not in answer.text


def test_a_text_in_easy_read_alone_is_read_there(world: Database, reader: TestClient) -> None:
    text = LEAFLET_TEXT.replace(
        f"slug: {SLUG}\n", "slug: labour-signs\nreading_version: easy_read\n"
    )
    bring_in(world, text)
    with world.writing() as session:
        desk = open_desk(session, "labour-signs", "easy_read", "en")
        sign_off(desk, person(world, "clinician"))
    with world.writing() as session:
        publish(open_desk(session, "labour-signs", "easy_read", "en"), person(world, "author"))
    answer = reader.get("/en/leaflets/labour-signs?service=gwh", follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"] == "/en/leaflets/labour-signs/easy-read?service=gwh"


def test_a_worry_leads_to_its_text_in_english_where_there_is_no_other(listed: TestClient) -> None:
    page = listed.get("/pl/worried").text
    assert in_polish("I think labour has started") in page
    assert 'href="/en/leaflets/labour-signs"' in page
    assert in_polish("I am bleeding") not in page, "nothing answers it"


def test_a_page_of_worries_without_any_leads_to_what_there_is(reader: TestClient) -> None:
    answer = reader.get("/pl/worried?service=gwh", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, "/pl/?service=gwh")


def test_a_language_that_nobody_knows_has_no_page_of_worries(reader: TestClient) -> None:
    assert reader.get("/xx/worried").status_code == 404
