"""Who had a part in English since a clinician last vouched for it signs nothing of it, however many
revisions of others came after (H3)."""

import pytest

from app.db import Database
from app.models import Role
from app.resources.load import parse
from app.workflow.editions.changed_english import confirm_unchanged
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.review.sign_off import fingerprint, own_part, sign_off, valid_sign_off
from app.workflow.review.since_signed import since_signed
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import open_desk, view
from tests.factories import LEAFLET, SLUG, add_person, person, publish_leaflet, sign

DOSE = LEAFLET.replace("Take 10 micrograms", "Take 20 micrograms")
SOURCE = """\
sources:
  - id: nhs
    title: Vitamins in pregnancy
    address: https://www.nhs.uk/pregnancy/vitamins
    sentence: Take 10 micrograms of vitamin D each day.
    read: 2026-11-22
"""
DAY = "review_by: 2029-10-31", "review_by: 2029-11-20"


def save(world: Database, actor: Actor, text: str) -> None:
    with world.writing() as session:
        save_source(session, actor, parse(text))


def both(world: Database) -> Actor:
    return add_person(world, "both", (Role.AUTHOR, "*"), (Role.CLINICIAN, "*"))


def may_sign(world: Database, actor: Actor) -> bool:
    with world.reading() as session:
        return not own_part(open_desk(session, SLUG, "standard", "en"), actor)


def test_h3_a_later_change_of_another_lets_nobody_sign_their_own_words(world: Database) -> None:
    publish_leaflet(world)
    her = both(world)
    save(world, her, DOSE)
    assert not may_sign(world, her)
    save(world, person(world, "author"), DOSE.replace(*DAY))
    assert not may_sign(world, her)
    with world.writing() as session, pytest.raises(Refused, match="You wrote part of this"):
        sign_off(open_desk(session, SLUG, "standard", "en"), her)
    sign(world, tag="en")  # another clinician vouches for her words
    save(world, person(world, "author"), DOSE)
    assert may_sign(world, her)


def test_h3_nobody_says_that_their_own_change_means_the_same(world: Database) -> None:
    publish_leaflet(world)
    her = both(world)
    changed = LEAFLET.replace("What helps when you feel sick.", "What helps if you feel sick.")
    save(world, her, changed)
    save(world, person(world, "author"), changed.replace(*DAY))
    sign(world, tag="en")
    for actor, refused in ((her, True), (person(world, "clinician"), False)):
        with world.writing() as session:
            desk = open_desk(session, SLUG, "standard", "pl")
            version = view(desk, "summary").version
            if refused:
                with pytest.raises(Refused, match="another clinician must decide"):
                    confirm_unchanged(desk, actor, "summary", version, "The same.")
            else:
                confirm_unchanged(desk, actor, "summary", version, "The same.")


def test_who_changed_another_sentence_may_say_that_this_one_means_the_same(
    world: Database,
) -> None:
    publish_leaflet(world)
    changed = LEAFLET.replace("What helps when you feel sick.", "What helps if you feel sick.")
    save(world, person(world, "author"), changed)
    her = both(world)
    save(world, her, changed.replace(*DAY))
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        confirm_unchanged(desk, her, "summary", view(desk, "summary").version, "The same.")
        assert not view(desk, "summary").stale


@pytest.mark.parametrize(
    ("before", "after", "ends"),
    [
        (*DAY, True),
        ("approver: Consultant obstetrician", "approver: Somebody else", True),
        ("summary: What", f"{SOURCE}summary: What", True),
        ("owner: Lead midwife for antenatal care", "owner: Another midwife", False),
        ("reference: BSW-MAT-900", "reference: BSW-MAT-901", False),
    ],
)  # fmt: skip
def test_h3_a_signature_covers_sources_approver_and_review_date(
    world: Database, before: str, after: str, ends: bool
) -> None:
    publish_leaflet(world)
    assert before in LEAFLET
    save(world, person(world, "author"), LEAFLET.replace(before, after))
    with world.reading() as session:
        signed = valid_sign_off(open_desk(session, SLUG, "standard", "en"))
    assert (signed is None) is ends


CITED = LEAFLET.replace("summary: What", f"{SOURCE}summary: What")
OTHER = "    text: Take 10", "    sources: [nhs]\n    text: Take 10"
LINKED = LEAFLET.replace("text: Take 10", 'text: "Read [more](https://nhs.uk/d). Take 10')
LINKED = LINKED.replace("vitamin D each day.", 'vitamin D each day."')
TWO = LINKED.replace("Read [more]", "Read [this](leaflet:other) and [more]")
REST = "  - id: rest\n    type: paragraph\n    text: Rest.\n"
RESTED = LEAFLET + REST
MOVED = LEAFLET.replace("  - id: vitamin", f"{REST}  - id: vitamin")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (LEAFLET, LEAFLET.replace(*DAY),
         "Review date: “31 October 2029” is now “20 November 2029”."),
        (LEAFLET, LEAFLET.replace("Consultant obstetrician", "Lead midwife"),
         "Clinical approver: “Consultant obstetrician” is now “Lead midwife”."),
        (LEAFLET, CITED, "New sources: Vitamins in pregnancy."),
        (CITED, LEAFLET, "Sources that are gone: Vitamins in pregnancy."),
        (CITED, CITED.replace("/vitamins", "/other"),
         "Sources that say something else: Vitamins in pregnancy."),
        (CITED, CITED.replace(*OTHER), "Parts that rest on other sources: vitamin."),
        (RESTED, MOVED, "Parts stand in another order or place."),
        (LEAFLET, LEAFLET.replace("    safety_critical: true\n", ""),
         "Parts that are shown or marked in another way: vitamin."),
        (LEAFLET, LEAFLET.replace("urgency: urgent", "urgency: emergency"),
         "Parts that are shown or marked in another way: call."),
        (LINKED, LINKED.replace("nhs.uk", "nhs.example"),
         "A link in vitamin leads to https://nhs.example/d. It led to https://nhs.uk/d."),
    ],
)  # fmt: skip
def test_h3_she_reads_what_else_changed_since_her_signature(
    world: Database, before: str, after: str, said: str
) -> None:
    save(world, person(world, "author"), before)
    sign(world, tag="en")
    save(world, person(world, "author"), after)
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "en")
        since = since_signed(desk, person(world, "clinician"))
        assert since is not None
        assert since.changes == ()
        assert since.beside == ((said,) if said else ())
        assert (valid_sign_off(desk) is None) is bool(said)


def test_h3_she_reads_where_a_new_link_leads(world: Database) -> None:
    save(world, person(world, "author"), LINKED)
    sign(world, tag="en")
    save(world, person(world, "author"), TWO)
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "en")
        since = since_signed(desk, person(world, "clinician"))
    assert since is not None
    assert since.beside == ("A new link in vitamin leads to leaflet:other.",)


def test_h3_sources_that_changed_while_she_read_are_not_signed_unseen(world: Database) -> None:
    with world.reading() as session:
        seen = fingerprint(open_desk(session, SLUG, "standard", "en"))
    save(world, person(world, "author"), LEAFLET.replace("summary: What", f"{SOURCE}summary: What"))
    with world.writing() as session, pytest.raises(Refused, match="since you opened this page"):
        sign_off(open_desk(session, SLUG, "standard", "en"), person(world, "clinician"), seen=seen)
