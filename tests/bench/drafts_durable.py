"""What a killed process costs: one job of 10,000 segments, whose worker gets a `kill -9` half-way
and is started again. Lost are segments without a draft, doubled are second drafts of one.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import col, func, select

from app.config import ROOT
from app.db import Database
from app.engines import ENGINES
from app.models import JobState, SegmentEvent
from app.resources.load import parse
from app.workflow.drafting import jobs
from app.workflow.drafting.job_steps import BATCH
from app.workflow.drafting.job_views import JobView, job_view
from app.workflow.drafting.jobs import Scope
from app.workflow.source.revisions import save_source
from tests import factories
from tests.bench.figure import Figure
from tests.engines.deterministic import AccentEngine

LEAFLETS, STRINGS = 20, 500
HEAD = """\
kind: leaflet
slug: leaflet-{number}
reference: BSW-MAT-{number}
version: "1"
owner: Lead midwife
organisation: The maternity system
approver: Consultant obstetrician
review_by: 2029-10-31
title: Leaflet {number} about resting
summary: What helps when you need rest, part {number}.
blocks:
"""
BLOCK = "  - {{id: rest-{n}, type: paragraph, text: Rest when you can and ask for help ({n})}}\n"


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database, job_id = _ordered(folder)
        start = time.perf_counter()
        with _worker(folder, database) as first:
            _until(database, job_id, LEAFLETS * STRINGS // 2)
            first.kill()
            first.wait()
        at_kill = _seen(database, job_id).done
        with _worker(folder, database):
            _until(database, job_id, None)
        took = time.perf_counter() - start
        yield from _figures(database, _seen(database, job_id), at_kill, took)
        database.dispose()


def _figures(database: Database, job: JobView, at_kill: int, took: float) -> Iterator[Figure]:
    """Of a job that has ended; an unfinished one has lost all it did not do."""
    columns = (SegmentEvent.translation_id, SegmentEvent.path, SegmentEvent.source_hash)
    key = [col(each) for each in columns]
    with database.reading() as session:
        counts = session.exec(
            select(func.count()).where(SegmentEvent.action == "draft").group_by(*key)
        ).all()
    total = LEAFLETS * STRINGS
    how = f"{total} segments in one job ({job.state.value}), kill -9 after {at_kill}"
    assert job.state is JobState.DONE, job.reason
    yield Figure("killed_job_lost", total - len(counts), "segments", 0, detail=how)
    yield Figure("killed_job_doubled", sum(counts) - len(counts), "drafts", 0, detail=how)
    yield Figure(
        "killed_job_seconds", took, "s", detail=f"{how}; two starts of a worker included", samples=1
    )  # fmt: skip


def _ordered(folder: Path) -> tuple[Database, str]:
    """A database of leaflets without a word of Polish, and a job that drafts them."""
    database = factories.new_database(folder)
    factories.add_team(database)
    author, translator = (factories.person(database, n) for n in ("author", "translator"))
    # Title and summary are strings too.
    blocks = "".join(BLOCK.format(n=n) for n in range(STRINGS - 2))
    leaflet = parse(HEAD.format(number=0) + blocks)
    for number in range(LEAFLETS):
        about = {"slug": f"leaflet-{number}", "title": f"Leaflet {number} about resting"}
        with database.writing() as session:
            save_source(session, author, leaflet.model_copy(update=about))
    ENGINES["accents"] = AccentEngine()
    with database.writing() as session:
        job_id = jobs.start(session, translator, Scope(language="pl", engine="accents")).id
    del ENGINES["accents"]
    return database, job_id


@contextmanager
def _worker(folder: Path, database: Database) -> Iterator["subprocess.Popen[bytes]"]:
    said = {
        "BIRTHWORDS_DATA": str(folder),
        "BIRTHWORDS_DATABASE_URL": database.url,
        "TEST_BATCH": str(BATCH),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.worker.worker_process", "never", "0"],
        env={**os.environ, **said},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _until(database: Database, job_id: str, done: int | None) -> None:
    """Wait until so many segments are done, or until the job has ended."""
    while (job := _seen(database, job_id)).is_open and (done is None or job.done < done):
        time.sleep(0.2)


def _seen(database: Database, job_id: str) -> JobView:
    with database.reading() as session:
        return job_view(session, job_id)
