"""A text that was sent back goes to whoever wrote it, with the reason, and comes back to a reviser
once it was answered."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlmodel import select

from app.db import Database, migrations
from app.engines.base import Draft
from app.models import Role, SegmentListing, Status, TextSummary
from app.workflow.drafting import drafts
from app.workflow.imports.translation_files import export, import_po
from app.workflow.open_database import open_database
from app.workflow.refusals import Refused
from app.workflow.review import sign_off, steps
from app.workflow.translation.desk import SegmentView, open_desk, view
from app.workflow.work import assignments, leaving
from app.workflow.work.day import batch, day
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    WRONG_DOSE,
    add_person,
    bring_in,
    desk_of,
    person,
    revise,
    take,
    translate,
)
from tests.workflow.imports.agency_files import bring, evidence, file

WHY = "Too formal for a leaflet."
once = pytest.mark.one_database


def send_back(database: Database, path: str = "title", *, by: str = "reviewer") -> None:
    take(database, by, lambda d, a: steps.reopen(d, a, path, view(d, path).version, WHY))


def stand_by(database: Database, who: str, why: str = "It is the hospital's wording.") -> None:
    take(database, who, lambda d, a: steps.stand_by(d, a, "title", view(d, "title").version, why))


def waiting(database: Database, who: str) -> dict[str, int]:
    """How many segments of each kind wait for someone."""
    with database.reading() as session:
        found = day(session, person(database, who), "pl")
    return {kind.name: kind.texts[0].segments for kind in found.kinds}


def seen(database: Database, path: str = "title") -> SegmentView:
    return view(desk_of(database), path)


def offered(database: Database, but: str = "") -> set[str]:
    """Who is offered to answer for what was sent back, of those who have an account."""
    everyone = {"translator", "second", "third", "reviewer", "second-reviewer", "clinician"}
    return {who for who in everyone - {but} if "sent_back" in waiting(database, who)}


@pytest.fixture
def sent(world: Database) -> Database:
    """The title, written by the translator, approved and then sent back by the reviewer."""
    translate(world)
    revise(world, "title")
    send_back(world)
    return world


def test_it_goes_to_its_writer_and_not_to_who_sent_it_and_has_a_state_of_its_own(
    sent: Database,
) -> None:
    assert waiting(sent, "translator") == {"sent_back": 1}
    assert offered(sent) == {"translator"}
    assert waiting(sent, "reviewer") == {"revise": 4}
    found = seen(sent)
    assert (found.status, found.state) == (Status.SENT_BACK, "sent_back")
    assert found.sent_back is not None
    assert (found.sent_back.why, found.sent_back.actor_id) == (WHY, person(sent, "reviewer").id)
    with sent.reading() as session:
        text = session.exec(select(TextSummary).where(TextSummary.language == "pl")).one()
        assert (text.sent_back, text.draft, text.to_answer, text.to_edit) == (1, 0, 1, 0)
        desk = open_desk(session, SLUG, "standard", "pl")
        assert sign_off.obstacles(desk)[0] == "title: was sent back to whoever wrote it."


@once
def test_it_goes_to_its_writer_though_the_sender_has_the_text(world: Database) -> None:
    translate(world)
    with world.writing() as session:
        text = session.exec(select(TextSummary).where(TextSummary.language == "pl")).one()
        assignments.take_text(session, person(world, "reviewer"), text.id or 0)
    send_back(world)
    assert offered(world) == {"translator"}
    with world.reading() as session:
        piece = batch(session, person(world, "translator"), 60, "pl")
    assert piece.segments == ()
    string = title_of(world)
    with world.writing() as session:
        admin, third = person(world, "admin"), person(world, "third")
        assert assignments.give(session, admin, [string], third.id, None).done == 1
    assert offered(world) == {"translator", "third"}


def title_of(database: Database) -> int:
    with database.reading() as session:
        query = select(SegmentListing).where(
            SegmentListing.language == "pl", SegmentListing.path == "title"
        )
        return session.exec(query).one().id or 0


def test_where_the_writer_has_left_whoever_translates_may_answer_but_the_sender(
    sent: Database,
) -> None:
    writer, admin = person(sent, "translator"), person(sent, "admin")
    with sent.writing() as session:
        leaving.close(session, admin, writer.id, "Left.")
    assert offered(sent, but="translator") == {"second", "third", "second-reviewer"}
    with sent.writing() as session:
        leaving.reopen(session, admin, writer.id, "Came back.")
    assert offered(sent) == {"translator"}
    with sent.writing() as session:
        leaving.revoke(session, admin, writer.id, Role.TRANSLATOR, "*", "Moved.")
    assert offered(sent) == {"second", "third", "second-reviewer"}


@once
def test_it_waits_for_the_sender_where_nobody_else_is_left(sent: Database) -> None:
    admin = person(sent, "admin")
    for name in ("translator", "second", "third", "second-reviewer"):
        who = person(sent, name)
        with sent.writing() as session:
            leaving.close(session, admin, who.id, "Left.")
    with sent.reading() as session:
        found = day(session, person(sent, "reviewer"), "pl")
    assert [kind.name for kind in found.kinds] == ["sent_back", "revise"]


@once
def test_what_an_agency_wrote_goes_to_whoever_translates(world: Database) -> None:
    number = evidence(world)
    given = file(world, POLISH)
    bring(world, number, given)
    send_back(world)
    assert offered(world) == {"translator", "second", "third", "second-reviewer"}
    done = bring(world, number, given)
    assert [(line.where, line.reason) for line in done.left] == [
        ("title", f"it was sent back (“{WHY}”), and these are the same words")
    ]
    assert seen(world).status is Status.SENT_BACK
    bring(world, number, given.replace("Nudności".encode(), "Mdłości".encode()))
    assert (seen(world).status, seen(world).text) == (Status.REVISED, "Mdłości")


def test_the_same_words_change_nothing_and_other_words_go_to_a_reviser(sent: Database) -> None:
    before = seen(sent).version
    for who in ("translator", "second", "reviewer"):
        translate(sent, {"title": POLISH["title"]}, by=who)
    assert (seen(sent).status, seen(sent).version) == (Status.SENT_BACK, before)
    assert seen(sent).edited_by == person(sent, "translator").id
    translate(sent, {"title": "Mdłości"})
    assert (seen(sent).status, seen(sent).sent_back) == (Status.EDITED, None)
    assert waiting(sent, "translator") == {}
    assert waiting(sent, "reviewer") == {"revise": 5}


@pytest.mark.parametrize("who", ["translator", "second", "reviewer"])
@once
def test_whoever_says_that_it_stands_leaves_its_writer_and_a_reviser_reads_it_again(
    sent: Database, who: str
) -> None:
    with pytest.raises(Refused, match="Say why"):
        stand_by(sent, who, " ")
    stand_by(sent, who)
    stand_by(sent, who)
    found = seen(sent)
    assert (found.status, found.text) == (Status.EDITED, POLISH["title"])
    assert found.edited_by == person(sent, "translator").id
    assert last_event(sent) == ("stand_by", "It is the hospital's wording.")
    assert waiting(sent, "reviewer") == {"revise": 5}
    with pytest.raises(Refused, match="Nobody sent this text back"):
        stand_by(sent, who, "Again.")


def last_event(database: Database) -> tuple[str, str]:
    with database.reading() as session:
        event = steps.history(open_desk(session, SLUG, "standard", "pl"), "title", limit=1)[0]
    return event.action, event.why


@once
def test_h1_a_wrong_dose_does_not_stand(world: Database) -> None:
    translate(world, {"vitamin": WRONG_DOSE})
    send_back(world, "vitamin")
    with pytest.raises(Refused, match="100"):
        take(world, "translator", lambda d, a: steps.stand_by(d, a, "vitamin", 2, "It is right."))


def test_h3_english_that_changes_meanwhile_waits_for_the_same_person(world: Database) -> None:
    translate(world)
    revise(world, "vitamin")
    send_back(world, "vitamin")
    bring_in(world, LEAFLET.replace("each day", "every morning"))
    found = seen(world, "vitamin")
    assert (found.state, found.status) == ("stale", Status.SENT_BACK)
    assert offered(world) == {"translator"}
    assert "changed" not in waiting(world, "second")
    translate(world, {"vitamin": POLISH["vitamin"]})
    assert seen(world, "vitamin").state == "stale"
    translate(world, {"vitamin": "Przyjmuj 10 mikrogramów witaminy D każdego ranka."})
    assert seen(world, "vitamin").state == "edited"


@once
def test_neither_an_engine_nor_the_same_file_touches_it(sent: Database) -> None:
    with sent.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        assert "title" not in [segment.path for segment in drafts.missing(desk)]
        made = drafts.MadeDraft(desk.segments["title"], "Coś", drafts.origin(Draft("Coś", "x")))
        (outcome,) = drafts.write(desk, person(sent, "author"), [made])
        assert outcome.reason == drafts.KEPT
    with sent.reading() as session:
        data = export(session, SLUG, "standard", "pl", "po")
    said = f'#. Sent back to be looked at again: {WHY}\n#, fuzzy\nmsgctxt "title"'
    assert said in data.decode()
    whole = data.decode().replace("#, fuzzy\n", "").encode()
    for name, one in (("fuzzy.po", data), ("confirmed.po", whole)):
        with sent.writing() as session:
            done = import_po(session, person(sent, "translator"), one, name)
        assert (done.edited, done.drafts, done.left) == (0, 0, ())
    assert seen(sent).status is Status.SENT_BACK
    changed = data.decode().replace(
        f'#, fuzzy\nmsgctxt "title"\nmsgid "Feeling sick"\nmsgstr "{POLISH["title"]}"',
        'msgctxt "title"\nmsgid "Feeling sick"\nmsgstr "Mdłości"',
    )
    with sent.writing() as session:
        done = import_po(session, person(sent, "translator"), changed.encode(), "changed.po")
    assert (done.edited, seen(sent).status) == (1, Status.EDITED)


@once
def test_sending_back_twice_says_so_and_a_form_posted_twice_is_one_step(sent: Database) -> None:
    send_back(sent)
    assert seen(sent).version == 3
    with pytest.raises(Refused, match="was sent back already"):
        take(sent, "clinician", lambda d, a: steps.reopen(d, a, "title", 3, "Me too."))


@once
def test_a_reader_of_one_language_answers_for_no_other(sent: Database) -> None:
    add_person(sent, "romanian", (Role.TRANSLATOR, "ro"))
    writer, admin = person(sent, "translator"), person(sent, "admin")
    with sent.writing() as session:
        leaving.close(session, admin, writer.id, "Left.")
    assert waiting(sent, "romanian").get("sent_back") is None


def test_what_stood_as_the_draft_of_a_person_before_is_found_as_sent_back(tmp_path: Path) -> None:
    file_ = tmp_path / "before.sqlite3"
    database = open_database(f"sqlite:///{file_}")
    with database.engine.begin() as connection:
        command.upgrade(migrations(connection), "0017")
    with closing(sqlite3.connect(file_)) as plain, plain:
        plain.executemany(
            "INSERT INTO segment_text (translation_id, path, text, status, source_hash,"
            " source_text, origin, edited_by, version, updated_at)"
            " VALUES (1, ?, 'x', ?, 'h', 's', '{}', ?, 1, '2026-11-29')",
            [("a", "draft", 1), ("b", "draft", None), ("c", "edited", 1)],
        )
    database.migrate()
    database.dispose()
    with closing(sqlite3.connect(file_)) as plain:
        found = plain.execute("SELECT path, status FROM segment_text ORDER BY path").fetchall()
    assert found == [("a", "sent_back"), ("b", "draft"), ("c", "edited")]
