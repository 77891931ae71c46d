"""An agency's two named people count as the two, with their evidence on record and never else."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, col, select, update

from app.db import Database
from app.exchange import tmx
from app.models import AgencyEvidence, Role, Status, User
from app.workflow.editions.changed_english import confirm_unchanged
from app.workflow.imports import translation_files
from app.workflow.imports.agency import Agency, on_offer, recorded
from app.workflow.imports.translation_files import export
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.people.signing_in import Origin, sign_in
from app.workflow.refusals import Missing, Refused
from app.workflow.review.back_translation import back_translate
from app.workflow.review.sign_off import obstacles, sign_off
from app.workflow.review.steps import history
from app.workflow.translation.desk import Desk, open_desk, view
from app.workflow.work.for_clinician import for_clinician
from tests import factories
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    WRONG_DOSE,
    add_person,
    desk_of,
    person,
    take,
    translate,
)
from tests.workflow.imports.agency_files import LINGUA, bring, evidence, file


def expire(session: Session, number: int) -> None:
    """As time would do."""
    past = update(AgencyEvidence).where(col(AgencyEvidence.id) == number)
    session.exec(past.values(valid_until=date(2020, 1, 1)))


def test_the_agencys_two_people_count_and_are_named_on_record(world: Database) -> None:
    done = bring(world, evidence(world), file(world, POLISH))
    assert (len(done.taken), done.left) == (5, ())
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        seen = view(desk, "vitamin")
        names = accounts.names(session)
        assert seen.status is Status.REVISED
        assert names[seen.edited_by or 0] == "Anna Nowak (Lingua Ltd)"
        assert names[seen.revised_by or 0] == "Piotr Lis (Lingua Ltd)"
        event = history(desk, "vitamin")[0]
        assert (event.action, event.role, event.why) == (
            "agency", Role.ADMIN, "Lingua Ltd: ISO 17100 certificate 4711",
        )  # fmt: skip


@pytest.mark.parametrize("format_", ["xliff", "xliff2", "xlsx", "docx"])
def test_an_agencys_two_people_count_in_every_format(world: Database, format_: str) -> None:
    number = evidence(world)
    translate(world)
    with world.reading() as session:
        data = export(session, SLUG, "standard", "pl", format_)
    done = bring(world, number, data, confirmed=True)
    assert (len(done.taken), done.left) == (5, ())
    assert done.people == ("Anna Nowak (Lingua Ltd)", "Piotr Lis (Lingua Ltd)")
    seen = view(desk_of(world), "call.who")
    assert (seen.status, seen.text) == (Status.REVISED, POLISH["call.who"])


def test_only_finished_texts_of_an_xliff_file_count(world: Database) -> None:
    number = evidence(world)
    with world.reading() as session:
        empty = export(session, SLUG, "standard", "pl", "xliff").decode()
    for state, taken in (("needs-translation", 0), ("translated", 1)):
        target = f'</source><target state="{state}">Nudności</target>'
        done = bring(world, number, empty.replace("</source>", target, 1).encode())
        assert (len(done.taken), len(done.left), done.waiting) == (taken, 1 - taken, 4)


def test_evidence_is_for_translations_and_offered_while_it_holds(world: Database) -> None:
    number = evidence(world)
    with pytest.raises(Refused, match="this is no translation"):
        bring(world, number, tmx.write("pl", [tmx.MemoryPair("Hello", "Cześć", "2026-01-01", "")]))
    with world.writing() as session:
        admin = accounts.actor(session, "admin@x.test")
        assert [row.id for row in on_offer(session, admin)] == [number]
        expire(session, number)
        session.flush()
        assert on_offer(session, admin) == ()


def test_h2_nobody_signs_or_keeps_words_that_they_brought_in_as_an_agencys(world: Database) -> None:
    grants = (Role.ADMIN, "*"), (Role.CLINICIAN, "*")
    both = add_person(world, "both", *grants)
    bring(world, evidence(world), file(world, POLISH), "both")

    def said_back(desk: Desk, actor: Actor) -> None:
        for path in ("vitamin", "call.heading", "call.who"):
            back_translate(desk, actor, path, desk.segments[path].text)

    take(world, "third", said_back)
    with pytest.raises(Refused, match="You brought in an agency’s words"):
        take(world, "both", sign_off)
    factories.sign(world)  # another clinician does
    factories.bring_in(world, LEAFLET.replace("when you feel", "if you feel"))
    with pytest.raises(Refused, match="another clinician must decide"):
        take(world, "both", lambda d, a: confirm_unchanged(d, a, "summary", 1, "The same."))
    with world.reading() as session:
        assert for_clinician(session, both).to_keep == ()
        assert len(for_clinician(session, person(world, "clinician")).to_keep) == 1


def test_nobody_can_sign_in_as_an_agencys_person(world: Database) -> None:
    evidence(world)
    with world.writing() as session:
        query = select(User).where(col(User.email).endswith("@agency.invalid"))
        emails = [user.email for user in session.exec(query).all()]
    assert len(emails) == 2
    for email in emails:
        with pytest.raises(Refused):
            sign_in(world, email, "!", Origin("192.0.2.1"), demo_mode=True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(LINGUA, reviser=" anna  NOWAK"), "same person"),
        (replace(LINGUA, evidence=" "), "Write the evidence"),
        (replace(LINGUA, reviser=""), "Name the reviser"),
        (replace(LINGUA, until=date(2020, 1, 1)), "in the past"),
    ],
)
def test_one_person_or_no_evidence_is_never_two(world: Database, wrong: Agency, said: str) -> None:
    with pytest.raises(Refused, match=said):
        evidence(world, wrong)


def test_expired_foreign_or_unknown_evidence_is_refused_whole(world: Database) -> None:
    data = file(world, POLISH)
    old, other = evidence(world), evidence(world, tag="ro")
    with world.writing() as session:
        expire(session, old)
    with pytest.raises(Refused, match="expired"):
        bring(world, old, data)
    with pytest.raises(Refused, match="for Romanian"):
        bring(world, other, data)
    with pytest.raises(Missing):
        bring(world, 999, data)
    assert desk_of(world).rows == {}


@pytest.mark.parametrize("who", ["author", "translator", "reviewer", "clinician", "midwife"])
def test_only_an_admin_brings_in_an_agencys_work(world: Database, who: str) -> None:
    number = evidence(world)
    with pytest.raises(Refused, match="admins"):
        bring(world, number, file(world, POLISH), who)
    with world.writing() as session, pytest.raises(Refused, match="admins"):
        recorded(session, accounts.actor(session, f"{who}@x.test"))


def test_h1_a_wrong_dose_from_an_agency_stays_out(world: Database) -> None:
    done = bring(world, evidence(world), file(world, {**POLISH, "vitamin": WRONG_DOSE}))
    assert len(done.taken) == 4
    assert done.left[0].where == "vitamin"


def test_what_someone_here_wrote_is_kept(world: Database) -> None:
    data = file(world, POLISH)
    translate(world, {"title": "Mdłości"})
    done = bring(world, evidence(world), data)
    (left,) = done.left
    assert (left.where, left.text, left.here) == ("title", "Nudności", "Mdłości")
    assert left.reason == "a person has written another text here, which was kept"


@pytest.mark.parametrize("format_", translation_files.WRITERS)
def test_h3_an_old_translation_that_comes_back_as_it_went_is_no_agency_s_work(
    world: Database, format_: str
) -> None:
    translate(world, {"title": POLISH["title"]})
    factories.bring_in(world, LEAFLET.replace("Feeling sick", "Nausea"))
    with world.reading() as session:
        data = export(session, SLUG, "standard", "pl", format_)
    done = bring(world, evidence(world), data, confirmed=True)
    assert done.taken == ()
    assert [(one.where, one.reason) for one in done.left] == [
        ("title", "the English has changed, and this is the translation from before")
    ]
    assert view(desk_of(world), "title").state == "stale"


def test_bringing_the_same_file_twice_changes_nothing(world: Database) -> None:
    number, data = evidence(world), file(world, POLISH)
    bring(world, number, data)
    again = bring(world, number, data)
    assert (again.taken, again.unchanged) == ((), 5)


def test_h2_an_agencys_people_do_not_spare_the_back_translation(world: Database) -> None:
    bring(world, evidence(world), file(world, POLISH))
    assert len(obstacles(desk_of(world))) == 3


def test_evidence_is_listed_newest_first(world: Database) -> None:
    evidence(world)
    evidence(world, replace(LINGUA, name="Verbum"))
    add_person(world, "chief", (Role.ADMIN, "*"))
    with world.reading() as session:
        found = recorded(session, accounts.actor(session, "chief@x.test"))
        assert [row.agency for row in found] == ["Verbum", "Lingua Ltd"]
