"""The shelf list: which prints to throw away, and what to put there instead."""

from datetime import date

import pytest

from app.db import Database
from app.resources.months import month_before
from app.workflow.editions import published
from app.workflow.editions.publishing import withdraw
from tests.factories import SLUG, person, publish_it, publish_leaflet, revise, sign, translate
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]


@pytest.mark.parametrize(
    ("first", "before"),
    [(date(2027, 1, 1), date(2026, 12, 1)), (date(2026, 3, 1), date(2026, 2, 1))],
)
def test_the_month_before_begins_on_its_first_day(first: date, before: date) -> None:
    assert month_before(first) == before


def test_a_print_that_was_replaced_stands_on_the_list_with_the_one_to_put_there(
    world: Database,
) -> None:
    old = publish_leaflet(world)
    visit = Visit(world, "midwife")
    visit.open("/library/shelf")
    assert "Nothing was replaced or withdrawn" in visit.text
    translate(world, {"title": "Nudności w ciąży"})
    revise(world, "title")
    sign(world)
    new = publish_it(world)
    visit.open("/library/shelf")
    assert f'<th scope="row"><a href="/status/{old.code}">' in visit.page.text
    assert f'<th scope="row"><a href="/status/{new.code}">' not in visit.page.text
    assert f'instead"><a href="/status/{new.code}">' in visit.page.text
    author = person(world, "author")
    with world.writing() as session:
        withdraw(session, author, new.code, "A wrong number")
    visit.open("/library/shelf")
    assert f'<th scope="row"><a href="/status/{new.code}">' in visit.page.text
    assert visit.text.count("Withdrawn on") == 1
    assert "Nothing: offer an interpreter" in visit.text


def test_for_an_english_print_without_a_newer_one_no_interpreter_is_offered(
    world: Database,
) -> None:
    publish_leaflet(world)
    with world.writing() as session:
        english = published.edition(session, SLUG, "standard", "en")
        assert english is not None
        withdraw(session, person(world, "author"), english.code, "A wrong number")
    visit = Visit(world, "midwife")
    visit.open("/library/shelf")
    assert "Nothing: ask its owner (Feeling sick) which text to hand out" in visit.words
    assert "interpreter" not in visit.words.partition("Withdrawn on")[2]
    assert f'href="/library/{SLUG}">its owner' in visit.page.text
    assert visit.open(f"/library/{SLUG}").status_code == 200
    assert "Owner: Lead midwife for antenatal care" in visit.words


def test_a_month_that_the_list_does_not_know_is_said(world: Database) -> None:
    visit = Visit(world, "midwife")
    visit.open("/library/shelf?month=1999-13")
    assert visit.page.status_code == 404
