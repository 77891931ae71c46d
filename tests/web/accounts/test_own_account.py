"""One's own account: the password, where one is signed in, and links that set a password."""

import re
import threading
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from app.config import TEMPLATES, settings
from app.db import Database
from app.models import SignIn, now
from app.web.accounts.user_agents import browser_of
from app.workflow.people import hashing, sign_ins
from app.workflow.people.hashing import Threads
from tests.factories import PASSWORD, person
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
NEW = "kettle-moth-sand"
LINK = re.compile(r'<code id="link">http://127\.0\.0\.1:8000/account/reset#([0-9A-Z-]{19})</code>')


def made_link(admin: Visit, whose: str, database: Database) -> str:
    admin.open("/people")
    admin.send("/people/link", person=str(person(database, whose).id))
    (code,) = LINK.findall(admin.page.text)
    return str(code)


def last_seen(database: Database) -> list[object]:
    with database.reading() as session:
        return list(session.exec(select(SignIn.last_seen)).all())


def test_a_forgotten_password_is_set_anew_with_a_link_that_works_once(world: Database) -> None:
    admin, old = Visit(world, "admin"), Visit(world, "translator")
    code = made_link(admin, "translator", world)
    assert code not in admin.open("/people").text
    assert "Link to set a new password made" in admin.words
    assert old.open("/workbench").url.path == "/workbench"
    new = Visit(world)
    new.open("/account/reset")
    new.send("/account/reset", code=code, password=NEW, again="kettle-moth-sant")
    assert new.page.status_code == 403
    assert "The two new passwords are not the same." in new.text
    assert new.form("/account/reset").fields["code"] == code
    new.send("/account/reset", password="translator123", again="translator123")
    assert "Three or four words" in new.text
    new.send("/account/reset", password=NEW, again=NEW)
    assert (new.page.url.path, "Your password is set." in new.text) == ("/account/login", True)
    assert old.open("/workbench").url.path == "/account/login"
    assert "is not right" in Visit(world).sign_in("translator@x.test").text
    new.send("/account/login", email="translator@x.test", password=NEW)
    new.open("/account")
    assert "Password set with a link" in new.words
    assert "Link to set a new password made" in new.words
    assert "by Admin" in new.words
    admin.open("/people")
    assert re.search(r"Password set with a link, [^,]+, by Translator", admin.words)
    late = Visit(world)
    late.open("/account/reset")
    late.send("/account/reset", code=code, password="sand-moth-kettle", again="sand-moth-kettle")
    assert "This code does not work." in late.text


def test_an_account_is_opened_without_anybody_knowing_its_password(world: Database) -> None:
    admin = Visit(world, "admin")
    admin.open("/people")
    assert "password" not in admin.form("/people/add").fields
    admin.send("/people/add", email="ewa@x.test", name="Ewa", role="midwife")
    (code,) = LINK.findall(admin.page.text)
    assert "Link for Ewa to set a password" in admin.words
    ewa = Visit(world)
    for password in ("", "!", PASSWORD):
        assert ewa.sign_in("ewa@x.test", password).status_code == 403
    ewa.open("/account/reset")
    ewa.send("/account/reset", code=code, password=NEW, again=NEW)
    ewa.send("/account/login", email="ewa@x.test", password=NEW)
    assert ewa.page.url.path == "/workbench"


def test_no_address_that_is_asked_for_holds_a_code(world: Database) -> None:
    """So that no log, no history of a proxy and no `Referer` does."""
    code = made_link(Visit(world, "admin"), "translator", world)
    asked: list[str] = []
    visit = Visit(world)
    visit.client.event_hooks["request"].append(lambda request: asked.append(str(request.url)))
    visit.open(f"/account/reset#{code}")
    visit.send("/account/reset", code=code, password=NEW, again=NEW)
    assert [address.partition("/account")[2] for address in asked] == [
        "/reset",
        "/reset",
        "/login?done=set",
    ]


def test_changing_ones_password_signs_every_other_browser_out(world: Database) -> None:
    here, there = Visit(world, "translator"), Visit(world, "translator")
    before = here.client.cookies["birthwords"]
    here.open("/account")
    assert here.send("/account/password", current="wrong", password=NEW, again=NEW).status_code
    assert "The current password is not right." in here.text
    here.send("/account/password", current=PASSWORD, password="short", again="short")
    assert "at least 12 characters" in here.text
    here.send("/account/password", current=PASSWORD, password=PASSWORD, again=PASSWORD)
    assert "is the one that you have" in here.text
    assert there.open("/workbench").url.path == "/workbench"
    here.send("/account/password", current=PASSWORD, password=NEW, again=NEW)
    assert "Your password is changed." in here.text
    assert here.client.cookies["birthwords"] != before
    assert here.open("/workbench").url.path == "/workbench"
    assert there.open("/workbench").url.path == "/account/login"
    assert "Password changed" in here.open("/account").text


def test_ones_browsers_are_listed_and_signed_out_one_by_one_or_all(world: Database) -> None:
    phone, ward, here = Visit(world), Visit(world), Visit(world)
    phone.client.headers["user-agent"] = "Mozilla/5.0 (iPhone; CPU) Version/17.0 Safari/604.1"
    ward.client.headers["user-agent"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/126 Edg/126.0"
    for visit in (phone, ward, here):
        visit.sign_in("translator@x.test")
    stranger = Visit(world, "reviewer")
    here.open("/account")
    for said in ("Safari on an iPhone", "Edge on Windows", "Another browser (this one)"):
        assert said in here.words, said
    assert "testclient" not in here.text
    (form,) = [
        form
        for form in here.forms("/browsers/end")
        if form.fields["browser"] == sign_ins.digest(phone.client.cookies["birthwords"])
    ]
    stolen = {**stranger.form("/account/logout").fields, "browser": form.fields["browser"]}
    stranger.client.post("/account/browsers/end", data=stolen)
    assert phone.open("/workbench").url.path == "/workbench"
    here.post(form, "/browsers/end")
    assert "That browser is signed out." in here.text
    assert "iPhone" not in here.text
    assert phone.open("/workbench").url.path == "/account/login"
    here.send("/browsers/end", {"browser": ""})
    assert "Every other browser is signed out." in here.text
    assert ward.open("/workbench").url.path == "/account/login"
    assert stranger.open("/workbench").url.path == "/workbench"


def test_a_browser_left_alone_is_signed_out_and_reading_pages_writes_once_a_minute(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIRTHWORDS_IDLE_MINUTES", "30")
    settings.cache_clear()
    visit, start = Visit(world, "translator"), now()

    def open_after(minutes: float) -> str:
        later = start + timedelta(minutes=minutes)
        monkeypatch.setattr(sign_ins, "now", lambda: later)
        return visit.open("/workbench").url.path

    first = last_seen(world)
    assert open_after(0.5) == "/workbench"
    assert last_seen(world) == first
    for minutes in (2, 29, 58):
        assert open_after(minutes) == "/workbench"
        assert last_seen(world) == [start + timedelta(minutes=minutes)]
    assert open_after(88.5) == "/account/login"
    assert "30 minutes" in Visit(world, "translator").open("/account").text


def test_a_page_that_was_left_open_and_asks_by_itself_keeps_nobody_signed_in(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, before = Visit(world, "translator"), last_seen(world)
    visit.open("/workbench/feeling-sick/standard/pl/at/title")
    form = re.search(r'<form class="bw-here"[^>]*>', visit.page.text)
    assert form is not None
    assert """hx-headers='{"Birthwords-By-Itself": "yes"}'""" in form[0]
    later = now() + timedelta(minutes=2)
    monkeypatch.setattr(sign_ins, "now", lambda: later)
    address, fields = "/workbench/feeling-sick/standard/pl/here", visit.form("/save").fields
    visit.client.headers["Birthwords-By-Itself"] = "yes"
    assert visit.client.post(address, data=fields).status_code == 204
    assert visit.open("/workbench").status_code == 200
    assert last_seen(world) == before
    del visit.client.headers["Birthwords-By-Itself"]
    assert visit.client.post(address, data=fields).status_code == 204
    assert last_seen(world) == [later]


def test_the_script_of_a_job_says_that_it_asks_by_itself() -> None:
    script = (TEMPLATES / "assets" / "progress.js").read_text()
    assert '"Birthwords-By-Itself": "yes"' in script


def test_a_page_is_shown_where_nothing_can_be_written(
    world: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    visit, later = Visit(world, "translator"), now() + timedelta(minutes=2)
    monkeypatch.setattr(sign_ins, "now", lambda: later)

    def full(self: Database) -> object:
        raise OperationalError("UPDATE", {}, Exception("attempt to write a readonly database"))

    monkeypatch.setattr(Database, "writing", full)
    assert visit.open("/workbench").status_code == 200
    assert "My work" in visit.text
    assert "could not be noted" in caplog.text


def test_one_thread_at_most_waits_to_note_who_was_here(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages answer while another one waits for the database's lock."""
    visit, later = Visit(world, "translator"), now() + timedelta(minutes=2)
    monkeypatch.setattr(sign_ins, "now", lambda: later)
    noting, go_on, writing = threading.Event(), threading.Event(), Database.writing

    def slowly(database: Database) -> AbstractContextManager[Session]:
        noting.set()
        assert go_on.wait(30)
        return writing(database)

    monkeypatch.setattr(Database, "writing", slowly)
    waits = threading.Thread(target=lambda: visit.client.get("/workbench"))
    waits.start()
    assert noting.wait(30)
    other = Visit(world)
    other.client.cookies = visit.client.cookies
    assert other.open("/workbench").url.path == "/workbench"
    go_on.set()
    waits.join(30)
    assert last_seen(world) == [later]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
         "Firefox on Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
         "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.4 Safari/605.1.15",
         "Safari on a Mac"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) CriOS/126.0 Safari/604.1",
         "Chrome on an iPad"),
        ("curl/8.1", "Another browser"),
        ("<script>", "Another browser"),
        ("", "Another browser"),
    ],
)  # fmt: skip
def test_a_browser_is_named_as_its_owner_knows_it(said: str, shown: str) -> None:
    assert browser_of(said) == shown


def test_where_no_password_can_be_looked_at_the_link_stays_good(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = made_link(Visit(world, "admin"), "translator", world)
    visit, full = Visit(world), Threads(count=1, places=0)
    visit.open("/account/reset")
    with monkeypatch.context() as patch:
        patch.setattr(hashing, "threads", lambda: full)
        answer = visit.send("/account/reset", code=code, password=NEW, again=NEW)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert 'href="#code"' in answer.text
    visit.send("/account/reset", password=NEW, again=NEW)
    assert "Your password is set." in visit.text
