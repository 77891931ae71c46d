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
    assert re.search(r"3 prints, 10 copies of each: \d+0 pages on \d+0 sheets", midwife.text)
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
    firsts = [at for at, said in enumerate(words) if said.startswith(("English", "polski"))]
    titled = [words[at].splitlines()[:3] for at in firsts]
    assert len(firsts) == 9
    assert all(at % 2 == 0 for at in firsts)
    assert titled[0] == titled[1] == titled[2] != titled[3]
    midwife.open(PACKS)
    sent(midwife, "count", copies="3")
    sheets = re.search(r"(\d+) sheets? of paper", midwife.page.text)
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
def test_much_paper_is_not_sent_before_its_sum_was_seen(
    midwife: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "UNSEEN", 3)
    asked = {"language": "pl", "format": "standard", "copies": "4"}
    sent(midwife, "print", **asked)
    assert "nothing was sent to you yet" in midwife.text
    assert "1 print, 4 copies of each: 8 pages on 4 sheets of paper" in midwife.text
    sent(midwife, "print", counted="4", **asked)
    assert midwife.page.headers["content-type"] == "application/pdf"
    midwife.open(PACKS)
    sent(midwife, "print", counted="4", **{**asked, "copies": "5"})
    assert "8 pages" not in midwife.text
    assert "10 pages on 5 sheets" in midwife.text


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_pack_has_the_numbers_of_the_hospital_chosen_there(midwife: Visit) -> None:
    assert midwife.form(PACKS).fields["service"] == ""
    one = {"language": "pl", "format": "standard", "copies": "1", "service": "ruh"}
    sent(midwife, "count", **one)
    assert "with the numbers of Royal United Hospital" in midwife.text
    assert midwife.form(PACKS).fields["service"] == "ruh"
    sent(midwife, "print", **one)
    said = "".join(
        page.get_textpage().get_text_bounded()
        for page in pypdfium2.PdfDocument(midwife.page.content)
    )
    assert "Royal United Hospital" in said
    assert "Great Western Hospital" not in said


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_several_leaflets_are_one_click_in_the_library(midwife: Visit) -> None:
    midwife.open("/library?language=pl&service=gwh")
    form = midwife.form(PACKS)
    assert (form.fields["language"], form.fields["service"]) == ("pl", "gwh")
    fields = {**form.fields, "text": "feeling-sick", "go": "print"}
    midwife.page = midwife.client.post(PACKS, data=fields)
    assert midwife.page.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_packs_are_for_midwives(world: Database) -> None:
    visit = Visit(world, "translator")
    assert visit.client.get(PACKS).status_code == 403


def test_a_leaflet_and_a_poster_of_one_title_are_told_apart() -> None:
    title = "When to get help in pregnancy"
    texts = {
        "help-poster": (title, "message"),
        "help": (title, "leaflet"),
        "classes": ("Your classes", "leaflet"),
        "food": ("eating well", "leaflet"),
    }
    assert packs.told_apart(texts) == {
        "food": "eating well",
        "help": f"{title} (leaflet)",
        "help-poster": f"{title} (message)",
        "classes": "Your classes",
    }
    assert list(packs.told_apart(texts)) == ["food", "help", "help-poster", "classes"]
