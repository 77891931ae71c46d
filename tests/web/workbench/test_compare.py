"""Any two editions are compared word by word, and an author brings an older one back."""

import pytest

from app.db import Database
from tests.factories import LEAFLET, SLUG, bring_in, publish_english
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
PAGE = f"/library/{SLUG}/standard/en/editions"


@pytest.fixture
def three(world: Database) -> list[str]:
    """The codes of three editions, each with another heading."""
    codes = []
    for words in ("Call us now", "Call us today", "Ring us today"):
        bring_in(world, LEAFLET.replace("Call us now", words))
        codes.append(publish_english(world).code)
    return codes


def test_any_two_editions_are_compared_word_by_word(world: Database, three: list[str]) -> None:
    midwife = Visit(world, "midwife")
    midwife.open(f"/library/{SLUG}")
    assert f'href="{PAGE}"' in midwife.page.text
    midwife.open(PAGE)
    assert "[removed: Call" in midwife.words
    midwife.open(f"{PAGE}?before={three[0]}&after={three[2]}")
    words = midwife.words
    assert "[removed: Call" in words
    assert "[added: today" in words
    assert "Bring back" not in words
    midwife.open(f"{PAGE}?before={three[0]}&after={three[0]}")
    assert "Nothing differs." in midwife.words
    midwife.open(f"{PAGE}?before=NOSUCH")
    assert midwife.page.status_code == 404


def test_an_author_brings_an_older_text_back(world: Database, three: list[str]) -> None:
    author = Visit(world, "author")
    author.open(PAGE)
    assert "Readers see no change until a clinician has signed it" in author.words
    author.send(f"/{SLUG}/standard/en/editions", where={"code": three[0]})
    assert f"The English of edition {three[0]} is revision 4 now." in author.words
    assert "Ring us today" in author.client.get(f"/en/leaflets/{SLUG}").text
    author.open(f"/workbench/{SLUG}/standard/en/history")
    assert "English 4: the words of English 1 are the newest again" in author.words
    assert "English 3: came in" in author.words
    author.open(f"/author/leaflet/{SLUG}/standard/versions")
    assert author.words.count("the words of English 1 again") == 1
    author.open(PAGE)
    author.send(f"/{SLUG}/standard/en/editions", where={"code": three[0]})
    assert author.page.status_code == 422
    assert "there is nothing to bring back" in author.words
