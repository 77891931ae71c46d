"""A text whose review is overdue: readers are told, prints can ask, and its authors are warned."""

from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import col, select, update

from app.db import Database
from app.languages import find, format_date
from app.main import create_app
from app.models import Edition
from app.resources.review_date import is_overdue, today
from app.workflow.editions.integrity import digest
from app.workflow.lists import projection
from app.workflow.work.due_reviews import due_reviews
from tests.factories import SLUG, person, publish_leaflet
from tests.web.visit import Visit

LEAFLET = f"/pl/leaflets/{SLUG}"
OVERDUE = "Ask your midwife if it is still right before you rely on it."
ZALEGLY = "Ten tekst powinien był zostać ponownie sprawdzony"


def test_the_day_itself_still_counts() -> None:
    day = date(2026, 5, 31)
    assert not is_overdue(day, day)
    assert is_overdue(day, day + timedelta(days=1))


@pytest.fixture
def code(world: Database, demo_mode: None) -> str:
    """The code of a Polish leaflet that is published."""
    return publish_leaflet(world).code


def due_in(database: Database, days: int) -> date:
    """Every edition was published with a review so many days from now."""
    day = today() + timedelta(days=days)
    with database.writing() as session:
        for edition in session.exec(select(Edition)).all():
            held = edition.model_dump() | {
                "review_by": day,
                "content": edition.content | {"review_by": day.isoformat()},
                "english": edition.english | {"review_by": day.isoformat()},
            }
            held["hash"] = digest(Edition(**held))
            session.exec(update(Edition).where(col(Edition.id) == edition.id).values(held))
    projection.rebuild(database)  # the lists hold the day too
    return day


def client(database: Database) -> TestClient:
    app = create_app(database)
    app.state.printer = None
    return TestClient(app)


@pytest.mark.one_database
def test_a_reader_is_told_in_her_language_with_the_date(world: Database, code: str) -> None:
    day = due_in(world, -1)
    page = client(world).get(LEAFLET).text
    assert ZALEGLY in page
    assert format_date(day, find("pl")) in page[page.index(ZALEGLY) :][:200]


@pytest.mark.one_database
def test_a_reader_of_a_text_in_time_is_not_told(world: Database, code: str) -> None:
    due_in(world, 0)
    assert ZALEGLY not in client(world).get(LEAFLET).text
    assert ZALEGLY not in client(world).get(f"/status/{code}").text


@pytest.mark.one_database
def test_h16_a_print_whose_review_is_overdue_is_not_said_to_be_fit_for_use(
    world: Database, code: str
) -> None:
    due_in(world, -1)
    page = client(world).get(f"/status/{code}").text
    assert ZALEGLY in page
    assert OVERDUE in page
    assert "You can use it" not in page
    assert 'class="bw-status bw-status--changed"' in page


@pytest.mark.one_database
@pytest.mark.parametrize(("days", "overdue"), [(-1, True), (0, False)])
def test_programs_are_told(world: Database, code: str, days: int, overdue: bool) -> None:
    due_in(world, days)
    (found,) = client(world).get("/api/v1/resources").json()
    assert {edition["overdue"] for edition in found["editions"]} == {overdue}


@pytest.mark.parametrize("who", ["author", "clinician"])
def test_who_looks_after_texts_is_warned_before_and_after(
    world: Database, code: str, who: str
) -> None:
    for days, overdue in ((-400, True), (0, False), (59, False)):
        due_in(world, days)
        with world.reading() as session:
            (found,) = due_reviews(session, person(world, who))
        assert (found.slug, found.languages, found.overdue) == (SLUG, ("en", "pl"), overdue)
    due_in(world, 60)
    with world.reading() as session:
        assert due_reviews(session, person(world, who)) == ()


def test_others_are_not_warned(world: Database, code: str) -> None:
    due_in(world, -1)
    with world.reading() as session:
        assert due_reviews(session, person(world, "translator")) == ()


@pytest.mark.one_database
def test_my_work_names_what_is_overdue_and_whose_it_is(world: Database, code: str) -> None:
    day = due_in(world, -1)
    author = Visit(world, "author")
    author.open("/workbench")
    assert f"Review overdue: {format_date(day, find('en'))}" in author.text
    assert "English, Polish. Lead midwife for antenatal care" in author.text
    author.open("/library")
    assert f"Review overdue: {format_date(day, find('en'))}" in author.text
    translator = Visit(world, "translator")
    translator.open("/workbench")
    assert "Review overdue" not in translator.text
