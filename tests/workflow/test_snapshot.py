"""An empty database takes the demonstration from its snapshot: the same rows, all or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, col, select

from app.db import Database
from app.models import Installation, User
from app.workflow import seeding, snapshot
from app.workflow.open_database import open_database
from app.workflow.people import accounts, passwords
from app.workflow.seeding import DEMO_PASSWORD
from tests.workflow.seeding_process import small

pytestmark = pytest.mark.usefixtures("demo_mode")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The snapshot of the small demonstration."""
    file = tmp_path_factory.mktemp("kept") / "demonstration.sqlite3"
    with pytest.MonkeyPatch.context() as patch, small(file):
        patch.setenv("BIRTHWORDS_DEMO", "1")
        assert seeding.make_snapshot(lambda _: None) is not None
        assert seeding.make_snapshot(lambda _: None) is None, "it was made already"
        yield file


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All that a database holds but when it was installed, with times as they are read."""
    with database.reading() as session:
        return {
            table.name: sorted(
                (tuple(row) for row in session.connection().execute(table.select()).all()), key=repr
            )
            for table in SQLModel.metadata.sorted_tables
            if table.name != Installation.__tablename__
        }


def test_every_row_of_it_comes_over(empty: Database, kept: Path) -> None:
    source = open_database(f"sqlite:///{kept}")
    wanted = rows(source)
    source.dispose()
    assert len(wanted["segment_text"]) > 50
    done = seeding.seed(empty, demo=True)
    assert rows(empty) == wanted
    assert (done.editions, done.drafts) == (len(wanted["edition"]), len(wanted["segment_text"]))
    assert seeding.seed(empty, demo=True) == seeding.Seeded(), "it is left alone from then on"


def test_work_goes_on_from_it(empty: Database, kept: Path) -> None:
    seeding.seed(empty, demo=True)
    with empty.writing() as session:
        secret = passwords.chosen(DEMO_PASSWORD)
        accounts.add_user(session, "new@x.test", "New", secret, [])
    with empty.reading() as session:
        numbers = session.exec(select(User.id).order_by(col(User.id))).all()
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.one_database
def test_a_database_that_holds_something_already_is_filled_step_by_step(
    empty: Database, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with empty.writing() as session:
        accounts.install(session, demo=True)
        secret = passwords.chosen(DEMO_PASSWORD)
        accounts.add_user(session, "mine@x.test", "Mine", secret, [])
    monkeypatch.setattr(snapshot, "take", lambda _: pytest.fail("nothing was to be copied"))
    seeding.seed(empty, demo=True)
    with empty.reading() as session:
        assert session.exec(select(User).where(User.email == "mine@x.test")).one()


def test_a_copy_that_is_cut_off_leaves_nothing(
    empty: Database, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = snapshot.take

    def cut_off(session: Session) -> int:
        whole(session)
        raise KeyboardInterrupt

    before = rows(empty)
    monkeypatch.setattr(snapshot, "take", cut_off)
    with pytest.raises(KeyboardInterrupt):
        seeding.seed(empty, demo=True)
    assert rows(empty) == before
    monkeypatch.setattr(snapshot, "take", whole)
    assert seeding.seed(empty, demo=True).editions > 0


@pytest.mark.one_database
def test_a_real_service_never_takes_it(empty: Database, kept: Path) -> None:
    with small(kept):
        assert seeding.seed(empty, demo=False).editions == 0


def test_other_content_has_a_snapshot_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "ROOT", tmp_path)
    monkeypatch.setattr(snapshot, "CONTENT", tmp_path / "content")
    monkeypatch.setattr(snapshot, "LOCALES", tmp_path / "locales")
    monkeypatch.setattr(snapshot, "_CODE", tmp_path / "app")
    (tmp_path / "content").mkdir()
    found = set()
    for words in ("Call today.", "Call now."):
        (tmp_path / "content" / "leaflet.yaml").write_text(words)
        snapshot.digest.cache_clear()
        found.add(snapshot.digest())
    monkeypatch.undo()
    snapshot.digest.cache_clear()
    assert len(found) == 2
