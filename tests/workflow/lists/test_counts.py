"""Beside each choice of each filter stands how many texts it would list."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.db import Database
from app.models import now
from app.workflow.lists import counts as counting
from app.workflow.lists import search
from app.workflow.lists.counts import FILTERS, Counts, counts, resources
from app.workflow.lists.search import SearchQuery
from app.workflow.review import remarks
from app.workflow.translation.desk import open_desk
from app.workflow.work import assignments
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    WRONG_DOSE,
    bring_in,
    person,
    revise,
    translate,
)

SECOND = LEAFLET.replace("feeling-sick", "feeling-tired").replace("Feeling sick", "Feeling tired")
EASY = LEAFLET.replace("version:", "reading_version: easy_read\nversion:").replace(
    "title: Feeling sick", "title: Feeling sick, easy read"
)


def in_mid_review(database: Database) -> None:
    """Three texts, some words in two languages, some taken, one question, one finding."""
    bring_in(database, SECOND)
    bring_in(database, EASY)
    translate(database, {**POLISH, "vitamin": WRONG_DOSE})
    translate(database, {"title": "Sentirse mal"}, tag="es", slug="feeling-tired")
    revise(database, "title")
    with database.writing() as session:
        reviewer, translator = person(database, "reviewer"), person(database, "translator")
        remarks.ask(open_desk(session, SLUG, "standard", "pl"), reviewer, "summary", "What is it?")
        rows = search.find(session, translator, SearchQuery(language="pl")).rows
        assignments.take(session, translator, [row.id for row in rows[:3]])
        author, day = person(database, "author"), now().date() + timedelta(days=3)
        assignments.give(session, author, [rows[4].id], reviewer.id, day)


def asked(database: Database, who: str, wanted: SearchQuery) -> Counts:
    with database.reading() as session:
        return counts(session, person(database, who), wanted)


def choices(name: str) -> tuple[str, ...]:
    return {
        "language": ("", "pl", "es"),
        "slug": ("", SLUG, "feeling-tired"),
        "version": ("", "standard", "easy_read"),
        "waits": ("", *search.KINDS),
        "holder": ("", *search.HOLDERS),
        "mark": ("", *search.MARKS),
    }[name]


def test_each_choice_lists_as_many_as_it_says(world: Database) -> None:
    in_mid_review(world)
    given = [
        ("translator", SearchQuery()),
        ("reviewer", SearchQuery(language="pl", waits="me")),
        ("translator", SearchQuery(slug=SLUG, holder="nobody", mark="critical")),
        ("reviewer", SearchQuery(words="vitamin", version="standard")),
    ]
    listed_any = 0
    for who, wanted in given:
        said = asked(world, who, wanted)
        with world.reading() as session:
            actor = person(world, who)
            assert said.total == len(search.find(session, actor, wanted, limit=2000).rows)
            for name in FILTERS:
                for value in choices(name):
                    query = replace(wanted, **{name: value})
                    number = len(search.find(session, actor, query, limit=2000).rows)
                    assert said.by[name].get(value, 0) == number, (who, query)
                    listed_any += number > 0
    assert listed_any > 30


def test_a_resource_is_chosen_by_its_title(world: Database) -> None:
    bring_in(world, SECOND)
    bring_in(world, EASY)
    bring_in(world, SECOND.replace("feeling-tired", "feeling-tired-old"))
    with world.reading() as session:
        found = resources(session, person(world, "translator"))
    assert [(one.slug, one.title) for one in found] == [
        (SLUG, "Feeling sick"),
        ("feeling-tired", "Feeling tired (feeling-tired)"),
        ("feeling-tired-old", "Feeling tired (feeling-tired-old)"),
    ]


def test_of_very_many_texts_only_what_was_chosen_is_counted(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_mid_review(world)
    monkeypatch.setattr(counting, "COUNTED", 10)
    assert asked(world, "translator", SearchQuery()) == Counts(None, {})
    said = asked(world, "translator", SearchQuery(language="pl", slug=SLUG))
    assert set(said.by) == {"waits", "holder", "mark"}
    assert said.total == 10
    monkeypatch.setattr(counting, "FOUND", 1)
    assert asked(world, "translator", SearchQuery(words="vitamin")) == Counts(None, {})


def test_words_that_are_too_short_or_too_long_count_nothing(world: Database) -> None:
    for words in ("ab", "a" * 500):
        assert asked(world, "translator", SearchQuery(words=words)) == Counts(None, {})
