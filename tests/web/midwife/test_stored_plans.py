"""Filled plans are stored only where an organisation turned that on: encrypted, for midwives alone,
every look recorded, and gone when their time is over."""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from fastapi.testclient import TestClient
from sqlmodel import col, select

from app.cli import plans as commands
from app.config import SettingsError, settings
from app.db import Database, migrations
from app.jobs.printing.printer import Printer
from app.main import create_app
from app.models import PlanAccess, PlanStep, Role, StoredPlan, now
from app.plans.answers import Answer
from app.plans.codec import LONGEST, decode, encode
from app.plans.encryption import (
    LockedOut,
    Storing,
    Unlocked,
    keys_in,
    lock,
    rotated,
    storing,
    unlock,
)
from app.render.cache import PdfCache
from app.render.pool import RenderPool
from app.render.poppler import text as copied
from app.web.frame import print_queue
from app.workflow.open_database import open_database
from app.workflow.people import accounts
from app.workflow.plans import stored_plans
from app.workflow.refusals import Missing, Refused
from tests import factories
from tests.plans.plan import PLAN
from tests.plans.world import few_answers, publish_plan, template_in
from tests.web.visit import Visit

KEPT = "/library/stored-plans"
CODE = "/library/plans/code"
WHO = "Ana Nowak, 1 May 1990"
OLD, NEW = (base64.b64encode(sign * 32).decode() for sign in (b"o", b"n"))


@pytest.fixture
def keys_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Storing turned on for 30 days, with one key."""
    path = tmp_path / "keys" / "plans"
    path.parent.mkdir()
    path.write_text(f"{OLD}\n")
    monkeypatch.setenv("BIRTHWORDS_PLAN_RETENTION_DAYS", "30")
    monkeypatch.setenv("BIRTHWORDS_PLAN_KEYS", str(path))
    settings.cache_clear()
    yield path
    settings.cache_clear()


@pytest.fixture
def how(keys_file: Path) -> Storing:
    found = storing(settings())
    assert found is not None
    return found


def code_in(database: Database) -> str:
    template = template_in(database)
    return encode(few_answers(template), template.resource, whole=True, limit=LONGEST)


def keep(database: Database, how: Storing, who: str = WHO) -> str:
    with database.writing() as session:
        midwife = accounts.actor(session, "midwife@x.test")
        return stored_plans.store(session, midwife, how, code_in(database), who)


def steps(database: Database) -> list[tuple[str, str]]:
    """Every step of the audit: what, and in which role."""
    with database.reading() as session:
        rows = session.exec(select(PlanAccess).order_by(col(PlanAccess.id))).all()
        return [(row.step.value, row.role.value) for row in rows]


def let_days_pass(database: Database, days: int) -> None:
    with database.writing() as session:
        for row in session.exec(select(StoredPlan)).all():
            row.delete_after -= timedelta(days=days)
            session.add(row)


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool(workers=1) as found:
        yield found


@pytest.fixture
def printer(planned: Database, pool: RenderPool, tmp_path: Path) -> Printer:
    return Printer(database=planned, pool=pool, cache=PdfCache(tmp_path / "pdf"))


def printing(database: Database, who: str, printer: Printer) -> Visit:
    """Someone at a service that can print."""
    app = create_app(database)
    print_queue.install(app, printer)
    visit = Visit(database)
    visit.client = TestClient(app, follow_redirects=True)
    visit.sign_in(f"{who}@x.test")
    return visit


def kept_by_hand(database: Database) -> Visit:
    """A midwife who read a plan from its file and kept it."""
    midwife = Visit(database, "midwife")
    midwife.open(CODE)
    midwife.send(CODE, code=code_in(database))
    midwife.send(KEPT, who=WHO)
    return midwife


def test_h21_without_the_setting_no_plan_can_be_kept(planned: Database) -> None:
    midwife = Visit(planned, "midwife")
    for address in (KEPT, f"{KEPT}/history", f"{KEPT}/{'a' * 32}"):
        assert midwife.open(address).status_code == 404
    assert midwife.client.post(KEPT, data={"code": "x"}).status_code in (404, 405)
    midwife.open(CODE)
    midwife.send(CODE, code=code_in(planned))
    assert "Ana Nowak" in midwife.text
    assert "Store this plan" not in midwife.text
    assert "Stored plans" not in midwife.text


@pytest.mark.parametrize("keys", ["", "not base64!", base64.b64encode(b"short").decode()])
def test_plans_are_not_kept_without_a_good_key(
    planned: Database, keys_file: Path, keys: str
) -> None:
    keys_file.write_text(f"{keys}\n")
    with pytest.raises(SettingsError, match=r"^BIRTHWORDS_PLAN_KEYS: ") as error:
        create_app(planned)
    assert not keys or keys not in str(error.value)


def test_plans_are_not_kept_without_a_file_of_keys(
    planned: Database, keys_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys_file.unlink()
    with pytest.raises(SettingsError, match="cannot be read"):
        create_app(planned)
    monkeypatch.delenv("BIRTHWORDS_PLAN_KEYS")
    settings.cache_clear()
    with pytest.raises(SettingsError, match="only with a key"):
        create_app(planned)


@pytest.mark.parametrize("days", ["0", "-3", "ever", "99999"])
def test_how_long_plans_are_kept_must_be_said(
    days: str, keys_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIRTHWORDS_PLAN_RETENTION_DAYS", days)
    settings.cache_clear()
    with pytest.raises(SettingsError, match="after how many days"):
        settings()


def test_a_midwife_keeps_a_plan_and_reads_it_again(planned: Database, keys_file: Path) -> None:
    midwife = kept_by_hand(planned)
    assert "The plan is stored." in midwife.text
    assert WHO in midwife.text
    address = re.search(rf'href="({KEPT}/[0-9a-f]{{32}})"', midwife.text)
    assert address
    page = midwife.open(address[1])
    assert page.headers["cache-control"] == "no-store"
    for words in (WHO, "By injection", "Chcę spokoju.", "This is not consent", "Not translated"):
        assert words in midwife.text
    assert steps(planned) == [(step, "midwife") for step in ("stored", "listed", "viewed")]


def test_h6_a_plan_is_kept_only_with_whose_it_is(planned: Database, keys_file: Path) -> None:
    midwife = Visit(planned, "midwife")
    midwife.open(CODE)
    midwife.send(CODE, code=code_in(planned))
    assert midwife.form(KEPT).fields["who"] == "Ana Nowak"
    page = midwife.send(KEPT, who="  ")
    assert page.status_code == 422
    assert "Write whose plan it is" in midwife.text
    assert steps(planned) == []
    midwife.send(KEPT, who=WHO)
    assert "The plan is stored." in midwife.text


def test_a_damaged_plan_is_not_kept(planned: Database, how: Storing) -> None:
    with planned.writing() as session:
        midwife = accounts.actor(session, "midwife@x.test")
        with pytest.raises(Refused, match="cannot be read"):
            stored_plans.store(session, midwife, how, code_in(planned)[:-2], WHO)
    assert steps(planned) == []


def test_a_file_taken_out_holds_every_answer(planned: Database, how: Storing) -> None:
    plan_id = keep(planned, how)
    midwife = Visit(planned, "midwife")
    midwife.open(f"{KEPT}/{plan_id}")
    page = midwife.send(f"{KEPT}/{plan_id}/file")
    assert page.headers["content-disposition"] == 'attachment; filename="plan.txt"'
    assert page.headers["cache-control"] == "no-store"
    template = template_in(planned)
    assert decode(page.text, lambda pin: template) == few_answers(template)
    assert [step for step, _ in steps(planned)] == ["stored", "viewed", "exported"]


def test_h21_a_kept_plan_is_printed_and_each_print_is_recorded(
    planned: Database, how: Storing, printer: Printer, tmp_path: Path
) -> None:
    plan_id = keep(planned, how)
    midwife = printing(planned, "midwife", printer)
    midwife.open(f"{KEPT}/{plan_id}")
    assert midwife.form(f"{KEPT}/{plan_id}/print").fields["language"] == "pl"
    page = midwife.send(f"{KEPT}/{plan_id}/print", format="facing")
    assert page.headers["content-disposition"] == 'inline; filename="plan.pdf"'
    assert page.headers["cache-control"] == "no-store"
    assert "Ana Nowak" in copied(page.content)
    midwife.open(f"{KEPT}/{plan_id}")
    page = midwife.send(f"{KEPT}/{plan_id}/print", format="facing", language="en")
    assert page.status_code == 422
    assert [step for step, _ in steps(planned)].count("printed") == 2
    assert not list((tmp_path / "pdf").rglob("*.pdf"))


def test_h14_answers_to_a_changed_question_are_shown_but_not_printed(
    planned: Database, how: Storing, printer: Printer
) -> None:
    plan_id = keep(planned, how)
    publish_plan(planned, PLAN.replace("vitamin K?", "vitamin K now?"))
    midwife = printing(planned, "midwife", printer)
    midwife.open(f"{KEPT}/{plan_id}")
    assert "vitamin K? – By injection" in midwife.text
    assert "replaced since" in midwife.text
    page = midwife.send(f"{KEPT}/{plan_id}/print")
    assert page.status_code == 403
    assert "Questions of this plan have changed" in midwife.text


def test_ticks_that_contradict_each_other_are_kept_but_not_printed(
    planned: Database, how: Storing
) -> None:
    template = template_in(planned)
    answers = few_answers(template).having("interpreter", Answer(("would-not",)))
    code = encode(answers, template.resource, whole=True, limit=LONGEST)
    midwife = factories.person(planned, "midwife")
    with planned.writing() as session:
        plan_id = stored_plans.store(session, midwife, how, code, WHO)
    with planned.writing() as session, pytest.raises(Refused, match="contradict each other"):
        stored_plans.to_print(session, midwife, how, plan_id, "pl")
    with planned.writing() as session:
        kept = stored_plans.opened(session, midwife, how, plan_id, PlanStep.VIEWED)
    assert kept.answers == answers


@pytest.mark.parametrize("who", ["translator", "reviewer", "author", "clinician"])
def test_nobody_but_midwives_and_admins_comes_near(
    planned: Database, how: Storing, who: str
) -> None:
    plan_id = keep(planned, how)
    visit = Visit(planned, who)
    for address in (KEPT, f"{KEPT}/history", f"{KEPT}/{plan_id}", f"{KEPT}/{plan_id}/delete"):
        assert visit.open(address).status_code == 403
        assert "Ana" not in visit.text
    csrf = csrf_of(visit)
    for step in ("", f"/{plan_id}/print", f"/{plan_id}/file", f"/{plan_id}/delete"):
        page = visit.client.post(f"{KEPT}{step}", data={"csrf": csrf, "code": "1A"})
        assert page.status_code == 403
    assert steps(planned) == [("stored", "midwife")]


def csrf_of(visit: Visit) -> str:
    visit.open("/workbench")
    return visit.form("/account/logout").fields["csrf"]


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.REVIEWER, Role.AUTHOR])
def test_a_midwife_who_also_translates_reviews_or_writes_reads_no_plan(
    planned: Database, how: Storing, role: Role
) -> None:
    plan_id = keep(planned, how)
    tag = "*" if role is Role.AUTHOR else "pl"
    factories.add_person(planned, "both", (Role.MIDWIFE, "*"), (role, tag))
    both = Visit(planned, "both")
    for address in (KEPT, f"{KEPT}/{plan_id}", f"{KEPT}/{plan_id}/delete"):
        assert both.open(address).status_code == 403
    both.open(CODE)
    both.send(CODE, code=code_in(planned))
    assert "Store this plan" not in both.text
    page = both.client.post(
        KEPT, data={"csrf": csrf_of(both), "code": code_in(planned), "who": WHO}
    )
    assert page.status_code == 422
    assert steps(planned) == [("stored", "midwife")]


def test_an_admin_deletes_and_sees_the_audit_but_no_content(
    planned: Database, how: Storing, printer: Printer
) -> None:
    plan_id = keep(planned, how)
    admin = printing(planned, "admin", printer)
    admin.open(KEPT)
    assert plan_id[:8] in admin.text
    assert "Ana" not in admin.text
    assert admin.open(f"{KEPT}/{plan_id}").status_code == 403
    csrf = csrf_of(admin)
    for step in ("print", "file"):
        page = admin.client.post(f"{KEPT}/{plan_id}/{step}", data={"csrf": csrf})
        assert page.status_code == 403
    admin.open(f"{KEPT}/{plan_id}/delete")
    assert "Ana" not in admin.text
    admin.send(f"{KEPT}/{plan_id}/delete")
    assert "The plan is deleted." in admin.text
    admin.open(f"{KEPT}/history")
    assert "deleted" in admin.text
    assert "Midwife" in admin.text
    assert "Ana" not in admin.text
    assert steps(planned) == [("stored", "midwife"), ("deleted", "admin")]


def test_a_midwife_deletes_a_plan_and_sees_no_audit(planned: Database, how: Storing) -> None:
    plan_id = keep(planned, how)
    midwife = Visit(planned, "midwife")
    assert midwife.open(f"{KEPT}/history").status_code == 403
    midwife.open(f"{KEPT}/{plan_id}/delete")
    midwife.send(f"{KEPT}/{plan_id}/delete")
    assert "No plan is stored here." in midwife.text
    assert midwife.open(f"{KEPT}/{plan_id}").status_code == 404


def test_a_form_from_elsewhere_is_refused(planned: Database, how: Storing) -> None:
    plan_id = keep(planned, how)
    midwife = Visit(planned, "midwife")
    for step in ("", f"/{plan_id}/print", f"/{plan_id}/file", f"/{plan_id}/delete"):
        assert midwife.client.post(f"{KEPT}{step}", data={"code": "1A"}).status_code == 403
    assert steps(planned) == [("stored", "midwife")]


def test_h21_nothing_of_a_kept_plan_is_legible_on_the_disk(
    planned: Database, keys_file: Path, tmp_path: Path
) -> None:
    kept_by_hand(planned)
    # Nothing as short as a year: four digits stand in the keys and hashes around it by chance.
    secrets = ("Ana Nowak", "1 May 1990", "Chcę spokoju", code_in(planned)[9:60])
    seen = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".sqlite3" for path in seen)
    for path in seen:
        data = path.read_bytes()
        assert path == keys_file or OLD.encode() not in data
        assert b"o" * 32 not in data
        for secret in secrets:
            assert secret.encode() not in data, path


def test_h6_a_plan_opens_with_its_own_key_and_id_alone() -> None:
    old, new = keys_in(f"{OLD}\n\n{NEW}\n")
    kept = Unlocked(WHO, "1ABC")
    locked = lock(kept, "one", (old,))
    assert unlock(locked, "one", (new, old)) == kept
    for wrong_id, keys in (("two", (old,)), ("one", (new,)), ("one", (replace(new, id=old.id),))):
        with pytest.raises(LockedOut):
            unlock(locked, wrong_id, keys)
    changed = replace(locked, ciphertext=locked.ciphertext[:-1] + b"\0\0")
    with pytest.raises(LockedOut, match="has been changed"):
        unlock(changed, "one", (old,))
    again = rotated(locked, "one", (new, old))
    assert again.key_id == new.id
    assert unlock(again, "one", (new,)) == kept
    assert lock(kept, "one", (old,)) != locked
    longer = lock(Unlocked(WHO, "1ABCDEFGH"), "one", (old,))
    assert len(longer.ciphertext) == len(locked.ciphertext)


def test_after_rotation_the_old_key_can_go(
    planned: Database, how: Storing, keys_file: Path
) -> None:
    plan_id = keep(planned, how)
    midwife = Visit(planned, "midwife")
    keys_file.write_text(f"{NEW}\n{OLD}\n")
    assert "By injection" in midwife.open(f"{KEPT}/{plan_id}").text
    with planned.writing() as session:
        assert stored_plans.rotate(session, keys_in(keys_file.read_text())).done == 1
    keys_file.write_text(f"{NEW}\n")
    assert "By injection" in midwife.open(f"{KEPT}/{plan_id}").text


def test_a_plan_whose_key_is_gone_is_named_and_stays(
    planned: Database, how: Storing, keys_file: Path
) -> None:
    plan_id = keep(planned, how)
    keys_file.write_text(f"{NEW}\n")
    midwife = Visit(planned, "midwife")
    midwife.open(KEPT)
    assert "cannot be opened: its key is missing" in midwife.text
    assert midwife.open(f"{KEPT}/{plan_id}").status_code == 403
    assert "The key of this plan is not in the file of keys." in midwife.text
    with planned.writing() as session:
        found = stored_plans.rotate(session, keys_in(NEW))
    assert (found.done, found.locked_out) == (0, 1)
    keys_file.write_text(f"{OLD}\n")
    assert midwife.open(f"{KEPT}/{plan_id}").status_code == 200


def test_a_plan_is_kept_for_the_days_that_were_chosen(planned: Database, how: Storing) -> None:
    plan_id = keep(planned, how)
    with planned.reading() as session:
        row = session.get(StoredPlan, plan_id)
        assert row is not None
        assert row.delete_after - row.created_at == timedelta(days=30)
        assert now() < row.delete_after
    let_days_pass(planned, 29)
    with planned.writing() as session:
        assert stored_plans.expire(session) == 0
    let_days_pass(planned, 1)
    with planned.writing() as session:
        midwife = accounts.actor(session, "midwife@x.test")
        with pytest.raises(Missing):
            stored_plans.opened(session, midwife, how, plan_id, PlanStep.VIEWED)
    midwife_there = Visit(planned, "midwife")
    midwife_there.open(KEPT)
    assert "No plan is stored here." in midwife_there.text
    assert [step for step, _ in steps(planned)] == ["stored", "expired", "listed"]


def test_a_start_deletes_what_is_over_its_time_where_storing_was_turned_off_again(
    planned: Database, how: Storing, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(planned, how)
    let_days_pass(planned, 30)
    monkeypatch.delenv("BIRTHWORDS_PLAN_RETENTION_DAYS")
    monkeypatch.setenv("BIRTHWORDS_PRERENDER", "0")
    monkeypatch.setenv("BIRTHWORDS_WORKER", "0")
    settings.cache_clear()
    with TestClient(create_app(planned)), planned.reading() as session:
        assert session.exec(select(StoredPlan)).all() == []
    assert [step for step, _ in steps(planned)] == ["stored", "expired"]


@pytest.fixture
def unmade(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database without any table."""
    local = f"sqlite:///{tmp_path / 'unmade.sqlite3'}"
    database = open_database(local if kind == "sqlite" else request.getfixturevalue("postgres_url"))
    yield database
    database.dispose()


def test_a_database_from_before_gets_the_tables_and_they_work(unmade: Database) -> None:
    world = unmade
    with world.engine.begin() as connection:
        command.upgrade(migrations(connection), "0008")
        for table in ("plan_access", "stored_plan"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    world.migrate()
    factories.add_team(world)
    old, new = keys_in(f"{OLD}\n{NEW}")
    midwife = factories.person(world, "midwife")
    with world.writing() as session:
        for plan_id, due in (("one", now() + timedelta(days=1)), ("two", now())):
            locked = lock(Unlocked(WHO, "1ABC"), plan_id, (old,))
            row = StoredPlan(id=plan_id, slug="small-plan", revision="a" * 64, delete_after=due,
                             key_id=locked.key_id, ciphertext=locked.ciphertext,
                             created_by=midwife.id)  # fmt: skip
            session.add(row)
    with world.writing() as session:
        assert stored_plans.rotate(session, (new, old)).done == 2
    with world.writing() as session:
        rows = stored_plans.listed(session, midwife, Storing(30, (new,)))
    assert [(row.id, row.who) for row in rows] == [("one", WHO)]
    assert steps(world) == [("expired", "admin"), ("listed", "midwife")]


def test_the_commands_expire_and_rotate(
    planned: Database,
    how: Storing,
    keys_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plan_id = keep(planned, how)
    monkeypatch.setenv("BIRTHWORDS_DATABASE_URL", planned.url)
    settings.cache_clear()
    keys_file.write_text(f"{NEW}\n{OLD}\n")
    commands.rotate_keys()
    keys_file.write_text(f"{NEW}\n")
    with planned.writing() as session:
        by = accounts.actor(session, "midwife@x.test")
        now_kept = Storing(30, keys_in(NEW))
        assert stored_plans.opened(session, by, now_kept, plan_id, PlanStep.VIEWED).who == WHO
    let_days_pass(planned, 30)
    commands.expire()
    said = capsys.readouterr().out
    assert said == "1 plans locked with the newest key.\n1 plans deleted.\n"
    monkeypatch.delenv("BIRTHWORDS_PLAN_RETENTION_DAYS")
    settings.cache_clear()
    with pytest.raises(SettingsError, match="no plan is kept"):
        commands.rotate_keys()
