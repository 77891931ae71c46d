"""A clinician is told of changed safety-critical English that waits for a decision."""

from sqlmodel import Session, select

from app.db import Database
from app.models import (
    Edition,
    EditionEvent,
    EditionState,
    Remedy,
    ResourceRow,
    Role,
    TextSummary,
)
from app.workflow.editions.changed_english import (
    confirm_unchanged,
    decide_change,
    pending_change,
)
from app.workflow.translation.desk import open_desk, view
from app.workflow.work.changed_english import ChangedText, changed_texts
from tests.factories import LEAFLET, SLUG, add_person, bring_in, person, publish_leaflet

NEW_DOSE = LEAFLET.replace("Take 10 micrograms", "Take 20 micrograms")


def waiting(
    database: Database, who: str = "clinician", chosen: str | None = None
) -> tuple[ChangedText, ...]:
    with database.reading() as session:
        return changed_texts(session, person(database, who), chosen)


def asked_on_its_page(session: Session) -> bool:
    pending = pending_change(open_desk(session, SLUG, "standard", "pl"))
    return pending is not None and pending.choice is None


def test_h3_changed_english_waits_for_a_clinician_before_anyone_signed_it(world: Database) -> None:
    publish_leaflet(world)
    assert waiting(world) == ()
    bring_in(world, NEW_DOSE)
    polish = ChangedText(
        slug=SLUG, reading_version="standard", language="pl", title="Feeling sick", signed=False,
        edition=True, changed=1, approved=0, path="",
    )  # fmt: skip
    assert waiting(world) == (polish,)
    assert waiting(world, chosen="pl") == (polish,)
    assert waiting(world, chosen="ne") == ()
    for who in ("author", "translator", "reviewer", "midwife", "admin"):
        assert waiting(world, who) == ()
    with world.reading() as session:
        assert asked_on_its_page(session)


def test_what_was_decided_waits_no_more_until_the_english_changes_again(world: Database) -> None:
    publish_leaflet(world)
    bring_in(world, NEW_DOSE)
    clinician = person(world, "clinician")
    with world.writing() as session:
        decide_change(open_desk(session, SLUG, "standard", "pl"), clinician, Remedy.NOTICE, "Dose.")
    assert waiting(world) == ()
    with world.reading() as session:
        assert not asked_on_its_page(session)
    bring_in(world, LEAFLET.replace("Take 10", "Please take 10"))
    (again,) = waiting(world)
    assert (again.edition, again.approved, again.path) == (True, 1, "vitamin")
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        version = view(desk, "vitamin").version
        confirm_unchanged(desk, clinician, "vitamin", version, "Only a word of courtesy.")
    assert waiting(world) == ()  # readers have the very words that are approved


def test_h3_a_choice_holds_while_no_safety_critical_word_changes(world: Database) -> None:
    publish_leaflet(world)
    bring_in(world, NEW_DOSE)
    clinician = person(world, "clinician")
    with world.writing() as session:
        decide_change(open_desk(session, SLUG, "standard", "pl"), clinician, Remedy.NOTICE, "Dose.")
    bring_in(world, NEW_DOSE.replace("What helps when you feel sick.", "What helps."))
    assert waiting(world) == ()
    with world.reading() as session:
        pending = pending_change(open_desk(session, SLUG, "standard", "pl"))
        assert pending is not None
        assert pending.choice is not None
        assert pending.choice.why == "Dose."
    bring_in(world, NEW_DOSE.replace("20 micrograms", "30 micrograms"))
    (again,) = waiting(world)
    assert again.edition


def test_h3_a_choice_ends_where_words_change_whose_mark_was_lifted_before(world: Database) -> None:
    publish_leaflet(world)
    lifted = NEW_DOSE.replace("    safety_critical: true\n", "")
    bring_in(world, lifted)
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        decide_change(desk, person(world, "clinician"), Remedy.NOTICE, "Dose.")
    assert waiting(world) == ()
    bring_in(world, lifted.replace("20 micrograms", "90 micrograms"))
    (again,) = waiting(world)
    assert again.edition
    with world.reading() as session:
        assert asked_on_its_page(session)


def test_h3_a_choice_waits_however_many_other_editions_are_behind_their_english(
    world: Database,
) -> None:
    edition = publish_leaflet(world)
    bring_in(world, LEAFLET.replace("What helps when you feel sick.", "What helps."))
    with world.writing() as session:
        text = session.exec(select(TextSummary).where(TextSummary.language == "pl")).one()
        for number in range(-600, 0):  # as after the day on which all reviews are due
            mine = {"id": number, "resource_id": number}
            session.add(ResourceRow(id=number, slug=f"other-{-number}", kind="leaflet"))
            session.flush()
            session.add(TextSummary(**text.model_dump() | mine | {"slug": f"other-{-number}"}))
            session.add(Edition(**edition.model_dump() | mine | {"code": str(number)}))
            session.flush()
            session.add(
                EditionEvent(
                    edition_id=number, state=EditionState.CURRENT, actor_id=1, role=Role.AUTHOR
                )
            )
    assert waiting(world) == ()
    bring_in(world, NEW_DOSE)
    assert [each.slug for each in waiting(world)] == [SLUG]


def test_h3_nobody_is_led_to_keep_approvals_beside_english_that_they_changed(
    world: Database,
) -> None:
    publish_leaflet(world)
    add_person(world, "both", (Role.AUTHOR, "*"), (Role.CLINICIAN, "*"))
    bring_in(world, NEW_DOSE.replace("Call us now", "Ring us now"), by="both")
    (hers,), (another,) = waiting(world, "both"), waiting(world)
    assert (hers.edition, hers.approved, hers.path) == (True, 0, "")  # a choice is for anybody
    assert (another.edition, another.approved, another.path) == (True, 1, "call.heading")


def test_english_that_is_not_safety_critical_waits_for_no_clinician(world: Database) -> None:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace("What helps when you feel sick.", "What helps."))
    assert waiting(world) == ()
