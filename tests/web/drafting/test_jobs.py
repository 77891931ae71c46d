"""The pages of background work, as a browser without JavaScript sees them: ordering answers at
once, and one page says how far a job is, what was kept out and why.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from app.db import Database
from app.engines import ENGINES
from app.engines.base import Draft
from app.jobs.worker import drafts
from app.models import JobState
from app.workflow.drafting import job_steps, jobs
from app.workflow.drafting.job_views import job_views
from app.workflow.drafting.jobs import Scope
from tests.engines.deterministic import AccentEngine
from tests.factories import SLUG, person, translate
from tests.web.visit import Visit

POLISH = f"/workbench/{SLUG}/standard/pl"


@pytest.fixture(autouse=True)
def accents(monkeypatch: pytest.MonkeyPatch) -> AccentEngine:
    """The engine that every language gets."""
    engine = AccentEngine()
    monkeypatch.setitem(ENGINES, "accents", engine)
    monkeypatch.setattr("app.workflow.drafting.jobs.engine_for", lambda tag: engine)
    monkeypatch.setattr("app.web.workbench.translation_page.engine_for", lambda tag: engine)
    return engine


def newest(database: Database) -> str:
    with database.reading() as session:
        return job_views(session)[0].id


def test_drafting_from_a_translation_asks_no_engine_in_the_request(
    world: Database, accents: AccentEngine
) -> None:
    visit = Visit(world, "translator")
    visit.open(POLISH)
    visit.send("/draft")
    assert visit.page.url.path == f"/workbench/jobs/{newest(world)}"
    assert "Waiting" in visit.text
    assert accents.asked == []
    drafts.run(world, newest(world))
    visit.open(str(visit.page.url.path))
    for words in ("Done", "5 of 5 texts", "5 texts drafted by machine", "Translator"):
        assert words in visit.text
    assert visit.open(POLISH).status_code == 200


def test_a_translation_links_to_the_job_that_works_on_it(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(POLISH)
    visit.send("/draft")
    visit.open(POLISH)
    assert f'href="/workbench/jobs/{newest(world)}"' in visit.page.text
    assert "waits for its turn." in visit.text


def test_a_whole_language_is_ordered_from_the_list(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open("/workbench")
    assert 'href="/workbench/jobs"' in visit.page.text
    visit.open("/workbench/jobs")
    assert "Nothing has been ordered yet." in visit.text
    visit.send("/workbench/jobs", language="pl")
    visit.open("/workbench/jobs")
    assert "Drafts: everything missing in Polish" in visit.text


def test_h1_each_text_that_was_left_empty_stands_with_its_reason_and_leads_to_its_place(
    world: Database, accents: AccentEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(texts: Sequence[str], source: str, target: str) -> list[Draft]:
        return [Draft("", "accents", model="accents", version="1") for _ in texts]

    monkeypatch.setattr(accents, "translate", lost)
    visit = Visit(world, "translator")
    visit.open("/workbench/jobs")
    visit.send("/workbench/jobs", language="pl", slug=SLUG)
    drafts.run(world, newest(world))
    visit.open(f"/workbench/jobs/{newest(world)}")
    assert "Left empty, and why" in visit.text
    assert "The engine gave nothing back." in visit.text
    assert f'href="{POLISH}/at/vitamin"' in visit.page.text
    visit.send("/retry")
    assert "an earlier job" in visit.text


def test_a_running_job_is_cancelled_from_its_page_and_says_by_whom(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_steps, "BATCH", 2)
    actor = person(world, "translator")
    with world.writing() as session:
        job_id = jobs.start(session, actor, Scope(SLUG, "standard", "pl")).id
    with pytest.raises(drafts.Stopping):
        drafts.run(world, job_id, stopping=lambda: True)
    visit = Visit(world, "reviewer")
    visit.open(f"/workbench/jobs/{job_id}")
    assert "2 of 5 texts" in visit.text
    visit.send("/cancel")
    assert "Cancelled. What was drafted before stays." in visit.text
    assert "Cancelled by Reviewer" in visit.text
    with world.reading() as session:
        assert job_views(session)[0].state is JobState.CANCELLED


def test_a_job_of_which_nothing_is_heard_says_since_when_and_what_to_do(world: Database) -> None:
    actor = person(world, "translator")
    with world.writing() as session:
        job_id = jobs.start(session, actor, Scope(SLUG, "standard", "pl")).id
    visit = Visit(world, "translator")
    assert "No worker has taken" not in visit.open(f"/workbench/jobs/{job_id}").text
    long_ago = datetime(2026, 8, 6, 10, 42, tzinfo=UTC)
    with world.writing() as session:
        jobs.job_for(session, job_id).created_at = long_ago
    visit.open(f"/workbench/jobs/{job_id}")
    assert "No worker has taken this job since 6 August 2026, 10:42 UTC." in visit.text
    with world.writing() as session:
        jobs.claim(session, job_id, "a worker")
    assert "No news" not in visit.open(f"/workbench/jobs/{job_id}").text
    with world.writing() as session:
        jobs.job_for(session, job_id).heard_at = long_ago
    visit.open(f"/workbench/jobs/{job_id}")
    assert "No news from the worker since 6 August 2026, 10:42 UTC." in visit.text
    assert "after 10 minutes it is given up by itself" in visit.text
    visit.send("/cancel")
    assert "No news" not in visit.text


@pytest.mark.parametrize("language", ["xx", "en"])
def test_a_wrong_order_is_refused_on_the_same_page(world: Database, language: str) -> None:
    visit = Visit(world, "translator")
    visit.open("/workbench/jobs")
    answer = visit.send("/workbench/jobs", language=language)
    assert answer.status_code == 403
    assert "There is a problem" in visit.text


def test_nothing_missing_is_said_plainly(world: Database) -> None:
    translate(world)
    actor = person(world, "translator")
    with world.writing() as session:
        job_id = jobs.start(session, actor, Scope(SLUG, "standard", "pl")).id
    drafts.run(world, job_id)
    visit = Visit(world, "translator")
    visit.open(f"/workbench/jobs/{job_id}")
    assert "Nothing was missing." in visit.text


def test_a_midwife_sees_no_background_work(world: Database) -> None:
    visit = Visit(world, "midwife")
    assert "/workbench/jobs" not in visit.open("/library").text
    assert visit.open("/workbench/jobs").status_code == 403


def test_a_clinician_sees_jobs_and_is_offered_no_step(world: Database) -> None:
    actor = person(world, "translator")
    with world.writing() as session:
        job_id = jobs.start(session, actor, Scope(SLUG, "standard", "pl")).id
    visit = Visit(world, "clinician")
    visit.open(f"/workbench/jobs/{job_id}")
    assert visit.forms("/cancel") == []
    visit.open("/workbench/jobs")
    assert visit.forms("/workbench/jobs") == []


def test_an_unknown_job_is_a_page_that_says_so(world: Database) -> None:
    answer = Visit(world, "translator").open("/workbench/jobs/nope")
    assert answer.status_code == 404
    assert "There is no such job." in answer.text
