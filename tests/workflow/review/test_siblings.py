"""When the English of one reading version changes, its authors are asked about the other."""

import pytest

from app.db import Database
from app.workflow.refusals import Refused
from app.workflow.review.siblings import lagging_siblings, say_same
from app.workflow.review.sign_off import fingerprint, sign_off
from app.workflow.translation.desk import open_desk
from tests.factories import LEAFLET, SLUG, bring_in, person

EASY = LEAFLET.replace(f"slug: {SLUG}\n", f"slug: {SLUG}\nreading_version: easy_read\n").replace(
    "Call us now", "Call us"
)
NEWER = LEAFLET.replace("Call us now", "Ring us now").replace("Feeling sick", "Nausea")


def lags(database: Database) -> list[tuple[str, int]]:
    with database.reading() as session:
        return [(each.reading_version, each.changed) for each in lagging_siblings(session)]


@pytest.fixture
def both(world: Database) -> Database:
    bring_in(world, EASY)
    return world


def test_h18_the_easy_read_of_a_changed_text_is_flagged_until_it_changes_too(
    both: Database,
) -> None:
    assert lags(both) == []
    bring_in(both, NEWER)
    assert lags(both) == [("easy_read", 2)]
    bring_in(both, EASY.replace("Call us", "Ring us"))
    assert lags(both) == []


def test_h18_the_longer_text_is_flagged_when_its_easy_read_changes(both: Database) -> None:
    bring_in(both, EASY.replace("Call us", "Ring us"))
    assert lags(both) == [("standard", 1)]
    with both.writing() as session:
        sign_off(open_desk(session, SLUG, "standard", "en"), person(both, "clinician"))
    assert lags(both) == []


def test_nothing_is_flagged_by_english_that_came_back_or_was_only_moved(both: Database) -> None:
    bring_in(both, NEWER)
    bring_in(both, LEAFLET)
    assert lags(both) == []
    bring_in(both, LEAFLET.replace('version: "1"', 'version: "2"'))
    assert lags(both) == []


def test_h18_an_author_says_with_a_reason_that_it_still_says_the_same(both: Database) -> None:
    bring_in(both, NEWER)
    author = person(both, "author")
    with both.writing() as session, pytest.raises(Refused, match="Say why"):
        say_same(session, author, SLUG, "easy_read", " ")
    with both.writing() as session:
        say_same(session, author, SLUG, "easy_read", "Only the greeting is other.")
    assert lags(both) == []
    with both.writing() as session, pytest.raises(Refused, match="say the same already"):
        say_same(session, author, SLUG, "easy_read", "Once more.")
    bring_in(both, NEWER.replace("Nausea", "Sickness"))
    assert lags(both) == [("easy_read", 1)]


def test_h18_nobody_says_so_of_english_that_came_after_they_looked(both: Database) -> None:
    bring_in(both, NEWER)
    with both.reading() as session:
        seen = lagging_siblings(session)[0].mark
    bring_in(both, NEWER.replace("10 micrograms", "20 micrograms"))
    author = person(both, "author")
    with both.writing() as session, pytest.raises(Refused, match="changed after you opened"):
        say_same(session, author, SLUG, "easy_read", "Only the greeting is other.", seen)
    assert lags(both) == [("easy_read", 3)]


def test_h18_nobody_signs_a_text_whose_other_version_changed_while_they_read(
    both: Database,
) -> None:
    clinician = person(both, "clinician")
    with both.reading() as session:
        seen = fingerprint(open_desk(session, SLUG, "easy_read", "en"))
    bring_in(both, NEWER.replace("10 micrograms", "20 micrograms"))
    with both.writing() as session, pytest.raises(Refused, match="Read it again"):
        sign_off(open_desk(session, SLUG, "easy_read", "en"), clinician, seen=seen)
    assert lags(both) == [("easy_read", 3)]


@pytest.mark.parametrize("who", ["clinician", "translator", "admin", "midwife"])
def test_only_authors_say_so(both: Database, who: str) -> None:
    bring_in(both, NEWER)
    with both.writing() as session, pytest.raises(Refused):
        say_same(session, person(both, who), SLUG, "easy_read", "The same.")
