"""A midwife makes a pack of blank prints, sees its pages first, and opens it offline."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from app.db import Database
from app.jobs.printing.printer import Printer
from app.render.cache import PdfCache
from app.render.pool import RenderPool
from app.web.frame import print_queue
from app.web.midwife import packs
from tests.factories import publish_leaflet
from tests.web.visit import Visit

pytestmark = pytest.mark.usefixtures("demo_mode")
PACKS = "/library/packs"
TICKED: dict[str, str | list[str]] = {
    "text": ["feeling-sick"],
    "language": ["pl", "en"],
    "format": ["standard", "facing"],
    "copies": "10",
}


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool(workers=1) as found:
        yield found


@pytest.fixture
def midwife(world: Database, pool: RenderPool, tmp_path: Path) -> Visit:
    publish_leaflet(world)
    visit = Visit(world, "midwife")
    printer = Printer(database=world, pool=pool, cache=PdfCache(tmp_path))
    print_queue.install(visit.client.app, printer)  # type: ignore[arg-type]
    visit.open(PACKS)
    return visit


def sent(visit: Visit, go: str, **fields: str | list[str]) -> None:
    csrf = visit.form(PACKS).fields["csrf"]
    visit.page = visit.client.post(PACKS, data={"csrf": csrf, "go": go, **TICKED, **fields})


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_h20_pages_are_counted_before_a_pack_that_opens_offline(midwife: Visit) -> None:
    sent(midwife, "count")
    assert midwife.page.status_code == 200
    assert "In this pack: 3 prints" in midwife.page.text
    sent(midwife, "download")
    pack = zipfile.ZipFile(io.BytesIO(midwife.page.content))
    pdfs = [name for name in pack.namelist() if name.endswith(".pdf")]
    assert sorted(pdfs) == [
        "en/feeling-sick-standard.pdf",
        "pl/feeling-sick-facing.pdf",
        "pl/feeling-sick-standard.pdf",
    ]
    contents = pack.read("contents.html").decode()
    assert "Print 10 of each" in contents
    assert "http" not in contents
    for name in pdfs:
        assert f'href="{name}"' in contents
        pages = len(pypdfium2.PdfDocument(pack.read(name)))
        assert f"<td>{pages}</td>" in contents


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_the_pack_as_one_pdf_begins_each_copy_on_a_new_sheet(midwife: Visit) -> None:
    sent(midwife, "print", copies="3")
    assert midwife.page.headers["content-type"] == "application/pdf"
    whole = pypdfium2.PdfDocument(midwife.page.content)
    words = [page.get_textpage().get_text_bounded() for page in whole]
    firsts = [at for at, said in enumerate(words) if "BSW" in said and "01632" in said]
    titled = [words[at].splitlines()[:3] for at in firsts]
    assert len(firsts) == 9
    assert all(at % 2 == 0 for at in firsts)
    assert titled[0] == titled[1] == titled[2] != titled[3]
    midwife.open(PACKS)
    sent(midwife, "count", copies="3")
    sheets = re.search(r"(\d+) sheets of paper", midwife.page.text)
    assert sheets is not None
    assert (len(whole) + 1) // 2 == int(sheets[1])


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ["no-such-text"]}, "published together"),
        ({"format": ["poster"]}, "published together"),
        ({"copies": "0"}, "1 to 200"),
        ({"copies": "many"}, "1 to 200"),
    ],
)
def test_what_makes_no_pack_is_said_and_what_was_ticked_stays(
    midwife: Visit, fields: dict[str, str | list[str]], said: str
) -> None:
    sent(midwife, "download", **fields)
    assert midwife.page.status_code == 422
    assert said in midwife.page.text


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_more_prints_than_a_pack_holds_are_refused_before_any_is_made(
    midwife: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "MOST", 2)
    sent(midwife, "download")
    assert midwife.page.status_code == 422
    assert "These are 3 prints; a pack has at most 2." in midwife.page.text


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_packs_are_for_midwives(world: Database) -> None:
    visit = Visit(world, "translator")
    assert visit.client.get(PACKS).status_code == 403
