"""A filled plan is printed from the page of all answers, and no trace of it stays with us."""

import logging
import tempfile
import threading
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.jobs.printing.printer import Printer
from app.main import create_app
from app.render.cache import PdfCache
from app.render.pool import RenderPool
from app.render.poppler import text as copied
from app.web.frame import print_queue
from tests.web.filling.filler import FILL, filled_in, printed

PL = FILL.replace("/en/", "/pl/")


@pytest.fixture(scope="module")
def workers_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the processes that draw would put their temporary files."""
    return tmp_path_factory.mktemp("workers")


@pytest.fixture(scope="module")
def pool(workers_folder: Path) -> Iterator[RenderPool]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(workers_folder))
        with RenderPool(workers=2) as found:
            yield found


@contextmanager
def watched(folder: Path) -> Iterator[set[bytes]]:
    """All that any file below a folder holds meanwhile, looked at again and again."""
    seen: set[bytes] = set()
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.002):
            for path in folder.rglob("*"):
                with suppress(OSError):
                    seen.add(path.read_bytes())

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


@pytest.fixture
def printing(planned: Database, data_folder: Path, pool: RenderPool) -> TestClient:
    app = create_app(planned)
    print_queue.install(
        app, Printer(database=planned, pool=pool, cache=PdfCache(data_folder / "pdf"))
    )
    return TestClient(app)


@pytest.mark.together
def test_h6_two_people_who_print_at_once_get_their_own_plans(printing: TestClient) -> None:
    people = ("Ana Nowak", "Ewa Lis", "Jan Kos", "Iza Mak")
    pages = [filled_in(printing, PL, name) for name in people]
    with ThreadPoolExecutor(4) as threads:
        pdfs = list(threads.map(lambda she: printed(she, "facing"), pages))
    for name, pdf in zip(people, pdfs, strict=True):
        found = copied(pdf)
        assert name in found
        assert not any(other in found for other in people if other != name)


def test_nothing_of_a_filled_print_stays_on_a_disk_or_in_a_log(
    printing: TestClient,
    data_folder: Path,
    workers_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    she = filled_in(printing, PL, "Zuzanna Wyjątkowa")
    with watched(workers_folder) as meanwhile:
        assert "Zuzanna Wyjątkowa" in copied(printed(she, "standard"))
        (workers_folder / "a-leak").write_bytes(b"a leak")
        threading.Event().wait(0.1)
    assert b"a leak" in meanwhile  # the watcher sees what lies there for a moment
    (workers_folder / "a-leak").unlink()
    for data in meanwhile:
        assert not any(each.encode() in data for each in ("Zuzanna", "Spokój dla", "%PDF"))
    folders = (data_folder, tmp_path, workers_folder)
    kept = [path for folder in folders for path in folder.rglob("*")]
    assert any(path.suffix == ".sqlite3" for path in kept)
    for path in kept:
        assert path.suffix != ".pdf"
        if path.is_file():
            data = path.read_bytes()
            for secret in ("Zuzanna", "Wyjątkowa", "Spokój dla"):
                assert secret.encode() not in data, path
    assert "Zuzanna" not in caplog.text
    assert "Spok" not in caplog.text


def test_the_page_of_all_answers_offers_her_language_both_and_english(
    printing: TestClient,
) -> None:
    she = filled_in(printing, PL)
    offered = she.form.xpath(".//button/@formaction")
    for end in (
        "/pl/plans/small-plan/fill/print/facing",
        "/en/plans/small-plan/fill/print/standard",
    ):
        assert any(address.endswith(end) for address in offered), offered
    pages = copied(printed(she, "standard"))
    assert "pl This plan is not consent." in " ".join(pages.split())


def test_signs_that_cannot_be_printed_are_named_and_no_answer_is_shown(
    printing: TestClient,
) -> None:
    she = filled_in(printing, name="Ana \U0001f600")
    answer = she.send(f"{FILL}/print/standard", list(she.form.form_values()))
    assert answer.status_code == 422
    assert "Question 1: these characters cannot be printed: \U0001f600." in answer.text
    assert "Ana" not in answer.text


def test_h7_signs_that_cannot_be_printed_are_named_with_their_answer_before_she_prints(
    printing: TestClient,
) -> None:
    she = filled_in(printing, name="Ana \U0001f600 \u043a")
    said = "Question 1: these characters cannot be printed: \U0001f600 \u043a."
    assert she.heading == "Check your answers"
    row = she.doc.xpath("//dd[contains(., 'Ana')]")[0]
    assert said in row.text_content()
    assert she.text.count(said) == 2  # beside the buttons for prints too
    she.tick("out", "about-me").press("later").press("back")
    assert said not in she.text
    assert "cannot be printed" not in filled_in(printing, name="Zoe\u0308").text


@pytest.mark.parametrize(
    "name", ["Zoe\u0308 Mu\u0308ller", "Ọmọtọ\u0301lá", "M\u0303baye", "\ufb01ona"]
)
def test_h7_a_name_in_any_normal_form_is_printed(printing: TestClient, name: str) -> None:
    found = copied(printed(filled_in(printing, PL, name), "standard"))
    for word in unicodedata.normalize("NFKC", name).split():
        assert word in unicodedata.normalize("NFKC", found)


def test_h9_controls_of_direction_go_as_soon_as_they_are_typed(printing: TestClient) -> None:
    she = filled_in(printing, name="Ana \u202e005\u202c \u2066mg\u2069")
    assert "Ana 005 mg" in she.text


def test_a_format_that_the_plan_has_not_is_not_there(printing: TestClient) -> None:
    she = filled_in(printing)
    for name in ("facing", "poster", "../x"):
        answer = she.send(f"{FILL}/print/{name}", list(she.form.form_values()))
        assert answer.status_code == 404, name
    assert printing.get(f"{FILL}/print/standard").status_code == 405
