"""Memory: what was approved is found again for like English, and nothing else ever is."""

import random

import pytest
from sqlmodel import Session, select

from app.db import Database
from app.models import MemoryUnit, Status
from app.resources.load import parse
from app.workflow.open_database import open_database
from app.workflow.review import steps
from app.workflow.source.revisions import save_source
from app.workflow.translation import memory
from app.workflow.translation.desk import open_desk, view
from tests import factories

DOSE = "Take 10 micrograms of vitamin D each day."
OTHER = factories.LEAFLET.replace("slug: feeling-sick", "slug: eating-well")


def found(
    database: Database, source: str, tag: str = "pl", slug: str = ""
) -> list[tuple[int, str]]:
    with database.reading() as session:
        return [(m.score, m.target) for m in memory.matches(session, tag, source, slug=slug)]


def held(session: Session) -> set[tuple[object, ...]]:
    units = session.exec(select(MemoryUnit)).all()
    return {(u.translation_id, u.path, u.source_id, u.target, u.approved_at) for u in units}


def test_only_approved_text_is_remembered(world: Database) -> None:
    factories.translate(world)
    assert found(world, DOSE) == []
    factories.revise_all(world)
    assert found(world, DOSE) == [(100, factories.POLISH["vitamin"])]


def test_a_text_that_was_reopened_or_edited_is_forgotten(world: Database) -> None:
    factories.translate(world)
    factories.revise_all(world)
    reviewer = factories.person(world, "reviewer")
    with world.writing() as session:
        desk = open_desk(session, factories.SLUG, "standard", "pl")
        steps.reopen(desk, reviewer, "vitamin", desk.rows["vitamin"].version, "Check the dose.")
    assert found(world, DOSE) == []
    factories.translate(world, {"title": "Mdłości"}, by="second")
    assert found(world, "Feeling sick") == []


@pytest.mark.parametrize(
    "source",
    [
        "Take 400 micrograms of folic acid each day.",
        "Take 10 micrograms of vitamin D every morning.",
        "You can take 10 micrograms of vitamin D each day.",
        "take 10 microgram of vitamin D each day",
    ],
)
def test_like_english_is_found_with_a_score_below_100(world: Database, source: str) -> None:
    factories.translate(world)
    factories.revise_all(world)
    ((score, target),) = found(world, source)
    assert memory.MIN_SCORE <= score < 100
    assert target == factories.POLISH["vitamin"]


def test_other_english_and_other_languages_find_nothing(world: Database) -> None:
    factories.translate(world)
    factories.revise_all(world)
    assert found(world, "Bring your notes to the hospital.") == []
    assert found(world, DOSE, "ne") == []
    assert found(world, "") == []


def test_the_same_resource_comes_first_and_the_string_itself_never(world: Database) -> None:
    factories.bring_in(world, OTHER)
    factories.translate(world)
    factories.revise_all(world)
    second = factories.POLISH | {"vitamin": "Codziennie przyjmuj 10 mikrogramów witaminy D."}
    factories.translate(world, second, slug="eating-well")
    with world.writing() as session:
        desk = open_desk(session, "eating-well", "standard", "pl")
        reviewer = factories.person(world, "reviewer")
        steps.revise(desk, reviewer, "vitamin", desk.rows["vitamin"].version)
    with world.reading() as session:
        here = memory.matches(session, "pl", DOSE, slug="eating-well")
        there = memory.matches(session, "pl", DOSE, slug=factories.SLUG)
        itself = memory.matches(
            session, "pl", DOSE, slug="eating-well", path="vitamin", reading_version="standard"
        )
    assert [(m.slug, m.in_context) for m in here] == [
        ("eating-well", True),
        (factories.SLUG, False),
    ]
    assert [m.slug for m in there] == [factories.SLUG, "eating-well"]
    assert [m.slug for m in itself] == [factories.SLUG]


def test_h19_an_exact_match_changes_no_string_by_itself(world: Database) -> None:
    factories.bring_in(world, OTHER)
    factories.translate(world)
    factories.revise_all(world)
    assert found(world, DOSE, slug="eating-well")[0][0] == 100
    with world.reading() as session:
        desk = open_desk(session, "eating-well", "standard", "pl")
        assert view(desk, "vitamin").status is Status.EMPTY


def test_memory_made_anew_is_what_the_steps_had_kept(world: Database) -> None:
    factories.translate(world)
    factories.revise_all(world)
    factories.translate(world, {"title": "Mdłości"}, by="second")
    chance = random.Random(1)  # noqa: S311  # the same steps in every run
    for path in chance.sample(sorted(factories.POLISH), 2):
        factories.translate(world, {path: factories.POLISH[path] + " "}, by="second")
    with world.writing() as session:
        kept = held(session)
        assert memory.rebuild(session) == len(kept)
        assert held(session) == kept
    assert kept


def test_english_that_changed_is_still_found_with_its_old_words(world: Database) -> None:
    factories.translate(world)
    factories.revise_all(world)
    author = factories.person(world, "author")
    changed = factories.LEAFLET.replace("Take 10 micrograms", "Take 20 micrograms")
    with world.writing() as session:
        save_source(session, author, parse(changed))
    now = "Take 20 micrograms of vitamin D each day."
    with world.reading() as session:
        (match,) = memory.matches(session, "pl", now, slug=factories.SLUG, path="vitamin")
    assert match.source == DOSE
    assert match.in_context
    assert match.path == "vitamin"


def test_postgresql_finds_the_same(postgres_url: str) -> None:
    database = open_database(postgres_url)
    database.migrate()
    with database.writing() as session:
        texts = [DOSE, "Call your midwife at once.", "Rest when you can."]
        assert memory.index(session, texts) == memory.index(session, [*texts, *texts])[:3]
        found = memory._candidates(session, "Take 400 micrograms of vitamin C each day.")
        assert list(found.values()) == [DOSE]
        session.rollback()
    database.dispose()
