"""Two people who write to one translation at the same moment queue, on SQLite and PostgreSQL alike:
the second one sees what the first one saved.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.db import Database
from app.workflow.refusals import Conflict
from app.workflow.review import steps
from app.workflow.translation.desk import open_desk
from tests.factories import POLISH, SLUG, desk_of, person, translate


def test_of_two_who_save_at_once_the_second_is_told_of_the_first(world: Database) -> None:
    translate(world, {"title": POLISH["title"]})
    first, second = person(world, "translator"), person(world, "second")
    at_the_door = threading.Event()

    def save_too() -> None:
        at_the_door.set()
        with world.writing() as session:
            steps.save(open_desk(session, SLUG, "standard", "pl"), second, "title", "Moje", 1)

    with ThreadPoolExecutor(1) as threads:
        with world.writing() as session:
            desk = open_desk(session, SLUG, "standard", "pl")
            later = threads.submit(save_too)
            assert at_the_door.wait(30)
            steps.save(desk, first, "title", "Mdłości", 1)
            session.flush()
        with pytest.raises(Conflict):
            later.result()
    assert desk_of(world).rows["title"].text == "Mdłości"
