"""The page that says how far each language is."""

import pytest

from app.db import Database
from app.web.library.languages import in_words
from app.workflow.lists.language_coverage import Tally
from tests.factories import add_team, publish_leaflet, revise, translate
from tests.web.visit import Visit

ADDRESS = "/library/languages"


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        (Tally(total=5), ("none drafted",)),
        (Tally(total=5, drafted=5), ("all drafted", "none reviewed", "none published")),
        (
            Tally(total=1_200, drafted=1_200, reviewed=1_100, published=3),
            ("all drafted", "1,100 reviewed", "3 published"),
        ),
        (
            Tally(total=5, drafted=5, reviewed=5, published=5),
            ("all drafted, reviewed and published",),
        ),
        (Tally(), ("none drafted",)),
    ],
)
def test_numbers_are_said_in_words(tally: Tally, expected: tuple[str, ...]) -> None:
    assert in_words(tally) == expected


@pytest.mark.one_database
@pytest.mark.usefixtures("demo_mode")
def test_everybody_sees_how_far_each_language_is(world: Database) -> None:
    publish_leaflet(world)
    translate(world, {"title": "Lallabbo", "vitamin": "Maalin kasta 10 mikrogaraam."}, tag="so")
    revise(world, "title", tag="so")
    visit = Visit(world, "midwife")
    visit.open("/library")
    assert f'href="{ADDRESS}"' in visit.text
    visit.open(ADDRESS)
    polish, somali = (row_of(visit.text, name) for name in ("Polish", "Somali"))
    assert '<td data-label="Texts (5)">all drafted, reviewed and published</td>' in polish
    assert 'href="/library?language=pl"' in polish
    assert '<td data-label="How sure">High</td>' in polish
    said = '<td data-label="Texts (5)">2 drafted<br>1 reviewed<br>none published</td>'
    assert said in somali
    said = '<td data-label="Safety-critical texts (3)">1 drafted<br>none reviewed<br>none published'
    assert said in somali
    assert '<td data-label="How sure">Low</td>' in somali
    assert "/library?language=so" not in somali


@pytest.mark.one_database
def test_without_texts_the_page_says_so(empty: Database) -> None:
    add_team(empty)
    visit = Visit(empty, "midwife")
    visit.open(ADDRESS)
    assert "No texts are here yet." in visit.text


def row_of(text: str, name: str) -> str:
    """The row of the table that begins with this language."""
    return next(
        row for row in text.split("<tr>") if row.lstrip().startswith(f'<th scope="row">{name} ')
    )
