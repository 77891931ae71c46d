"""A text has a length that its source allows; what is too long is refused by both numbers, is lost
nowhere, and holds up no check."""

import html

import pytest

from app.checks.base import Severity
from app.db import Database
from app.exchange.entries import Entry, TranslationFile
from app.models import Role
from app.workflow.glossary import terms
from app.workflow.imports import translation_files
from app.workflow.lengths import ALWAYS, LONGEST, NAME, TIMES, longest
from app.workflow.people import accounts
from app.workflow.refusals import Missing, Refused
from app.workflow.review import steps
from app.workflow.review.findings import overrule
from app.workflow.translation.desk import open_desk, view
from app.workflow.work import unsaved
from tests.factories import POLISH, SLUG, person, translate
from tests.web.visit import Visit

NINE_MB = "Nudności " * 1_000_000
MANY = NINE_MB[:180_000]


def test_a_translation_is_at_most_ten_times_its_source_and_20_000_characters() -> None:
    assert longest("Yes") == ALWAYS == 500
    assert longest("a" * 600) == TIMES * 600 == 6_000
    assert longest("a" * 5_000) == LONGEST == 20_000


def test_a_text_that_is_too_long_is_not_saved_and_not_kept(world: Database) -> None:
    actor = person(world, "translator")
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        steps.save(desk, actor, "title", "N" * ALWAYS, 0)
        for step in (steps.save, unsaved.autosave):
            with pytest.raises(Refused, match=r"501 characters.*English of 12.*500"):
                step(desk, actor, "title", "N" * (ALWAYS + 1), 1)
        with pytest.raises(Refused, match="8,999,999 characters"):
            steps.save(desk, actor, "title", NINE_MB, 1)
        assert view(desk, "title").text == "N" * ALWAYS


def test_a_text_too_long_comes_back_in_their_field_with_both_numbers(
    world: Database, demo_mode: None
) -> None:
    visit = Visit(world, "translator")
    visit.open(f"/workbench/{SLUG}/standard/pl/at/title")
    visit.send("/save", text=MANY)
    assert visit.page.status_code == 403
    assert "179,999 characters" in visit.text
    assert "it may have 500" in visit.text
    assert MANY in html.unescape(visit.page.text)
    with world.reading() as session:
        assert view(open_desk(session, SLUG, "standard", "pl"), "title").text == ""


def test_what_is_typed_too_long_is_said_while_one_types(world: Database, demo_mode: None) -> None:
    visit = Visit(world, "translator")
    visit.open(f"/workbench/{SLUG}/standard/pl/at/title")
    form = visit.form("/save")
    answer = visit.client.post(
        f"/workbench/{SLUG}/standard/pl/typed", data={**form.fields, "text": "N" * 9_000}
    )
    assert answer.status_code == 200
    assert "The text has 9,000 characters." in answer.text


def test_a_file_leaves_the_text_that_is_too_long_and_takes_the_rest(world: Database) -> None:
    entries = (
        Entry(path="title", source="Feeling sick", text="N" * 9_000, fuzzy=None),
        Entry(
            path="summary",
            source="What helps when you feel sick.",
            text=POLISH["summary"],
            fuzzy=None,
        ),
    )
    file = TranslationFile(
        language="pl",
        slug=SLUG,
        reading_version="standard",
        revision="",
        origin="",
        entries=entries,
    )
    with world.writing() as session:
        translator = person(world, "translator")
        done = translation_files.take(
            translator, translation_files.plan(session, translator, file, "a.po")
        )
    assert (done.edited, [path for path, _ in done.left]) == (1, ["title"])
    assert "9,000 characters" in done.left[0][1]


def test_a_text_that_stood_too_long_blocks_and_nobody_overrules_it(world: Database) -> None:
    translate(world)
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        desk.rows["title"].text = "N" * 9_000
        [found] = view(desk, "title").findings
        assert (found.check, found.severity) == ("size", Severity.BLOCKING)
        with pytest.raises(Refused, match="has to be corrected"):
            overrule(desk, person(world, "clinician"), "title", found.key, "It is right.")


def test_names_terms_and_reasons_have_their_lengths(world: Database) -> None:
    author, admin, reviewer = (person(world, name) for name in ("author", "admin", "reviewer"))
    translate(world)
    grants = [(Role.MIDWIFE, "*")]
    with world.writing() as session:
        with pytest.raises(Refused, match=r"term has 201 characters. Write at most 200"):
            terms.describe(session, author, "t" * (NAME + 1), "", "", False)
        with pytest.raises(Refused, match=r"name has 9,000,000 characters"):
            accounts.open_account(session, admin, "a@x.test", "a" * 9_000_000, grants)
        desk = open_desk(session, SLUG, "standard", "pl")
        with pytest.raises(Refused, match=r"reason has 4,001 characters"):
            steps.reopen(desk, reviewer, "title", 1, "w" * 4_001)


def test_a_file_may_hold_what_nothing_else_can(world: Database) -> None:
    author, translator = person(world, "author"), person(world, "translator")
    title = Entry(path="title", source="Feeling sick", text="Nud\0no\ud800ści\ufffe", fuzzy=None)
    with world.writing() as session:
        for slug, version in ((f"{SLUG}\0", "standard"), (SLUG, "stan\ud800dard")):
            file = TranslationFile(
                language="pl",
                slug=slug,
                reading_version=version,
                revision="",
                origin="",
                entries=(),
            )
            with pytest.raises(Missing):
                translation_files.plan(session, translator, file, "a.po")
        file = TranslationFile(
            language="pl",
            slug=SLUG,
            reading_version="standard",
            revision="",
            origin="a\0b",
            entries=(title,),
            at="9" * 5_000 + ".a",
        )
        assert (
            translation_files.take(
                translator, translation_files.plan(session, translator, file, "a.po")
            ).edited
            == 1
        )
        terms.describe(session, author, "tri\0age", "a\ud800", "", False)
    with world.reading() as session:
        assert view(open_desk(session, SLUG, "standard", "pl"), "title").text == "Nudności"
        assert terms.find_term(session, "triage").definition == "a"
