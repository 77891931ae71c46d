"""What is marked dirty is listed when its transaction commits, and nothing is marked in vain."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from app.db import Database
from app.models.text_ref import TextRef
from app.workflow import dirty_texts
from app.workflow.dirty_texts import Dirty, mark_dirty, wire
from app.workflow.translation.desk import mark, marked_by, open_desk
from tests.factories import SLUG

pytestmark = pytest.mark.one_database
TEXT = TextRef(SLUG, "standard", "pl")
OTHER = TextRef(SLUG, "standard", "es")


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'plain.sqlite3'}")
    yield database
    database.dispose()


def test_marking_where_no_hook_would_write_the_lists_raises(plain: Database) -> None:
    with plain.writing() as session, pytest.raises(RuntimeError, match="open_database"):
        mark_dirty(session, TEXT)


def test_each_text_is_written_once_and_in_one_order_whatever_was_marked_first(
    plain: Database,
) -> None:
    written: list[tuple[TextRef, set[str], bool]] = []

    def write(_: Session, ref: TextRef, dirty: Dirty) -> None:
        written.append((ref, dirty.paths, dirty.whole))

    wire(plain, write)
    with plain.writing() as session:
        mark_dirty(session, TEXT, "title")
        mark_dirty(session, OTHER, whole=True)
        mark_dirty(session, TEXT, "intro")
        assert written == []
    assert written == [(OTHER, set(), True), (TEXT, {"title", "intro"}, False)]


def test_nothing_is_written_for_a_transaction_that_fails(plain: Database) -> None:
    wire(plain, lambda *_: pytest.fail("nothing was committed"))
    with pytest.raises(ZeroDivisionError):
        _fail_after_marking(plain)


def _fail_after_marking(database: Database) -> None:
    with database.writing() as session:
        mark_dirty(session, TEXT)
        raise ZeroDivisionError


def test_what_was_partly_undone_is_read_again_as_a_whole(plain: Database) -> None:
    whole: list[bool] = []
    wire(plain, lambda _session, _ref, dirty: whole.append(dirty.whole))
    with plain.writing() as session:
        mark_dirty(session, TEXT, "title")
        session.begin_nested().rollback()
    assert whole == [True]


def test_the_lists_are_written_from_the_desk_that_marked_unless_two_did(world: Database) -> None:
    with world.writing() as session:
        first, second = (open_desk(session, *TEXT.parts) for _ in range(2))
        mark(first, "title")
        assert marked_by(session, TEXT) is first
        assert marked_by(session, TEXT) is None, "asked once, it is forgotten"
        mark(first, "title")
        mark(second, "title")
        assert marked_by(session, TEXT) is None
        assert session.info[dirty_texts._DIRTY][TEXT].paths == {"title"}
