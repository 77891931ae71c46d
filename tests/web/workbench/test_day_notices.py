"""What My work says besides its lists of work."""

from datetime import timedelta

import pytest

from app.db import Database
from app.models import Role, now
from app.workflow.people.competence import end_competence, record_competence
from app.workflow.work.leaving import close
from tests.factories import (
    LEAFLET,
    SLUG,
    add_person,
    bring_in,
    person,
    publish_leaflet,
    translate,
)
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]


def test_a_reviewer_without_competence_is_told_so_and_whom_to_ask(world: Database) -> None:
    translate(world)
    eva = add_person(world, "eva", (Role.REVIEWER, "pl"), (Role.REVIEWER, "ne"), competent=False)
    add_person(world, "bea", (Role.ADMIN, "*"))
    page = Visit(world, "eva")
    page.open("/workbench")
    assert "You cannot approve texts in Polish and Nepali yet" in page.words
    assert "5 texts wait there to be revised." in page.words
    assert "Ask Admin or Bea, who are admins here and can record it." in page.words
    until = now().date() + timedelta(days=100)
    with world.writing() as session:
        record_competence(session, person(world, "admin"), eva.id, "pl", "Diploma", until)
    page.open("/workbench")
    assert "You cannot approve texts in Nepali yet" in page.words
    assert "wait there" not in page.words
    with world.writing() as session:
        end_competence(session, person(world, "admin"), eva.id, "pl", "She moved.")
    page.open("/workbench?language=pl")
    assert "You cannot approve texts in Polish yet" in page.words
    assert "Your competence in Polish held until" in page.words


def test_whoever_lacks_nothing_or_is_no_reviewer_is_told_nothing(world: Database) -> None:
    for who in ("reviewer", "translator", "clinician", "midwife"):
        page = Visit(world, who)
        page.open("/workbench")
        assert "You cannot approve" not in page.words


def test_the_only_admin_who_reviews_is_told_that_another_is_needed(world: Database) -> None:
    chief = add_person(world, "chief", (Role.ADMIN, "*"), (Role.REVIEWER, "*"), competent=False)
    page = Visit(world, "chief")
    page.open("/workbench")
    assert "You cannot approve texts in any language yet" in page.words
    assert "Ask Admin, who is an admin here and can record it." in page.words
    with world.writing() as session:
        close(session, chief, person(world, "admin").id, "She left.")
    page.open("/workbench")
    assert "There is no other admin here who could record it" in page.words


def test_h3_a_clinician_decides_about_changed_english_where_the_day_begins(
    world: Database,
) -> None:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace("Take 10 micrograms", "Please take 10 micrograms"))
    page = Visit(world, "clinician")
    page.open("/workbench")
    assert "Changed English to decide about" in page.words
    assert "1 safety-critical text changed English not signed yet" in page.words
    place = f"/workbench/{SLUG}/standard/pl"
    assert f'href="{place}#change"' in page.page.text
    assert f'href="{place}/at/vitamin?show=all#text-vitamin"' in page.page.text
    page.open(place)
    page.send("/decide-change", then="notice", why="It is said otherwise.")
    page.open("/workbench")
    assert "for readers of" not in page.words
    assert "Is the meaning the same? Approved in: Polish (1 text)" in page.words
    translator = Visit(world, "translator")
    translator.open("/workbench")
    assert "Changed English to decide about" not in translator.words
