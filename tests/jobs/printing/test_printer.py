"""Prints are made ahead of readers, newly published ones at once; one that a gate refused is served
to nobody, and staff see why.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pypdfium2 import PdfDocument

from app.config import settings
from app.db import Database
from app.jobs.printing import printer
from app.jobs.printing.printer import Printer, prerender
from app.main import create_app
from app.render.cache import PdfCache
from app.render.gates import Gate, GateClosed, GateFailure
from app.render.pdf import PrintJob
from app.render.pool import RenderPool
from app.render.print_errors import CannotPrint
from app.web.frame import print_queue
from app.workflow.editions import published
from app.workflow.refusals import Refused
from tests import factories
from tests.factories import POLISH, publish_it, publish_leaflet, revise_all, sign, translate
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
PRINT = "/pl/leaflets/feeling-sick/standard.pdf"
FORMATS = 3 + 2
"""The prints of the leaflet in Polish and in English."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo_mode: None) -> Path:
    monkeypatch.setenv("BIRTHWORDS_DATA", str(tmp_path))
    settings.cache_clear()
    return tmp_path


def until(is_so: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.05)
    return is_so()


def test_what_is_published_is_printed_at_once_without_being_asked_for(
    world: Database, data: Path
) -> None:
    with Printer.running(world) as printer:

        def ready() -> tuple[int, int]:
            with world.reading() as session:
                found = printer.progress(published.everything(session))
            return found.ready, found.wanted

        assert ready() == (0, 0)
        publish_leaflet(world)
        assert until(lambda: ready() == (FORMATS, FORMATS))
    assert len(list((data / "pdf").rglob("*.pdf"))) == FORMATS


def test_the_command_line_draws_what_is_missing_and_says_how_far_it_is(
    world: Database, data: Path
) -> None:
    publish_leaflet(world)
    steps = list(prerender(world))
    assert [(step.done, step.wanted) for step in steps] == [
        (number, FORMATS) for number in range(FORMATS + 1)
    ]
    before = {path: path.stat().st_mtime_ns for path in (data / "pdf").rglob("*.pdf")}
    assert list(prerender(world))[-1].ready == FORMATS
    assert {path: path.stat().st_mtime_ns for path in (data / "pdf").rglob("*.pdf")} == before


def test_a_kept_print_that_was_damaged_is_drawn_anew_and_never_served(
    world: Database, data: Path
) -> None:
    publish_leaflet(world)
    app = create_app(world)
    with RenderPool(workers=1) as pool:
        print_queue.install(app, Printer(database=world, pool=pool, cache=PdfCache(data / "pdf")))
        client = TestClient(app)
        first = client.get(PRINT)
        (kept,) = (data / "pdf").rglob("*.pdf")
        whole = kept.read_bytes()
        kept.write_bytes(whole[:900] + bytes([whole[900] ^ 1]) + whole[901:])
        again = client.get(PRINT)
        assert again.status_code == first.status_code == 200
        assert again.content == first.content
        assert kept.read_bytes() == whole


def test_a_full_disk_keeps_no_print_from_its_reader(
    world: Database, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    publish_leaflet(world)
    (data / "full").write_text("nothing can be written below this")
    app = create_app(world)
    with RenderPool(workers=1) as pool, caplog.at_level(logging.ERROR, "birthwords.print"):
        print_queue.install(
            app, Printer(database=world, pool=pool, cache=PdfCache(data / "full" / "pdf"))
        )
        answer = TestClient(app).get(PRINT)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert "could not be cached" in caplog.text


class NoFonts(RenderPool):
    """A pool that cannot print until its fonts are back."""

    def __init__(self) -> None:
        super().__init__(workers=1)
        self.missing, self.asked = True, 0

    def render(self, job: PrintJob, *, ahead: bool = False) -> bytes:
        self.asked += 1
        if self.missing:
            raise CannotPrint("The fonts for print are not built. Run `make setup`.")
        return b"%PDF-1.7\n%%EOF\n"


def test_readers_get_the_page_with_numbers_while_nothing_can_be_printed(
    world: Database, data: Path
) -> None:
    publish_leaflet(world)
    app = create_app(world)
    pool = NoFonts()
    print_queue.install(app, Printer(database=world, pool=pool, cache=PdfCache(data / "pdf")))
    client = TestClient(app)
    answer = client.get(PRINT)
    assert answer.status_code == 503
    assert 'lang="pl"' in answer.text
    assert "make setup" not in answer.text
    pool.missing = False
    assert client.get(PRINT).status_code == 200


def test_drawing_ahead_goes_on_where_it_stopped_when_printing_works_again(
    world: Database, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "TRY_AGAIN", 0.01)
    publish_leaflet(world)
    pool = NoFonts()
    artist = Printer(database=world, pool=pool, cache=PdfCache(data / "pdf"))
    thread = threading.Thread(target=artist.draw_ahead)
    thread.start()
    try:
        assert until(lambda: pool.asked >= 3)
        pool.missing = False
        assert until(lambda: len(list((data / "pdf").rglob("*.pdf"))) == FORMATS)
    finally:
        artist._stop.set()
        thread.join()


class ClosedGate(RenderPool):
    """A pool whose every release fails a gate."""

    def __init__(self) -> None:
        self.asked = 0

    def render(self, job: PrintJob, *, ahead: bool = False) -> bytes:
        self.asked += 1
        failure = GateFailure(Gate.TEXT, "call.who", "It is not on the page.", "Report it.")
        raise GateClosed(job.title, (failure,))


@pytest.fixture
def closed(
    world: Database, data: Path, caplog: pytest.LogCaptureFixture
) -> Iterator[tuple[TestClient, ClosedGate]]:
    publish_leaflet(world)
    app = create_app(world)
    pool = ClosedGate()
    print_queue.install(app, Printer(database=world, pool=pool, cache=PdfCache(data / "pdf")))
    with caplog.at_level(logging.CRITICAL, "birthwords.print"):
        yield TestClient(app), pool


def test_h8_a_print_that_failed_a_gate_is_not_served_nor_drawn_again(
    closed: tuple[TestClient, ClosedGate],
) -> None:
    client, pool = closed
    for _ in range(3):
        answer = client.get("/pl/leaflets/feeling-sick/standard.pdf")
        assert answer.status_code == 503
        assert answer.headers["Content-Type"].startswith("text/html")
        assert 'lang="pl"' in answer.text
        assert "call.who" not in answer.text
    assert pool.asked == 1


def test_staff_see_which_print_failed_which_gate_and_why(
    closed: tuple[TestClient, ClosedGate], world: Database
) -> None:
    client, _ = closed
    client.get("/pl/leaflets/feeling-sick/standard.pdf")
    printer: Printer = client.app.state.printer  # type: ignore[attr-defined]
    visit = Visit(world, "author")
    print_queue.install(visit.client.app, printer)  # type: ignore[arg-type]
    for address in ("/library", "/library/feeling-sick"):
        visit.open(address)
        assert "Standard in Polish, ordinary print" in visit.text
        assert "text: call.who: It is not on the page. Report it." in visit.text
    assert "prints are ready" not in visit.open("/library").text  # nothing draws them ahead
    ahead = threading.Thread(target=printer.draw_ahead, daemon=True)
    ahead.start()
    said = f"0 of {FORMATS} prints are ready; the others cannot be made."
    assert until(lambda: said in visit.open("/library").text)
    printer._stop.set()
    ahead.join()
    publish_it(world)  # unchanged: the refusal stands
    assert "Standard in Polish, ordinary print" in visit.open("/library").text


def test_h7_a_letter_without_a_font_is_refused_when_it_is_published(world: Database) -> None:
    translate(world, POLISH | {"call.heading": "Zadzwoń ☎ teraz"})
    revise_all(world)
    sign(world)
    with pytest.raises(Refused, match=r"call\.heading: “☎” \(U\+260E.*Write it in words"):
        publish_it(world)
    with world.reading() as session:
        assert published.edition(session, factories.SLUG, "standard", "pl") is None


def test_a_flood_is_answered_with_when_to_come_again(world: Database, data: Path) -> None:
    """One worker, one place to wait: of many readers at once some are told to come back, none is
    left hanging, and the service answers on."""
    publish_leaflet(world)
    app = create_app(world)
    start = threading.Barrier(8)
    with RenderPool(workers=1, queue=1) as pool:
        print_queue.install(app, Printer(database=world, pool=pool, cache=PdfCache(data / "pdf")))
        client = TestClient(app)

        def ask(size: int) -> Any:
            start.wait()
            return client.get(f"/pl/leaflets/feeling-sick/large_print.pdf?size={size}")

        with ThreadPoolExecutor(8) as readers:
            answers = list(readers.map(ask, range(16, 24)))
        codes = [answer.status_code for answer in answers]
        assert set(codes) == {200, 503}
        for answer in answers:
            if answer.status_code == 503:
                assert 1 <= int(answer.headers["Retry-After"]) <= 120
        assert client.get("/pl/leaflets/feeling-sick/large_print.pdf?size=24").status_code == 200


def test_pages_stand_beside_each_format_that_was_drawn_and_about_for_another_hospital(
    world: Database, data: Path
) -> None:
    publish_leaflet(world)
    visit = Visit(world, "midwife")
    with RenderPool(workers=1) as pool:
        found = Printer(database=world, pool=pool, cache=PdfCache(data / "pdf"))
        print_queue.install(visit.client.app, found)  # type: ignore[arg-type]
        visit.open("/library?language=pl&service=")
        assert " sheet" not in visit.text
        pages = len(PdfDocument(visit.client.get(PRINT).content))
        assert pages > 0
        amount = f"{pages} page{'' if pages == 1 else 's'}, "
        visit.open("/library?language=pl&service=")
        assert visit.text.count(" sheet") == visit.text.count(amount) == 1
        assert f"about {amount}" not in visit.text
        visit.open("/library?language=pl&service=gwh")
        assert f"about {amount}" in visit.text
        visit.client.get(f"{PRINT}?service=gwh")
        visit.open("/library?language=pl&service=gwh")
        assert amount in visit.text
        assert f"about {amount}" not in visit.text
