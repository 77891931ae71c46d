"""A resource that nobody wants any more is in no list, and nothing of it is lost."""

import pytest
from sqlmodel import col, select

from app.db import Database
from app.models import Edition, EditionState, JobPart, SegmentListing, TextSummary
from app.workflow.drafting import jobs
from app.workflow.drafting.job_steps import draft_batch, plan
from app.workflow.drafting.job_views import job_views
from app.workflow.drafting.jobs import Scope
from app.workflow.editions import published
from app.workflow.editions.archive import archive, bring_back, live_editions, traces
from app.workflow.editions.publishing import state_of
from app.workflow.imports.translation_files import export, export_memory
from app.workflow.lists import projection, search
from app.workflow.lists.coverage import coverages
from app.workflow.lists.search import SearchQuery
from app.workflow.refusals import Missing, Refused
from app.workflow.review import remarks
from app.workflow.source.archived import Archived, archived_resources, events_of
from app.workflow.source.revisions import find_resource, titles
from app.workflow.translation.desk import open_desk, view
from app.workflow.translation.memory import rebuild
from app.workflow.work.day import day
from app.workflow.work.due_reviews import due_reviews
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    bring_in,
    person,
    publish_leaflet,
    translate,
)

WHY = "The clinic it was for has closed."


def out(database: Database, why: str = WHY, who: str = "author") -> None:
    with database.writing() as session:
        archive(session, person(database, who), SLUG, why)


def back(database: Database, why: str = "It has opened again.") -> None:
    with database.writing() as session:
        bring_back(session, person(database, "author"), SLUG, why)


def listed(database: Database) -> tuple[int, int]:
    """How many texts and segments the lists hold."""
    with database.reading() as session:
        return (
            len(session.exec(select(TextSummary.id)).all()),
            len(session.exec(select(SegmentListing.id)).all()),
        )


def test_what_is_taken_out_is_in_no_list_of_staff(world: Database) -> None:
    translate(world)
    everyone = ("translator", "reviewer", "clinician", "author")
    with world.writing() as session:
        remarks.ask(open_desk(session, SLUG, "standard", "pl"), person(world, "reviewer"), "title",
                    "Which kind?")  # fmt: skip
    out(world)
    assert listed(world) == (0, 0)
    with world.reading() as session:
        assert coverages(session) == ()
        for who in everyone:
            actor = person(world, who)
            today = day(session, actor)
            assert (today.kinds, today.stopped, today.progress) == ((), None, ())
            assert search.find(session, actor, SearchQuery()).rows == ()
            assert remarks.inbox(session, actor) == ()
            assert due_reviews(session, actor) == ()
        assert jobs.texts_of(session, Scope(), ("pl",)) == ()
        assert titles(session) == {}
        (gone,) = archived_resources(session)
        assert (gone.title, gone.by, gone.why) == ("Feeling sick", "Author", WHY)


def test_readers_lose_its_editions_and_their_prints_still_tell_where_they_stand(
    world: Database, demo_mode: None
) -> None:
    publish_leaflet(world)
    with world.reading() as session:
        codes = [each.code for each in live_editions(session, find_resource(session, SLUG))]
        assert len(published.everything(session)) == len(codes) == 2
    out(world)
    with world.reading() as session:
        assert published.everything(session) == ()
        for code in codes:
            seen = published.by_code(session, code)
            assert seen is not None
            assert seen.state == "withdrawn"
        rows = session.exec(select(Edition)).all()
        assert {state_of(session, row) for row in rows} == {EditionState.WITHDRAWN}
        found = traces(session, find_resource(session, SLUG))
        assert {code for each in found for code in each.codes} == set(codes)


def test_nobody_works_on_it_or_takes_it_away_and_is_told_who_to_ask(world: Database) -> None:
    publish_leaflet(world)
    out(world)
    with world.reading() as session:
        with pytest.raises(Archived, match=r"Author took “Feeling sick” out of all lists on .*clo"):
            open_desk(session, SLUG, "standard", "pl")
        with pytest.raises(Archived):
            export(session, SLUG, "standard", "pl", "po")
        assert b"<tuv" not in export_memory(session, "pl")
        desk = open_desk(session, SLUG, "standard", "pl", archived=True)  # its history stays
        assert view(desk, "title").text == POLISH["title"]
    with pytest.raises(Refused, match="taken out of all lists"):
        bring_in(world, LEAFLET.replace("Feeling sick", "Nausea"))


def test_it_comes_back_as_it_stood_and_is_signed_anew_before_anyone_reads_it(
    world: Database, demo_mode: None
) -> None:
    publish_leaflet(world)
    before = listed(world)
    with world.reading() as session:
        memory = export_memory(session, "pl")
    out(world)
    back(world)
    assert listed(world) == before
    with world.reading() as session:
        assert export_memory(session, "pl") == memory
        polish = session.exec(select(TextSummary).where(TextSummary.language == "pl")).one()
        assert (polish.revised, polish.total, polish.stage) == (5, 5, "sign")
        assert published.everything(session) == ()
        steps = events_of(session, find_resource(session, SLUG))
        assert [(event.archived, event.why, name) for event, name in steps] == [
            (False, "It has opened again.", "Author"),
            (True, WHY, "Author"),
        ]


def test_lists_and_memory_that_are_made_anew_leave_it_out(world: Database) -> None:
    publish_leaflet(world)
    out(world)
    assert projection.rebuild(world) == 0
    assert listed(world) == (0, 0)
    with world.writing() as session:
        assert rebuild(session) == 0


def test_a_job_under_way_leaves_its_texts_with_the_reason(world: Database) -> None:
    with world.writing() as session:
        number = jobs.start(session, person(world, "translator"), Scope()).id
    parts = plan(world, number)
    out(world)
    assert draft_batch(world, number, parts[0]) is False
    with world.reading() as session:
        part = session.get_one(JobPart, parts[0])
        assert part.left == part.total
        assert "out of all lists" in part.reason
        assert [view.id for view in job_views(session)] == [number]


def test_only_an_author_takes_it_out_once_and_with_a_reason(world: Database) -> None:
    for who in ("translator", "reviewer", "clinician", "admin", "midwife"):
        with pytest.raises(Refused, match="for authors"):
            out(world, who=who)
    with pytest.raises(Refused, match="Say why"):
        out(world, " ")
    with pytest.raises(Refused, match="nothing to bring back"):
        back(world)
    out(world)
    with pytest.raises(Refused, match="out of all lists already"):
        out(world)
    with world.writing() as session, pytest.raises(Missing):
        archive(session, person(world, "author"), "nope", WHY)
    with world.reading() as session:
        assert len(events_of(session, find_resource(session, SLUG))) == 1
        assert session.exec(select(col(Edition.id))).all() == []
