"""A database from before trails gets one over what was there, at its first opening."""

import pytest

from app.db import Database
from app.models import Role
from app.workflow.audit.verification import Checked, verify
from app.workflow.work import leaving
from tests.factories import person, publish_leaflet, translate
from tests.workflow.audit.damage import beside


@pytest.fixture
def old(world: Database) -> Database:
    """A published leaflet in a database as it was before the trail, opened by this version."""
    publish_leaflet(world)
    columns = ("filed_under", "state", "edition_id", "review_by")
    forget = [
        *(f"DROP TABLE {name}" for name in ("monthly_mail", "mail_subscription", "print_count")),
        "DROP INDEX ix_text_summary_library",
        *(f"ALTER TABLE text_summary DROP COLUMN {name}" for name in columns),
        "DROP TABLE publication_set",
        "DROP TABLE sibling_decision",
        "DROP TABLE audit_entry",
        "UPDATE alembic_version SET version_num = '0022'",
    ]
    if not world.is_local:
        forget.append("DROP FUNCTION audit_entry_refuse")
    beside(world, *forget)
    world.migrate()
    return world


def checked(database: Database) -> Checked:
    with database.reading() as session:
        return verify(session.connection())


def test_what_was_there_is_covered_from_then_on(old: Database) -> None:
    seen = checked(old)
    assert seen.is_whole
    assert seen.founded is not None
    assert seen.rows > 20
    beside(old, "UPDATE segment_event SET text = 'x' WHERE path = 'vitamin' AND action = 'edit'")
    (said, *_) = [problem.words for problem in checked(old).problems]
    assert said.startswith("One or more of the rows 1-")


def test_decisions_go_on_after_it(old: Database) -> None:
    founded = checked(old).head.number
    translate(old, {"title": "Greață"}, tag="ro")
    seen = checked(old)
    assert seen.is_whole
    assert seen.head.number == founded + 1


def test_a_role_from_before_may_still_be_taken_away(old: Database) -> None:
    admin, midwife = person(old, "admin"), person(old, "midwife")
    with old.writing() as session:
        leaving.revoke(session, admin, midwife.id, Role.MIDWIFE, "*", "Moved.")
    assert checked(old).is_whole


def test_a_trail_that_was_emptied_is_not_founded_anew(old: Database) -> None:
    beside(old, "DELETE FROM audit_entry")
    old.migrate()
    seen = checked(old)
    assert seen.entries == 0
    assert all("is named by no entry" in problem.words for problem in seen.problems)
    assert len(seen.problems) > 20


def test_an_empty_database_is_founded_with_nothing(empty: Database) -> None:
    seen = checked(empty)
    assert (seen.entries, seen.rows, seen.is_whole) == (0, 0, True)
