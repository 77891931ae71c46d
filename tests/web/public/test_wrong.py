"""Whoever holds a print says that something is wrong in it, and who looks after it reads that."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.db import Database
from app.main import create_app
from app.models import TextReport, now
from tests.factories import publish_leaflet
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]


def reports(database: Database) -> list[TextReport]:
    with database.reading() as session:
        return list(session.exec(select(TextReport)).all())


def test_a_reader_says_it_without_an_account_and_author_and_clinician_read_it(
    world: Database,
) -> None:
    code = publish_leaflet(world).code
    page = f"/status/{code}/wrong"
    client = TestClient(create_app(world))
    assert f'href="{page}"' in client.get(f"/status/{code}").text
    assert 'lang="pl"' in client.get(page).text
    answer = client.post(page, data={"fault": "number", "place": "", "words": "I am Ana, 31"})
    assert str(answer.url).endswith("wrong?sent=yes")
    (said,) = reports(world)
    assert (said.fault, said.place, said.words, said.actor_id) == ("number", "", "", None)
    for who, reads in (("author", True), ("clinician", True), ("translator", False)):
        visit = Visit(world, who)
        visit.open("/workbench")
        assert ("A number is wrong" in visit.text and code in visit.text) is reads, who


def test_the_same_fault_is_one_line_that_grows_once_a_minute(world: Database) -> None:
    page = f"/status/{publish_leaflet(world).code}/wrong"
    client = TestClient(create_app(world))
    for _ in range(5):
        client.post(page, data={"fault": "words", "place": "no-such-place"})
    (said,) = reports(world)
    assert (said.place, said.times) == ("", 1)
    with world.writing() as session:
        row = session.exec(select(TextReport)).one()
        row.last_at = now() - timedelta(minutes=2)
        session.add(row)
    client.post(page, data={"fault": "words"})
    assert [each.times for each in reports(world)] == [2]


def test_nothing_chosen_is_said_and_nothing_is_stored(world: Database) -> None:
    page = f"/status/{publish_leaflet(world).code}/wrong"
    client = TestClient(create_app(world))
    answer = client.post(page, data={"fault": "all of it"})
    assert answer.status_code == 422
    assert 'id="fault-error"' in answer.text
    assert reports(world) == []
    assert client.post("/status/NOCODE/wrong", data={"fault": "words"}).status_code == 404


def test_staff_say_it_in_words_and_it_leaves_the_list_with_what_was_done(world: Database) -> None:
    code = publish_leaflet(world).code
    midwife = Visit(world, "midwife")
    midwife.open("/library?language=pl")
    assert f"/library/editions/{code}/wrong" in midwife.page.text
    midwife.open(f"/library/editions/{code}/wrong")
    midwife.send("wrong", fault="", words="It should say three days")
    assert midwife.page.status_code == 422
    assert "It should say three days" in midwife.text
    midwife.send("wrong", fault="words", words="It should say three days")
    assert "Its authors and clinicians see it" in midwife.text
    author = Visit(world, "author")
    author.open("/workbench")
    assert "“It should say three days”" in author.text
    author.send("text-report", done="Mended in edition 2")
    assert "off the list" in author.text
    assert "It should say three days" not in author.text
    (said,) = reports(world)
    assert said.done == "Mended in edition 2"
