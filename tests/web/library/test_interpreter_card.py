"""Where nothing is published there is a card to print: the words to say and whom to call."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from app.db import Database
from app.jobs.printing.printer import Printer
from app.languages import find
from app.render.cache import PdfCache
from app.render.pool import RenderPool
from app.web.frame import print_queue
from tests.factories import publish_leaflet
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool(workers=1) as found:
        yield found


@pytest.mark.parametrize("tag", ["pl", "ne", "fa-AF", "bn", "so"])
def test_a_card_is_one_page_with_the_words_to_say_and_999(
    world: Database, pool: RenderPool, tmp_path: Path, tag: str
) -> None:
    visit = Visit(world, "midwife")
    printer = Printer(database=world, pool=pool, cache=PdfCache(tmp_path))
    print_queue.install(visit.client.app, printer)  # type: ignore[arg-type]
    answer = visit.client.get(f"/library/interpreter-card/{tag}.pdf?service=ruh")
    assert answer.headers["content-type"] == "application/pdf", answer.text[-600:]
    pages = PdfDocument(answer.content)
    assert len(pages) == 1
    said = " ".join(pages[0].get_textpage().get_text_bounded().split())
    assert find(tag).say.latin in said
    assert "999" in said
    assert "United" in said  # right to left, its words come out in another order
    assert "Western" not in said
    assert visit.client.get("/library/interpreter-card/en.pdf").status_code == 404


def test_a_language_with_nothing_published_is_marked_and_leads_to_its_card(
    world: Database,
) -> None:
    publish_leaflet(world)
    visit = Visit(world, "midwife")
    visit.open("/library?language=ne&service=gwh")
    assert "Nepali (only an interpreter card)</option>" in visit.page.text
    assert "Polish</option>" in visit.page.text
    assert 'href="/library/interpreter-card/ne.pdf?service=gwh"' in visit.page.text
    visit.open("/workbench")
    assert "Nepali (only an interpreter card)</option>" in visit.page.text
