"""An older text is published anew: its English comes back, and the words approved for it."""

import pytest

from app.db import Database
from app.workflow.editions import published
from app.workflow.editions.roll_back import bring_back_text
from app.workflow.refusals import Refused
from app.workflow.review import steps
from app.workflow.translation.desk import open_desk, views
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    bring_in,
    desk_of,
    person,
    publish_english,
    publish_it,
    publish_leaflet,
    revise,
    sign,
    take,
    translate,
)

pytestmark = pytest.mark.usefixtures("demo_mode")
NEWER = LEAFLET.replace("Call us now", "Ring us today")


def states(database: Database) -> dict[str, tuple[str, str]]:
    return {seen.path: (seen.state, seen.text) for seen in views(desk_of(database))}


@pytest.fixture
def two(world: Database) -> str:
    """Two editions in Polish, of which the first had another heading; its code."""
    first = publish_leaflet(world)
    bring_in(world, NEWER)
    publish_english(world)
    translate(world, {"call.heading": "Zadzwoń dzisiaj"}, by="second")
    revise(world, "call.heading", by="second-reviewer")
    sign(world)
    publish_it(world)
    return first.code


def back(database: Database, code: str, who: str = "author") -> dict[str, int]:
    with database.writing() as session:
        return bring_back_text(session, person(database, who), code).returned


def test_words_that_were_approved_for_it_come_back_with_their_two_people(
    world: Database, two: str
) -> None:
    assert back(world, two) == {"pl": 1}
    assert states(world) == {path: ("revised", text) for path, text in POLISH.items()}
    row = desk_of(world).rows["call.heading"]
    people = person(world, "translator").id, person(world, "reviewer").id
    assert (row.edited_by, row.revised_by) == people
    sign(world)
    edition = publish_it(world)
    with world.reading() as session:
        live = published.edition(session, SLUG, "standard", "pl")
    assert live is not None
    assert (live.code, edition.number) == (edition.code, 3)
    assert "Zadzwoń teraz" in live.resource.model_dump_json()


def test_readers_see_no_change_until_it_is_signed_and_published(world: Database, two: str) -> None:
    back(world, two)
    with world.reading() as session:
        live = published.edition(session, SLUG, "standard", "pl")
    assert live is not None
    assert live.number == 2
    with pytest.raises(Refused, match="has not signed"):
        publish_it(world)


def test_h3_words_that_somebody_sent_back_since_do_not_return(world: Database) -> None:
    first = publish_leaflet(world)
    bring_in(world, NEWER)
    take(
        world, "reviewer",
        lambda desk, actor: steps.reopen(
            desk, actor, "call.heading", desk.rows["call.heading"].version, "It is too harsh."
        ),
    )  # fmt: skip
    translate(world, {"call.heading": "Zadzwoń dzisiaj"})
    assert back(world, first.code) == {}
    assert states(world)["call.heading"][0] == "stale"


def test_only_an_author_brings_back_what_is_not_the_newest(world: Database, two: str) -> None:
    for who in ("translator", "clinician", "admin"):
        with pytest.raises(Refused):
            back(world, two, who)
    back(world, two)
    with pytest.raises(Refused, match="is the newest"):
        back(world, two)
    with world.reading() as session:
        assert open_desk(session, SLUG, "standard", "en").revision.number == 3
