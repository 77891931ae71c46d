"""Readiness says what does not work, costs next to nothing to ask, and takes busy for broken no
more than broken for ready.
"""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import active_children
from pathlib import Path

import anyio.to_thread
import pytest
from fastapi.testclient import TestClient
from httpx import ASGITransport, AsyncClient

from app.config import settings
from app.db import Database
from app.jobs import health
from app.jobs.health import NOT_KNOWN, Health, Look
from app.jobs.printing.printer import Printer
from app.main import create_app
from app.render import slot
from app.render.cache import PdfCache
from app.render.pdf import PrintJob, tiny_job
from app.render.pool import RenderPool
from app.render.print_errors import CannotPrint
from app.web.frame import print_queue
from app.workflow.open_database import open_database
from tests.loops import run
from tests.render import deaths
from tests.render.weasy import other

pytestmark = pytest.mark.one_database


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_looks_for_all_who_ask_and_what_was_found_holds_for_a_while() -> None:
    looked: list[int] = []
    go, clock = threading.Event(), Clock()

    def see() -> str:
        looked.append(1)
        go.wait(10)
        return f"found {len(looked)}."

    look = Look(look=see, every=30, limit=60, clock=clock)

    async def ask() -> list[str]:
        asked = [asyncio.create_task(look.problem()) for _ in range(20)]
        await asyncio.sleep(0)
        go.set()
        return await asyncio.gather(*asked)

    assert run(ask()) == ["found 1."] * 20
    clock.now = 29
    assert run(look.problem()) == "found 1."
    clock.now = 30
    assert run(look.problem()) == "found 2."


def test_a_look_that_hangs_holds_nobody_and_becomes_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.01)
    go, clock = threading.Event(), Clock()
    answers = iter(["", "late."])

    def see() -> str:
        said = next(answers)
        if said:
            go.wait(10)
        return said

    look = Look(look=see, every=30, limit=20, clock=clock)
    while run(look.problem()) == NOT_KNOWN:
        pass
    clock.now = 30
    assert run(look.problem()) == "", "what was known holds while one looks anew"
    clock.now = 50
    assert run(look.problem()) == "no answer within 20 seconds."
    go.set()
    while (found := run(look.problem())) != "late.":
        assert found == "no answer within 20 seconds."


def test_a_database_that_is_away_is_named_without_its_address(tmp_path: Path) -> None:
    away = open_database(f"sqlite:///{tmp_path / 'nowhere' / 'a-secret.sqlite3'}")
    report = run(Health(away, None).report())
    assert report.problems == ("database: it does not answer (OperationalError).",)
    assert not report.is_ready


def test_a_disk_that_takes_no_file_is_named(
    world: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("a file, where the folder should be")
    monkeypatch.setenv("BIRTHWORDS_DATA", str(tmp_path / "taken"))
    settings.cache_clear()
    report = run(Health(world, None).report())
    settings.cache_clear()
    assert report.problems == ("disk: the data folder cannot be written: File exists.",)
    assert report.is_ready  # readers are served from it


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("BIRTHWORDS_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def client_of(world: Database, pool: RenderPool, data: Path) -> TestClient:
    app = create_app(world)
    print_queue.install(app, Printer(database=world, pool=pool, cache=PdfCache(data / "pdf")))
    return TestClient(app)


def until_known(client: TestClient) -> tuple[int, str]:
    """A worker may take longer to start than one waits for an answer."""
    while NOT_KNOWN in (answer := client.get("/readyz")).text:
        assert answer.status_code == 503
    return answer.status_code, answer.text


def test_a_service_whose_idle_workers_were_killed_is_ready_and_prints(
    world: Database, data: Path
) -> None:
    before = {child.pid for child in active_children()}
    with RenderPool(workers=1) as pool:
        pool.render(tiny_job())
        pool._vitals._good_at = float("-inf")  # as if it were long ago
        for child in active_children():
            if child.pid and child.pid not in before:
                os.kill(child.pid, signal.SIGKILL)
        assert until_known(client_of(world, pool, data)) == (200, "ready")
        assert pool.render(tiny_job()).startswith(b"%PDF-")


def test_a_service_whose_prints_are_slower_is_ready_and_says_why_once(
    world: Database, data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(slot, "_start_worker", other.start_with_other_line_heights)
    with RenderPool(workers=2) as pool, ThreadPoolExecutor(2) as threads:
        assert all(threads.map(pool.render, [tiny_job()] * 4))
        status, text = until_known(client_of(world, pool, data))
    assert status == 200
    first, speed = text.splitlines()
    assert first == "ready"
    assert speed.startswith("speed: right, but drawn slower:")
    assert speed.endswith("(`make setup`).")
    assert [r.levelname for r in caplog.records if "drawn slower" in r.getMessage()] == ["WARNING"]


def test_a_service_whose_prints_would_not_be_accessible_prints_none(
    world: Database, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slot, "_start_worker", other.start_with_other_links)
    with RenderPool(workers=1) as pool:
        with pytest.raises(CannotPrint, match="Accessible PDFs were not tested"):
            pool.render(tiny_job())
        status, text = until_known(client_of(world, pool, data))
    assert status == 503
    assert text.startswith("printing: The print engine does not start: Accessible PDFs")


def test_a_service_that_cannot_print_says_so_until_a_print_comes_out(
    world: Database, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STARTS", str(data / "starts"))
    with RenderPool(workers=1) as pool:
        client = client_of(world, pool, data)
        with monkeypatch.context() as broken:
            broken.setattr(slot, "_start_worker", deaths.end_at_the_start)
            code, text = until_known(client)
            assert code == 503
            assert text.startswith("printing: The print workers end as soon as they start.")
            assert client.get("/healthz").status_code == 200
        pool.render(tiny_job())
        assert client.get("/readyz").text == "ready"


def test_a_service_whose_every_worker_is_at_work_is_ready(world: Database, data: Path) -> None:
    count = data / "count"
    job = PrintJob(html="", language="en", title=str(count), base_url="")
    with RenderPool(workers=1, queue=0) as pool, ThreadPoolExecutor(1) as thread:
        reader = thread.submit(pool._run, deaths.wait, job, ahead=False)
        while not deaths.count(count):
            time.sleep(0.01)
        assert until_known(client_of(world, pool, data)) == (200, "ready")
        assert not reader.done()
        (data / "go").touch()
        reader.result()


def test_neither_answer_needs_a_thread_of_those_that_serve_readers(
    world: Database, data: Path
) -> None:
    app = create_app(world)

    async def ask() -> list[int]:
        limiter = anyio.to_thread.current_default_thread_limiter()
        limiter.total_tokens = 1
        async with limiter, AsyncClient(transport=ASGITransport(app), base_url="http://t") as user:
            return [(await user.get(path)).status_code for path in ("/healthz", "/readyz")]

    assert run(ask()) == [200, 200]
