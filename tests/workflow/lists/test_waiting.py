"""What each person's day offers, who may give work to whom, and that lists are found by words of
every script and paged without gaps."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from app.db import Database
from app.models import Role, SegmentEvent, SegmentListing, TextSummary, now
from app.resources.load import parse
from app.workflow.glossary.folding import fold
from app.workflow.lists import projection, search
from app.workflow.lists.search import SearchQuery
from app.workflow.lists.strings import SegmentFilter, next_of_kind
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.review import back_translation, steps
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import open_desk
from app.workflow.work import assignments, leaving
from app.workflow.work.assignments import Given
from app.workflow.work.day import batch, day
from app.workflow.work.pace import pace
from tests.factories import (
    LEAFLET,
    PASSWORD,
    POLISH,
    SLUG,
    add_person,
    bring_in,
    desk_of,
    make_competent,
    person,
    publish_leaflet,
    revise,
    translate,
)

EVERYONE = ("admin", "author", "translator", "reviewer", "clinician", "midwife")


def waiting(database: Database, who: str, tag: str = "pl") -> dict[str, tuple[int, int]]:
    """(segments, safety-critical ones) of each kind that wait for someone in one language."""
    with database.reading() as session:
        found = day(session, person(database, who), tag)
    return {k.name: (k.texts[0].segments, k.texts[0].critical) for k in found.kinds}


def summary(database: Database, tag: str = "pl") -> TextSummary:
    with database.reading() as session:
        return session.exec(select(TextSummary).where(TextSummary.language == tag)).one()


def back_translate(database: Database, path: str) -> None:
    with database.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        third = person(database, "third")
        back_translation.back_translate(desk, third, path, desk.segments[path].text)


def strings(database: Database, tag: str = "pl") -> dict[str, SegmentListing]:
    with database.reading() as session:
        rows = session.exec(select(SegmentListing).where(SegmentListing.language == tag)).all()
    return {row.path: row for row in rows}


def test_a_day_offers_each_person_what_they_can_do(world: Database) -> None:
    assert waiting(world, "translator") == {"edit": (5, 3)}
    translate(world)
    assert waiting(world, "translator") == {}
    assert waiting(world, "reviewer") == {"revise": (5, 3)}
    assert waiting(world, "midwife") == waiting(world, "clinician") == {}
    revise(world, "title", "summary", "vitamin", "call.heading")
    assert waiting(world, "reviewer") == {"revise": (1, 1)}
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        steps.revise(desk, person(world, "reviewer"), "call.who", 1)
    assert waiting(world, "third") == {"back": (1, 1)}
    assert waiting(world, "clinician") == waiting(world, "reviewer") == {}
    back_translate(world, "call.who")
    assert waiting(world, "clinician") == {"sign": (5, 0)}


def test_h3_a_changed_english_reopens_its_strings_on_the_day_it_changes(world: Database) -> None:
    publish_leaflet(world)
    assert waiting(world, "translator") == waiting(world, "clinician") == {}
    bring_in(world, LEAFLET.replace("each day", "every morning"))
    assert waiting(world, "translator") == {"changed": (1, 1)}


def test_nobody_is_offered_to_revise_their_own_words_or_without_competence(
    world: Database,
) -> None:
    translate(world, {"title": "Nudności"}, by="reviewer")
    translate(world, {"summary": POLISH["summary"]})
    assert waiting(world, "reviewer")["revise"] == (1, 0)
    with world.writing() as session:
        grants = [(Role.REVIEWER, "pl")]
        accounts.add_user(session, "unproven@x.test", "Unproven", PASSWORD, grants)
    assert "revise" not in waiting(world, "unproven")
    make_competent(world, "unproven", "pl")
    assert waiting(world, "unproven")["revise"] == (2, 0)


def test_a_piece_of_work_begins_with_what_is_safety_critical_and_fits_the_time(
    world: Database,
) -> None:
    translator = person(world, "translator")
    with world.reading() as session:
        small, large = (batch(session, translator, minutes, "pl") for minutes in (1, 60))
    by_id = {row.id: row for row in strings(world).values()}
    assert (
        small.critical
        == len(small.segments)
        == sum(by_id[number].safety_critical for number in small.segments)
    )
    assert small.words <= 10, "a minute at ten words a minute"
    assert len(large.segments) == 5
    assert large.pace.steps == 0


def test_the_estimate_follows_the_persons_own_pace(world: Database) -> None:
    translator = person(world, "translator")
    words = {path: row.words for path, row in strings(world).items()}
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        for number in range(3):
            for path, text in POLISH.items():
                version = desk.rows[path].version if path in desk.rows else 0
                steps.save(desk, translator, path, f"{text} {number}", version)
        session.flush()
        start = now() - timedelta(hours=3)
        for index, event in enumerate(session.exec(select(SegmentEvent)).all()):
            event.at = start + timedelta(seconds=60 * index)
            session.add(event)
    with world.reading() as session:
        own = pace(session, translator.id)
    assert own.steps == 14
    expected = (3 * sum(words.values()) - words["title"]) / 14
    assert own.edit == pytest.approx(expected)
    assert own.revise == 16.0


@pytest.mark.parametrize("who", EVERYONE)
def test_each_role_takes_and_gives_what_it_may(world: Database, who: str) -> None:
    actor, text = person(world, who), summary(world).id or 0
    string = strings(world)["title"].id or 0
    other = person(world, "second").id
    with world.writing() as session:
        taken = assignments.take(session, actor, [string]).done
    with world.writing() as session:
        given = assignments.give(session, actor, [string], other, None).done
    assert taken == (who in {"translator", "reviewer", "clinician"})
    assert given == (who in {"admin", "author", "reviewer"})
    allowed = _allowed(world, lambda s: assignments.take_text(s, actor, text))
    assert allowed == bool(taken)
    allowed = _allowed(world, lambda s: assignments.give_text(s, actor, text, other, None))
    assert allowed == bool(given)


def _allowed(database: Database, act: object) -> bool:
    try:
        with database.writing() as session:
            act(session)  # type: ignore[operator]
    except Refused:
        return False
    return True


def test_a_taken_string_is_offered_to_nobody_else_until_it_is_given_back(world: Database) -> None:
    translator, second = person(world, "translator"), person(world, "second")
    string = strings(world)["vitamin"].id or 0
    with world.writing() as session:
        assert assignments.take(session, translator, [string]) == Given(1)
    assert waiting(world, "second") == {"edit": (4, 2)}
    assert waiting(world, "translator") == {"edit": (5, 3)}
    with world.writing() as session:
        refused = assignments.take(session, second, [string])
    assert refused.done == 0
    assert "Translator has this text" in refused.left[0][1]
    with world.writing() as session:
        assignments.give_back(session, translator, [string])
    assert waiting(world, "second") == {"edit": (5, 3)}


def test_a_taken_text_goes_with_its_due_date_and_outlives_a_rebuild(world: Database) -> None:
    text, second = summary(world).id or 0, person(world, "second")
    due = date(2030, 1, 31)
    with world.writing() as session:
        assignments.give_text(session, person(world, "admin"), text, second.id, due)
    with world.writing() as session:
        title = strings(world)["title"].id or 0
        assignments.give(
            session, person(world, "admin"), [title], person(world, "translator").id, None
        )
    before = {path: (row.assignee_id, row.due_on) for path, row in strings(world).items()}
    assert before["vitamin"] == (second.id, due)
    assert before["title"][0] == person(world, "translator").id
    projection.rebuild(world)
    assert {p: (r.assignee_id, r.due_on) for p, r in strings(world).items()} == before
    with pytest.raises(Refused, match="Second has this text"), world.writing() as session:
        assignments.take_text(session, person(world, "translator"), text)


def test_a_closed_account_frees_its_work_and_keeps_the_due_dates(world: Database) -> None:
    admin, second = person(world, "admin"), person(world, "second")
    text, due = summary(world).id or 0, date(2030, 1, 31)
    with world.writing() as session:
        assignments.give_text(session, admin, text, second.id, due)
    with world.writing() as session:
        title = strings(world)["title"].id or 0
        assignments.give(session, admin, [title], second.id, None)
    with world.writing() as session:
        leaving.close(session, admin, second.id, "Left.")
    assert {(row.assignee_id, row.due_on) for row in strings(world).values()} == {(None, due)}
    assert (summary(world).assignee_id, summary(world).due_on) == (None, due)
    projection.rebuild(world)
    assert {row.assignee_id for row in strings(world).values()} == {None}
    assert waiting(world, "translator") == {"edit": (5, 3)}


def test_a_role_taken_away_frees_the_work_of_its_languages_alone(world: Database) -> None:
    both = add_person(world, "both", (Role.TRANSLATOR, "pl"), (Role.TRANSLATOR, "ne"))
    for tag in ("pl", "ne"):
        with world.writing() as session:
            assignments.take_text(session, both, summary(world, tag).id or 0)
    with world.writing() as session:
        leaving.revoke(session, person(world, "admin"), both.id, Role.TRANSLATOR, "ne", "Moved.")
    assert summary(world, "ne").assignee_id is None
    assert summary(world, "pl").assignee_id == both.id


def test_work_is_given_only_to_people_of_the_language(world: Database) -> None:
    romanian = add_person(world, "romanian", (Role.TRANSLATOR, "ro"))
    string = strings(world)["title"].id or 0
    with world.writing() as session:
        given = assignments.give(session, person(world, "admin"), [string], romanian.id, None)
    assert given.left == (("title", "Romanian may not work in this language."),)


def test_save_and_next_passes_by_what_others_took_and_what_an_author_must_answer(
    world: Database,
) -> None:
    translator, second = person(world, "translator"), person(world, "second")
    with world.writing() as session:
        assignments.take(session, second, [strings(world)["summary"].id or 0])
    edit = SegmentFilter("edit")
    assert next_of_kind(desk_of(world), translator, edit, "title") == "vitamin"
    assert next_of_kind(desk_of(world), second, edit, "title") == "summary"


TEXTS = {
    "ne": ("Take", "भिटामिन", "मिन डी"),
    "bn": ("Take", "প্রতিদিন", "তিদি"),
    "fa-AF": ("Take", "ویتامین", "تامین"),
    "pl": ("Take", "Przyjmuj codziennie źdźbło", "zdzb"),
}


@pytest.mark.parametrize("tag", TEXTS)
def test_words_are_found_in_every_script(world: Database, tag: str) -> None:
    _, text, part = TEXTS[tag]
    translate(world, {"vitamin": f"{text} डी 10" if tag == "ne" else f"{text} 10"}, tag=tag)
    with world.reading() as session:
        actor = person(world, "translator")
        for words in (part, part.upper()):
            found = search.find(session, actor, SearchQuery(words=words, language=tag)).rows
            assert [row.path for row in found] == ["vitamin"], words


def test_english_and_notes_are_found_too_and_marks_of_the_search_language_are_letters(
    world: Database,
) -> None:
    def found(words: str) -> list[str]:
        with world.reading() as session:
            rows = search.find(
                session, person(world, "translator"), SearchQuery(words=words, language="pl")
            ).rows
            return [row.path for row in rows]

    translate(world, {"title": 'Nudności 100% "tak"_nie'})
    assert found("vitamin D each") == ["vitamin"]
    assert found("Card that says") == ["call.heading"]
    assert found('100% "tak"_nie') == ["title"]
    for nothing in ("10_%", '" OR found_by:', "title AND", "vitamin%day"):
        assert found(nothing) == []


@pytest.mark.parametrize("words", ["a", "ab", "\u0301\u0301\u0301", "  x "])
def test_too_few_letters_are_refused_in_words(world: Database, words: str) -> None:
    with pytest.raises(Refused, match="at least 3 letters"), world.reading() as session:
        search.find(session, person(world, "translator"), SearchQuery(words=words))


def test_folding_makes_twins_alike() -> None:
    assert fold("Łódź") == fold("lodz")
    assert fold("۱۲ هفته") == fold("12 هفته") == fold("१२ هفته")
    assert fold("كيك") == fold("کیک")
    assert fold("कि") != fold("की")


def pages(database: Database, actor: Actor, wanted: SearchQuery, size: int) -> Iterator[list[int]]:
    after = ""
    while True:
        with database.reading() as session:
            page = search.find(session, actor, wanted, after, limit=size)
        yield [row.id for row in page.rows]
        if not page.after:
            return
        after = page.after


@pytest.mark.parametrize("words", ["", "vitamin"])
def test_paging_is_complete_and_without_repeats_while_rows_change(
    world: Database, words: str
) -> None:
    reviewer = person(world, "reviewer")
    shown: list[int] = []
    with world.reading() as session:
        query = select(SegmentListing.id)
        if words:
            query = query.where(col(SegmentListing.found_by).contains(words))
        before = set(session.exec(query).all())
    for number, page in enumerate(pages(world, reviewer, SearchQuery(words=words), 4)):
        shown += page
        path = list(POLISH)[number % len(POLISH)]
        translate(world, {path: f"{POLISH[path]} {number}"}, tag="pl")
        if number == 2:
            with world.writing() as session:
                changed = LEAFLET.replace("What helps", "All that helps")
                save_source(session, person(world, "author"), parse(changed))
    assert len(shown) == len(set(shown))
    assert before <= set(shown)


def test_safety_critical_strings_come_first(world: Database) -> None:
    with world.reading() as session:
        rows = search.find(session, person(world, "translator"), SearchQuery(language="pl")).rows
    assert [row.safety_critical for row in rows] == [True] * 3 + [False] * 2


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (SearchQuery(waits="revise"), {"title", "vitamin"}),
        (SearchQuery(waits="me"), {"vitamin"}),
        (SearchQuery(holder="me"), {"title"}),
        (SearchQuery(holder="nobody", waits="revise"), {"vitamin"}),
        (SearchQuery(mark="critical", waits="revise"), {"vitamin"}),
        (SearchQuery(mark="blocking"), {"call.who"}),
        (SearchQuery(slug=SLUG, version="easy_read"), set()),
    ],
)
def test_filters(world: Database, wanted: SearchQuery, expected: set[str]) -> None:
    translate(world, {"vitamin": POLISH["vitamin"], "call.who": "Zadzwoń"})
    translate(world, {"title": "Nudności"}, by="reviewer")
    reviewer = person(world, "reviewer")
    with world.writing() as session:
        assignments.take(session, reviewer, [strings(world)["title"].id or 0])
        others = [
            row.id or 0
            for p, row in strings(world).items()
            if p in ("summary", "call.heading", "call.who")
        ]
        assignments.give(session, reviewer, others, person(world, "second").id, None)
    with world.reading() as session:
        rows = search.find(session, reviewer, replace(wanted, language="pl")).rows
    assert {row.path for row in rows} == expected


def test_nobody_finds_strings_of_languages_they_may_not_see(world: Database) -> None:
    romanian = add_person(world, "romanian", (Role.TRANSLATOR, "ro"))
    with world.reading() as session:
        rows = search.find(session, romanian, SearchQuery()).rows
        assert {row.language for row in rows} == {"ro"}
        assert search.find(session, romanian, SearchQuery(language="pl")).rows == ()
        assert search.find(session, person(world, "midwife"), SearchQuery()).rows == ()


@pytest.mark.parametrize("after", ["x", "1", "999.1", "-1.2", "0.99999999999999999999"])
def test_a_place_that_no_list_has_is_refused(world: Database, after: str) -> None:
    with pytest.raises(Refused, match="no such page"), world.reading() as session:
        search.find(session, person(world, "translator"), SearchQuery(), after)
