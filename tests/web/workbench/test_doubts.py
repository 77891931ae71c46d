"""A draft says where its words are doubtful; whoever translates and revises sees it, first of all,
until the words are changed or approved."""

import html
import io
import re

import pytest
from babel.messages.pofile import read_po, write_po

from app.db import Database
from app.exchange.recognise import read
from app.models import Status
from app.workflow.imports import translation_files
from app.workflow.imports.preview import bring_in
from app.workflow.translation.desk import view
from tests.factories import SLUG, desk_of, person
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
PL = "/workbench/feeling-sick/standard/pl"
DOUBT = "Is it “mdłości” here, or what people say: “jest mi niedobrze”? Ask readers of all ages."

DRAFTS = {
    "title": "Mdłości",
    "vitamin": "Proszę brać 10 mikrogramów witaminy D codziennie.",
}


@pytest.fixture
def drafted(world: Database) -> Database:
    """A Polish draft whose third text is doubtful, in two lines of a comment."""
    with world.reading() as session:
        data = translation_files.export(session, SLUG, "standard", "pl", "po")
    head = data.decode().split("\n\n", 1)[0]
    catalogue = read_po(io.BytesIO(data))
    for path, words in DRAFTS.items():
        message = next(each for each in catalogue if each.context == path)
        message.string = words
        message.flags.add("fuzzy")
        if path == "vitamin":
            message.user_comments = [f"doubt: {DOUBT[:50]}", DOUBT[50:].strip()]
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=True, width=0)
    text = f"{head}\n\n{out.getvalue().decode()}"
    with world.writing() as session:
        actor = person(world, "translator")
        bring_in(session, actor, read(text.encode(), "pl.po"), "pl.po", confirmed=True)
    return world


def test_the_doubt_stands_beside_the_draft_and_comes_first(drafted: Database) -> None:
    assert view(desk_of(drafted), "vitamin").doubt == DOUBT
    visit = Visit(drafted, "reviewer")
    visit.open(f"{PL}?show=revise")
    begin = re.search(r'<a class="nhsuk-button bw-begin[^"]*" href="([^"]+)"', visit.page.text)
    assert begin
    visit.open(html.unescape(begin[1]).partition("#")[0])
    assert "Whoever drafted this was not sure" in visit.words
    assert DOUBT in visit.words
    visit.open(f"{PL}/at/title")
    assert "was not sure" not in visit.words


def test_it_reaches_the_reviser_of_the_same_words(drafted: Database) -> None:
    seen = view(desk_of(drafted), "vitamin")
    translate_as(drafted, seen.text)
    assert view(desk_of(drafted), "vitamin").doubt == DOUBT
    visit = Visit(drafted, "reviewer")
    visit.open(f"{PL}/at/vitamin")
    assert DOUBT in visit.words
    visit.send("/revise")
    after = view(desk_of(drafted), "vitamin")
    assert (after.status, after.doubt) == (Status.REVISED, "")


def test_it_is_gone_with_the_words_that_it_was_about(drafted: Database) -> None:
    translate_as(drafted, "Proszę przyjmować 10 mikrogramów witaminy D codziennie.")
    assert view(desk_of(drafted), "vitamin").doubt == ""


def translate_as(database: Database, words: str) -> None:
    visit = Visit(database, "translator")
    visit.open(f"{PL}/at/vitamin")
    visit.send("/save", text=words)
