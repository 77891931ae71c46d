"""Jobs that draft: what they fill, what they leave alone, and that a step that runs twice does its
work once. They run here without the workflow library; tests/jobs/worker/test_process.py runs it.
"""

from collections.abc import Sequence

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from app.db import Database
from app.engines import ENGINES
from app.engines.base import Draft
from app.jobs.worker import drafts
from app.models import (
    Grant,
    Job,
    JobPart,
    JobSegment,
    JobState,
    Role,
    SegmentEvent,
    SegmentOutcome,
    Status,
)
from app.workflow.drafting import job_steps, jobs
from app.workflow.drafting.job_views import JobView, job_view
from app.workflow.drafting.jobs import Scope
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused
from app.workflow.source.revisions import all_sources
from app.workflow.translation.desk import open_desk
from tests import factories
from tests.engines.deterministic import AccentEngine
from tests.factories import LEAFLET, POLISH, SLUG, add_person, bring_in, desk_of, person, translate

POLISH_LEAFLET = Scope(SLUG, "standard", "pl", "accents")


@pytest.fixture(autouse=True)
def accents(monkeypatch: pytest.MonkeyPatch) -> AccentEngine:
    engine = AccentEngine()
    monkeypatch.setitem(ENGINES, "accents", engine)
    return engine


def order(database: Database, scope: Scope = POLISH_LEAFLET, who: str = "translator") -> str:
    actor = person(database, who)
    with database.writing() as session:
        return jobs.start(session, actor, scope).id


def seen(database: Database, job_id: str) -> JobView:
    with database.reading() as session:
        return job_view(session, job_id)


def done(database: Database, scope: Scope = POLISH_LEAFLET) -> JobView:
    job_id = order(database, scope)
    drafts.run(database, job_id)
    return seen(database, job_id)


def drafted(database: Database) -> list[str]:
    """The path of every draft event."""
    with database.reading() as session:
        return list(session.exec(select(SegmentEvent.path).where(SegmentEvent.action == "draft")))


def test_a_job_waits_until_someone_works_on_it_and_then_fills_what_is_missing(
    world: Database,
) -> None:
    job_id = order(world)
    assert seen(world, job_id).state is JobState.WAITING
    assert drafted(world) == []
    drafts.run(world, job_id, "a worker")
    job = seen(world, job_id)
    assert (job.state, job.done, job.total, job.drafted) == (JobState.DONE, 5, 5, 5)
    assert sorted(drafted(world)) == sorted(POLISH)
    assert {row.origin["job"] for row in desk_of(world).rows.values()} == {job_id}


def test_a_language_and_everything_missing_are_drafted_in_one_job_each(world: Database) -> None:
    bring_in(world, LEAFLET.replace("feeling-sick", "feeling-tired"))
    assert done(world, Scope(language="pl", engine="accents")).done == 10
    add_person(world, "two", (Role.TRANSLATOR, "pl"), (Role.TRANSLATOR, "es"))
    job_id = order(world, Scope(engine="accents"), "two")
    drafts.run(world, job_id)
    assert {part.language for part in seen(world, job_id).parts} == {"es"}


def test_a_job_of_many_batches_asks_for_each_string_once(
    world: Database, accents: AccentEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_steps, "BATCH", 2)
    done(world)
    assert len(accents.asked) == 5
    assert len(drafted(world)) == 5


def test_h1_a_refused_draft_is_listed_with_its_reason_and_not_tried_again_in_the_job(
    world: Database, accents: AccentEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_steps, "BATCH", 1)
    monkeypatch.setattr(accents, "translate", _empty)
    job = done(world)
    assert (job.state, job.refused, job.drafted) == (JobState.DONE, 5, 0)
    refusals = dict(job.parts[0].refusals)
    assert set(refusals) == set(POLISH)
    assert "nothing back" in refusals["vitamin"]


def _empty(texts: Sequence[str], source: str, target: str) -> list[Draft]:
    return [Draft("", "accents", model="accents", version="1") for _ in texts]


def test_a_batch_that_runs_again_after_its_end_drafts_nothing_twice(world: Database) -> None:
    job_id = order(world)
    (part,) = job_steps.plan(world, job_id)
    assert job_steps.plan(world, job_id) == (part,)
    for _ in range(3):
        assert not job_steps.draft_batch(world, job_id, part)
    assert len(drafted(world)) == 5


def test_two_processes_in_the_same_batch_write_it_once(
    world: Database, accents: AccentEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one begins and ends while the engine of the first one works."""
    job_id = order(world)
    (part,) = job_steps.plan(world, job_id)
    plain = accents.translate

    def meanwhile(texts: Sequence[str], source: str, target: str) -> list[Draft]:
        monkeypatch.setattr(accents, "translate", plain)
        job_steps.draft_batch(world, job_id, part)
        return plain(texts, source, target)

    monkeypatch.setattr(accents, "translate", meanwhile)
    job_steps.draft_batch(world, job_id, part)
    assert len(drafted(world)) == 5
    job = seen(world, job_id)
    assert (job.done, job.drafted) == (5, 5)


def test_the_database_itself_refuses_a_second_outcome_for_a_string(world: Database) -> None:
    job_id = order(world)
    (part,) = job_steps.plan(world, job_id)
    job_steps.draft_batch(world, job_id, part)
    with world.reading() as session:
        first = session.exec(select(JobSegment)).first()
    assert first is not None
    again = first.model_dump(exclude={"id"})
    with pytest.raises(IntegrityError), world.writing() as session:
        session.add(JobSegment(**again))


def test_what_a_person_saves_while_the_engine_works_stays(
    world: Database, accents: AccentEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = accents.translate

    def meanwhile(texts: Sequence[str], source: str, target: str) -> list[Draft]:
        translate(world, {"vitamin": POLISH["vitamin"]})
        return plain(texts, source, target)

    monkeypatch.setattr(accents, "translate", meanwhile)
    job = done(world)
    row = desk_of(world).rows["vitamin"]
    assert (row.text, row.status) == (POLISH["vitamin"], Status.EDITED)
    assert (job.drafted, job.parts[0].kept, job.done) == (4, 1, 5)


def test_h19_memory_is_suggested_where_no_engine_can_draft_and_the_rest_is_left_with_the_reason(
    world: Database,
) -> None:
    translate(world, {"title": "Nudności"})
    factories.revise(world, "title")
    bring_in(world, LEAFLET.replace("feeling-sick", "feeling-tired"))
    job = done(world, Scope("feeling-tired", "standard", "pl", "none"))
    (part,) = job.parts
    assert (part.remembered, part.left, part.done) == (1, 4, 5)
    assert "no machine draft" in part.reason
    with world.reading() as session:
        row = open_desk(session, "feeling-tired", "standard", "pl").rows["title"]
    assert (row.status, row.origin["memory"]) == (Status.DRAFT, True)


def test_a_job_that_can_give_nothing_is_refused_with_the_reason(world: Database) -> None:
    with pytest.raises(Refused, match="There is no machine draft for"):
        order(world, Scope(language="kok-Latn"))
    assert rows(world) == []


@pytest.mark.parametrize(
    ("scope", "message"),
    [
        (Scope(language="en"), "English is the source"),
        (Scope("nope", "", "pl", "accents"), "no resource with that name"),
        (Scope(SLUG, "easy_read", "pl", "accents"), "no resource with that name"),
        (Scope(language="pl", engine="nope"), "no engine 'nope'"),
    ],
)
def test_a_wrong_order_is_refused(world: Database, scope: Scope, message: str) -> None:
    with pytest.raises(Refused, match=message):
        order(world, scope)
    assert rows(world) == []


def rows(database: Database) -> list[Job]:
    with database.reading() as session:
        return list(session.exec(select(Job)).all())


def test_the_same_order_while_it_is_open_is_the_same_job(world: Database) -> None:
    assert order(world) == order(world)
    assert len(rows(world)) == 1


def test_who_may_not_draft_may_neither_order_nor_cancel(world: Database) -> None:
    job_id = order(world)
    for step in (lambda: order(world, who="midwife"), lambda: cancel(world, job_id, "midwife")):
        with pytest.raises(Refused, match="is not"):
            step()
    assert seen(world, job_id).is_open


def cancel(database: Database, job_id: str, who: str = "translator") -> None:
    actor = person(database, who)
    with database.writing() as session:
        jobs.cancel(session, actor, job_id)


def test_a_cancelled_job_writes_nothing_more(
    world: Database, accents: AccentEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled while the engine works on its second batch."""
    monkeypatch.setattr(job_steps, "BATCH", 2)
    plain = accents.translate

    def meanwhile(texts: Sequence[str], source: str, target: str) -> list[Draft]:
        if len(accents.asked) == 2:
            cancel(world, job_id, "reviewer")
        return plain(texts, source, target)

    monkeypatch.setattr(accents, "translate", meanwhile)
    job_id = order(world)
    drafts.run(world, job_id)
    job = seen(world, job_id)
    assert (job.state, job.cancelled_by) == (JobState.CANCELLED, "Reviewer")
    assert len(drafted(world)) == 2
    drafts.run(world, job_id)
    assert len(drafted(world)) == 2


def test_repeating_a_job_drafts_what_is_still_missing_in_a_job_of_its_own(
    world: Database, accents: AccentEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accents, "translate", _empty)
    first = done(world)
    monkeypatch.undo()
    monkeypatch.setitem(ENGINES, "accents", AccentEngine())
    actor = person(world, "translator")
    with world.writing() as session:
        again = jobs.retry(session, actor, first.id)
    drafts.run(world, again.id)
    job = seen(world, again.id)
    assert (job.repeats, job.drafted) == (first.id, 5)
    assert seen(world, first.id).refused == 5


def test_an_open_job_is_not_repeated(world: Database) -> None:
    job_id, actor = order(world), person(world, "translator")
    with pytest.raises(Refused, match="has not ended"), world.writing() as session:
        jobs.retry(session, actor, job_id)


def test_an_engine_that_breaks_stops_the_job_and_shows_no_trace(
    world: Database,
    accents: AccentEngine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(texts: Sequence[str], source: str, target: str) -> list[Draft]:
        raise RuntimeError("secret words")

    monkeypatch.setattr(accents, "translate", broken)
    with caplog.at_level("CRITICAL", "birthwords.jobs"):
        job = done(world)
    assert job.state is JobState.FAILED
    assert "secret" not in job.reason
    assert "Start it again" in job.reason


def test_a_job_of_someone_who_lost_the_role_stops_with_the_reason(world: Database) -> None:
    actor: Actor = add_person(world, "gone", (Role.TRANSLATOR, "pl"))
    job_id = order(world, who="gone")
    with world.writing() as session:
        for grant in session.exec(select(Grant).where(Grant.user_id == actor.id)).all():
            session.delete(grant)
    drafts.run(world, job_id)
    job = seen(world, job_id)
    assert job.state is JobState.FAILED
    assert "an admin can grant the role" in job.reason


def test_a_process_that_is_asked_to_end_leaves_the_job_open(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_steps, "BATCH", 2)
    job_id = order(world)
    with pytest.raises(drafts.Stopping):
        drafts.run(world, job_id, stopping=lambda: True)
    assert seen(world, job_id).state is JobState.RUNNING
    assert len(drafted(world)) == 2
    drafts.run(world, job_id)
    assert seen(world, job_id).state is JobState.DONE
    assert len(drafted(world)) == 5


def test_an_unknown_job_is_missing(world: Database) -> None:
    with pytest.raises(Missing):
        seen(world, "nope")


def test_one_worker_alone_takes_over_a_job_whose_worker_died(world: Database) -> None:
    job_id = order(world)
    with world.writing() as session:
        assert jobs.claim(session, job_id, "dead")
    taken = []
    for name in ("a", "b"):
        with world.writing() as session:
            taken.append(jobs.take_over(session, job_id, "dead", name))
    assert taken == [True, False]


def test_counts_agree_with_what_became_of_each_string(world: Database) -> None:
    translate(world, {"title": POLISH["title"]})
    done(world)
    with world.reading() as session:
        outcomes = [row.outcome for row in session.exec(select(JobSegment)).all()]
        part = session.exec(select(JobPart)).one()
        assert len(all_sources(session)) == 1
    assert part.total == 4
    assert part.drafted == outcomes.count(SegmentOutcome.DRAFTED) == 4
