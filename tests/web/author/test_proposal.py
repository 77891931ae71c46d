"""What an author reads on the page of a proposal and on a text that is out of all lists, and of
files that hold nothing.
"""

import io

import pytest
from docx import Document

from app.db import Database
from app.models import Role
from app.resources.load import parse
from app.workflow.proposals.writing import begin
from app.workflow.source.revisions import save_source
from tests.factories import (
    LEAFLET,
    SLUG,
    add_person,
    bring_in,
    person,
    publish_english,
    publish_leaflet,
)
from tests.web.visit import Visit

pytestmark = pytest.mark.one_database
PLACE = f"/author/leaflet/{SLUG}/standard"
NEWER = "from a file or from an older text that was published anew"


def write(visit: Visit, block: str, **typed: str) -> None:
    visit.open(f"{PLACE}?open={block}")
    visit.send("/save", None, **typed)


def archive(world: Database) -> None:
    author = Visit(world, "author")
    author.open(f"/library/{SLUG}/archive")
    author.send(f"/library/{SLUG}/archive", why="The clinic has closed.")


def test_newer_english_is_said_to_come_from_wherever_it_can_come(world: Database) -> None:
    visit = Visit(world, "author")
    write(visit, "vitamin", text="Take 20 micrograms of vitamin D each day.")
    with world.writing() as session:
        save_source(session, person(world, "author"), parse(LEAFLET.replace("What", "All that")))
    visit.open(PLACE)
    assert NEWER in visit.words
    visit.open(f"{PLACE}/proposal")
    assert NEWER in visit.words
    visit.send("/hand-in", why="A higher dose.")
    assert visit.page.status_code == 409
    assert visit.words.count(NEWER) >= 2


def test_a_new_day_of_review_says_that_it_opens_nothing_and_no_more(world: Database) -> None:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace("10 micrograms", "15 micrograms"))
    publish_english(world)
    visit = Visit(world, "author")
    write(visit, "about", review_by="2029-09-30")
    visit.open(f"{PLACE}/proposal")
    assert "Review it by: [before: 31 October 2029 ] [now: 30 September 2029 ]" in visit.words
    assert "so nothing opens again in any language" in visit.words
    assert "Nothing, in any language." in visit.words
    assert "a clinician decides" not in visit.words
    assert "Polish" not in visit.words
    write(visit, "who", **{"text": "Call {phone.triage} now."})
    visit.open(f"{PLACE}/proposal")
    assert "Polish" in visit.words


def test_a_new_text_is_told_in_the_words_of_its_form(world: Database) -> None:
    author = person(world, "author")
    text = LEAFLET.replace("slug: feeling-sick", "slug: a-walk").replace("MAT-900", "MAT-902")
    text = text.replace("blocks:", "stage: after_birth\nlisted_under: [family]\nblocks:", 1)
    with world.writing() as session:
        begin(session, author, parse(text))
    visit = Visit(world, "author")
    visit.open("/author/leaflet/a-walk/standard/proposal")
    for raw in ("kind:", "slug:", "reading version:", "after_birth", "0 languages"):
        assert raw not in visit.words
    assert "Name in its web address: [before: nothing ] [now: a-walk ]" in visit.words
    assert "When it is read: [before: nothing ] [now: After the birth ]" in visit.words
    assert "Where readers find it: [before: nothing ] [now: Family ]" in visit.words


def test_a_text_out_of_all_lists_says_so_where_it_is_written_and_is_not_handed_in(
    world: Database,
) -> None:
    visit = Visit(world, "author")
    write(visit, "vitamin", text="Take 20 micrograms of vitamin D each day.")
    visit.open(f"{PLACE}/proposal")
    form = visit.form("/hand-in")
    archive(world)
    for page in (PLACE, f"{PLACE}/proposal"):
        visit.open(page)
        assert "Author took this text out of all lists: “The clinic has closed.”" in visit.words
        assert f'href="/library/{SLUG}">brings it back' in visit.page.text
    assert not visit.forms("/hand-in")
    visit.post(form, "/hand-in", why="A higher dose.")
    assert "“Feeling sick” was taken out of all lists. An author brings it back" in visit.words
    assert f"{SLUG} was taken" not in visit.words
    visit.open(f"/library/{SLUG}")
    visit.send(f"/library/{SLUG}/bring-back", why="It has opened again.")
    visit.open(f"{PLACE}/proposal")
    assert "out of all lists" not in visit.words
    visit.send("/hand-in", why="A higher dose.")
    assert "Handed in." in visit.words


def empty_word() -> bytes:
    packed = io.BytesIO()
    Document().save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("e.docx", b"", "e.docx: the document is empty. Choose another one."),
        ("e.docx", empty_word(), "e.docx: the document is empty. Choose another one."),
        ("e.docx", b"Hello", "e.docx: this is no Word document. Save it as .docx."),
        ("e.yaml", b" \n", "e.yaml: the file is empty. Choose another one."),
    ],
)
def test_a_file_that_holds_nothing_says_so(
    world: Database, name: str, data: bytes, said: str
) -> None:
    visit = Visit(world, "author")
    visit.open("/library/bring-in")
    assert visit.upload(name, data).status_code == 422
    assert said in visit.words
    assert "kind: leaflet" not in visit.words


def test_history_says_who_wrote_what_another_handed_in_and_why(world: Database) -> None:
    add_person(world, "second-author", (Role.AUTHOR, "*"))
    write(Visit(world, "author"), "vitamin", text="Take 20 micrograms of vitamin D each day.")
    second = Visit(world, "second-author")
    second.open(f"{PLACE}/proposal")
    second.send("/hand-in", why="A higher dose.")
    second.open(f"/workbench/{SLUG}/standard/en/history")
    assert "English 2: came in, written by Author" in second.words
    assert "Second-Author A higher dose." in second.words
    write(second, "vitamin", text="Take 10 micrograms of vitamin D each day.")
    second.open(f"{PLACE}/proposal")
    second.send("/hand-in", why="The old dose.")
    second.open(f"/workbench/{SLUG}/standard/en/history")
    assert "English 3: the words of English 1 are the newest again" in second.words
    assert "newest again, written" not in second.words
