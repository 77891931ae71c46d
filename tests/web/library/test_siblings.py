"""Authors and clinicians are told where standard and easy read may no longer say the same."""

import pytest

from app.db import Database
from tests.factories import LEAFLET, SLUG, bring_in
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
EASY = LEAFLET.replace(f"slug: {SLUG}\n", f"slug: {SLUG}\nreading_version: easy_read\n")
FORM = f"/library/{SLUG}/easy_read/same"
ASKED = "Nobody has looked whether the easy read text still says the same."


@pytest.fixture
def lagging(world: Database) -> Database:
    bring_in(world, EASY)
    bring_in(world, LEAFLET.replace("Call us now", "Ring us now"))
    return world


def test_an_author_says_why_the_easy_read_still_says_the_same(lagging: Database) -> None:
    author = Visit(lagging, "author")
    author.open("/workbench")
    assert f"/library/{SLUG}#sibling-easy_read" in author.page.text
    author.open(f"/library/{SLUG}")
    assert ASKED in author.text
    assert "in 1 place." in author.text
    write = f'href="/author/leaflet/{SLUG}/easy_read">change it too</a>'
    assert write in author.page.text
    author.open(FORM)
    assert write in author.page.text
    author.send(FORM, why="")
    assert author.page.status_code == 422
    assert "Say why it still says the same" in author.text
    author.send(FORM, why="Only another word for it.")
    assert "Both versions count as saying the same." in author.text
    assert ASKED not in author.text
    author.open("/workbench")
    assert "#sibling-" not in author.page.text
    author.open(FORM)
    assert author.page.status_code == 404


def test_h18_whoever_signs_the_easy_read_is_told_that_the_longer_text_changed(
    lagging: Database,
) -> None:
    clinician = Visit(lagging, "clinician")
    place = f"/workbench/{SLUG}/{{}}/en"
    clinician.open(place.format("standard"))
    assert "with your signature you say" not in clinician.words
    clinician.open(place.format("easy_read"))
    assert ASKED in clinician.text
    assert f'href="{place.format("standard")}">Read that text</a>: with your' in clinician.page.text
    form = clinician.form("/sign")
    bring_in(lagging, LEAFLET.replace("10 micrograms", "20 micrograms"))
    clinician.post(form, "/sign")
    assert "Read it again, then sign." in clinician.words
    clinician.open(place.format("easy_read"))
    clinician.send("/sign")
    clinician.open("/workbench")
    assert ASKED not in clinician.text


def test_h18_a_clinician_sees_it_and_others_do_not(lagging: Database) -> None:
    clinician = Visit(lagging, "clinician")
    clinician.open("/workbench")
    assert ASKED in clinician.text
    clinician.open(f"/library/{SLUG}")
    assert ASKED in clinician.text
    assert FORM not in clinician.page.text
    assert "change it too" not in clinician.text
    for who in ("translator", "midwife"):
        visit = Visit(lagging, who)
        for address in ("/workbench", f"/library/{SLUG}"):
            visit.open(address)
            assert ASKED not in visit.text
