"""A safety-critical text in a language that a check has no words for is read a second time, and the
history says so."""

import pytest
from sqlmodel import select

from app.checks.needs import UNCONFIRMED
from app.db import Database
from app.models import SegmentListing, Status
from app.workflow.imports import agency
from app.workflow.people import accounts
from app.workflow.refusals import Refused
from app.workflow.review import steps
from app.workflow.review.sign_off import obstacles
from app.workflow.translation.desk import open_desk, view
from app.workflow.translation.second_pass import refuse_read_once
from tests.factories import LEAFLET, SLUG, bring_in, person, translate
from tests.web.visit import Visit
from tests.workflow.imports.agency_files import LINGUA

pytestmark = pytest.mark.usefixtures("somali_lacks_words")

VITAMIN = "Qaado 10 mikrogaraam oo fiitamiin D ah maalin kasta."
TITLE = "Lallabbo"


def approve(database: Database, path: str, tag: str, *, read_twice: bool = False) -> str:
    """What the history says of the approval."""
    actor = person(database, "reviewer")
    with database.writing() as session:
        desk = open_desk(session, SLUG, "standard", tag)
        steps.revise(desk, actor, path, desk.rows[path].version, read_twice=read_twice)
        return steps.history(desk, path, limit=1)[0].why


def status(database: Database, path: str, tag: str = "so") -> Status:
    with database.reading() as session:
        return view(open_desk(session, SLUG, "standard", tag), path).status


def test_it_is_not_approved_before_it_was_read_twice(world: Database) -> None:
    translate(world, {"vitamin": VITAMIN}, tag="so")
    with pytest.raises(Refused, match=r"in Somali no check reads .*turns an instruction round"):
        approve(world, "vitamin", "so")
    assert status(world, "vitamin") is Status.EDITED


def test_the_history_says_that_it_was_read_twice(world: Database) -> None:
    translate(world, {"vitamin": VITAMIN}, tag="so")
    assert "Read a second time" in approve(world, "vitamin", "so", read_twice=True)
    assert status(world, "vitamin") is Status.REVISED


def test_a_text_that_is_not_safety_critical_is_read_once(world: Database) -> None:
    translate(world, {"title": TITLE}, tag="so")
    assert approve(world, "title", "so") == ""


@pytest.mark.parametrize("tag", sorted(UNCONFIRMED - {"so"}))
def test_a_language_whose_words_nobody_confirmed_is_read_twice(world: Database, tag: str) -> None:
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", tag)
        segment = desk.segments["vitamin"]
        with pytest.raises(Refused, match="nobody has confirmed yet"):
            refuse_read_once(desk.language, segment, read_twice=False)
        refuse_read_once(desk.language, segment, read_twice=True)


def test_a_language_with_words_for_every_check_is_read_once(world: Database) -> None:
    translate(world)
    assert approve(world, "vitamin", "pl") == ""


def test_h31_a_text_that_becomes_safety_critical_is_read_again(world: Database) -> None:
    plain = LEAFLET.replace("    safety_critical: true\n", "")
    bring_in(world, plain)
    translate(world, {"vitamin": VITAMIN, "title": TITLE}, tag="so")
    assert approve(world, "vitamin", "so") == ""
    approve(world, "title", "so")
    assert status(world, "vitamin") is Status.REVISED
    bring_in(world, LEAFLET)
    assert (status(world, "vitamin"), status(world, "title")) == (Status.EDITED, Status.REVISED)
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "so")
        listed = select(SegmentListing.waits).where(
            SegmentListing.language == "so", SegmentListing.path == "vitamin"
        )
        assert session.exec(listed).one() == "revise"
        assert any(each.startswith("vitamin: ") for each in obstacles(desk))
    with pytest.raises(Refused, match="a second time"):
        approve(world, "vitamin", "so")
    assert "Read a second time" in approve(world, "vitamin", "so", read_twice=True)
    assert status(world, "vitamin") is Status.REVISED
    with world.reading() as session:
        assert session.exec(listed).one() == "back"
    bring_in(world, plain)
    bring_in(world, LEAFLET)
    assert status(world, "vitamin") is Status.REVISED


def test_an_agency_says_that_its_reviser_read_it_twice(world: Database) -> None:
    with world.writing() as session:
        admin = accounts.actor(session, "admin@x.test")
        evidence = agency.record_agency(session, admin, "so", LINGUA)
        desk = open_desk(session, SLUG, "standard", "so")
        with pytest.raises(Refused, match="no check reads"):
            agency.take(desk, admin, evidence, "vitamin", VITAMIN, {})
        agency.take(desk, admin, evidence, "vitamin", VITAMIN, {}, read_twice=True)
        assert "Read a second time" in steps.history(desk, "vitamin", limit=1)[0].why
    assert status(world, "vitamin") is Status.REVISED


@pytest.mark.usefixtures("demo_mode")
def test_the_editor_asks_for_it_and_refuses_without(world: Database) -> None:
    translate(world, {"vitamin": VITAMIN}, tag="so")
    visit = Visit(world, "reviewer")
    visit.open(f"/workbench/{SLUG}/standard/so/at/vitamin")
    assert "I read it against the English a second time" in visit.words
    fields = {**visit.form("/save").fields, "text": VITAMIN}
    address = f"/workbench/{SLUG}/standard/so/revise"
    refused = visit.client.post(address, data=fields)
    assert refused.status_code == 403
    assert "no check reads" in refused.text
    assert status(world, "vitamin") is Status.EDITED
    visit.client.post(address, data={**fields, "read_twice": "yes"})
    assert status(world, "vitamin") is Status.REVISED


@pytest.mark.usefixtures("demo_mode")
def test_the_editor_does_not_ask_where_every_check_has_words(world: Database) -> None:
    translate(world)
    visit = Visit(world, "reviewer")
    visit.open(f"/workbench/{SLUG}/standard/pl/at/vitamin")
    assert "a second time" not in visit.words
