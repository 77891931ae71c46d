"""Seeding that is cut off, at any moment, is gone on with by the next start; two processes at one
empty database fill it once."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlmodel import Session, SQLModel, select

import app.models as models
from app.config import ROOT
from app.db import Database
from app.workflow import database_lock, seeding
from app.workflow.open_database import open_database
from app.workflow.people import accounts
from app.workflow.refusals import Refused
from app.workflow.seeding import Seeded, SeedStep
from app.workflow.source.revisions import save_source
from tests.workflow.seeding_process import LEAFLET, small

pytestmark = pytest.mark.usefixtures("demo_mode")
Content = dict[str, Counter[tuple[object, ...]]]


class Killed(BaseException):
    """What no code expects, as the end of a process."""


def content(database: Database) -> Content:
    """What the database holds, but for moments, codes and secrets: all rows by table, those of the
    tables that people see with what they say."""
    said = {
        "account": ("email", "name", "demo"),
        "role_grant": ("role", "language"),
        "resource": ("slug", "kind"),
        "source_revision": ("reading_version", "number", "hash"),
        "translation": ("reading_version", "language"),
        "segment_text": ("path", "text", "status", "version"),
        "edition": ("reading_version", "language", "number", "content"),
        "edition_event": ("state",),
        "text_summary": ("slug", "reading_version", "language", "stage", "total", "revised"),
        "segment_listing": ("language", "path", "waits", "text"),
        "term": ("term", "definition"),
        "seeding_step": ("name",),
    }
    tables = SQLModel.metadata.tables
    assert said.keys() <= tables.keys()
    found: Content = {}
    with database.reading() as session:
        for name, table in tables.items():
            columns = said.get(name, ())
            rows = session.connection().execute(table.select()).mappings().all()
            found[name] = Counter(tuple(str(row[each]) for each in columns) for row in rows)
    return found


def seed_small(database: Database) -> Seeded:
    with small():
        return seeding.seed(database, demo=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """What an uninterrupted seeding makes."""
    file = tmp_path_factory.mktemp("whole") / "whole.sqlite3"
    database = open_database(f"sqlite:///{file}")
    database.migrate()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIRTHWORDS_DEMO", "1")
        seed_small(database)
    found = content(database)
    database.dispose()
    return found


@contextmanager
def cut_off(where: str, inside: bool) -> Iterator[None]:
    """Within the block the process dies at one step: at its beginning, or when it has done its work
    and has not committed it."""
    every = seeding.steps

    def run(step: SeedStep) -> Callable[[Session, Seeded], None]:
        def die(session: Session, done: Seeded) -> None:
            if inside:
                step.run(session, done)
            raise Killed

        return die

    def steps(*, demo: bool, tags: object, slugs: object) -> tuple[SeedStep, ...]:
        assert tags is slugs is None
        return tuple(
            replace(step, run=run(step)) if step.name == where else step
            for step in every(demo=demo)
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seeding, "steps", steps)
        yield


@pytest.mark.one_database
def test_killed_in_and_between_all_steps_it_is_whole_in_the_end(
    empty: Database, whole: Content
) -> None:
    with small():
        names = [step.name for step in seeding.steps(demo=True)]
    assert len(names) > 5
    for name in names:
        for inside in (False, True):
            before = content(empty) if inside else {}
            with cut_off(name, inside), pytest.raises(Killed):
                seed_small(empty)
            assert not inside or content(empty) == before, f"{name} was half written"
    seed_small(empty)
    assert content(empty) == whole


@pytest.mark.one_database
def test_a_whole_demonstration_is_left_alone(empty: Database, whole: Content) -> None:
    seed_small(empty)
    assert content(empty) == whole
    with empty.writing() as session:
        session.delete(session.exec(select(models.SeedingStep)).first())
    assert seed_small(empty) == Seeded()


def test_content_without_a_record_of_steps_is_left_alone(empty: Database) -> None:
    with empty.writing() as session:
        accounts.install(session, demo=True)
        save_source(session, accounts.system(session), LEAFLET[0])
    assert seed_small(empty) == Seeded()
    assert content(empty)["edition"] == Counter()


def test_the_real_content_comes_in_after_a_start_that_was_killed(empty: Database) -> None:
    with small():
        with cut_off("content", inside=True), pytest.raises(Killed):
            seeding.seed(empty, demo=False)
        assert content(empty)["resource"] == Counter()
        assert seeding.seed(empty, demo=False).sources == 1


@pytest.mark.one_database
def test_a_half_made_demonstration_is_gone_on_with_when_it_is_served_as_a_real_one(
    empty: Database, whole: Content
) -> None:
    with cut_off("interface", inside=False), pytest.raises(Killed):
        seed_small(empty)
    with small():
        seeding.seed(empty, demo=False)
    assert content(empty) == whole


def process(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.workflow.seeding_process", url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_process_killed_by_the_system_is_gone_on_with(empty: Database, whole: Content) -> None:
    with process(empty.url) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("pl: ")  # a step is under way
        running.send_signal(signal.SIGKILL)
        running.stdout.read()
    assert running.returncode == -signal.SIGKILL
    assert content(empty) != whole
    seed_small(empty)
    assert content(empty) == whole


def test_two_processes_fill_an_empty_database_once(empty: Database, whole: Content) -> None:
    first, second = process(empty.url), process(empty.url)
    with first, second:
        said = [first.communicate(timeout=300)[0], second.communicate(timeout=300)[0]]
    assert (first.returncode, second.returncode) == (0, 0), said
    assert sorted("pl: " in each for each in said) == [False, True]
    assert content(empty) == whole


def test_who_waits_too_long_for_another_process_is_told(empty: Database) -> None:
    heard: list[str] = []
    other = open_database(empty.url)
    with (
        database_lock.alone(empty, "seeding", heard.append),
        pytest.raises(Refused, match="Another process"),
        database_lock.alone(other, "seeding", heard.append, patience=0),
    ):
        pass
    with database_lock.alone(other, "seeding", heard.append, patience=0):
        pass
    other.dispose()
    assert len(heard) == 1
