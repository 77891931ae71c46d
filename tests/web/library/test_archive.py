"""An author takes a resource out of all lists on its page, and brings it back there."""

import pytest

from app.db import Database
from tests.factories import SLUG, publish_leaflet
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
PAGE = f"/library/{SLUG}"


def test_an_author_takes_a_leaflet_out_of_all_lists_and_brings_it_back(world: Database) -> None:
    edition = publish_leaflet(world)
    author, reader = Visit(world, "author"), Visit(world).client
    assert reader.get("/pl/leaflets/feeling-sick").status_code == 200
    author.open(PAGE)
    assert "Take it out of all lists" in author.text
    author.open(f"{PAGE}/archive")
    assert "Readers lose 2 editions at once" in author.text
    author.send(f"{PAGE}/archive", why=" ")
    assert "Say why" in author.text
    author.open(f"{PAGE}/archive")
    author.send(f"{PAGE}/archive", why="The clinic has closed.")
    assert "Taken out of all lists" in author.text
    assert "The clinic has closed." in author.text
    assert "/history" in author.text
    for address in ("/library", "/workbench", "/workbench/find", "/workbench/jobs"):
        author.open(address)
        listed = author.text.split("Taken out of all lists (1)")[0]
        assert "Feeling sick" not in listed, address
    assert "Feeling sick" not in reader.get("/pl/").text
    gone = reader.get("/pl/leaflets/feeling-sick")
    assert gone.status_code == 410
    assert "960101" in gone.text  # whom to call
    status = reader.get(f"/status/{edition.code}")
    assert status.status_code == 200
    author.open(f"/workbench/{SLUG}/standard/pl")
    assert author.page.status_code == 410
    assert "out of all lists on" in author.text
    author.open(PAGE)
    author.send(f"{PAGE}/bring-back", why="It has opened again.")
    assert "Brought back" in author.text
    author.open("/library")
    assert "Feeling sick" in author.text
    author.open(f"/workbench/{SLUG}/standard/pl/history")
    assert "Taken out of all lists" in author.text
    assert "Brought back into the lists" in author.text


def test_others_see_why_a_leaflet_is_gone_and_cannot_bring_it_back(world: Database) -> None:
    author = Visit(world, "author")
    author.open(f"{PAGE}/archive")
    author.send(f"{PAGE}/archive", why="The clinic has closed.")
    translator = Visit(world, "translator")
    translator.open(PAGE)
    assert "The clinic has closed." in translator.text
    assert "bring-back" not in translator.text
    translator.open(f"{PAGE}/archive")
    assert translator.page.status_code == 403
    translator.open("/library")
    assert "Taken out of all lists (" not in translator.text
