"""Workers on the workflow library: a process that dies by `kill -9` or is stopped loses nothing and
doubles nothing, on SQLite and on PostgreSQL, and many work side by side on PostgreSQL.
"""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import select

from app.config import ROOT, settings
from app.db import Database
from app.engines import ENGINES
from app.engines.base import Draft
from app.jobs.worker.process import VERSION, working
from app.models import JobState, SegmentEvent
from app.workflow.drafting import job_steps, jobs
from app.workflow.drafting.job_views import JobView, job_view
from app.workflow.drafting.jobs import Scope
from tests.engines.deterministic import AccentEngine
from tests.factories import LEAFLET, POLISH, SLUG, bring_in, person

SLOW = 60.0
"""Seconds after which waiting for a worker is a failure."""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("BIRTHWORDS_DATA", str(tmp_path))
    monkeypatch.setitem(ENGINES, "accents", AccentEngine())
    monkeypatch.setattr(job_steps, "BATCH", 1)
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@contextmanager
def another(database: Database, place: str, batch: int = 1) -> Iterator["subprocess.Popen[str]"]:
    """A worker in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.worker.worker_process", place, str(batch)],
        env={**os.environ, "BIRTHWORDS_DATABASE_URL": database.url},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def order(database: Database, slug: str = SLUG) -> str:
    actor = person(database, "translator")
    with database.writing() as session:
        return jobs.start(session, actor, Scope(slug, "standard", "pl", "accents")).id


def ended(database: Database, job_id: str) -> JobView:
    """The job at its end."""
    pause = threading.Event()
    for _ in range(int(SLOW / 0.1)):
        with database.reading() as session:
            job = job_view(session, job_id)
        if not job.is_open:
            return job
        pause.wait(0.1)
    raise AssertionError(f"The job has not ended: {job}")


def drafted(database: Database, job_id: str) -> Counter[tuple[int, str, str]]:
    """How often each segment was drafted in the job."""
    with database.reading() as session:
        events = session.exec(select(SegmentEvent).where(SegmentEvent.action == "draft")).all()
    return Counter(
        (e.translation_id, e.path, e.source_hash) for e in events if e.origin["job"] == job_id
    )


def assert_whole(database: Database, job_id: str) -> None:
    job = ended(database, job_id)
    assert (job.state, job.done, job.drafted) == (JobState.DONE, 5, 5)
    counts = drafted(database, job_id)
    assert sorted(path for _, path, _ in counts) == sorted(POLISH)
    assert set(counts.values()) == {1}


@pytest.mark.parametrize("place", ["engine", "written"])
def test_a_job_whose_process_is_killed_goes_on_and_nothing_is_lost_or_doubled(
    world: Database, place: str
) -> None:
    job_id = order(world)
    with another(world, place, batch=3) as process:
        assert process.wait(SLOW) == -9
    assert len(drafted(world, job_id)) == (3 if place == "written" else 2)
    with working(world):
        assert_whole(world, job_id)


def test_a_worker_that_is_stopped_ends_its_batch_and_the_next_one_goes_on(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = order(world)
    stopped_in_its_first_batch(world, monkeypatch)
    assert len(drafted(world, job_id)) == 1
    with working(world):
        assert_whole(world, job_id)


def stopped_in_its_first_batch(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is asked to end while the engine works; the engine goes on afterwards."""
    engine = Held()
    monkeypatch.setitem(ENGINES, "accents", engine)
    with working(database) as worker:
        assert worker is not None
        assert engine.begun.wait(SLOW)
        stopping = threading.Thread(target=worker.stop)
        stopping.start()
        assert worker.stopping.wait(SLOW)
        engine.go_on.set()
        stopping.join()


class Held(AccentEngine):
    """Says that it has begun, and goes on when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go_on = threading.Event(), threading.Event()

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        self.begun.set()
        self.go_on.wait()
        return super().translate(texts, source, target)


def test_a_local_database_has_one_worker_and_postgresql_many(world: Database) -> None:
    job_id = order(world)
    with another(world, "never") as process:
        assert said(process) == "working"
        with working(world) as here:
            assert (here is None) == world.is_local
            assert_whole(world, job_id)


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_workers_share_jobs_and_take_over_from_one_that_dies(world: Database) -> None:
    bring_in(world, LEAFLET.replace(f"slug: {SLUG}", "slug: another"))
    first = order(world)
    with another(world, "hang") as process:
        assert [said(process), said(process)] == ["working", "hanging"]
        with working(world):
            second = order(world, "another")
            assert_whole(world, second)
            with world.reading() as session:
                assert job_view(session, first).state is JobState.RUNNING
            process.kill()
            assert_whole(world, first)


def test_an_engine_that_hangs_loses_its_job_and_the_worker_goes_on_with_the_next(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience(monkeypatch, 0.3)
    engine = Held()
    monkeypatch.setitem(ENGINES, "accents", engine)
    with working(world):
        job = ended(world, order(world))
        assert (job.state, job.done) == (JobState.FAILED, 0)
        assert "gave no answer in 0.3 seconds" in job.reason
        monkeypatch.setitem(ENGINES, "accents", AccentEngine())
        assert_whole(world, order(world))
    engine.go_on.set()


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_worker_that_lives_and_does_nothing_does_not_keep_its_job(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = order(world)
    with another(world, "hang") as process:
        assert [said(process), said(process)] == ["working", "hanging"]
        patience(monkeypatch, 0.05)
        with working(world):
            job = ended(world, job_id)
            assert (job.state, "not heard of" in job.reason) == (JobState.FAILED, True)
            patience(monkeypatch, SLOW)
            assert_whole(world, order(world))


def patience(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """How long an engine may take in this process."""
    monkeypatch.setenv("BIRTHWORDS_ENGINE_SECONDS", str(seconds))
    settings.cache_clear()


def test_a_job_that_an_older_version_began_is_begun_anew(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = order(world)
    monkeypatch.setattr("app.jobs.worker.process.VERSION", "older")
    stopped_in_its_first_batch(world, monkeypatch)
    monkeypatch.setattr("app.jobs.worker.process.VERSION", VERSION)
    with working(world):
        assert_whole(world, job_id)
