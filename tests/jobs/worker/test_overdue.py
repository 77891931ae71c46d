"""The worker withdraws what is overdue, once a day, and nothing where no setting says so."""

from datetime import date

import pytest

from app.config import settings
from app.db import Database
from app.jobs.worker import process
from app.jobs.worker.presence import present
from app.workflow.editions import published
from tests.factories import SLUG, publish_leaflet

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]


@pytest.mark.parametrize(("days", "stays"), [("30", False), ("90", True), ("", True)])
def test_an_overdue_edition_goes_where_the_settings_say_so(
    world: Database, monkeypatch: pytest.MonkeyPatch, days: str, stays: bool
) -> None:
    publish_leaflet(world)
    if days:
        monkeypatch.setenv("BIRTHWORDS_WITHDRAW_OVERDUE_DAYS", days)
    settings.cache_clear()
    monkeypatch.setattr(process, "today", lambda: date(2029, 12, 31))
    with present(world, settings().data) as presence:
        assert presence is not None
        process.Worker(database=world, presence=presence).end_overdue()
    settings.cache_clear()
    with world.reading() as session:
        assert (published.edition(session, SLUG, "standard", "pl") is not None) == stays
