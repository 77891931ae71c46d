"""Workers draw side by side, are stopped when a job takes too long, and are replaced after a
while and when they die.
"""

import logging
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

from app.config import BUILD, ROOT
from app.render import slot
from app.render.pdf import PrintJob
from app.render.pool import PoolBusy, RenderPool
from app.render.print_errors import CannotPrint, PrintError
from tests.render import deaths, samples


def job(words: str) -> PrintJob:
    html = (
        "<html lang=en><title>A test</title><style>html { font-family: 'Noto Sans' }</style>"
        f"<h1>{words}</h1></html>"
    )
    return PrintJob(html=html, language="en", title="A test", base_url=samples.BASE_URL)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return text.strip()


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool(workers=2, limit=30) as made:
        yield made


def test_h6_prints_drawn_at_the_same_time_do_not_mix(pool: RenderPool) -> None:
    names = [f"Plan number {number}" for number in range(12)]
    with ThreadPoolExecutor(6) as threads:
        pdfs = list(threads.map(lambda name: pool.render(job(name)), names))
    assert [text_of(pdf) for pdf in pdfs] == names


def test_a_worker_reports_what_is_wrong_with_a_document(pool: RenderPool) -> None:
    with pytest.raises(PrintError, match="☎"):
        pool.render(job("Call ☎"))
    assert text_of(pool.render(job("Still here"))) == "Still here"


def test_a_job_beyond_its_time_is_stopped_and_the_next_is_drawn() -> None:
    endless = PrintJob(
        html=job("x").html.replace("<h1>", "<p>words and words</p>" * 40_000 + "<h1>"),
        language="en",
        title="A test",
        base_url=samples.BASE_URL,
    )
    with RenderPool(workers=1, limit=2) as pool:
        with pytest.raises(PrintError, match="took longer than 2 seconds"):
            pool.render(endless)
        assert text_of(pool.render(job("After"))) == "After"


def test_a_worker_is_replaced_after_its_jobs() -> None:
    before = _children()
    with RenderPool(workers=1, jobs_each=1) as pool:
        pool.render(job("One"))
        first = _children() - before
        pool.render(job("Two"))
        pool.render(job("Three"))
        assert not first <= _children()


@pytest.mark.parametrize(("most", "is_replaced"), [(1, True), (10 << 30, False)])
def test_a_worker_that_holds_much_memory_is_replaced_after_its_job(
    most: int, is_replaced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slot, "MOST_MEMORY", most)
    before = _children()
    with RenderPool(workers=1) as pool:
        assert text_of(pool.render(job("One"))) == "One"
        first = _children() - before
        assert text_of(pool.render(job("Two"))) == "Two"
        assert (not first <= _children()) is is_replaced


def _children() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid}


def test_the_service_itself_never_loads_the_layout_engine() -> None:
    code = "import sys, app.render.pool; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.fixture
def healing() -> Iterator[tuple[RenderPool, set[int]]]:
    """A pool of two that has drawn, and the processes that are not its own."""
    others = _children()
    with RenderPool(workers=2, limit=30) as made:
        made.render(job("First"))
        yield made, others


def test_a_worker_that_dies_while_it_waits_is_replaced_each_time(
    healing: tuple[RenderPool, set[int]],
) -> None:
    pool, others = healing
    for number in range(4):
        for pid in _children() - others:
            os.kill(pid, signal.SIGKILL)
        assert text_of(pool.render(job(f"Print {number}"))) == f"Print {number}"
    assert pool.trouble == ""


def counted(path: Path) -> PrintJob:
    return PrintJob(html="", language="en", title=str(path), base_url="")


def test_a_print_whose_worker_dies_is_tried_once_more(
    healing: tuple[RenderPool, set[int]], tmp_path: Path
) -> None:
    pool, _ = healing
    assert pool._run(deaths.die_once, counted(tmp_path / "count"), ahead=False) == b"drawn"
    assert deaths.count(tmp_path / "count") == 2


def test_a_document_that_ends_workers_is_given_up_and_others_are_drawn_on(
    healing: tuple[RenderPool, set[int]], tmp_path: Path
) -> None:
    pool, _ = healing
    waiting, deadly = tmp_path / "waiting", counted(tmp_path / "deadly")
    with ThreadPoolExecutor(1) as thread:
        other = thread.submit(pool._run, deaths.wait, counted(waiting), ahead=False)
        while not deaths.count(waiting):
            time.sleep(0.01)
        for _ in range(3):
            with pytest.raises(PrintError, match=r"^“.*” ended two workers[^.\n]*\.$"):
                pool._run(deaths.die, deadly, ahead=False)
        (tmp_path / "go").touch()
        assert other.result() == b"waited"
    assert deaths.count(tmp_path / "deadly") == 2, "it may end no worker after the second"
    assert deaths.count(waiting) == 1
    assert text_of(pool.render(job("After"))) == "After"


def test_a_job_beyond_its_time_is_not_tried_again(tmp_path: Path) -> None:
    with RenderPool(workers=1, limit=1) as pool:
        with pytest.raises(PrintError, match="took longer than 1 seconds"):
            pool._run(deaths.hang, counted(tmp_path / "count"), ahead=False)
        assert deaths.count(tmp_path / "count") == 1


def test_workers_that_end_at_once_are_started_ever_more_seldom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("STARTS", str(tmp_path / "starts"))
    with RenderPool(workers=1) as pool, caplog.at_level(logging.ERROR, "birthwords.print"):
        with monkeypatch.context() as broken:
            broken.setattr(slot, "_start_worker", deaths.end_at_the_start)
            for _ in range(30):
                with pytest.raises(CannotPrint, match="end as soon as they start"):
                    pool.render(job("One"))
            assert pool.check() == pool.trouble != ""
        assert deaths.count(tmp_path / "starts") <= 6
        assert len(caplog.records) == 1, "one line says what is wrong"
        pool._vitals._rests_until = 0.0
        assert text_of(pool.render(job("Mended"))) == "Mended"
        assert pool.trouble == pool.check() == ""


def test_a_check_heals_a_worker_that_died(healing: tuple[RenderPool, set[int]]) -> None:
    pool, others = healing
    pool._vitals._good_at = float("-inf")  # as if the last print were long ago
    for pid in _children() - others:
        os.kill(pid, signal.SIGKILL)
    assert pool.check() == ""
    assert pool._vitals.are_proven()


def test_a_print_in_the_midst_of_a_stop_is_answered_and_no_failure(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pool = RenderPool(workers=2)
    with ThreadPoolExecutor(1) as thread, caplog.at_level(logging.WARNING, "birthwords.print"):
        reader = thread.submit(pool._run, deaths.wait, counted(tmp_path / "count"), ahead=False)
        while not deaths.count(tmp_path / "count"):
            time.sleep(0.01)
        pool.close()
        with pytest.raises(CannotPrint, match="being stopped"):
            reader.result(timeout=60)
    assert pool.trouble == ""
    assert caplog.records == []


def test_busy_is_not_broken(tmp_path: Path) -> None:
    """While every worker draws and the line is full, a check waits for nobody."""
    with RenderPool(workers=1, queue=0) as pool, ThreadPoolExecutor(1) as thread:
        reader = thread.submit(pool._run, deaths.wait, counted(tmp_path / "count"), ahead=False)
        while not deaths.count(tmp_path / "count"):
            time.sleep(0.01)
        with pytest.raises(PoolBusy):
            pool.render(job("One too many"))
        assert pool.check() == ""
        assert not reader.done()
        (tmp_path / "go").touch()
        assert reader.result() == b"waited"


WITHOUT_FONTS = """
import logging
from app.config import BUILD
from app.render.pdf import tiny_job
from app.render.print_errors import CannotPrint
from app.render.pool import RenderPool

def attempt(pool):
    try:
        return pool.render(tiny_job())[:5].decode()
    except CannotPrint as error:
        return str(error)

if __name__ == "__main__":
    logging.basicConfig(format="%(message)s")
    fonts, away = BUILD / "fonts", BUILD / "away"
    fonts.rename(away)
    with RenderPool(workers=1) as pool:
        print(attempt(pool), attempt(pool), pool.check(), sep="\\n")
        away.rename(fonts)
        print(attempt(pool), repr(pool.check()), sep="\\n")
        fonts.rename(away)
        print(attempt(pool))
        away.rename(fonts)
        print(attempt(pool))
"""


def test_prints_come_out_again_as_soon_as_the_fonts_are_back(tmp_path: Path) -> None:
    """In a copy of the house, whose fonts may be taken away: at the start and later."""
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(BUILD / "fonts", tmp_path / "build" / "fonts")
    shutil.copytree(BUILD / "fontconfig", tmp_path / "build" / "fontconfig")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    script = tmp_path / "script.py"
    script.write_text(WITHOUT_FONTS)
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    missing = "The fonts for print are not built. Run `make setup`."
    wanted = [missing] * 3 + ["%PDF-", "''", missing, "%PDF-"]
    assert done.stdout.splitlines() == wanted, done.stderr
    assert (
        done.stderr.splitlines()
        == [
            f"Nothing can be printed. {missing}",
            "Printing works again.",
        ]
        * 2
    )
