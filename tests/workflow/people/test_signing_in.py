"""Whatever looks at a password does so while no database session is open, and what changed
meanwhile counts."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlmodel import select
from typer.testing import CliRunner

from app.cli import cli
from app.config import ROOT, settings
from app.db import Database
from app.models import PasswordLink, SignIn, SignInAttempt, User, now
from app.workflow import seeding
from app.workflow.people import (
    accounts,
    hashing,
    password_links,
    passwords,
    sign_in_limit,
    sign_ins,
    signing_in,
)
from app.workflow.people.hashing import Busy, Threads
from app.workflow.people.password_links import NoSuchLink
from app.workflow.people.signing_in import Origin, change, set_by_link, sign_in
from app.workflow.refusals import Missing, Refused
from app.workflow.work import leaving
from tests.factories import PASSWORD, new_database, person
from tests.held import held
from tests.web.visit import Visit

HERE = Origin("192.0.2.1", "Firefox on Windows")
NEW = "kettle-moth-sand"


def enter(database: Database, name: str = "translator", password: str = PASSWORD) -> str:
    return sign_in(database, f"{name}@x.test", password, HERE, demo_mode=True)


def is_in(database: Database, token: str) -> bool:
    with database.reading() as session:
        return sign_ins.present(session, token, demo_mode=True) is not None


def link_for(database: Database, name: str) -> str:
    admin, whose = person(database, "admin"), person(database, name)
    with database.writing() as session:
        return password_links.make(session, admin, whose.id)


def password_hash(database: Database, name: str) -> str:
    with database.reading() as session:
        return session.exec(select(User.password_hash).where(User.email == f"{name}@x.test")).one()


def test_argon2_is_called_in_one_place_and_nothing_there_knows_the_database() -> None:
    calling = [file for file in (ROOT / "app").rglob("*.py") if "argon2" in file.read_text()]
    assert [file.name for file in calling] == ["hashing.py"]
    assert not re.search(r"sqlmodel|app\.db|app\.models", calling[0].read_text())


@dataclass
class Watch:
    """For each time that Argon2 ran: what it did, and how many connections were out."""

    seen: list[tuple[str, int]] = field(default_factory=list)

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.seen]

    def held(self) -> list[tuple[str, int]]:
        return [each for each in self.seen if each[1]]


@contextmanager
def watching(monkeypatch: pytest.MonkeyPatch, out: Callable[[], int]) -> Iterator[Watch]:
    watch = Watch()
    hash_it, verify_it = PasswordHasher.hash, PasswordHasher.verify

    def hash_and_note(self: PasswordHasher, password: str) -> str:
        watch.seen.append(("hash", out()))
        return hash_it(self, password)

    def verify_and_note(self: PasswordHasher, kept: str, password: str) -> bool:
        watch.seen.append(("verify", out()))
        return verify_it(self, kept, password)

    with monkeypatch.context() as patch:
        patch.setattr(PasswordHasher, "hash", hash_and_note)
        patch.setattr(PasswordHasher, "verify", verify_and_note)
        yield watch


def wrong(visit: Visit) -> None:
    visit.sign_in("translator@x.test", "not-the-password")


def unknown(visit: Visit) -> None:
    visit.sign_in("nobody@x.test", PASSWORD)


def right(visit: Visit) -> None:
    visit.sign_in("translator@x.test")
    assert "My work" in visit.text


def wrong_change(visit: Visit) -> None:
    visit.sign_in("translator@x.test")
    visit.open("/account")
    visit.send("/account/password", current="no", password=NEW, again=NEW)
    assert "The current password is not right." in visit.text


def right_change(visit: Visit) -> None:
    visit.sign_in("translator@x.test")
    visit.open("/account")
    visit.send("/account/password", current=PASSWORD, password=NEW, again=NEW)
    assert "Your password is changed." in visit.text


def opened_account(visit: Visit) -> None:
    visit.sign_in("admin@x.test")
    visit.open("/people")
    visit.send("/people/add", email="ewa@x.test", name="Ewa", role="midwife")
    assert "The account is open." in visit.text


WAYS: dict[str, tuple[Callable[[Visit], None], list[str]]] = {
    "a wrong password": (wrong, ["verify"]),
    "an unknown address": (unknown, ["verify"]),
    "the right password": (right, ["verify"]),
    "a refused change": (wrong_change, ["verify", "verify"]),
    "a change": (right_change, ["verify", "verify", "hash"]),
    "an account that an admin opens": (opened_account, ["verify"]),
}


@pytest.mark.usefixtures("demo_mode")
@pytest.mark.parametrize("way", WAYS)
def test_h20_no_connection_is_out_while_a_password_is_worked_on(
    world: Database, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    hashing._decoy()
    go, expected = WAYS[way]
    visit = Visit(world)
    with watching(monkeypatch, lambda: held(world)) as watch:
        go(visit)
    assert watch.kinds() == expected
    assert watch.held() == []


def test_no_connection_is_out_while_a_link_sets_a_password_or_a_hash_is_renewed(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.writing() as session:
        user = session.exec(select(User).where(User.email == "second@x.test")).one()
        user.password_hash = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
        session.add(user)
    code = link_for(world, "translator")
    with watching(monkeypatch, lambda: held(world)) as watch:
        set_by_link(world, code, NEW, HERE)
        enter(world, "second")
        enter(world, "second")
    assert watch.kinds() == ["hash", "verify", "hash", "verify"]
    assert watch.held() == []


def test_no_transaction_is_open_while_the_command_line_or_a_demonstration_makes_accounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_now: list[str] = []
    writing = Database.writing

    @contextmanager
    def noted(self: Database) -> Iterator[object]:
        with writing(self) as session:
            open_now.append("one")
            try:
                yield session
            finally:
                open_now.pop()

    monkeypatch.setattr(Database, "writing", noted)
    monkeypatch.setenv("BIRTHWORDS_DATABASE_URL", f"sqlite:///{tmp_path / 'cli.sqlite3'}")
    monkeypatch.setenv("BIRTHWORDS_PASSWORD", NEW)
    settings.cache_clear()
    with watching(monkeypatch, lambda: len(open_now)) as watch:
        made = CliRunner().invoke(
            cli, ["user", "add", "a@x.test", "--name", "A", "--role", "admin"]
        )
        assert made.output == "a@x.test was added.\n"
        database = new_database(tmp_path)
        monkeypatch.setattr(seeding, "load_all", lambda _: ())
        monkeypatch.setattr(seeding, "po_files", lambda: iter(()))
        seeding.seed(database, demo=True, tags=())
        database.dispose()
    settings.cache_clear()
    assert watch.kinds() == ["hash", "hash"]
    assert watch.held() == []


def test_h20_sixty_wrong_passwords_at_once_take_no_lock_and_no_connection_from_anybody(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While every place is taken, a colleague writes and the rest are told to try again."""
    few = Threads(count=1, places=4, share=4)
    monkeypatch.setattr(hashing, "threads", lambda: few)
    with few.place("x"), few.place("x"), few.place("x"), few.place("x"):
        with ThreadPoolExecutor(20) as crowd:
            sent = [
                crowd.submit(sign_in, world, "translator@x.test", "no", HERE, demo_mode=True)
                for _ in range(60)
            ]
            errors = [each.exception(60) for each in sent]
        assert [type(error) for error in errors] == [Busy] * 60
        with world.writing() as session:
            assert session.exec(select(SignInAttempt)).all() == []
    assert enter(world)


def test_a_password_that_changes_while_it_is_looked_at_lets_nobody_in(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = hashing.matches

    def changed_meanwhile(kept: str | None, password: str) -> bool:
        found = looked_at(kept, password)
        with world.writing() as session:
            user = session.exec(select(User).where(User.email == "translator@x.test")).one()
            user.password_hash = "!"
            session.add(user)
        return found

    monkeypatch.setattr(hashing, "matches", changed_meanwhile)
    with pytest.raises(Refused, match="changed meanwhile"):
        enter(world)
    with world.reading() as session:
        assert session.exec(select(SignIn)).all() == []


def test_a_changed_password_ends_every_browser_but_the_one_it_was_changed_in(
    world: Database,
) -> None:
    old, older = enter(world), enter(world)
    code = link_for(world, "translator")
    mine = change(world, person(world, "translator"), PASSWORD, NEW, HERE)
    assert [is_in(world, token) for token in (old, older, mine)] == [False, False, True]
    with pytest.raises(Refused, match="not right"):
        enter(world)
    assert enter(world, password=NEW)
    with pytest.raises(NoSuchLink):
        set_by_link(world, code, "sand-moth-kettle", HERE)


def test_a_link_sets_a_password_once_ends_every_browser_and_is_recorded(world: Database) -> None:
    old = enter(world)
    code = link_for(world, "translator")
    with world.reading() as session:
        (row,) = session.exec(select(PasswordLink)).all()
    assert code not in row.code_hash
    assert is_in(world, old)
    set_by_link(world, code.lower().replace("-", " "), NEW, HERE)
    assert not is_in(world, old)
    assert enter(world, password=NEW)
    with pytest.raises(NoSuchLink):
        set_by_link(world, code, "sand-moth-kettle", HERE)
    with world.reading() as session:
        told = leaving.own_events(session, person(world, "translator"))
        names = accounts.names(session)
    assert [(each.action, names[each.actor_id]) for each in told] == [
        ("link-used", "Translator"),
        ("link", "Admin"),
    ]


def test_two_browsers_with_one_code_set_one_password(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = link_for(world, "translator")
    chosen = passwords.chosen

    def used_meanwhile(password: str, *about: str) -> hashing.Hashed:
        monkeypatch.setattr(passwords, "chosen", chosen)
        set_by_link(world, code, NEW, HERE)
        return chosen(password, *about)

    monkeypatch.setattr(passwords, "chosen", used_meanwhile)
    with pytest.raises(NoSuchLink):
        set_by_link(world, code, "sand-moth-kettle", HERE)
    assert enter(world, password=NEW)


def test_a_weak_password_leaves_the_link_good(world: Database) -> None:
    code = link_for(world, "translator")
    with pytest.raises(Refused, match="name or address"):
        set_by_link(world, code, "translator-2026", HERE)
    set_by_link(world, f"https://leaflets.example/account/reset#{code}", NEW, HERE)


def test_a_newer_link_two_days_or_a_closed_account_end_a_link(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = link_for(world, "translator"), link_for(world, "translator")
    with pytest.raises(NoSuchLink):
        set_by_link(world, first, NEW, HERE)
    with world.writing() as session:
        leaving.close(session, person(world, "admin"), person(world, "translator").id, "Left.")
        assert session.exec(select(PasswordLink)).all() == []
    with pytest.raises(NoSuchLink):
        set_by_link(world, second, NEW, HERE)
    third = link_for(world, "reviewer")
    late = now() + timedelta(hours=48, seconds=1)
    with monkeypatch.context() as patch:
        patch.setattr(password_links, "now", lambda: late)
        with pytest.raises(NoSuchLink):
            set_by_link(world, third, NEW, HERE)
    set_by_link(world, third, NEW, HERE)


def test_no_link_is_made_for_oneself_a_demonstrations_account_or_the_command_line(
    world: Database,
) -> None:
    admin = person(world, "admin")
    with world.writing() as session:
        demo = accounts.add_user(session, "d@demo.test", "D", accounts.NO_PASSWORD, [], demo=True)
        mine, hers, system = admin.id, demo.key, accounts.system(session).id
        for whose, said in ((mine, "Your account"), (hers, "keep the password")):
            with pytest.raises(Refused, match=said):
                password_links.make(session, admin, whose)
        for whose in (system, 999_999):
            with pytest.raises(Missing):
                password_links.make(session, admin, whose)
        with pytest.raises(Refused, match="is for admins"):
            password_links.make(session, accounts.actor(session, "author@x.test"), mine)


def test_accounts_of_the_demonstration_keep_their_password(world: Database) -> None:
    with world.writing() as session:
        accounts.add_user(session, "d@demo.test", "D", seeding.DEMO_PASSWORD, [], demo=True)
        actor = accounts.actor(session, "d@demo.test")
    with pytest.raises(Refused, match="keep the password"):
        change(world, actor, seeding.DEMO_PASSWORD, NEW, HERE)


@pytest.mark.usefixtures("costly_hashes")
def test_an_old_hash_is_renewed_when_its_owner_signs_in(world: Database) -> None:
    with world.writing() as session:
        user = session.exec(select(User).where(User.email == "translator@x.test")).one()
        user.password_hash = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
        session.add(user)
    assert enter(world)
    assert "m=65536,t=3,p=4" in password_hash(world, "translator")
    assert enter(world)


def test_guessing_ones_current_password_counts_as_guessing(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_limit, "PER_PAIR", 2)
    actor = person(world, "translator")
    for _ in range(2):
        with pytest.raises(signing_in.WrongPassword):
            change(world, actor, "not-this-one", NEW, HERE)
    with pytest.raises(sign_in_limit.TooMany):
        change(world, actor, PASSWORD, NEW, HERE)


def test_a_browser_that_opens_no_page_for_a_while_is_signed_out(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, idle = enter(world), timedelta(minutes=60)

    def at(minutes: int) -> sign_ins.Present | None:
        later = start + timedelta(minutes=minutes)
        monkeypatch.setattr(sign_ins, "now", lambda: later)
        with world.writing() as session:
            found = sign_ins.present(session, token, demo_mode=True, idle=idle)
            if found is not None:
                sign_ins.seen(session, token)
        return found

    start = now()
    for minutes in (50, 100, 150):
        assert at(minutes) is not None
    assert at(211) is None


def test_h20_guessing_from_elsewhere_locks_nobody_out_where_staff_sign_in(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_limit, "PER_ACCOUNT", 4)
    monkeypatch.setattr(sign_in_limit, "PER_PAIR", 3)
    enter(world, "reviewer")  # so that the hospital's network is known

    def guess(email: str, address: str) -> str:
        try:
            with world.writing() as session:
                sign_in_limit.attempt(session, email, address)
        except sign_in_limit.TooMany:
            return "stopped"
        return "looked at"

    for email in ("translator@x.test", "nobody@x.test"):
        tries = [guess(email, f"198.51.100.{last}") for last in (1, 1, 1, 1, 2, 3)]
        assert tries == ["looked at"] * 3 + ["stopped", "looked at", "stopped"]
        assert [guess(email, HERE.address) for _ in range(4)] == ["looked at"] * 3 + ["stopped"]
    later = now() + sign_in_limit.WINDOW
    monkeypatch.setattr(sign_in_limit, "now", lambda: later)
    assert guess("translator@x.test", "198.51.100.9") == "looked at"
    assert enter(world)
    much_later = now() + sign_in_limit.KNOWN_FOR + timedelta(days=1)
    monkeypatch.setattr(sign_in_limit, "now", lambda: much_later)
    tries = [guess("translator@x.test", f"198.51.100.{last}") for last in range(4)]
    assert tries == ["looked at"] * 4
    assert guess("translator@x.test", HERE.address) == "stopped"


def test_an_address_of_ipv4_counts_as_one_however_it_is_written(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_limit, "PER_PAIR", 1)
    with world.writing() as session:
        sign_in_limit.attempt(session, "translator@x.test", "::ffff:192.0.2.1")
        sign_in_limit.attempt(session, "translator@x.test", "::ffff:192.0.2.2")
        with pytest.raises(sign_in_limit.TooMany):
            sign_in_limit.attempt(session, "translator@x.test", "192.0.2.1")
