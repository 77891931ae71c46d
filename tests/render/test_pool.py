"""Workers draw side by side, are stopped when a job takes too long, and are replaced after a
while.
"""

import multiprocessing
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from app.config import ROOT
from app.render.pdf import PrintError, PrintJob
from app.render.pool import PoolBusy, RenderPool, Turns
from tests.render import samples


def job(words: str) -> PrintJob:
    html = (
        "<html lang=en><title>A test</title><style>html { font-family: 'Noto Sans' }</style>"
        f"<h1>{words}</h1></html>"
    )
    return PrintJob(html, "en", "A test", samples.BASE_URL)


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
        job("x").html.replace("<h1>", "<p>words and words</p>" * 40_000 + "<h1>"),
        "en",
        "A test",
        samples.BASE_URL,
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


def _children() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid}


def test_the_service_itself_never_loads_the_layout_engine() -> None:
    code = "import sys, app.render.pool; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_readers_are_refused_when_too_many_wait() -> None:
    turns = Turns(workers=1, queue=0)
    with turns.taken(ahead=False), pytest.raises(PoolBusy), turns.taken(ahead=False):
        pass


def test_a_waiting_reader_goes_before_pre_rendering() -> None:
    turns = Turns(workers=1, queue=5)
    order: list[str] = []

    def take(name: str, ahead: bool) -> None:
        with turns.taken(ahead):
            order.append(name)

    ahead = threading.Thread(target=take, args=("ahead", True))
    reader = threading.Thread(target=take, args=("reader", False))
    with turns.taken(ahead=False):
        ahead.start()
        reader.start()
        while not turns.readers_waiting:
            pass
    ahead.join()
    reader.join()
    assert order == ["reader", "ahead"]
