"""Machine drafts: what is missing is filled, what people wrote is left alone, damage is kept
out."""

import pytest

from app.db import Database
from app.engines.none import NoEngine
from app.models import Role, Status
from app.resources.load import parse
from app.workflow.glossary import terms
from app.workflow.imports.translation_files import export, import_po
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.review.steps import history, revise, save
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import Desk, open_desk, view, views
from tests.drafting import Drafted, draft_translation
from tests.engines.deterministic import AccentEngine
from tests.factories import make_competent

LEAFLET = """\
kind: leaflet
slug: a-leaflet
reference: REF-1
version: "1"
owner: Owner
organisation: Organisation
approver: Approver
review_by: 2029-01-01
title: A leaflet
summary: It says something
blocks:
  - {id: dose, type: paragraph, safety_critical: true, text: Take four tablets each day}
  - {id: phone, type: paragraph, text: "Call us on {phone.triage}"}
"""


@pytest.fixture
def database(empty: Database) -> Database:
    with empty.writing() as session:
        for name, role in (("author", Role.AUTHOR), ("translator", Role.TRANSLATOR),
                           ("reviewer", Role.REVIEWER), ("admin", Role.ADMIN)):  # fmt: skip
            accounts.add_user(session, f"{name}@x.test", name, "a-long-password", [(role, "*")])
        save_source(session, accounts.actor(session, "author@x.test"), parse(LEAFLET))
    make_competent(empty, "reviewer", "pl")
    return empty


def person(database: Database, name: str) -> Actor:
    with database.reading() as session:
        return accounts.actor(session, f"{name}@x.test")


def draft(database: Database, engine: AccentEngine | NoEngine, who: str = "translator") -> Drafted:
    return draft_translation(database, person(database, who), "a-leaflet", "standard", "pl", engine)


def opened(database: Database) -> Desk:
    with database.reading() as session:
        return open_desk(session, "a-leaflet", "standard", "pl")


def test_every_empty_string_gets_a_draft_with_its_origin(database: Database) -> None:
    draft(database, AccentEngine())
    seen = views(opened(database))
    assert {found.status for found in seen} == {Status.DRAFT}
    assert {found.origin["engine"] for found in seen} == {"accents"}
    assert next(f for f in seen if f.path == "phone").text == "Ćáll úś óń <1/>"


def test_h1_a_draft_that_changes_a_dose_is_kept_out_with_the_reason(database: Database) -> None:
    done = draft(database, AccentEngine(("fóúŕ", "40")))
    assert [path for path, _ in done.refused] == ["dose"]
    assert view(opened(database), "dose").status is Status.EMPTY


def test_names_that_the_glossary_keeps_are_never_given_to_an_engine(database: Database) -> None:
    with database.writing() as session:
        author = accounts.actor(session, "author@x.test")
        terms.describe(session, author, "four tablets", "", "", keep=True)
    draft(database, AccentEngine())
    assert view(opened(database), "dose").text == "Táké four tablets éáćh dáý"


def test_a_second_run_drafts_nothing_again(database: Database) -> None:
    draft(database, AccentEngine())
    second = AccentEngine()
    draft(database, second)
    assert second.asked == []
    with database.writing() as session:
        desk = open_desk(session, "a-leaflet", "standard", "pl")
        assert [event.action for event in history(desk, "dose")] == ["draft"]


def test_a_persons_text_is_never_overwritten(database: Database) -> None:
    with database.writing() as session:
        desk = open_desk(session, "a-leaflet", "standard", "pl")
        save(desk, person(database, "translator"), "dose", "Cztery tabletki dziennie", 0)
    draft(database, AccentEngine())
    assert view(opened(database), "dose").text == "Cztery tabletki dziennie"


def test_a_draft_whose_english_changed_is_drafted_again(database: Database) -> None:
    draft(database, AccentEngine())
    with database.writing() as session:
        changed = parse(LEAFLET.replace("each day", "every morning"))
        save_source(session, accounts.actor(session, "author@x.test"), changed)
    assert view(opened(database), "dose").state == "stale"
    engine = AccentEngine()
    draft(database, engine)
    assert len(engine.asked) == 1
    assert view(opened(database), "dose").state == "draft"


@pytest.mark.parametrize(("by", "stays"), [("translator: Anna", True), ("Argos 1.9", False)])
def test_an_unfinished_text_of_a_translator_s_file_is_never_drafted_over(
    database: Database, by: str, stays: bool
) -> None:
    with database.writing() as session:
        file = export(session, "a-leaflet", "standard", "pl", "po").decode()
    filled = file.replace('msgid "A leaflet"\nmsgstr ""', 'msgid "A leaflet"\nmsgstr "Ulotka"')
    filled = filled.replace('"Language:', f'"X-Birthwords-Origin: {by}\\n"\n"Language:')
    with database.writing() as session:
        import_po(session, person(database, "translator"), filled.encode(), "x.po")
        changed = parse(LEAFLET.replace("A leaflet", "The leaflet"))
        save_source(session, accounts.actor(session, "author@x.test"), changed)
    draft(database, AccentEngine())
    seen = view(opened(database), "title")
    assert (seen.state, seen.text == "Ulotka") == (("stale", True) if stays else ("draft", False))


def test_h19_memory_gives_a_draft_and_no_approval(database: Database) -> None:
    with database.writing() as session:
        desk = open_desk(session, "a-leaflet", "standard", "pl")
        save(desk, person(database, "translator"), "title", "Ulotka", 0)
        revise(desk, person(database, "reviewer"), "title", 1)
        twin = LEAFLET.replace("slug: a-leaflet", "slug: twin")
        save_source(session, accounts.actor(session, "author@x.test"), parse(twin))
    draft_translation(
        database, person(database, "translator"), "twin", "standard", "pl", AccentEngine()
    )
    with database.writing() as session:
        seen = view(open_desk(session, "twin", "standard", "pl"), "title")
    assert (seen.text, seen.status, seen.origin) == ("Ulotka", Status.DRAFT, {"memory": True})


def test_a_language_without_an_engine_says_so(database: Database) -> None:
    with pytest.raises(Refused, match="There is no machine draft for"):
        draft(database, NoEngine())


def test_a_midwife_may_not_draft(database: Database) -> None:
    with database.writing() as session:
        accounts.add_user(session, "m@x.test", "M", "a-long-password", [(Role.MIDWIFE, "*")])
        midwife = accounts.actor(session, "m@x.test")
    with pytest.raises(Refused, match="is not"):
        draft_translation(database, midwife, "a-leaflet", "standard", "pl", AccentEngine())


def test_importing_an_export_changes_nothing(database: Database) -> None:
    draft(database, AccentEngine())
    with database.writing() as session:
        before = export(session, "a-leaflet", "standard", "pl", "po")
        done = import_po(session, person(database, "translator"), before, "x.po")
        assert (done.drafts, done.edited, done.unchanged, done.left) == (0, 0, 4, ())
        assert export(session, "a-leaflet", "standard", "pl", "po") == before


def test_a_file_makes_drafts_of_fuzzy_and_edited_text_of_others(database: Database) -> None:
    with database.writing() as session:
        file = export(session, "a-leaflet", "standard", "pl", "po").decode()
    filled = file.replace('msgid "A leaflet"\nmsgstr ""', 'msgid "A leaflet"\nmsgstr "Ulotka"')
    filled = filled.replace(
        '#, fuzzy\nmsgctxt "summary"\nmsgid "It says something"\nmsgstr ""',
        'msgctxt "summary"\nmsgid "It says something"\nmsgstr "Mówi coś"',
    )
    with database.writing() as session:
        done = import_po(session, person(database, "translator"), filled.encode(), "x.po")
        assert (done.drafts, done.edited) == (1, 1)
        assert {reason for _, reason in done.left} == {"not translated yet"}
        desk = open_desk(session, "a-leaflet", "standard", "pl")
        assert view(desk, "title").status is Status.DRAFT
        assert view(desk, "summary").status is Status.EDITED


def test_a_file_never_overwrites_what_a_person_wrote_meanwhile(database: Database) -> None:
    with database.writing() as session:
        file = export(session, "a-leaflet", "standard", "pl", "po").decode()
        desk = open_desk(session, "a-leaflet", "standard", "pl")
        save(desk, person(database, "translator"), "title", "Moja ulotka", 0)
    filled = file.replace('msgid "A leaflet"\nmsgstr ""', 'msgid "A leaflet"\nmsgstr "Ulotka"')
    with database.writing() as session:
        done = import_po(session, person(database, "reviewer"), filled.encode(), "x.po")
        assert ("title", "a person has written another text here, which was kept") in done.left
        assert (
            view(open_desk(session, "a-leaflet", "standard", "pl"), "title").text == "Moja ulotka"
        )


def test_h3_an_entry_made_for_other_english_is_left_out(database: Database) -> None:
    with database.writing() as session:
        file = export(session, "a-leaflet", "standard", "pl", "po").decode()
    filled = file.replace('msgid "A leaflet"\nmsgstr ""', 'msgid "Another"\nmsgstr "Ulotka"')
    with database.writing() as session:
        done = import_po(session, person(database, "translator"), filled.encode(), "x.po")
        assert ("title", "the English has changed since the file was made") in done.left
