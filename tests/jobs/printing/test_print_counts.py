"""Prints that are given out are counted by edition, format and month; nobody who prints waits for
that, and no print fails because of it."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pypdfium2 import PdfDocument
from sqlalchemy import text
from sqlmodel import select

from app import faults
from app.db import Database
from app.jobs.printing.print_counts import PrintCounts
from app.jobs.printing.printer import Printer
from app.main import create_app
from app.models import Edition, PrintCount
from app.render.cache import PdfCache
from app.web.frame import print_queue
from app.workflow.editions import print_counts
from tests.factories import SLUG, publish_leaflet
from tests.web.visit import Visit

pytestmark = pytest.mark.usefixtures("demo_mode")
PDF = f"/pl/leaflets/{SLUG}/standard.pdf"


class Instant:
    """Draws at once, so that tests are about counting."""

    places, workers = 2, 1

    def render(self, job: object, *, ahead: bool = False) -> bytes:
        made, out = PdfDocument.new(), io.BytesIO()
        made.new_page(100, 100)
        made.save(out)
        return out.getvalue()


def stored(database: Database) -> dict[tuple[str, str], int]:
    with database.reading() as session:
        rows = session.exec(select(PrintCount)).all()
        codes = {each.code: each.language for each in session.exec(select(Edition))}
    return {(codes[row.code], row.format): row.prints for row in rows}


@pytest.fixture
def code(world: Database) -> str:
    return publish_leaflet(world).code


def test_what_was_counted_is_written_together(world: Database, code: str) -> None:
    with PrintCounts.running(world) as counts:
        for _ in range(3):
            counts.add(code, "standard")
        counts.add(code, "large_print", 40)
        assert stored(world) == {}
    assert stored(world) == {("pl", "standard"): 3, ("pl", "large_print"): 40}


def test_processes_add_to_what_others_wrote(world: Database, code: str) -> None:
    def work(_: int) -> None:
        counts = PrintCounts(world)
        for _ in range(5):
            counts.add(code, "standard", 2)
            counts.write()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(4)))
    assert stored(world) == {("pl", "standard"): 40}


def test_months_are_told_apart(world: Database, code: str) -> None:
    june, july = date(2027, 6, 1), date(2027, 7, 1)
    with world.writing() as session:
        print_counts.add(session, {(code, "standard", june): 2, (code, "standard", july): 5})
    with world.reading() as session:
        assert print_counts.months(session) == (july, june)
        assert print_counts.total(session, june) == 2
        [found] = print_counts.counted(session, july)
    assert (found.title, found.language, found.prints) == ("Feeling sick", "pl", 5)


@pytest.mark.one_database
def test_what_cannot_be_written_is_kept_until_it_can(world: Database, code: str) -> None:
    faults.told.forget()
    counts = PrintCounts(world)
    counts.add(code, "standard")
    connection = world.engine.raw_connection()
    connection.cursor().execute("PRAGMA query_only=1")
    connection.close()  # back to the pool, which hands it out next
    counts.write()
    world.dispose()
    assert stored(world) == {}
    counts.add(code, "standard")
    counts.write()
    assert stored(world) == {("pl", "standard"): 2}


@pytest.mark.one_database
def test_a_print_is_given_out_whatever_becomes_of_its_count(
    world: Database, code: str, tmp_path: Path
) -> None:
    app = create_app(world)
    counts = app.state.print_counts = PrintCounts(world)
    print_queue.install(
        app,
        Printer(database=world, pool=Instant(), cache=PdfCache(tmp_path)),  # type: ignore[arg-type]
    )
    client = TestClient(app)
    assert client.get(PDF).status_code == 200  # drawn
    assert client.get(PDF).status_code == 200  # from the cache
    assert client.head(PDF).status_code == 200  # nobody got a print
    assert client.get("/pl/leaflets/none/standard.pdf").status_code == 404
    with world.writing() as session:
        session.execute(text("ALTER TABLE print_count RENAME TO away"))
    counts.write()
    assert client.get(PDF).status_code == 200
    with world.writing() as session:
        session.execute(text("ALTER TABLE away RENAME TO print_count"))
    counts.write()
    assert stored(world) == {("pl", "standard"): 3}


@pytest.mark.one_database
def test_each_copy_of_a_pack_counts_and_looking_at_it_does_not(
    world: Database, code: str, tmp_path: Path
) -> None:
    visit = Visit(world, "midwife")
    app = visit.client.app
    counts = app.state.print_counts = PrintCounts(world)  # type: ignore[attr-defined]
    printer = Printer(database=world, pool=Instant(), cache=PdfCache(tmp_path))  # type: ignore[arg-type]
    print_queue.install(app, printer)  # type: ignore[arg-type]
    visit.open("/library/packs")
    for go in ("count", "download"):
        visit.open("/library/packs")
        answer = visit.send(
            "/library/packs", text=SLUG, language="pl", format="standard", copies="7", go=go
        )
        assert answer.status_code == 200
    counts.write()
    assert stored(world) == {("pl", "standard"): 7}


@pytest.mark.one_database
def test_staff_see_what_was_given_out_and_save_it(world: Database, code: str) -> None:
    visit = Visit(world, "midwife")
    assert "None was counted yet." in visit.open("/library/counts").text
    with world.writing() as session:
        print_counts.add(session, {(code, "large_print", date(2027, 6, 1)): 1_234})
    visit.open("/library/counts")
    assert "June 2027" in visit.words
    assert "Feeling sick Leaflet Polish Edition 1" in visit.words
    assert "1,234 prints." in visit.words
    assert visit.open("/library/counts?month=2027-05").status_code == 404
    saved = visit.open("/library/counts.csv")
    assert saved.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert saved.text.lstrip("\ufeff").splitlines() == [
        "Month,Text,Kind,Reading version,Language,Edition,Code,Format,Prints",
        f"2027-06,Feeling sick,Leaflet,Standard,pl,1,{code},Large print,1234",
    ]
