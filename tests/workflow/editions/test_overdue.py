"""What nobody has reviewed for too long is taken away from readers, where the settings say so."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from app.db import Database
from app.models import Edition, EditionEvent, EditionState
from app.workflow.editions import published
from app.workflow.editions.overdue import withdraw_overdue
from tests.factories import SLUG, publish_leaflet

pytestmark = pytest.mark.usefixtures("demo_mode")
DUE = date(2029, 10, 31)


def codes_on(world: Database, day: date, days: int = 30) -> tuple[str, ...]:
    with world.writing() as session:
        return withdraw_overdue(session, days, day)


def test_h16_an_edition_is_withdrawn_the_day_after_its_last_one(world: Database) -> None:
    publish_leaflet(world)
    assert codes_on(world, DUE + timedelta(days=30)) == ()
    with world.reading() as session:
        assert published.edition(session, SLUG, "standard", "pl") is not None
        every = session.exec(select(Edition.code).order_by(Edition.code)).all()
    assert sorted(codes_on(world, DUE + timedelta(days=31))) == every
    with world.reading() as session:
        assert published.edition(session, SLUG, "standard", "pl") is None


def test_it_says_why_and_that_the_service_did_it_and_only_once(world: Database) -> None:
    publish_leaflet(world)
    late = DUE + timedelta(days=400)
    assert codes_on(world, late)
    assert codes_on(world, late) == ()
    with world.reading() as session:
        found = session.exec(
            select(EditionEvent).where(EditionEvent.state == EditionState.WITHDRAWN)
        ).all()
        said = {each.why for each in found}
    assert said == {"Its review was due by 31 October 2029, and nobody has reviewed it."}
    assert len(found) == 2
