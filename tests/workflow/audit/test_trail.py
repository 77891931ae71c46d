"""Every decision of a person is in the trail once it is committed, in one chain."""

import ast
import threading
from collections.abc import Callable

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, col, select

from app.config import ROOT
from app.db import Database
from app.models import AuditEntry, Edition, Grant, Role, SegmentEvent, Status
from app.workflow.audit import decisions, trail
from app.workflow.audit.decisions import BY_TABLE
from app.workflow.audit.names import Names
from app.workflow.audit.trail import Head, ranges
from app.workflow.audit.verification import verify
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.review import steps
from app.workflow.translation import recording
from app.workflow.translation.desk import Desk
from app.workflow.work import leaving
from tests.factories import POLISH, SLUG, add_person, person, publish_leaflet, take, translate

VITAMIN = f"{SLUG} standard pl vitamin"


def entries(database: Database, kind: str = "") -> list[AuditEntry]:
    with database.reading() as session:
        rows = session.exec(select(AuditEntry).order_by(col(AuditEntry.number))).all()
    return [row for row in rows if kind in ("", row.kind)]


def is_whole(database: Database) -> bool:
    with database.reading() as session:
        return verify(session.connection()).problems == []


def test_a_leaflet_taken_all_the_way_is_in_the_trail_step_by_step(world: Database) -> None:
    publish_leaflet(world)
    translator, reviewer = (person(world, name).id for name in ("translator", "reviewer"))
    of_vitamin = [e for e in entries(world, "segment_event") if e.about == VITAMIN]
    assert [(e.step, e.actor_id, e.role) for e in of_vitamin] == [
        ("edit", translator, "translator"),
        ("revise", reviewer, "reviewer"),
        ("back_translate", person(world, "third").id, "translator"),
    ]
    assert [(e.about, e.role) for e in entries(world, "sign_off")] == [
        (f"{SLUG} standard pl", "clinician"),
        (f"{SLUG} standard en", "clinician"),
    ]
    editions = entries(world, "edition")
    assert [e.about for e in editions] == [f"{SLUG} standard en 1", f"{SLUG} standard pl 1"]
    assert {(e.actor_id, e.role) for e in editions} == {(person(world, "author").id, "author")}
    assert is_whole(world)


def test_entries_are_numbered_without_a_gap_and_each_follows_the_one_before(
    world: Database,
) -> None:
    translate(world)
    chain = entries(world)
    assert [e.number for e in chain] == list(range(1, len(chain) + 1))
    assert [e.previous for e in chain] == [trail.START, *(e.hash for e in chain[:-1])]
    with world.reading() as session:
        assert trail.head(session.connection()) == Head(chain[-1].number, chain[-1].hash)


def test_no_word_of_a_person_and_no_address_is_in_the_trail(world: Database) -> None:
    admin, left = person(world, "admin"), add_person(world, "leaver", (Role.TRANSLATOR, "pl"))
    with world.writing() as session:
        leaving.close(session, admin, left.id, "Went to Leeds.")
    said = " ".join(str(e.model_dump()) for e in entries(world))
    assert f"account {left.id}" in said
    assert not any(words in said for words in ("Leeds", "leaver", "Leaver", "x.test", "Diploma"))


def test_what_is_rolled_back_leaves_no_entry_and_no_gap(world: Database) -> None:
    before = len(entries(world))
    with pytest.raises(ZeroDivisionError):
        _fail_after_saving(world)
    assert len(entries(world)) == before
    translate(world, {"title": POLISH["title"]})
    chain = entries(world)
    assert [e.number for e in chain] == list(range(1, before + 2))
    assert is_whole(world)


def _fail_after_saving(database: Database) -> None:
    def save(desk: Desk, actor: Actor) -> None:
        steps.save(desk, actor, "title", POLISH["title"], 0)
        desk.session.flush()
        raise ZeroDivisionError

    take(database, "translator", save)


def test_what_is_taken_back_within_a_transaction_leaves_no_entry(world: Database) -> None:
    admin, who = person(world, "admin"), add_person(world, "new", (Role.TRANSLATOR, "pl"))
    with world.writing() as session:
        with session.begin_nested():
            accounts.grant(session, admin, who.id, Role.REVIEWER, "ro")
        undone = session.begin_nested()
        accounts.grant(session, admin, who.id, Role.REVIEWER, "pl")
        undone.rollback()
    last = [e.about for e in entries(world, "role_grant")][-2:]
    assert last == [f"account {who.id} translator pl", f"account {who.id} reviewer ro"]
    assert is_whole(world)


def test_a_role_that_is_taken_away_is_in_the_trail_twice_and_its_row_may_go(
    world: Database,
) -> None:
    admin, who = person(world, "admin"), add_person(world, "new", (Role.TRANSLATOR, "pl"))
    with world.writing() as session:
        leaving.revoke(session, admin, who.id, Role.TRANSLATOR, "pl", "Moved.")
    of_role = [
        e for e in entries(world, "role_grant") if e.about == f"account {who.id} translator pl"
    ]
    assert [e.step for e in of_role] == ["grant", "remove"]
    assert of_role[1].actor_id == admin.id
    assert is_whole(world)


def test_drafts_of_one_text_are_one_entry_for_a_transaction(world: Database) -> None:
    def draft(desk: Desk, actor: Actor) -> None:
        for path, words in POLISH.items():
            recording.record(
                desk, actor, Role.TRANSLATOR, path, "draft", text=words, status=Status.DRAFT
            )

    take(world, "translator", draft)
    (entry,) = entries(world, "segment_event")
    with world.reading() as session:
        ids = session.exec(select(SegmentEvent.id).order_by(col(SegmentEvent.id))).all()
    assert (entry.step, entry.about) == ("draft", f"{SLUG} standard pl")
    assert entry.rows == ranges(number for number in ids if number)
    assert is_whole(world)


def saving(path: str, words: str, version: int) -> Callable[[Desk, Actor], object]:
    return lambda desk, actor: steps.save(desk, actor, path, words, version)


def test_two_who_decide_at_once_get_one_chain(world: Database) -> None:
    start = threading.Barrier(4)
    faults: list[BaseException] = []

    def work(path: str, tag: str) -> None:
        try:
            start.wait(30)
            for version, words in enumerate((POLISH[path], f"{POLISH[path]}!", POLISH[path])):
                take(world, "translator", saving(path, words, version), tag)
        except BaseException as fault:
            faults.append(fault)

    places = [("title", "pl"), ("summary", "pl"), ("title", "ro"), ("summary", "ro")]
    threads = [threading.Thread(target=work, args=place) for place in places]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert faults == []
    assert len(entries(world, "segment_event")) == 12
    assert is_whole(world)


def test_the_database_itself_refuses_to_change_or_remove_an_entry(world: Database) -> None:
    with world.writing() as session, pytest.raises(DBAPIError, match="only appended"):
        session.connection().exec_driver_sql("UPDATE audit_entry SET step = 'edit'")
    with world.writing() as session, pytest.raises(DBAPIError, match="only appended"):
        session.connection().exec_driver_sql("DELETE FROM audit_entry")


@pytest.mark.one_database
def test_no_step_changes_or_removes_what_was_decided(world: Database) -> None:
    publish_leaflet(world)
    with pytest.raises(RuntimeError, match="edition is never changed"), world.writing() as session:
        session.exec(select(Edition)).all()[0].code = "OTHER1"
    with pytest.raises(RuntimeError, match="segment_event is never"), world.writing() as session:
        session.delete(session.exec(select(SegmentEvent)).all()[0])


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("ids", "short"), [((7,), "7"), ((7, 8, 9), "7-9"), ((7, 8, 10, 12, 13), "7-8,10,12-13")]
)
def test_ids_are_written_in_short(ids: tuple[int, ...], short: str) -> None:
    assert ranges(ids) == short


NOT_DECISIONS = {
    "account", "assignment", "audit_entry", "ended_visit", "installation", "job", "job_part",
    "job_string", "mail_subscription", "memory_key", "memory_source", "memory_unit", "monthly_mail",
    "password_link", "place_at_work", "plan_access", "print_count", "resource",
    "seeding_step", "segment_listing", "segment_text", "sign_in",
    "sign_in_attempt", "staff_network", "stored_plan", "term", "term_form", "term_target",
    "text_summary", "translation", "unsaved_block", "unsaved_text",
}  # fmt: skip
"""Worked out from decisions, work in progress, names of things and people, sign-ins,
plans, counts of prints, and mails."""


@pytest.mark.one_database
def test_every_table_is_either_a_decision_or_said_not_to_be() -> None:
    decided = {kind.kind for kind in decisions.ALL}
    assert decided | NOT_DECISIONS == set(SQLModel.metadata.tables)
    assert decided & NOT_DECISIONS == set()


@pytest.mark.one_database
def test_a_column_that_a_later_version_adds_empty_changes_no_digest(world: Database) -> None:
    kind = BY_TABLE[Grant]
    with world.reading() as session:
        names = Names(session.connection())
        row = kind.values(session.exec(select(Grant)).all()[0])
        assert kind.digest({**row, "later": "", "more": None}, names) == kind.digest(row, names)
        assert kind.digest({**row, "later": "said"}, names) != kind.digest(row, names)


@pytest.mark.one_database
def test_no_decision_is_written_past_its_session() -> None:
    """`insert`, `update` and `delete` go to the database without the hooks that see rows."""
    decided = {kind.table.__name__ for kind in decisions.ALL}
    past = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("insert", "update", "delete")
        and any(isinstance(of, ast.Name) and of.id in decided for of in node.args)
    ]
    assert past == []
