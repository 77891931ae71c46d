"""Signing in and out: who gets in, where they land, and what a forged or old form does."""

import pytest
from sqlmodel import select

from app.config import settings
from app.db import Database
from app.models import SignInAttempt, StaffNetwork, now
from app.web.accounts.sign_in import local
from app.workflow.people import accounts, hashing, sign_in_limit, sign_ins
from app.workflow.people.hashing import Threads
from app.workflow.people.sign_in_limit import TooMany
from tests.web.visit import Visit


def test_a_member_of_staff_signs_in_and_lands_where_they_wanted(world: Database) -> None:
    visit = Visit(world)
    visit.open("/workbench/feeling-sick/standard/pl")
    assert visit.page.url.path == "/account/login"
    visit.send("/account/login", email="translator@x.test", password="a-long-password")
    assert visit.page.url.path == "/workbench/feeling-sick/standard/pl"


def test_the_cookie_is_kept_from_scripts_and_other_sites(world: Database) -> None:
    visit = Visit(world)
    visit.client.follow_redirects = False
    answer = visit.sign_in("translator@x.test")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


@pytest.mark.parametrize(
    ("email", "password"), [("translator@x.test", "wrong"), ("nobody@x.test", "a-long-password")]
)
def test_a_wrong_password_and_an_unknown_address_read_the_same(
    world: Database, email: str, password: str
) -> None:
    visit = Visit(world)
    answer = visit.sign_in(email, password)
    assert answer.status_code == 403
    assert WRONG in visit.text
    assert visit.form("/account/login").fields["email"] == email
    assert visit.open("/workbench").url.path == "/account/login"


WRONG = "The e-mail address or the password is not right."
TOO_MANY = "too many attempts to sign in"


@pytest.mark.parametrize("email", ["translator@x.test", "nobody@x.test"])
def test_guessing_at_an_account_is_stopped_whether_it_exists_or_not(
    world: Database, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    monkeypatch.setattr(sign_in_limit, "PER_PAIR", 3)
    visit = Visit(world)
    for _ in range(3):
        assert visit.sign_in(email, "wrong").status_code == 403
        assert WRONG in visit.text
    answer = visit.sign_in(email)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= sign_in_limit.WINDOW.total_seconds() + 1
    assert TOO_MANY in visit.text
    assert "Try again in 15 minutes." in visit.text
    assert visit.sign_in("reviewer@x.test").status_code == 200


def test_guessing_at_many_accounts_from_one_network_is_stopped(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_limit, "PER_NETWORK", 3)
    visit = Visit(world)
    for number in range(3):
        assert visit.sign_in(f"guess-{number}@x.test", "wrong").status_code == 403
    assert visit.sign_in("translator@x.test").status_code == 429
    with world.writing() as session:
        sign_in_limit.attempt(session, "translator@x.test", "192.0.2.1")
        sign_in_limit.attempt(session, "translator@x.test", "2001:db8::1")
        sign_in_limit.attempt(session, "reviewer@x.test", "2001:db8::2")
        sign_in_limit.attempt(session, "author@x.test", "2001:db8::3")
        with pytest.raises(TooMany):
            sign_in_limit.attempt(session, "midwife@x.test", "2001:db8::4")


def test_attempts_are_forgotten_after_a_while_and_by_signing_in(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_limit, "PER_PAIR", 2)
    visit = Visit(world)
    for _ in range(4):
        assert visit.sign_in("translator@x.test", "wrong").status_code == 403
        assert visit.sign_in("translator@x.test").status_code == 200
        visit.send("/account/logout")
    for _ in range(2):
        visit.sign_in("translator@x.test", "wrong")
    assert visit.sign_in("translator@x.test").status_code == 429
    later = now() + sign_in_limit.WINDOW
    monkeypatch.setattr(sign_in_limit, "now", lambda: later)
    assert visit.sign_in("translator@x.test").status_code == 200


def test_what_is_kept_of_an_attempt_names_nobody(world: Database) -> None:
    Visit(world).sign_in("translator@x.test", "wrong")
    with world.reading() as session:
        rows = session.exec(select(SignInAttempt)).all()
    assert len(rows) == 3
    assert not any("translator" in row.whose or "testclient" in row.whose for row in rows)
    Visit(world).sign_in("reviewer@x.test")
    with world.reading() as session:
        (known,) = session.exec(select(StaffNetwork)).all()
    assert len(known.digest) == 5


def test_where_too_many_sign_in_at_once_the_form_comes_back_with_when_to_try_again(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Threads(count=1, places=0)
    with monkeypatch.context() as patch:
        patch.setattr(hashing, "threads", lambda: full)
        visit = Visit(world)
        answer = visit.sign_in("translator@x.test")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "try again in a few seconds" in visit.text
    assert visit.form("/account/login").fields["email"] == "translator@x.test"
    visit.send("/account/login", password="a-long-password")
    assert visit.page.url.path == "/workbench"


def test_a_sign_in_form_made_elsewhere_is_refused(world: Database) -> None:
    visit = Visit(world)
    answer = visit.client.post(
        "/account/login", data={"email": "translator@x.test", "password": "a-long-password"}
    )
    assert answer.status_code == 403
    assert "birthwords=" not in answer.headers.get("set-cookie", "")


def test_signing_out_ends_the_session_on_the_server(world: Database) -> None:
    visit = Visit(world, "translator")
    token = visit.client.cookies["birthwords"]
    visit.send("/account/logout")
    with world.reading() as session:
        assert sign_ins.present(session, token, demo_mode=True) is None


def test_signing_out_needs_the_forms_own_token(world: Database) -> None:
    visit = Visit(world, "translator")
    assert visit.client.post("/account/logout", data={"csrf": "x"}).status_code == 403
    assert visit.open("/workbench").url.path == "/workbench"


@pytest.mark.parametrize(
    "address",
    [
        "https://e.example",
        "//e.example",
        "/\\e.example",
        "javascript:alert(1)",
        "",
        "/\t/e",
    ],
)
def test_signing_in_never_leads_to_another_site(address: str) -> None:
    assert local(address) == "/workbench"


def test_h24_demonstration_accounts_open_in_demo_mode_alone(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.writing() as session:
        accounts.add_user(session, "author@demo.test", "A", "birthwords-demo", [], demo=True)
    visit = Visit(world)
    assert visit.sign_in("author@demo.test", "birthwords-demo").status_code == 403
    assert "birthwords-demo" not in visit.open("/account/login").text
    monkeypatch.setenv("BIRTHWORDS_DEMO", "1")
    settings.cache_clear()
    assert "birthwords-demo" in visit.open("/account/login").text
    assert visit.sign_in("author@demo.test", "birthwords-demo").status_code == 200
    monkeypatch.delenv("BIRTHWORDS_DEMO")
    settings.cache_clear()
    assert visit.open("/workbench").url.path == "/account/login"
