"""Files that go out and come back: in every format, with what happened here meanwhile."""

from dataclasses import replace

import pytest

from app.db import Database
from app.exchange import tmx
from app.exchange.entries import TranslationFile
from app.exchange.opening import FileRefused
from app.exchange.recognise import read
from app.models import Role, Status
from app.resources.load import parse
from app.workflow.imports import translation_files
from app.workflow.imports.preview import ImportOutcome, bring_in, look_at
from app.workflow.refusals import Refused
from app.workflow.review.steps import history
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import view
from tests import factories
from tests.factories import POLISH, SLUG, desk_of, person


def export(database: Database, format_: str) -> bytes:
    with database.reading() as session:
        return translation_files.export(session, SLUG, "standard", "pl", format_)


def bring(database: Database, data: bytes, who: str = "second", **how: bool) -> ImportOutcome:
    actor = person(database, who)
    with database.writing() as session:
        return bring_in(
            session, actor, read(data, "back"), "back", confirmed=how.get("confirmed", False)
        )


def xliff(database: Database) -> str:
    return export(database, "xliff").decode()


@pytest.mark.parametrize("format_", translation_files.WRITERS)
def test_importing_an_export_changes_nothing(world: Database, format_: str) -> None:
    factories.translate(world, {p: POLISH[p] for p in ("title", "vitamin", "call.who")})
    factories.revise(world, "title")
    before = {path: row.version for path, row in desk_of(world).rows.items()}
    for confirmed in (False, True):
        done = bring(world, export(world, format_), confirmed=confirmed)
        assert (done.taken, done.left) == ((), ())
        assert (done.unchanged, done.waiting) == (3, 2)
    assert {path: row.version for path, row in desk_of(world).rows.items()} == before


def test_h11_a_file_whose_words_are_those_of_another_language_is_refused(world: Database) -> None:
    """Polish in a file that says Romanian passes every check of letters."""
    factories.translate(world)
    romanian = export(world, "po").replace(b'"Language: pl', b'"Language: ro')
    with pytest.raises(Refused, match=r"word for word the Polish translation, .* says Romanian"):
        bring(world, romanian)
    assert not desk_of(world, "ro").rows
    mostly = romanian.replace(b"czuj", b"simt").replace(b"Zadzwo", b"Suna")
    assert bring(world, mostly).taken


CHANGED = factories.LEAFLET.replace("Feeling sick", "Nausea").replace("each day", "every day")


def english_changes(database: Database) -> None:
    """After a title that was approved and a text that was not; a third has no words."""
    factories.translate(database, {p: POLISH[p] for p in ("title", "vitamin", "call.who")})
    factories.revise(database, "title")
    factories.bring_in(database, CHANGED)


@pytest.mark.parametrize("format_", translation_files.WRITERS)
def test_h3_importing_an_export_with_stale_texts_changes_nothing(
    world: Database, format_: str
) -> None:
    english_changes(world)
    before = {path: row.version for path, row in desk_of(world).rows.items()}
    for confirmed in (False, True):
        done = bring(world, export(world, format_), confirmed=confirmed)
        assert (done.taken, done.left) == ((), ())
        assert (done.unchanged, done.waiting) == (3, 2)
    assert {path: row.version for path, row in desk_of(world).rows.items()} == before
    assert view(desk_of(world), "title").state == "stale"


def test_h3_an_old_translation_that_a_person_confirms_is_theirs_for_the_new_english(
    world: Database,
) -> None:
    english_changes(world)
    file = export(world, "po").decode()
    stale = '#, fuzzy\n#| msgid "Feeling sick"\n'
    assert stale in file
    done = bring(world, file.replace(stale, "").encode())
    assert [(t.where, t.action) for t in done.taken] == [("title", "edit")]
    title = view(desk_of(world), "title")
    assert (title.state, title.text) == ("edited", POLISH["title"])
    assert title.edited_by == person(world, "second").id


@pytest.mark.parametrize("format_", ["xlsx", "docx"])
def test_h3_an_old_translation_that_a_person_brings_up_to_date_is_taken(
    world: Database, format_: str
) -> None:
    english_changes(world)
    found = read(export(world, format_), "back")
    assert isinstance(found, TranslationFile)
    entries = tuple(
        replace(each, text="Mdłości" if each.path == "title" else each.text)
        for each in found.entries
    )
    with world.writing() as session:
        who = person(world, "second")
        done = bring_in(session, who, replace(found, entries=entries), "back")
    assert [(t.where, t.action, t.before) for t in done.taken] == [
        ("title", "edit", POLISH["title"])
    ]


def test_what_changed_here_meanwhile_stays_and_the_rest_is_taken(world: Database) -> None:
    factories.translate(world)
    file = xliff(world)
    factories.translate(world, {"title": "Mdłości"}, by="second")
    back = file.replace("Nudności", "Niedobrze").replace("Zadzwoń teraz", "Zadzwoń od razu")
    done = bring(world, back.encode())
    assert [(t.where, t.action, t.before) for t in done.taken] == [
        ("call.heading", "edit", "Zadzwoń teraz")
    ]
    (left,) = done.left
    assert (left.where, left.text, left.here) == ("title", "Niedobrze", "Mdłości")
    assert view(desk_of(world), "title").text == "Mdłości"
    taken = view(desk_of(world), "call.heading")
    assert (taken.text, taken.status) == ("Zadzwoń od razu", Status.EDITED)
    assert taken.edited_by == person(world, "second").id
    assert history(desk_of(world), "call.heading")[0].origin["file"] == "back"


def test_a_revised_text_that_the_file_changes_is_revised_again(world: Database) -> None:
    factories.translate(world)
    factories.revise_all(world)
    done = bring(world, xliff(world).replace("Nudności", "Mdłości").encode())
    assert [t.where for t in done.taken] == ["title"]
    assert view(desk_of(world), "title").status is Status.EDITED


def test_h17_and_h1_damaged_and_wrong_texts_are_left_with_the_reason(world: Database) -> None:
    factories.translate(world)
    back = xliff(world).replace("Przyjmuj 10 mikro", "Przyjmuj 100 mikro")
    back = back.replace(': <x id="2"/>', "").replace(' numer <x id="2"/>', " numer")
    done = bring(world, back.replace("Nudności", "Mdłości").encode())
    assert {kept.where for kept in done.left} == {"vitamin", "call.who"}
    assert [t.where for t in done.taken] == ["title"]
    assert view(desk_of(world), "vitamin").text == POLISH["vitamin"]


def test_h3_english_that_changed_meanwhile_is_left(world: Database) -> None:
    factories.translate(world)
    file = xliff(world)
    changed = factories.LEAFLET.replace("Call us now", "Call us at once")
    with world.writing() as session:
        save_source(session, person(world, "author"), parse(changed))
    done = bring(world, file.replace("Zadzwoń teraz", "Zadzwoń od razu").encode())
    assert [(k.where, k.reason) for k in done.left] == [
        ("call.heading", "the English has changed since the file was made")
    ]


def test_a_file_without_its_moment_overwrites_no_person_s_text(world: Database) -> None:
    factories.translate(world)
    data = export(world, "po").decode()
    without = "\n".join(line for line in data.split("\n") if "X-Birthwords-At" not in line)
    done = bring(world, without.replace("Nudności", "Mdłości").replace("#, fuzzy\n", "").encode())
    assert [k.where for k in done.left] == ["title"]


def test_looking_changes_nothing_and_what_was_seen_is_what_is_done(world: Database) -> None:
    english = "<source>Feeling sick</source>"
    target = '<target state="final">Nudności</target>'
    file = xliff(world).replace(english, english + target)
    actor = person(world, "second")
    with world.writing() as session:
        seen = look_at(session, actor, read(file.encode(), "back"), "back").seen
    assert view(desk_of(world), "title").status is Status.EMPTY
    with world.writing() as session:
        bring_in(session, actor, read(file.encode(), "back"), "back", seen=seen)
    assert view(desk_of(world), "title").status is Status.EDITED
    with world.writing() as session, pytest.raises(Refused, match="Look again"):
        bring_in(session, actor, read(file.encode(), "back"), "back", seen=seen)


def test_only_who_may_edit_brings_a_file_in(world: Database) -> None:
    factories.translate(world)
    back = xliff(world).replace("Nudności", "Mdłości").encode()
    for name in ("author", "clinician", "midwife", "admin"):
        with pytest.raises(Refused):
            bring(world, back, name)
    other = factories.add_person(world, "nepali", (Role.TRANSLATOR, "ne"))
    with world.writing() as session, pytest.raises(Refused):
        look_at(session, other, read(back, "back"), "back")
    assert view(desk_of(world), "title").text == POLISH["title"]


def test_h19_a_memory_from_outside_gives_drafts_where_nothing_stands(world: Database) -> None:
    factories.translate(world, {"title": POLISH["title"]})
    pairs = [
        tmx.MemoryPair("Feeling sick", "Coś innego"),
        tmx.MemoryPair("Call us now", "Zadzwoń teraz"),
        tmx.MemoryPair("Take 10 micrograms of vitamin D each day.", "Weź 100 mikrogramów."),
    ]
    done = bring(world, tmx.write("pl", pairs), "translator")
    assert [(t.where, t.action) for t in done.taken] == [
        ("feeling-sick (standard) call.heading", "draft")
    ]
    assert [k.where for k in done.left] == ["feeling-sick (standard) vitamin"]
    draft = view(desk_of(world), "call.heading")
    assert draft.status is Status.DRAFT
    assert draft.origin["origin"] == "TMX Birthwords"


def test_the_memory_of_a_language_goes_out_as_tmx(world: Database) -> None:
    factories.translate(world)
    factories.revise(world, "title", "vitamin")
    with world.reading() as session:
        found = tmx.read(translation_files.export_memory(session, "pl"), "m")
    assert {pair.target for pair in found.pairs} == {POLISH["title"], POLISH["vitamin"]}


def test_a_refused_file_leaves_everything_as_it_was(world: Database) -> None:
    factories.translate(world)
    with pytest.raises(FileRefused):
        bring(world, xliff(world).replace("</file>", "").replace("Nudności", "x").encode())
    assert view(desk_of(world), "title").text == POLISH["title"]
