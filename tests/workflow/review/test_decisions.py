"""Decisions that people sign: about findings, back-translations, changed English and many texts at
once. Who may take which step is in `test_roles`.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlmodel import Session, select

from app.db import Database
from app.models import BackTranslation, Edition, Remedy, Role, SourceChange, Status, now
from app.workflow.editions.changed_english import (
    confirm_unchanged,
    decide_change,
    has_urgent_notice,
    pending_change,
)
from app.workflow.editions.publishing import state_of
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.people.competence import end_competence, everyone, record_competence
from app.workflow.refusals import Conflict, Missing, Refused
from app.workflow.review import bulk, steps
from app.workflow.review.back_translation import back_translate, current_back_translation
from app.workflow.review.findings import dismiss, overrule, reconsider
from app.workflow.review.sign_off import obstacles, sign_off, signatures, valid_sign_off
from app.workflow.review.steps import revise
from app.workflow.translation.desk import Desk, open_desk, view
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    WRONG_DOSE,
    add_person,
    bring_in,
    desk_of,
    make_competent,
    person,
    publish_english,
    publish_leaflet,
    revise_all,
    sign,
    take,
    translate,
)

T = TypeVar("T")
VITAMIN = POLISH["vitamin"]
DOUBLED = "Co pomaga pomaga, gdy czujesz nudności."
MILDER = LEAFLET.replace("each day", "every day")
OTHER_DOSE = LEAFLET.replace("10 micrograms", "20 micrograms")


def key_of(database: Database, path: str) -> str:
    return view(desk_of(database), path).findings[0].key


def revised(database: Database) -> None:
    """Edited and approved, and nothing translated back."""
    translate(database)
    for path in POLISH:
        take(database, "reviewer", lambda d, a, p=path: revise(d, a, p, 1))  # type: ignore[misc]


def test_an_advisory_finding_is_dismissed_for_exactly_this_text(world: Database) -> None:
    translate(world, {"summary": DOUBLED})
    key = key_of(world, "summary")
    take(world, "reviewer", lambda d, a: dismiss(d, a, "summary", key, "A refrain."))
    seen = view(desk_of(world), "summary")
    assert seen.findings == ()
    assert [(d.finding.key, d.decision.why) for d in seen.decided] == [(key, "A refrain.")]
    translate(world, {"summary": DOUBLED.replace("Co", "Coś")})
    assert [f.check for f in view(desk_of(world), "summary").findings] == ["doubled-word"]


def test_a_dismissal_needs_a_reason_and_can_be_taken_back(world: Database) -> None:
    translate(world, {"summary": DOUBLED})
    key = key_of(world, "summary")
    with pytest.raises(Refused, match="Say why"):
        take(world, "translator", lambda d, a: dismiss(d, a, "summary", key, " "))
    take(world, "translator", lambda d, a: dismiss(d, a, "summary", key, "Meant."))
    take(world, "reviewer", lambda d, a: reconsider(d, a, "summary", key, "Not meant."))
    assert view(desk_of(world), "summary").findings
    with pytest.raises(Missing):
        take(world, "reviewer", lambda d, a: reconsider(d, a, "summary", key, "Twice."))


def test_h1_a_blocking_finding_cannot_be_dismissed(world: Database) -> None:
    translate(world, {"vitamin": WRONG_DOSE})
    key = key_of(world, "vitamin")
    for who in ("translator", "reviewer", "clinician"):
        with pytest.raises(Refused, match="must be put right"):
            take(world, who, lambda d, a: dismiss(d, a, "vitamin", key, "It is fine."))


def test_h1_only_a_clinicians_signed_decision_lets_a_blocking_finding_stand(
    world: Database,
) -> None:
    translate(world, {"vitamin": WRONG_DOSE})
    key = key_of(world, "vitamin")
    take(world, "clinician", lambda d, a: overrule(d, a, "vitamin", key, "The box says 100."))
    take(world, "reviewer", lambda d, a: revise(d, a, "vitamin", 1))
    take(world, "clinician", lambda d, a: reconsider(d, a, "vitamin", key, "It does not."))
    assert "100 mikrogramów" in obstacles(desk_of(world))[2]


def test_a_clinician_does_not_overrule_a_finding_on_their_own_text(world: Database) -> None:
    add_person(world, "both", (Role.TRANSLATOR, "*"), (Role.CLINICIAN, "*"))
    translate(world, {"vitamin": WRONG_DOSE}, by="both")
    key = key_of(world, "vitamin")
    with pytest.raises(Refused, match="another clinician"):
        take(world, "both", lambda d, a: overrule(d, a, "vitamin", key, "It is right."))


def test_h17_torn_marks_are_only_corrected(world: Database) -> None:
    translate(world, {"call.who": "Zadzwoń do triage pod numer <2/>."})
    key = key_of(world, "call.who")
    with pytest.raises(Refused, match="has to be corrected"):
        take(world, "clinician", lambda d, a: overrule(d, a, "call.who", key, "Fine."))


def test_h2_a_signature_waits_for_a_back_translation_of_each_safety_critical_text(
    world: Database,
) -> None:
    revised(world)
    lacking = [o.partition(":")[0] for o in obstacles(desk_of(world))]
    assert lacking == ["vitamin", "call.heading", "call.who"]
    with pytest.raises(Refused, match="nobody independent has translated it back"):
        take(world, "clinician", sign_off)
    for path in lacking:
        take(world, "third", lambda d, a, p=path: back_translate(d, a, p, "It says."))  # type: ignore[misc]
    signed = take(world, "clinician", sign_off)
    assert len(signed.relies_on["back_translations"]) == 3


@pytest.mark.parametrize("who", ["translator", "reviewer"])
def test_h2_who_wrote_or_revised_does_not_translate_back(world: Database, who: str) -> None:
    revised(world)
    with pytest.raises(Refused, match="third person"):
        take(world, who, lambda d, a: back_translate(d, a, "vitamin", "Take it."))


def test_h2_a_back_translation_by_who_revises_later_counts_no_more(world: Database) -> None:
    translate(world, {"vitamin": VITAMIN})
    take(world, "second-reviewer", lambda d, a: back_translate(d, a, "vitamin", "Take it."))
    desk = desk_of(world)
    assert current_back_translation(desk, view(desk, "vitamin")) is not None
    take(world, "second-reviewer", lambda d, a: revise(d, a, "vitamin", 1))
    desk = desk_of(world)
    assert current_back_translation(desk, view(desk, "vitamin")) is None


def test_h2_a_back_translation_holds_for_exactly_its_text(world: Database) -> None:
    revised(world)
    take(world, "third", lambda d, a: back_translate(d, a, "vitamin", "Take it."))
    translate(world, {"vitamin": VITAMIN.replace("każdego dnia", "codziennie")}, by="second")
    desk = desk_of(world)
    assert current_back_translation(desk, view(desk, "vitamin")) is None
    with pytest.raises(Conflict):
        take(world, "third", lambda d, a: back_translate(d, a, "vitamin", "Take it.", 1))


def test_h2_who_translated_back_does_not_sign(world: Database) -> None:
    add_person(world, "both", (Role.TRANSLATOR, "*"), (Role.CLINICIAN, "*"))
    revised(world)
    for path in ("vitamin", "call.heading", "call.who"):
        take(world, "both", lambda d, a, p=path: back_translate(d, a, p, "It says."))  # type: ignore[misc]
    with pytest.raises(Refused, match="translated back part"):
        take(world, "both", sign_off)
    assert take(world, "clinician", sign_off).id


def test_a_reviewer_without_competence_does_not_revise(world: Database) -> None:
    add_person(world, "new", (Role.REVIEWER, "*"), competent=False)
    translate(world, {"title": "Nudności"})
    with pytest.raises(Refused, match="no competence in Polish"):
        take(world, "new", lambda d, a: revise(d, a, "title", 1))
    make_competent(world, "new", "pl")
    assert take(world, "new", lambda d, a: revise(d, a, "title", 1)).status is Status.REVISED


def test_a_competence_for_another_language_or_of_yesterday_is_none(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(world, "new", (Role.REVIEWER, "*"), competent=False)
    make_competent(world, "new", "ro")
    make_competent(world, "new", "es", days=10)
    assert person(world, "new").competences == {"ro", "es"}
    later = now() + timedelta(days=11)
    monkeypatch.setattr(accounts, "now", lambda: later)
    assert person(world, "new").competences == {"ro"}


def test_an_ended_competence_stops_the_next_revision_and_not_the_last(world: Database) -> None:
    translate(world)
    take(world, "reviewer", lambda d, a: revise(d, a, "title", 1))
    who = person(world, "reviewer").id
    with world.writing() as session:
        admin = accounts.actor(session, "admin@x.test")
        end_competence(session, admin, who, "pl", "Left the team.")
    with pytest.raises(Refused, match="no competence"):
        take(world, "reviewer", lambda d, a: revise(d, a, "summary", 1))
    assert view(desk_of(world), "title").status is Status.REVISED


def test_nobody_records_their_own_competence_or_one_without_evidence(world: Database) -> None:
    until = now().date() + timedelta(days=30)
    with world.writing() as session:
        admin = accounts.actor(session, "admin@x.test")
        reviewer = accounts.actor(session, "reviewer@x.test").id
        with pytest.raises(Refused, match="Another admin"):
            record_competence(session, admin, admin.id, "pl", "Diploma", until)
        with pytest.raises(Refused, match="what shows"):
            record_competence(session, admin, reviewer, "pl", " ", until)
        with pytest.raises(Refused, match="in the past"):
            record_competence(session, admin, reviewer, "pl", "Diploma", until.replace(year=2020))
        with pytest.raises(Refused, match="within 5 years"):
            record_competence(session, admin, reviewer, "pl", "Diploma", until.replace(year=2099))
        assert "reviewer@x.test" in {p.user.email for p in everyone(session, admin)}


def test_h3_unchanged_meaning_is_a_clinicians_decision_about_one_string(world: Database) -> None:
    translate(world)
    revise_all(world)
    sign(world)
    bring_in(world, MILDER)
    assert valid_sign_off(desk_of(world)) is None
    take(
        world,
        "clinician",
        lambda d, a: confirm_unchanged(d, a, "vitamin", 2, "“Each” became “every”."),
    )
    seen = view(desk_of(world), "vitamin")
    assert (seen.state, seen.text) == ("revised", VITAMIN)
    assert valid_sign_off(desk_of(world)) is None
    take(world, "clinician", sign_off)
    assert valid_sign_off(desk_of(world)) is not None
    assert len(signatures(desk_of(world))) == 2


def test_h3_an_approval_is_not_kept_over_another_dose_or_by_who_changed_it(
    world: Database,
) -> None:
    translate(world)
    revise_all(world)
    with pytest.raises(Refused, match="has not changed"):
        take(world, "clinician", lambda d, a: confirm_unchanged(d, a, "vitamin", 2, "Nothing."))
    bring_in(world, OTHER_DOSE)
    with pytest.raises(Refused, match="20 micrograms"):
        take(
            world, "clinician", lambda d, a: confirm_unchanged(d, a, "vitamin", 2, "All the same.")
        )
    bring_in(world, MILDER)
    add_person(world, "both", (Role.REVIEWER, "*"), (Role.CLINICIAN, "*"))
    with pytest.raises(Refused, match="Say what changed"):
        take(world, "clinician", lambda d, a: confirm_unchanged(d, a, "vitamin", 2, " "))


def test_h3_a_text_that_nobody_approved_has_no_approval_to_keep(world: Database) -> None:
    translate(world)
    bring_in(world, MILDER)
    with pytest.raises(Refused, match="no approval to keep"):
        take(world, "clinician", lambda d, a: confirm_unchanged(d, a, "vitamin", 1, "Same."))


def test_h16_a_clinician_chooses_notice_or_withdrawal_when_critical_english_changed(
    world: Database,
) -> None:
    edition = publish_leaflet(world)
    assert pending_change(desk_of(world)) is None
    bring_in(world, LEAFLET.replace("What helps", "All that helps"))
    assert pending_change(desk_of(world)) is None
    bring_in(world, OTHER_DOSE)
    with world.reading() as session:
        pending = pending_change(open_desk(session, SLUG, "standard", "pl"))
        assert pending is not None
        assert (pending.paths, pending.choice) == (("vitamin",), None)
    take(world, "clinician", lambda d, a: decide_change(d, a, Remedy.NOTICE, "New dose."))
    with world.reading() as session:
        assert has_urgent_notice(session, edition.code)
    take(world, "clinician", lambda d, a: decide_change(d, a, Remedy.WITHDRAWAL, "Too risky."))
    with world.reading() as session:
        row = session.exec(select(Edition).where(Edition.code == edition.code)).one()
        assert state_of(session, row).value == "withdrawn"
        assert [c.remedy for c in session.exec(select(SourceChange)).all()] == [
            Remedy.NOTICE,
            Remedy.WITHDRAWAL,
        ]


def twin(database: Database) -> None:
    """A second leaflet with the same English, whose texts someone has only edited."""
    bring_in(database, LEAFLET.replace("slug: feeling-sick", "slug: twin"))
    translate(database, slug="twin")


def in_twin(database: Database, who: str, step: Callable[[Desk, Actor], T]) -> T:
    actor = person(database, who)
    with database.writing() as session:
        return step(open_desk(session, "twin", "standard", "pl"), actor)


def test_h19_approving_repeats_leaves_critical_texts_and_ones_own(world: Database) -> None:
    translate(world)
    revise_all(world)
    twin(world)
    every = [(path, 1) for path in POLISH]
    done = in_twin(world, "reviewer", lambda d, a: bulk.approve_repeats(d, a, every))
    assert done.taken == 2
    assert {path for path, _ in done.left} == {"vitamin", "call.heading", "call.who"}
    bring_in(world, LEAFLET.replace("slug: feeling-sick", "slug: twin").replace("sick", "ill"))
    translate(world, {"title": "Nudności"}, slug="twin", by="reviewer")
    every = [(path, version) for path in POLISH for version in (1, 2, 3)]
    assert in_twin(world, "reviewer", lambda d, a: bulk.approve_repeats(d, a, every)).taken == 0


def test_h30_a_repeat_that_came_after_one_looked_is_not_approved(world: Database) -> None:
    translate(world)
    revise_all(world)
    bring_in(world, LEAFLET.replace("slug: feeling-sick", "slug: twin"))
    translate(world, {"title": POLISH["title"], "summary": "Co pomaga."}, slug="twin")
    seen = [("title", 1), ("summary", 1)]
    translate(world, {"summary": POLISH["summary"]}, slug="twin", by="second")
    done = in_twin(world, "reviewer", lambda d, a: bulk.approve_repeats(d, a, seen[:1]))
    assert (done.taken, done.left) == (1, ())
    done = in_twin(world, "reviewer", lambda d, a: bulk.approve_repeats(d, a, seen))
    assert done.taken == 0
    assert [path for path, _ in done.left] == ["title", "summary"]


def test_reopening_many_needs_a_reason_and_skips_what_is_open(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    with pytest.raises(Refused, match="Say why"):
        take(world, "reviewer", lambda d, a: bulk.reopen_many(d, a, [("title", 1)], ""))
    both = [("title", 1), ("summary", 0)]
    done = take(world, "reviewer", lambda d, a: bulk.reopen_many(d, a, both, "Too formal."))
    assert (done.taken, done.left[0][0]) == (1, "summary")


def test_reopening_many_leaves_what_was_saved_after_one_looked(world: Database) -> None:
    translate(world, {"title": "Nudności", "summary": "Co pomaga"})
    both = [("title", 1), ("summary", 1)]
    translate(world, {"title": "Mdłości"}, by="second")
    done = take(world, "reviewer", lambda d, a: bulk.reopen_many(d, a, both, "Too formal."))
    assert done.taken == 1
    assert done.left == (("title", "someone saved it after you opened the page: look at it again"),)
    assert view(desk_of(world), "title").text == "Mdłości"
    assert view(desk_of(world), "title").status is Status.EDITED


def test_decisions_are_appended_and_stand_in_the_history(world: Database) -> None:
    revised(world)
    for words in ("Take it.", "Take it daily."):
        take(world, "third", lambda d, a, w=words: back_translate(d, a, "vitamin", w))  # type: ignore[misc]
    with world.reading() as session:
        assert len(_all(session)) == 2
        desk = open_desk(session, SLUG, "standard", "pl")
        assert [e.why for e in steps.history(desk, "vitamin")[:2]] == [
            "Take it daily.",
            "Take it.",
        ]
        latest = current_back_translation(desk, view(desk, "vitamin"))
        assert latest is not None
        assert latest.text == "Take it daily."


def _all(session: Session) -> list[BackTranslation]:
    return list(session.exec(select(BackTranslation)).all())


def test_publishing_asks_for_the_back_translation_too(world: Database) -> None:
    publish_leaflet(world)
    publish_english(world)
    assert obstacles(desk_of(world)) == ()
