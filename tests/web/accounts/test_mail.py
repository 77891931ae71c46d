"""Staff ask for the monthly mail in their account, and stop it there or with the link in it."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.config import settings
from app.db import Database
from app.main import create_app
from app.models import MailSubscription
from app.workflow.people.monthly_mail import subscribe
from tests.factories import person
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]


@pytest.fixture
def mail_is_set_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BIRTHWORDS_SMTP_HOST", "smtp.x.test")
    monkeypatch.setenv("BIRTHWORDS_MAIL_FROM", "words@x.test")
    settings.cache_clear()
    yield
    settings.cache_clear()


def codes(database: Database) -> list[str]:
    with database.reading() as session:
        return [each.stop_code for each in session.exec(select(MailSubscription))]


def test_where_no_mail_is_set_up_the_page_says_so_and_nothing_is_ticked(world: Database) -> None:
    visit = Visit(world, "midwife")
    visit.open("/account")
    assert "This service sends no mail" in visit.words
    assert visit.forms("/account/mail") == []
    csrf = visit.form("/account/logout").fields["csrf"]
    answer = visit.client.post("/account/mail", data={"csrf": csrf, "wanted": "yes"})
    assert answer.status_code == 403
    assert codes(world) == []


def test_a_tick_asks_for_it_and_taking_it_away_stops_it(
    world: Database, mail_is_set_up: None
) -> None:
    visit = Visit(world, "midwife")
    visit.open("/account")
    for _ in range(2):
        visit.send("/account/mail", wanted="yes")
        assert "Once a month you are sent what is new." in visit.words
        assert len(codes(world)) == 1
    form = visit.form("/account/mail")
    assert form.fields["wanted"] == "yes"
    del form.fields["wanted"]  # as a browser leaves out a box that is not ticked
    visit.post(form, "/account/mail")
    assert "You are sent no more mail." in visit.words
    assert codes(world) == []


def test_the_link_of_a_mail_stops_it_by_its_button_without_signing_in(
    world: Database, mail_is_set_up: None
) -> None:
    for name in ("midwife", "author"):
        with world.writing() as session:
            subscribe(session, person(world, name), True)
    first, second = codes(world)
    visit = Visit(world)
    visit.open(f"/account/mail/stop?code={first}")
    assert len(codes(world)) == 2  # programs open links
    visit.send("/account/mail/stop")
    assert "The mail is stopped" in visit.words
    assert codes(world) == [second]


def test_a_mail_program_stops_it_with_one_click(world: Database, mail_is_set_up: None) -> None:
    with world.writing() as session:
        subscribe(session, person(world, "midwife"), True)
    client = TestClient(create_app(world))
    for code in (codes(world)[0], "unknown", ""):
        answer = client.post(
            f"/account/mail/stop?code={code}", data={"List-Unsubscribe": "One-Click"}
        )
        assert answer.status_code == 200
        assert "The mail is stopped" in answer.text
    assert codes(world) == []
