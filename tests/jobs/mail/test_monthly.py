"""The monthly mail goes once to each person who asked for it, over a real connection, and a link in
it stops it."""

import re
import smtplib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from app.config import settings
from app.db import Database
from app.jobs.mail import monthly
from app.jobs.mail.monthly import send_due
from app.models import MailSubscription, MonthlyMail, User, now
from app.workflow.people.monthly_mail import AGAIN, stop, subscribe
from tests.factories import person, publish_leaflet
from tests.smtp_server import Mailbox, smtp_server

pytestmark = pytest.mark.usefixtures("demo_mode")


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with smtp_server() as box:
        values = {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(box.port),
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "Birthwords <words@x.test>",
            "BASE_URL": "https://words.example",
        }
        for name, value in values.items():
            monkeypatch.setenv(f"BIRTHWORDS_{name}", value)
        settings.cache_clear()
        yield box
    settings.cache_clear()


@pytest.fixture
def asked(world: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """What was published in this month, and the midwife and the author ask for it; then the month
    is over."""
    publish_leaflet(world)
    for name in ("midwife", "author"):
        with world.writing() as session:
            subscribe(session, person(world, name), True)
    next_month = (now().date().replace(day=1) + timedelta(days=32)).replace(day=3)
    monkeypatch.setattr(monthly, "today", lambda: next_month)
    return world


def test_everybody_who_asked_is_sent_it_once(asked: Database, mailbox: Mailbox) -> None:
    assert send_due(asked) == 2
    assert send_due(asked) == 0
    assert sorted(mail["To"] for mail in mailbox.mails) == ["author@x.test", "midwife@x.test"]


def test_it_says_in_plain_text_what_is_new_and_names_nobody(
    asked: Database, mailbox: Mailbox
) -> None:
    send_due(asked)
    mail = mailbox.mails[0]
    text = mail.get_content()
    assert mail.get_content_type() == "text/plain"
    assert "Published for the first time\n- Feeling sick: English, Polish" in text.replace("\r", "")
    assert "https://words.example/library/new?month=" in text
    assert mail["From"] == "Birthwords <words@x.test>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert not re.search("Author|Clinician|Reviewer|Translator", text)


def test_two_workers_at_once_send_it_once(asked: Database, mailbox: Mailbox) -> None:
    with ThreadPoolExecutor(4) as threads:
        sent = list(threads.map(send_due, [asked] * 4))
    assert sum(sent) == 2
    assert len(mailbox.mails) == 2


def test_the_link_in_it_stops_it(asked: Database, mailbox: Mailbox) -> None:
    send_due(asked)
    link = re.search(r"stop\?code=([\w-]+)", mailbox.mails[0].get_content())
    assert link is not None
    assert mailbox.mails[0]["List-Unsubscribe"] == f"<https://words.example/account/mail/{link[0]}>"
    assert mailbox.mails[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with asked.writing() as session:
        assert stop(session, link[1])
        assert not stop(session, link[1])
    with asked.reading() as session:
        assert len(session.exec(select(MailSubscription)).all()) == 1


def wait(world: Database, hours: float) -> None:
    """So many hours go by."""
    with world.writing() as session:
        for row in session.exec(select(MonthlyMail)):
            row.taken_at -= timedelta(hours=hours)
            session.add(row)


def tries(world: Database) -> list[int]:
    with world.reading() as session:
        return [row.tries for row in session.exec(select(MonthlyMail))]


def test_a_server_that_is_away_for_days_is_asked_less_and_less_often_and_no_mail_is_lost(
    asked: Database, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    mailbox.refuses = True
    hours = 24 * 6
    for _ in range(hours):
        assert send_due(asked) == 0
        wait(asked, 1.001)
    assert tries(asked) == [10] * 2  # after 1, 2, 4, 8 and 16 hours, then once a day
    told = [record.getMessage() for record in caplog.records if record.name == "birthwords.mail"]
    assert len(told) == 2 * 10
    assert not any("@" in line for line in told)
    mailbox.refuses = False
    wait(asked, 24)
    assert send_due(asked) == 2
    wait(asked, 48)
    assert send_due(asked) == 0
    assert len(mailbox.mails) == 2


def test_the_mail_of_the_next_month_replaces_one_that_never_arrived(
    asked: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.refuses = True
    assert send_due(asked) == 0
    later = (now().date().replace(day=1) + timedelta(days=64)).replace(day=3)
    monkeypatch.setattr(monthly, "today", lambda: later)
    mailbox.refuses = False
    wait(asked, 48)
    assert send_due(asked) == 0  # of that month there is no news, and of the one before no mail


def test_a_mail_that_the_server_may_have_taken_is_not_sent_twice(
    asked: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection breaks after the words of the mail, before the server's answer."""

    def broken(server: smtplib.SMTP, words: str | bytes) -> tuple[int, bytes]:
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    with monkeypatch.context() as patched:
        patched.setattr(smtplib.SMTP, "data", broken)
        assert send_due(asked) == 0
    wait(asked, 48)
    assert send_due(asked) == 0
    assert tries(asked) == [1, 1]


def test_it_is_sent_later_where_the_server_was_away(asked: Database, mailbox: Mailbox) -> None:
    mailbox.refuses = True
    assert send_due(asked) == 0
    mailbox.refuses = False
    assert send_due(asked) == 0  # not before an hour is over
    with asked.writing() as session:
        for row in session.exec(select(MonthlyMail)):
            row.taken_at -= 2 * AGAIN
            session.add(row)
    assert send_due(asked) == 2


def test_what_the_server_took_is_sent_however_it_says_goodbye(
    asked: Database, mailbox: Mailbox
) -> None:
    mailbox.goodbye = "421 too busy"
    assert send_due(asked) == 2
    with asked.reading() as session:
        assert all(row.sent_at for row in session.exec(select(MonthlyMail)))


def test_no_mail_is_lost_to_a_server_whose_name_none_can_have(
    asked: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIRTHWORDS_SMTP_HOST", f"{'a' * 70}.example")
    settings.cache_clear()
    assert send_due(asked) == 0
    with asked.reading() as session:
        assert [row.failed for row in session.exec(select(MonthlyMail))] == [True, True]


def test_one_that_was_cut_off_is_not_sent_twice(asked: Database, mailbox: Mailbox) -> None:
    """A process that died after the server took a mail cannot say so any more."""
    month = now().date().replace(day=1)
    with asked.writing() as session:
        session.add(MonthlyMail(user_id=person(asked, "midwife").id, month=month))
    assert send_due(asked) == 1
    assert [mail["To"] for mail in mailbox.mails] == ["author@x.test"]


def test_nobody_else_is_written_to(asked: Database, mailbox: Mailbox) -> None:
    """Not whoever left, and not whoever asked when the month was over."""
    with asked.writing() as session:
        gone = session.get_one(User, person(asked, "midwife").id)
        gone.active = False
        late = session.get_one(MailSubscription, person(asked, "author").id)
        late.asked_at = datetime(2099, 1, 1, tzinfo=UTC)
        session.add_all([gone, late])
    assert send_due(asked) == 0


def test_of_a_month_without_news_there_is_none(
    world: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.writing() as session:
        subscribe(session, person(world, "midwife"), True)
    monkeypatch.setattr(monthly, "today", lambda: date(2099, 3, 1))
    assert send_due(world) == 0


def test_the_worker_sends_it_by_itself(asked: Database, mailbox: Mailbox) -> None:
    with monthly.mailing(asked):
        end = now() + timedelta(seconds=30)
        while len(mailbox.mails) < 2 and now() < end:
            time.sleep(0.05)
    assert len(mailbox.mails) == 2
