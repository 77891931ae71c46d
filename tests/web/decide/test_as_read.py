"""A clinician decides about words as readers meet them: with the numbers of the hospitals, and no
tokens.
"""

import re

import pytest

from app.db import Database
from tests.factories import LEAFLET, POLISH, bring_in, publish_leaflet, sign
from tests.web.visit import Visit

pytestmark = pytest.mark.one_database


def decide(world: Database, old: str, new: str) -> Visit:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace(old, new))
    visit = Visit(world, "clinician")
    visit.open("/decide")
    return visit


def test_she_reads_the_numbers_of_the_hospitals_and_no_tokens(world: Database) -> None:
    visit = decide(world, "Call **triage** on", "Ring **triage** on")
    assert re.search(r"triage on (\[.*?\] )?01632 960", visit.words)
    assert "bw-token" not in visit.page.text


def test_the_text_to_keep_is_shown_with_its_numbers(world: Database) -> None:
    visit = decide(world, "Call **triage** on", "Ring **triage** on")
    assert "Zadzwoń do triage pod numer 01632 960" in visit.words


def test_where_tokens_alone_differ_they_are_shown(world: Database) -> None:
    """Else a clinician would see no difference."""
    visit = decide(world, "Call **triage** on", "Call triage on")
    assert "bw-token" in visit.page.text


def test_a_proposal_names_what_changed_without_tokens(world: Database) -> None:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace("Call **triage** on", "Call **triage** 2 times on"))
    bring_in(world, LEAFLET.replace("Call **triage** on", "Call **triage** 3 times on"))
    sign(world, tag="en")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    assert POLISH["call.who"] not in visit.words
    assert "bw-token" not in visit.page.text
