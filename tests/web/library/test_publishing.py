"""An author publishes all that is signed on one page, and lets languages wait for each other."""

import re

import pytest

from app.db import Database
from tests.factories import SLUG, publish_english, revise_all, sign, translate
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
PAGE = f"/library/{SLUG}/publish"


def boxes(visit: Visit) -> list[str]:
    """The texts that the page would publish."""
    return re.findall(r'name="text" type="checkbox" value="([^"]+)" checked', visit.page.text)


def post(visit: Visit, address: str, **fields: list[str] | str) -> None:
    """Send a form of the page, with several boxes of one name ticked."""
    csrf = re.findall(r'name="csrf" value="([^"]+)"', visit.page.text)[-1]
    visit.page = visit.client.post(address, data={"csrf": csrf, **fields})


def publish(visit: Visit, address: str = PAGE) -> None:
    """Press the button with all boxes as the page ticked them."""
    post(visit, address, text=boxes(visit))


def signed(database: Database) -> None:
    sign(database, tag="en")
    translate(database)
    revise_all(database)
    sign(database)


def test_an_author_publishes_english_and_every_signed_language_in_one_step(
    world: Database,
) -> None:
    signed(world)
    author, reader = Visit(world, "author"), Visit(world).client
    author.open(f"/library/{SLUG}")
    assert f'href="{PAGE}"' in author.page.text
    author.open(PAGE)
    assert boxes(author) == [f"{SLUG}/standard/en", f"{SLUG}/standard/pl"]
    assert "Publish 2 texts" in author.text
    publish(author)
    assert "Feeling sick, in English: edition 1" in author.text
    assert "Feeling sick, in Polish: edition 1" in author.text
    assert reader.get(f"/pl/leaflets/{SLUG}").status_code == 200
    author.open(PAGE)
    assert "Nothing that is signed waits to be published." in author.text


def test_what_is_refused_is_named_before_and_after(world: Database) -> None:
    translate(world)
    revise_all(world)
    sign(world)
    author = Visit(world, "author")
    author.open(PAGE)
    assert boxes(author) == []
    assert "Signed, but not published now" in author.text
    assert "The English of this translation is not published yet." in author.text
    post(author, PAGE, text=[f"{SLUG}/standard/pl", "no/such"])
    assert "Not published" in author.text
    assert "Feeling sick, in Polish" in author.text


def test_the_whole_library_is_published_in_one_step(world: Database) -> None:
    signed(world)
    author = Visit(world, "author")
    author.open("/library")
    assert 'href="/library/publish"' in author.page.text
    author.open("/library/publish")
    publish(author, "/library/publish")
    assert author.text.count("edition 1, code") == 2


def test_languages_wait_for_each_other_until_an_author_undoes_it(world: Database) -> None:
    signed(world)
    translate(world, {"title": "Greață"}, tag="ro")
    author = Visit(world, "author")
    author.open(PAGE)
    post(author, f"/library/{SLUG}/together", version="standard", language=["pl", "ro"])
    assert "Standard: Polish, Romanian go out together. Not signed yet: Romanian." in author.text
    assert boxes(author) == [f"{SLUG}/standard/en"]
    assert "It waits for Romanian to be signed." in author.text
    for who in ("author", "clinician"):
        visit = Visit(world, who)
        visit.open(f"/workbench/{SLUG}/standard/pl")
        assert "These languages are published together: Polish, Romanian." in visit.words
        assert "A new edition is for readers at once" not in visit.words
        assert not visit.forms("/publish")
        assert (f'<a href="{PAGE}">' in visit.page.text) is (who == "author")
    author.send(f"/library/{SLUG}/alone")
    assert "Each language goes out by itself again." in author.text
    assert boxes(author) == [f"{SLUG}/standard/en", f"{SLUG}/standard/pl"]
    post(author, f"/library/{SLUG}/together", version="standard", language=["pl"])
    assert author.page.status_code == 422
    assert "Choose at least two languages" in author.text


@pytest.mark.parametrize("who", ["translator", "clinician", "midwife"])
def test_nobody_else_is_offered_it(world: Database, who: str) -> None:
    publish_english(world)
    visit = Visit(world, who)
    for address in ("/library", f"/library/{SLUG}"):
        visit.open(address)
        assert "Publish all that is signed" not in visit.text
    visit.open(PAGE)
    assert visit.page.status_code == 403
