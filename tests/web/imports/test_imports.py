"""Files from outside, sent through the pages that take them."""

import pytest
from fastapi import FastAPI

from app.db import Database
from app.exchange.english_returned import ReturnedEnglish
from app.exchange.reader import Reader
from app.exchange.recognise import Found
from app.resources.schema import Resource
from app.workflow.imports import translation_files
from tests.factories import LEAFLET, SLUG, translate
from tests.resources.bombs import BOMB
from tests.web.visit import Visit

pytestmark = pytest.mark.one_database


def xliff(database: Database) -> bytes:
    with database.reading() as session:
        data = translation_files.export(session, SLUG, "standard", "pl", "xliff").decode()
    return data.replace("Nudności", "Mdłości").encode()


def with_reader(visit: Visit, reader: Reader) -> Visit:
    app = visit.client.app
    assert isinstance(app, FastAPI)
    app.state.reader = reader
    return visit


def test_a_bomb_of_aliases_is_refused_at_its_line(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/library/bring-in")
    page = visit.upload("bomb.yaml", BOMB.encode())
    assert page.status_code == 422
    assert "bomb.yaml:1: an anchor (&) or alias (*) is not read." in visit.text


def test_while_many_files_are_read_another_is_asked_for_again(world: Database) -> None:
    translate(world)
    full = Reader(at_once=0)
    for who, address, name, data in (
        ("translator", "/workbench/import", "back.xlf", xliff(world)),
        ("author", "/library/bring-in", "leaflet.yaml", LEAFLET.encode()),
    ):
        visit = with_reader(Visit(world, who), full)
        visit.open(address)
        page = visit.upload(name, data)
        assert page.status_code == 503
        assert "Send it again in a minute." in visit.text
        assert visit.forms(address)
    full.close()


def test_what_a_file_would_change_names_the_text_and_its_language(world: Database) -> None:
    translate(world)
    visit = Visit(world, "translator")
    visit.open("/workbench/import")
    visit.upload("back.xlf", xliff(world))
    assert "<strong>back.xlf</strong>: Feeling sick, Standard, Polish</p>" in visit.text


class Watching(Reader):
    """Reads here, and says whether somebody else can write meanwhile."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self.free = 0

    def read(self, data: bytes, name: str) -> Found:
        self._write()
        return super().read(data, name)

    def english(self, data: bytes, name: str) -> Resource | ReturnedEnglish:
        self._write()
        return super().english(data, name)

    def _write(self) -> None:
        with self._database.writing():  # on SQLite refused while another transaction writes
            self.free += 1


def test_nobody_waits_to_write_while_a_file_is_read(world: Database) -> None:
    translate(world)
    watching = Watching(world)
    visit = with_reader(Visit(world, "translator"), watching)
    visit.open("/workbench/import")
    visit.upload("back.xlf", xliff(world))
    assert "Mdłości" in visit.text
    visit.send("/import/take")
    assert visit.page.status_code == 200
    visit = with_reader(Visit(world, "author"), watching)
    visit.open("/library/bring-in")
    visit.upload("feeling-sick.yaml", LEAFLET.replace("Feeling sick", "Sick").encode())
    assert "The file is in these changes." in visit.text
    assert watching.free == 3
    watching.close()
