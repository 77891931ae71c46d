"""A page whose English has changed says so in its own language: since when, and which of its parts
are concerned, what is safety-critical first.
"""

import re
from datetime import date
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.languages import find, format_date
from app.main import create_app
from app.models import Remedy
from app.workflow.editions import published
from app.workflow.editions.changed_english import decide_change
from app.workflow.translation.desk import open_desk
from tests.factories import (
    LEAFLET,
    SLUG,
    bring_in,
    person,
    publish_english,
    publish_leaflet,
)

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("demo_mode")]
PAGE = f"/pl/leaflets/{SLUG}"
NEWER = LEAFLET.replace("What helps when", "What to do when").replace("Call us now", "Ring us now")
MORE = """\
  - id: more
    type: heading
    level: 2
    text: More help
  - id: ask
    type: paragraph
    text: Ask your midwife.
"""


def told(page: str) -> list[tuple[str, str]]:
    """The parts that a page says are concerned: where each link leads, and its words."""
    notice = page[page.index('class="bw-notice') :].partition("</div>")[0]
    items = re.findall(r'<li>(.*?)<a href="([^"]*)">(.*?)</a></li>', notice, re.DOTALL)
    plain = ((href, re.sub(r"<[^>]+>", "", before + words)) for before, href, words in items)
    return [(href, unescape(words).strip()) for href, words in plain]


def since(page: str) -> str:
    return str(re.findall(r"<p>(Co się zmieniło[^<]*)</p>", page)[0])


@pytest.fixture
def lagging(world: Database) -> TestClient:
    publish_leaflet(world)
    bring_in(world, NEWER + MORE)
    publish_english(world)
    return TestClient(create_app(world))


def test_h3_what_changed_is_named_by_the_headings_of_the_page_urgent_first(
    lagging: TestClient,
) -> None:
    page = lagging.get(PAGE).text
    today = format_date(date.today(), find("pl"))  # noqa: DTZ011  # as the page says it
    assert since(page) == f"Co się zmieniło w tekście angielskim (od {today}):"
    assert told(page) == [
        ("#call", "Ważne: Zadzwoń teraz"),
        ("#maincontent", "Nudności"),
        (f"/en/leaflets/{SLUG}#more", "Nowy tekst po angielsku: More help"),
    ]
    assert 'id="call"' in page
    assert 'id="more"' in lagging.get(f"/en/leaflets/{SLUG}").text


def test_h16_the_page_of_a_print_names_the_same_parts(world: Database, lagging: TestClient) -> None:
    with world.reading() as session:
        polish = published.edition(session, SLUG, "standard", "pl")
    assert polish is not None
    page = lagging.get(f"/status/{polish.code}").text
    assert [href for href, _ in told(page)] == [
        f"{PAGE}#call", PAGE, f"/en/leaflets/{SLUG}#more",
    ]  # fmt: skip


def test_nothing_is_said_where_the_english_came_back_or_was_only_moved(
    world: Database, lagging: TestClient
) -> None:
    bring_in(world, LEAFLET)
    publish_english(world)
    assert "bw-notice" not in lagging.get(PAGE).text
    head, _, rest = LEAFLET.partition("  - id: vitamin")
    vitamin, _, call = rest.partition("  - id: call")
    bring_in(world, f"{head}  - id: call{call}  - id: vitamin{vitamin}")
    publish_english(world)
    assert "bw-notice" not in lagging.get(PAGE).text


def test_h3_words_that_nobody_signed_are_not_shown_when_a_clinician_asks_for_a_notice(
    world: Database,
) -> None:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace("Take 10", "Please take 10") + MORE)
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        decide_change(desk, person(world, "clinician"), Remedy.NOTICE, "The dose is new.")
    page = TestClient(create_app(world)).get(PAGE).text
    assert told(page) == [("#vitamin", "Ważne: Nudności")]
    assert "More help" not in page
