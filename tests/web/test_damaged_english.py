"""Newest English that is damaged in the database: its pages say so and how it is mended, every
other page works, and readers keep the editions that they have.
"""

from pathlib import Path

import pytest
from sqlmodel import col, update

from app.db import Database
from app.models import SourceRevision
from app.resources.load import parse
from app.workflow.editions.published import edition
from app.workflow.editions.roll_back import bring_back_text
from app.workflow.lists import projection
from app.workflow.proposals.content_files import look_at_files
from app.workflow.proposals.files import take_revision
from tests.factories import LEAFLET, SLUG, bring_in, person, publish_english, publish_leaflet, sign
from tests.web.visit import Visit

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("demo_mode")]
OTHER = LEAFLET.replace(": feeling-sick", ": resting").replace("Feeling sick", "Resting")
OTHER = OTHER.replace("MAT-900", "MAT-901")
AUTHOR = f"/author/leaflet/{SLUG}/standard"
DESK = f"/workbench/{SLUG}/standard"
SAID = "The stored English of “feeling-sick”, revision 2, is damaged: "
OWN = {
    "author": [AUTHOR, f"{AUTHOR}/proposal", f"{AUTHOR}/preview", f"{AUTHOR}?open=vitamin",
               f"{AUTHOR}/english.yaml", f"{DESK}/pl", f"{DESK}/en"],
    "clinician": [f"{DESK}/en", f"{DESK}/pl"],
    "translator": [f"{DESK}/pl", f"{DESK}/pl/at/vitamin"],
}  # fmt: skip
"""Where somebody works on the text itself."""
OTHERS = {
    "author": ["/author", "/author/new", "/library", f"/library/{SLUG}", "/library/publish",
               f"/library/{SLUG}/standard/pl/editions", f"/library/{SLUG}/archive",
               "/library/languages", "/workbench", "/author/leaflet/resting/standard"],
    "clinician": ["/decide", "/workbench", "/library"],
    "translator": ["/workbench", "/workbench/find?words=rest", "/workbench/resting/standard/pl"],
    "midwife": ["/library", f"/library/{SLUG}", "/workbench"],
    "admin": ["/people", "/workbench"],
}  # fmt: skip


@pytest.fixture
def damaged(world: Database) -> Database:
    """A leaflet that readers have, whose newer English nobody can read."""
    publish_leaflet(world)
    bring_in(world, OTHER)
    bring_in(world, LEAFLET.replace("10 micrograms", "20 micrograms"))
    damage(world)
    return world


def damage(world: Database) -> None:
    with world.writing() as session:
        newest = update(SourceRevision).where(col(SourceRevision.number) == 2)
        session.exec(newest.values(content={"title": "Feeling sick"}, hash="damaged"))


def test_the_pages_of_damaged_english_say_which_text_and_how_it_is_mended(
    damaged: Database,
) -> None:
    for who, places in OWN.items():
        visit = Visit(damaged, who)
        for place in places:
            assert (place, visit.open(place).status_code) == (place, 503)
            assert SAID in visit.words, place
            assert "an author publishes an older text anew" in visit.words


def test_every_other_page_works_and_the_lists_name_the_damaged_text(damaged: Database) -> None:
    shown = {}
    for who, places in OTHERS.items():
        visit = Visit(damaged, who)
        for place in places:
            assert (place, visit.open(place).status_code) == (place, 200)
            shown[who, place] = visit.words
    for listed in (("author", "/author"), ("author", f"/library/{SLUG}"), ("clinician", "/decide")):
        assert SAID in shown[listed], listed
    assert "English damaged" in shown["author", "/library"]
    assert "Mend its English" in shown["author", "/library"]


def test_readers_keep_what_they_have(damaged: Database) -> None:
    reader = Visit(damaged).client
    with damaged.reading() as session:
        polish = edition(session, SLUG, "standard", "pl")
    assert polish is not None
    for place in (f"/pl/leaflets/{SLUG}", f"/en/leaflets/{SLUG}", f"/status/{polish.code}", "/pl"):
        answer = reader.get(place)
        assert (place, answer.status_code, "bw-notice" in answer.text) == (place, 200, False)


def test_a_translation_is_served_when_published_english_is_damaged(world: Database) -> None:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace("What helps", "All that helps"))
    publish_english(world)
    damage(world)
    reader = Visit(world).client
    page = reader.get(f"/pl/leaflets/{SLUG}")
    assert page.status_code == 200
    assert "bw-notice" in page.text  # what changed, nobody knows
    assert reader.get(f"/en/leaflets/{SLUG}").status_code == 200


def test_the_lists_are_written_anew_around_it(damaged: Database) -> None:
    """As on a start after an update."""
    projection.rebuild(damaged)
    visit = Visit(damaged, "translator")
    assert visit.open("/workbench/resting/standard/pl").status_code == 200


@pytest.mark.parametrize("by", ["file", "older text"])
def test_newer_english_mends_it(damaged: Database, by: str) -> None:
    if by == "file":
        author = person(damaged, "author")
        with damaged.writing() as session:
            take_revision(session, author, parse(LEAFLET.replace("10 micro", "20 micro")))
    else:
        with damaged.reading() as session:
            english = edition(session, SLUG, "standard", "en")
        assert english is not None
        with damaged.writing() as session:
            bring_back_text(session, person(damaged, "author"), english.code)
    visit = Visit(damaged, "author")
    for place in OWN["author"]:
        assert (place, visit.open(place).status_code) == (place, 200)


def test_a_signed_text_that_is_damaged_is_named_where_others_are_published(
    world: Database,
) -> None:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace("What helps", "All that helps"))
    sign(world, tag="en")
    damage(world)
    visit = Visit(world, "author")
    for place in ("/library/publish", f"/library/{SLUG}/publish"):
        assert visit.open(place).status_code == 200
        assert SAID in visit.words


def test_other_texts_are_written_and_taken_away_beside_it(
    damaged: Database, tmp_path: Path
) -> None:
    visit = Visit(damaged, "author")
    visit.open("/author/leaflet/resting/standard?open=about")
    visit.send("/save", None, reference="BSW-MAT-902")
    assert "Saved" in visit.words
    with damaged.reading() as session:
        files = {each.path.stem: each for each in look_at_files(session, tmp_path)}
    assert files["resting"].state == "new"
    assert files[SLUG].state == "left"
    assert SAID in files[SLUG].reasons[0]
