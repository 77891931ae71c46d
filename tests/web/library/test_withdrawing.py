"""Withdrawing an edition that readers do not have any more."""

import pytest
from sqlmodel import select

from app.db import Database
from app.models import Edition, EditionEvent
from app.workflow.editions import published
from app.workflow.editions.publishing import withdraw
from tests.factories import person, publish_it, publish_leaflet, revise, sign, translate
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]


def replaced(world: Database) -> tuple[Edition, Edition]:
    """The Polish leaflet's first edition and the one that replaced it."""
    old = publish_leaflet(world)
    translate(world, {"title": "Nudności w ciąży"})
    revise(world, "title")
    sign(world)
    return old, publish_it(world)


def test_what_was_withdrawn_already_is_not_withdrawn_again(world: Database) -> None:
    edition = publish_leaflet(world)
    visit, late = Visit(world, "author"), Visit(world, "clinician")
    address = f"/library/editions/{edition.code}/withdraw"
    late.open(address)
    visit.open(address)
    assert "Readers lose edition 1" in visit.text
    visit.send("/withdraw", why="The dose is under review.")
    for refused in (visit.open(address), late.send("/withdraw", why="Another reason.")):
        assert refused.status_code == 403
    for each in (visit, late):
        assert f"Edition 1 (code {edition.code}) was withdrawn already" in each.text
        assert "Readers lose" not in each.text
        assert 'name="why"' not in each.page.text
    with world.reading() as session:
        events = session.exec(select(EditionEvent).where(EditionEvent.edition_id == edition.id))
        assert [each.why for each in events if each.why] == ["The dose is under review."]


def test_a_reason_that_is_too_long_stays_in_its_field(world: Database) -> None:
    edition = publish_leaflet(world)
    visit = Visit(world, "clinician")
    visit.open(f"/library/editions/{edition.code}/withdraw")
    reason = "The dose is wrong. " * 400
    assert visit.send("/withdraw", why=reason).status_code == 422
    assert visit.form("/withdraw").fields["why"] == reason


def test_whoever_withdraws_sees_which_editions_of_the_text_readers_keep(world: Database) -> None:
    edition = publish_leaflet(world)
    with world.reading() as session:
        english = published.edition(session, "feeling-sick", "standard", "en")
    assert english is not None
    visit = Visit(world, "clinician")
    visit.open(f"/library/editions/{english.code}/withdraw")
    assert "Readers keep these editions of the same text." in visit.words
    assert "in Polish, edition 1" in visit.words
    assert f'href="/library/editions/{edition.code}/withdraw"' in visit.page.text
    visit.send("/withdraw", why="The dose is wrong.")
    visit.open(f"/library/editions/{edition.code}/withdraw")
    assert "Readers keep these editions" not in visit.words
    visit.open(f"/library/editions/{english.code}/withdraw")
    assert "in Polish, edition 1" in visit.words


def test_withdrawing_a_replaced_edition_says_that_it_concerns_old_prints_alone(
    world: Database,
) -> None:
    old, new = replaced(world)
    visit = Visit(world, "author")
    address = f"/library/editions/{old.code}/withdraw"
    visit.open(address)
    assert "Readers lose" not in visit.text
    assert f"Readers have edition 2 (code {new.code}) and keep it." in visit.text
    assert "Only prints of edition 1" in visit.text
    visit.send("/withdraw", why="Its dose was wrong.")
    assert "The prints of that edition say now that it was withdrawn." in visit.words
    with world.reading() as session:
        now = published.edition(session, "feeling-sick", "standard", "pl")
        was = published.by_code(session, old.code)
    assert now is not None
    assert was is not None
    assert (now.code, was.state) == (new.code, "withdrawn")


def test_a_replaced_edition_of_a_text_that_readers_lost_is_not_withdrawn_again(
    world: Database,
) -> None:
    old, new = replaced(world)
    with world.writing() as session:
        withdraw(session, person(world, "author"), new.code, "Wrong.")
    visit = Visit(world, "author")
    assert visit.open(f"/library/editions/{old.code}/withdraw").status_code == 403
    assert "was withdrawn already: its prints say so" in visit.text
