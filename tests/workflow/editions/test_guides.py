"""Guides go the way of English alone: signed and published like the rest, in no translator's work,
in no language's numbers, and read by nobody but staff."""

import pytest
from sqlmodel import select

from app.db import Database
from app.exchange.shipped import bring_up
from app.languages import find, languages
from app.models import TextSummary
from app.resources.kinds import FOR_STAFF
from app.resources.load import parse
from app.workflow.drafting.jobs import Scope, texts_of
from app.workflow.editions import published
from app.workflow.editions.guides import guide, guides, library_now
from app.workflow.editions.publishing import publish, withdraw
from app.workflow.imports import shipped_drafts
from app.workflow.lists import projection
from app.workflow.lists.coverage import coverages
from app.workflow.lists.language_coverage import in_database
from app.workflow.refusals import Missing, Refused
from app.workflow.translation.desk import open_desk
from app.workflow.work.day import day
from tests.factories import SLUG as LEAFLET
from tests.factories import person, publish_leaflet
from tests.guides import GUIDE, SLUG, bring_in_guide, publish_guide

pytestmark = pytest.mark.usefixtures("demo_mode")


def listed(database: Database) -> set[tuple[str, str]]:
    """The texts that lists know, by slug and language."""
    with database.reading() as session:
        return set(session.exec(select(TextSummary.slug, TextSummary.language)).all())


def test_a_guide_stands_in_the_lists_in_english_alone(world: Database) -> None:
    publish_guide(world)
    assert {tag for slug, tag in listed(world) if slug == SLUG} == {"en"}
    projection.rebuild(world)
    found = listed(world)
    assert {tag for slug, tag in found if slug == SLUG} == {"en"}
    assert {tag for slug, tag in found if slug == LEAFLET} == {"en", *(x.tag for x in languages())}


@pytest.mark.one_database
def test_lists_that_are_whole_are_not_written_anew_for_a_guide(world: Database) -> None:
    publish_guide(world)
    assert projection.rebuild(world, only_outdated=True) == 0


@pytest.mark.one_database
@pytest.mark.parametrize("tag", ["pl", "fa-AF"])
def test_nobody_can_open_a_guide_to_translate_it(world: Database, tag: str) -> None:
    bring_in_guide(world)
    with world.reading() as session, pytest.raises(Missing, match="English alone"):
        open_desk(session, SLUG, "standard", tag)


@pytest.mark.one_database
def test_a_translator_has_no_work_from_a_guide_and_a_clinician_has_it_to_sign(
    world: Database,
) -> None:
    bring_in_guide(world)
    with world.reading() as session:
        for name in ("translator", "reviewer"):
            work = day(session, person(world, name))
            assert SLUG not in {text.slug for kind in work.kinds for text in kind.texts}
        to_sign = day(session, person(world, "clinician")).kinds
        waiting = {(text.slug, text.language) for kind in to_sign for text in kind.texts}
    assert (SLUG, "en") in waiting


@pytest.mark.one_database
def test_an_order_of_drafts_leaves_guides_out(world: Database) -> None:
    bring_in_guide(world)
    with world.reading() as session:
        assert {ref.slug for ref in texts_of(session, Scope(), ("pl",))} == {LEAFLET}
        assert texts_of(session, Scope(slug=SLUG), ("pl",)) == ()


@pytest.mark.one_database
def test_a_guide_counts_in_no_language(world: Database) -> None:
    with world.reading() as session:
        before = in_database(session, demo=True)
    publish_guide(world)
    with world.reading() as session:
        assert in_database(session, demo=True) == before
        assert {each.language for each in coverages(session, slug=SLUG)} == {"en"}


@pytest.mark.one_database
def test_no_file_of_drafts_is_wanted_or_made_for_a_guide(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    assert "guide" not in {each.kind for each in shipped_drafts.resources()}
    folder = tmp_path_factory.mktemp("pl")
    made = bring_up([parse(GUIDE)], find("pl"), folder, new=True)
    assert (list(made), list(folder.iterdir())) == ([], [])


def test_a_guide_needs_a_clinician_before_it_is_published(world: Database) -> None:
    bring_in_guide(world)
    with world.writing() as session, pytest.raises(Refused, match="clinician has not signed"):
        publish(open_desk(session, SLUG, "standard", "en"), person(world, "author"))


def test_families_have_nothing_of_a_guide_and_staff_have_it(world: Database) -> None:
    publish_guide(world)
    with world.reading() as session:
        assert published.everything(session) == ()
        assert published.library(session, "en") == ()
        assert published.published_languages(session) == frozenset()
        assert published.languages_of(session, SLUG, "standard") == ()
        assert published.edition(session, SLUG, "standard", "en") is None
        assert [each.slug for each in guides(session)] == [SLUG]
        assert guide(session, LEAFLET) is None


def test_a_leaflet_is_no_guide(world: Database) -> None:
    publish_leaflet(world)
    with world.reading() as session:
        assert guides(session) == ()
        assert guide(session, LEAFLET) is None


def test_a_withdrawn_guide_is_gone_and_its_code_still_answers(world: Database) -> None:
    edition = publish_guide(world)
    with world.writing() as session:
        withdraw(session, person(world, "clinician"), edition.code, "Wrong.")
    with world.reading() as session:
        assert guide(session, SLUG) is None
        assert published.last_withdrawn(session, SLUG, "standard", "en") is None
        last = published.last_withdrawn(session, SLUG, "standard", "en", FOR_STAFF)
        by_code = published.by_code(session, edition.code)
    assert last is not None
    assert by_code is not None
    assert (by_code.kind, by_code.state) == ("guide", "withdrawn")


def test_a_guide_lists_what_families_have_when_it_is_read(world: Database) -> None:
    publish_guide(world)
    with world.reading() as session:
        before = guide(session, SLUG)
    publish_leaflet(world)
    with world.reading() as session:
        after = guide(session, SLUG)
    assert before is not None
    assert before.library is not None
    assert before.library.texts == ()
    assert after is not None
    assert after.library is not None
    (text,) = after.library.texts
    assert (text.title, text.tags, text.easy_read) == (
        "Feeling sick", frozenset({"en", "pl"}), frozenset(),
    )  # fmt: skip
    assert text.href == f"/library/{LEAFLET}"


def test_a_print_of_the_list_is_another_print_once_the_list_is_another(world: Database) -> None:
    publish_guide(world)
    with world.reading() as session:
        before = guide(session, SLUG)
        again = guide(session, SLUG)
    publish_leaflet(world)
    with world.reading() as session:
        after = guide(session, SLUG)
    assert before is not None
    assert again is not None
    assert after is not None
    assert before.stamp == again.stamp
    assert before.stamp != after.stamp
    assert before.hash == after.hash


@pytest.mark.one_database
def test_what_is_withdrawn_leaves_the_list(world: Database) -> None:
    edition = publish_leaflet(world)
    with world.writing() as session:
        withdraw(session, person(world, "author"), edition.code, "Wrong.")
    with world.reading() as session:
        (text,) = library_now(session).texts
    assert text.tags == frozenset({"en"})
