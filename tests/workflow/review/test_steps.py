"""Who may do what to a segment and to a signature, and what is refused whatever a page shows."""

import unicodedata

import pytest
from sqlmodel import select

from app.db import Database
from app.models import Role, SegmentEvent, SegmentText, Status
from app.resources.load import parse
from app.workflow.editions.publishing import would_change
from app.workflow.people import accounts
from app.workflow.refusals import Conflict, Missing, Refused
from app.workflow.review.sign_off import fingerprint, obstacles, sign_off, valid_sign_off
from app.workflow.review.steps import history, reopen, revise, save
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import open_desk, view
from app.workflow.translation.recording import record
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    WRONG_DOSE,
    add_person,
    bring_in,
    desk_of,
    person,
    publish_leaflet,
    revise_all,
    sign,
    take,
    translate,
)


def test_a_saved_text_is_edited_and_waits_for_someone_else(world: Database) -> None:
    translate(world, {"title": "  Nudności \n"})
    seen = view(desk_of(world), "title")
    assert (seen.text, seen.status) == ("Nudności", Status.EDITED)
    assert seen.edited_by == person(world, "translator").id


def test_h9_no_control_of_direction_is_saved(world: Database) -> None:
    translate(world, {"title": "\u202eNudności\u202c \u206712\u2069"})
    assert view(desk_of(world), "title").text == "Nudności 12"


def test_h9_a_control_of_direction_from_before_is_blocked_and_can_be_taken_out(
    world: Database,
) -> None:
    translate(world, {"title": "Nudności"})
    with world.writing() as session:
        for row in session.exec(select(SegmentText).where(SegmentText.path == "title")):
            row.text = "\u202eNudności"
            session.add(row)
    with pytest.raises(Refused, match="turns letters or numbers round"):
        take(world, "reviewer", lambda d, a: revise(d, a, "title", 1))
    take(world, "translator", lambda d, a: save(d, a, "title", "\u202eNudności", 1))
    assert view(desk_of(world), "title").text == "Nudności"


def test_nobody_revises_their_own_text(world: Database) -> None:
    translate(world, {"title": "Nudności"}, by="reviewer")
    with pytest.raises(Refused, match="You wrote this text"):
        take(world, "reviewer", lambda d, a: revise(d, a, "title", 1))
    take(world, "second-reviewer", lambda d, a: revise(d, a, "title", 1))
    assert view(desk_of(world), "title").status is Status.REVISED


def test_a_reviser_who_changes_the_text_becomes_its_editor(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    translate(world, {"title": "Mdłości"}, by="reviewer")
    with pytest.raises(Refused, match="You wrote this text"):
        take(world, "reviewer", lambda d, a: revise(d, a, "title", 2))


@pytest.mark.parametrize("who", ["translator", "author", "admin", "clinician", "midwife"])
def test_only_reviewers_revise(world: Database, who: str) -> None:
    translate(world, {"title": "Nudności"}, by="second")
    with pytest.raises(Refused, match="is for reviewers of"):
        take(world, who, lambda d, a: revise(d, a, "title", 1))


@pytest.mark.parametrize("who", ["author", "admin", "clinician", "midwife"])
def test_only_translators_and_reviewers_write(world: Database, who: str) -> None:
    with pytest.raises(Refused, match="is not"):
        take(world, who, lambda d, a: save(d, a, "title", "Nudności", 0))


def test_a_role_for_one_language_is_not_one_for_another(world: Database) -> None:
    add_person(world, "ana", (Role.TRANSLATOR, "pt-PT"))
    with pytest.raises(Refused, match="of Polish"):
        take(world, "ana", lambda d, a: save(d, a, "title", "Enjoos", 0))


def test_a_draft_cannot_be_revised_before_a_person_edited_it(world: Database) -> None:
    with pytest.raises(Refused, match="a person has edited"):
        take(world, "reviewer", lambda d, a: revise(d, a, "title", 0))


def test_h1_approval_is_refused_while_a_dose_differs(world: Database) -> None:
    translate(world, {"vitamin": WRONG_DOSE})
    with pytest.raises(Refused, match="must be put right before anyone can approve it"):
        take(world, "reviewer", lambda d, a: revise(d, a, "vitamin", 1))


def test_saving_over_a_newer_text_keeps_both(world: Database) -> None:
    translate(world, {"title": "Nudności"}, by="second")
    with pytest.raises(Conflict) as caught:
        take(world, "translator", lambda d, a: save(d, a, "title", "Mdłości", 0))
    assert (caught.value.mine, caught.value.theirs, caught.value.version) == (
        "Mdłości",
        "Nudności",
        1,
    )
    assert view(desk_of(world), "title").text == "Nudności"


def test_saving_the_same_words_twice_is_one_step(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    take(world, "translator", lambda d, a: save(d, a, "title", "Nudności", 0))
    assert len(history_of(world, "title")) == 1


@pytest.mark.parametrize("who", ["translator", "second", "reviewer"])
@pytest.mark.parametrize(
    "words", ["Nudności", " Nudności\n", unicodedata.normalize("NFD", "Nudności")]
)
@pytest.mark.parametrize("approved", [False, True])
def test_words_that_are_left_as_they_stand_change_nothing_whoever_saves_them(
    world: Database, who: str, words: str, approved: bool
) -> None:
    translate(world, {"title": "Nudności"})
    if approved:
        take(world, "reviewer", lambda d, a: revise(d, a, "title", 1))
    before = history_of(world, "title")
    opened = view(desk_of(world), "title")
    row = take(world, who, lambda d, a: save(d, a, "title", words, opened.version))
    seen = view(desk_of(world), "title")
    assert (row.version, seen.status, seen.edited_by, seen.revised_by) == (
        opened.version,
        opened.status,
        opened.edited_by,
        opened.revised_by,
    )
    assert len(history_of(world, "title")) == len(before)


def test_saving_an_approved_text_as_it_stands_keeps_its_signature_and_edition(
    world: Database,
) -> None:
    publish_leaflet(world)
    seen = view(desk_of(world), "title")
    take(world, "translator", lambda d, a: save(d, a, "title", seen.text, seen.version))
    assert valid_sign_off(desk_of(world)) is not None


def test_a_draft_saved_as_it_stands_has_been_read_by_a_person(world: Database) -> None:
    actor = person(world, "translator")
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        record(desk, actor, Role.TRANSLATOR, "title", "draft", text="Nudności", status=Status.DRAFT)
    take(world, "translator", lambda d, a: save(d, a, "title", "Nudności", 1))
    seen = view(desk_of(world), "title")
    assert (seen.status, seen.edited_by) == (Status.EDITED, person(world, "translator").id)


def test_a_space_that_becomes_one_that_does_not_break_is_a_change(world: Database) -> None:
    translate(world, {"title": "Przez 9 miesięcy"})
    take(world, "second", lambda d, a: save(d, a, "title", "Przez 9\u00a0miesięcy", 1))
    assert view(desk_of(world), "title").text == "Przez 9\u00a0miesięcy"


def test_approving_twice_is_one_step(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    for _ in range(2):
        take(world, "reviewer", lambda d, a: revise(d, a, "title", 1))
    assert [event.action for event in history_of(world, "title")] == ["revise", "edit"]


def test_sending_back_twice_is_one_step(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    for _ in range(2):
        take(world, "reviewer", lambda d, a: reopen(d, a, "title", 1, "Too formal"))
    assert [event.why for event in history_of(world, "title")] == ["Too formal", ""]


def test_sending_back_needs_a_reason(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    with pytest.raises(Refused, match="Say why"):
        take(world, "reviewer", lambda d, a: reopen(d, a, "title", 1, " "))


def test_a_path_that_is_gone_is_missing(world: Database) -> None:
    with pytest.raises(Missing, match="reload"):
        take(world, "translator", lambda d, a: save(d, a, "no-such", "x", 0))


def test_english_is_never_edited_here(world: Database) -> None:
    with pytest.raises(Refused, match="English is the source"):
        take(world, "translator", lambda d, a: save(d, a, "title", "Sick", 0), "en")


def test_every_step_is_kept_with_who_and_in_which_role(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    take(world, "reviewer", lambda d, a: revise(d, a, "title", 1))
    revised, edited = history_of(world, "title")
    assert (edited.actor_id, edited.role) == (person(world, "translator").id, Role.TRANSLATOR)
    assert (revised.actor_id, revised.role) == (person(world, "reviewer").id, Role.REVIEWER)
    assert revised.text == "Nudności"


def test_a_signature_covers_every_string_with_its_source(world: Database) -> None:
    translate(world)
    revise_all(world)
    signature = take(world, "clinician", sign_off)
    assert {path for path, _, _ in signature.covers} == set(POLISH)
    assert all(source and text for _, source, text in signature.covers)
    assert "Polish" in signature.statement


def test_a_signature_is_refused_while_a_string_is_not_revised(world: Database) -> None:
    translate(world)
    with pytest.raises(Refused, match="5 texts are not ready"):
        take(world, "clinician", sign_off)
    assert len(obstacles(desk_of(world))) == 5


def test_h1_a_signature_is_refused_over_a_blocking_finding(world: Database) -> None:
    translate(world)
    revise_all(world)
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        desk.rows[
            "vitamin"
        ].text = WRONG_DOSE  # as if it had been approved before the check existed
        session.add(desk.rows["vitamin"])
    with pytest.raises(Refused, match="vitamin"):
        take(world, "clinician", sign_off)


@pytest.mark.parametrize("who", ["translator", "reviewer", "author", "admin", "midwife"])
def test_only_clinicians_sign(world: Database, who: str) -> None:
    translate(world)
    revise_all(world)
    with pytest.raises(Refused, match="is for clinicians of"):
        take(world, who, sign_off)


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.REVIEWER])
def test_a_clinician_who_wrote_or_revised_does_not_sign(world: Database, role: Role) -> None:
    add_person(world, "both", (role, "*"), (Role.CLINICIAN, "*"))
    translate(world, by="both" if role is Role.TRANSLATOR else "translator")
    revise_all(world, by="both" if role is Role.REVIEWER else "reviewer")
    with pytest.raises(Refused, match="another clinician must sign"):
        take(world, "both", sign_off)


def test_what_changed_since_the_page_was_opened_is_not_signed_unseen(world: Database) -> None:
    translate(world)
    revise_all(world)
    opened = fingerprint(desk_of(world))
    translate(world, {"title": "Mdłości"}, by="second")
    take(world, "reviewer", lambda d, a: revise(d, a, "title", 3))
    with pytest.raises(Refused, match="changed since you opened"):
        take(world, "clinician", lambda d, a: sign_off(d, a, seen=opened))


def test_signing_twice_is_one_signature(world: Database) -> None:
    translate(world)
    revise_all(world)
    first = take(world, "clinician", sign_off)
    assert take(world, "clinician", sign_off).id == first.id


def test_of_two_clinicians_at_once_one_signs(world: Database) -> None:
    add_person(world, "colleague", (Role.CLINICIAN, "*"))
    publish_leaflet(world)
    with pytest.raises(Refused, match="Clinician has signed this text as it stands"):
        take(world, "colleague", sign_off)
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        signed = valid_sign_off(desk)
        assert signed is not None
        assert not would_change(desk, signed)  # nobody is asked to publish it again


def test_a_changed_text_ends_the_signature(world: Database) -> None:
    translate(world)
    revise_all(world)
    sign(world)
    assert valid_sign_off(desk_of(world)) is not None
    translate(world, {"title": "Mdłości"}, by="second")
    assert valid_sign_off(desk_of(world)) is None


def test_h3_a_changed_source_reopens_its_string_alone_and_ends_the_signature(
    world: Database,
) -> None:
    translate(world)
    revise_all(world)
    sign(world)
    bring_in(world, LEAFLET.replace("each day", "every morning"))
    desk = desk_of(world)
    assert [path for path in POLISH if view(desk, path).stale] == ["vitamin"]
    assert view(desk, "vitamin").previous_source == "Take 10 micrograms of vitamin D each day."
    assert obstacles(desk) == ("vitamin: the English has changed.",)
    assert valid_sign_off(desk) is None
    with pytest.raises(Refused, match="English has changed"):
        take(world, "clinician", sign_off)


def test_h3_a_stale_text_cannot_be_approved_before_it_is_edited(world: Database) -> None:
    translate(world)
    bring_in(world, LEAFLET.replace("each day", "every morning"))
    with pytest.raises(Refused, match="English of this text has changed"):
        take(world, "reviewer", lambda d, a: revise(d, a, "vitamin", 1))


def test_the_author_of_the_english_does_not_sign_it(world: Database) -> None:
    add_person(world, "both", (Role.AUTHOR, "*"), (Role.CLINICIAN, "*"))
    with world.writing() as session:
        changed = parse(LEAFLET.replace("each day", "every morning"))
        save_source(session, accounts.actor(session, "both@x.test"), changed)
    with pytest.raises(Refused, match="You wrote part of this English"):
        take(world, "both", sign_off, "en")
    assert take(world, "clinician", sign_off, "en").id


def test_looking_at_a_translation_writes_nothing(world: Database) -> None:
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "ne")
        obstacles(desk)
        valid_sign_off(desk)
        assert not session.new
        assert desk.translation.id is None


def history_of(database: Database, path: str) -> list[SegmentEvent]:
    with database.reading() as session:
        return history(open_desk(session, SLUG, "standard", "pl"), path)
