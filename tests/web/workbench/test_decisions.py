"""Decisions as people take them on pages: findings, changed English, urgent notices."""

import pytest

from app.config import settings
from app.db import Database
from app.jobs.worker import drafts
from app.models import Status
from app.workflow.drafting.job_views import job_views
from app.workflow.review.back_translation import back_translate
from app.workflow.review.steps import history
from app.workflow.translation.desk import open_desk, view
from tests.factories import (
    LEAFLET,
    POLISH,
    WRONG_DOSE,
    bring_in,
    desk_of,
    person,
    publish_leaflet,
    revise_all,
    translate,
)
from tests.web.visit import Visit
from tests.workflow.drafting.spanish import SPANISH, approved

pytestmark = pytest.mark.usefixtures("demo_mode")
DOUBLED = "Co pomaga pomaga, gdy czujesz nudności."
PL = "/workbench/feeling-sick/standard/pl"


def test_a_finding_is_dismissed_with_a_reason_and_taken_up_again(world: Database) -> None:
    translate(world, {"summary": "Co pomaga pomaga, gdy czujesz nudności."})
    visit = Visit(world, "reviewer")
    visit.open(f"{PL}/at/summary")
    assert "Take it out" in visit.text
    visit.send("/dismiss")
    assert "Say why" in visit.text
    visit.open(f"{PL}/at/summary")
    visit.send("/dismiss", why="A refrain.")
    assert "“A refrain.”" in visit.text
    visit.send("/reconsider")
    assert "stands twice" in visit.text
    assert visit.forms("/dismiss")


def test_h1_only_a_clinician_is_offered_to_overrule(world: Database) -> None:
    translate(world, {"vitamin": WRONG_DOSE})
    reviewer, clinician = Visit(world, "reviewer"), Visit(world, "clinician")
    for visit in (reviewer, clinician):
        visit.open(f"{PL}/at/vitamin")
    assert reviewer.forms("/overrule") == []
    clinician.send("/overrule", why="The pharmacy changed the dose.")
    assert "Overruled by signed decision" in clinician.text


@pytest.mark.parametrize("step", ["overrule", "dismiss", "reconsider"])
def test_h30_a_finding_is_decided_about_for_no_other_words_than_one_read(
    world: Database, step: str
) -> None:
    path, before, after = "summary", DOUBLED, DOUBLED.replace("nudności", "mdłości")
    if step == "overrule":
        path, before, after = (
            "vitamin",
            WRONG_DOSE,
            WRONG_DOSE.replace("każdego dnia", "co godzinę"),
        )
    translate(world, {path: before})
    clinician = Visit(world, "clinician")
    clinician.open(f"{PL}/at/{path}")
    if step == "reconsider":
        clinician.send("/dismiss", why="A refrain.")
    form = clinician.form(f"/{step}")
    translate(world, {path: after}, by="second")
    findings = view(desk_of(world), path).findings
    assert form.fields["key"] in [each.key for each in findings]
    assert clinician.post(form, f"/{step}", why="It is right.").status_code == 409
    assert "The text has changed since you opened the page." in clinician.words
    assert "You had written as the reason: “It is right.”" in clinician.words
    assert view(desk_of(world), path).findings == findings


def test_h3_a_clinician_keeps_an_approval_in_the_editor(world: Database) -> None:
    translate(world)
    revise_all(world)
    bring_in(world, LEAFLET.replace("each day", "every day"))
    clinician = Visit(world, "clinician")
    clinician.open(f"{PL}/at/vitamin")
    assert "the approval stands" in clinician.text
    clinician.send("/confirm-unchanged", why="“Each” became “every”.")
    assert "The approval stands by your signed decision" in clinician.text
    assert clinician.forms("/confirm-unchanged") == []


def test_h16_an_urgent_notice_or_a_withdrawal_is_chosen_and_readers_see_it(
    world: Database,
) -> None:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace("10 micrograms", "20 micrograms"))
    reader, clinician, author = Visit(world), Visit(world, "clinician"), Visit(world, "author")
    assert "bw-notice--urgent" not in reader.open("/pl/leaflets/feeling-sick").text
    author.open(PL)
    assert "A clinician chooses between" in author.text
    clinician.open(PL)
    assert "Safety-critical English has changed" in clinician.text
    clinician.send("/decide-change", then="notice", why="New dose.")
    assert "an urgent notice on the page" in clinician.text
    assert "bw-notice--urgent" in reader.open("/pl/leaflets/feeling-sick").text
    clinician.send("/decide-change", then="withdrawal", why="Too risky.")
    gone = reader.open("/pl/leaflets/feeling-sick")
    assert gone.status_code == 410
    assert "01632 960" in gone.text


def test_h2_engines_translate_back_one_text_or_all_and_what_differs_is_shown(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIRTHWORDS_APERTIUM", "1")
    settings.cache_clear()
    place = "/workbench/feeling-sick/standard/es"
    translate(world, {**SPANISH, "vitamin": "Tome 10 miligramos de vitamina D."}, tag="es")
    visit = Visit(world, "reviewer")
    visit.open(f"{place}/at/vitamin")
    visit.send("/back-by-engine")
    assert "By the engine Apertium spa-eng 3." in visit.text
    assert "It differs from the English." in visit.text
    assert "10 milligrams" in visit.words
    assert visit.forms("/back-by-engine") == []
    approved(world, "call.heading", "call.who")
    visit.open(place)
    assert "2 texts must be said in English again." in visit.words
    visit.send("/back-all")
    assert "Back-translations: Feeling sick" in visit.text
    with world.reading() as session:
        (job,) = job_views(session)
    drafts.run(world, job.id)
    visit.open(f"/workbench/jobs/{job.id}")
    assert "2 texts said in English again by machine." in visit.text
    assert "From memory" not in visit.text
    visit.open(place)
    assert visit.forms("/back-all") == []
    assert "The last job of an engine is done." in visit.words


def test_h2_who_signs_sees_a_back_translation_that_differs(world: Database) -> None:
    translate(world)
    revise_all(world)
    third = person(world, "third")
    with world.writing() as session:
        desk = open_desk(session, "feeling-sick", "standard", "pl")
        back_translate(desk, third, "vitamin", "Take 10 milligrams of vitamin D each day.")
    visit = Visit(world, "clinician")
    visit.open(PL)
    assert "The back-translation differs:" in visit.words
    assert "the back-translation says 10 milligrams." in visit.words


def test_h2_an_engine_is_not_offered_for_what_it_drafted(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIRTHWORDS_APERTIUM", "1")
    settings.cache_clear()
    translate(world, SPANISH, tag="es")
    with world.writing() as session:
        desk = open_desk(session, "feeling-sick", "standard", "es")
        desk.rows["vitamin"].origin = {"engine": "apertium"}
        session.add(desk.rows["vitamin"])
    visit = Visit(world, "reviewer")
    visit.open("/workbench/feeling-sick/standard/es/at/vitamin")
    assert visit.forms("/back-by-engine") == []
    assert "Apertium had a part in this text" in visit.text


def test_h30_repeats_are_read_before_they_are_approved_together(world: Database) -> None:
    translate(world)
    revise_all(world)
    bring_in(world, LEAFLET.replace("slug: feeling-sick", "slug: twin"))
    translate(world, {"title": POLISH["title"]}, slug="twin")
    visit = Visit(world, "reviewer")
    place = "/workbench/twin/standard/pl"
    visit.open(place)
    form = visit.form("/approve-repeats")
    assert POLISH["title"] in visit.text
    assert form.fields["strings"] == "1 title"
    translate(world, {"summary": POLISH["summary"]}, slug="twin")
    visit.post(form, "/approve-repeats")
    assert "1 text approved" in visit.text
    with world.reading() as session:
        rows = open_desk(session, "twin", "standard", "pl").rows
        assert (rows["title"].status, rows["summary"].status) == (Status.REVISED, Status.EDITED)
    visit.open(place)
    form = visit.form("/approve-repeats")
    nothing = {name: value for name, value in form.fields.items() if name != "strings"}
    answer = visit.client.post(f"{place}/approve-repeats", data=nothing)
    assert "Nothing says which texts you read" in answer.text


def test_many_approved_texts_are_sent_back_with_one_reason(world: Database) -> None:
    translate(world)
    revise_all(world)
    visit = Visit(world, "reviewer")
    place = "/workbench/feeling-sick/standard/pl"
    visit.open(f"{place}?show=all")
    form = visit.form("/reopen-many")
    assert visit.page.text.count('form="reopen-many"') == 5
    visit.post(form, "/reopen-many", why="New style guide.")
    assert "Tick the texts" in visit.text
    chosen = {**form.fields, "strings": ["2 title", "2 summary"]}
    answer = visit.client.post(f"{place}/reopen-many", data={**chosen, "why": ""})
    assert "Say why the texts must be looked at again." in answer.text
    answer = visit.client.post(f"{place}/reopen-many", data={**chosen, "why": "New style guide."})
    assert "2 texts sent back" in answer.text
    statuses = {path: row.status for path, row in desk_of(world).rows.items()}
    assert [p for p, status in statuses.items() if status is not Status.REVISED] == [
        "title", "summary",
    ]  # fmt: skip
    assert history(desk_of(world), "title")[0].why == "New style guide."
