"""What someone may not read is not read: a file of theirs shows nothing of a text that is here, and
asks the database for none."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import Session

from app.db import Database
from app.exchange import glossary, tmx
from app.exchange.recognise import Found, read
from app.models import Role, Use
from app.workflow.glossary import terms
from app.workflow.imports import translation_files
from app.workflow.imports.preview import bring_in, look_at
from app.workflow.refusals import Refused
from app.workflow.review import remarks
from app.workflow.translation.desk import open_desk
from tests import factories
from tests.factories import SLUG, person
from tests.reads import texts_read


def translation(database: Database) -> Found:
    """A file in which every text differs from the one that stands here."""
    with database.reading() as session:
        data = translation_files.export(session, SLUG, "standard", "pl", "xliff").decode()
    return read(data.replace("</target>", " nowe</target>").encode(), "back")


def memory(_: Database) -> Found:
    pairs = [tmx.MemoryPair("Feeling sick", "Mdłości")]
    return read(tmx.write("pl", pairs), "m.tmx")


@pytest.mark.parametrize("act", [look_at, bring_in])
@pytest.mark.parametrize("file", [translation, memory])
@pytest.mark.parametrize("who", ["midwife", "clinician", "nepali"])
def test_h4_a_file_of_someone_without_a_role_for_its_language_is_refused_before_a_text_is_read(
    world: Database, who: str, file: Callable[[Database], Found], act: Callable[..., object]
) -> None:
    factories.translate(world)
    factories.add_person(world, "nepali", (Role.TRANSLATOR, "ne"), (Role.REVIEWER, "ne"))
    found, actor = file(world), person(world, who)
    for confirmed in (False, True):
        with (
            world.writing() as session,
            texts_read(world) as asked,
            pytest.raises(Refused, match="of Polish"),
        ):
            act(session, actor, found, "back", confirmed=confirmed)
        assert asked == []


def test_the_texts_that_a_translator_of_the_language_reads_are_counted(world: Database) -> None:
    factories.translate(world)
    found = translation(world)
    with world.writing() as session, texts_read(world) as asked:
        done = look_at(session, person(world, "translator"), found, "back")
    assert asked
    assert {taken.before for taken in done.taken} <= set(factories.POLISH.values())


@pytest.mark.parametrize("who", ["midwife", "translator", "author"])
def test_an_agencys_file_of_anyone_but_an_admin_is_refused_before_a_text_is_read(
    world: Database, who: str
) -> None:
    factories.translate(world)
    found = translation(world)
    actor = person(world, who)
    with world.writing() as session, texts_read(world) as asked, pytest.raises(Refused):
        look_at(session, actor, found, "back", evidence=1)
    assert asked == []


def agreed(session: Session, database: Database) -> None:
    """“Triage” is “triaż” in Polish, and “ट्रियाज” in Nepali must not be used."""
    terms.describe(session, person(database, "author"), "triage", "", "", False)
    reviewer = person(database, "reviewer")
    terms.agree(session, reviewer, "triage", "pl", "triaż", Use.APPROVED)
    terms.agree(session, reviewer, "triage", "ne", "ट्रियाज", Use.FORBIDDEN)


def test_a_glossary_says_nothing_of_words_in_a_language_of_which_its_bringer_has_no_role(
    world: Database,
) -> None:
    with world.writing() as session:
        agreed(session, world)
    other = factories.add_person(world, "nepali", (Role.REVIEWER, "ne"))
    entry = glossary.TermEntry(term="triage", words=(("pl", "triaż", "forbidden"),), place="g:2")
    with world.writing() as session:
        done = look_at(session, other, (entry,), "g.csv")
    assert (done.taken, done.unchanged) == ((), 0)
    (left,) = done.left
    assert left.reason.startswith("This is for reviewers of Polish.")


def test_a_glossary_of_someone_who_has_no_part_in_it_is_refused(world: Database) -> None:
    with world.writing() as session:
        agreed(session, world)
    entry = glossary.TermEntry(term="triage", words=(("pl", "triaż", "forbidden"),))
    for who in ("midwife", "translator", "clinician"):
        with world.writing() as session, pytest.raises(Refused, match="Terms are for"):
            look_at(session, person(world, who), (entry,), "g.csv")


def test_only_who_may_answer_learns_whether_a_question_was_asked(world: Database) -> None:
    factories.translate(world)
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        number = remarks.ask(desk, person(world, "translator"), "title", "Why?").id
        for which in (number, -1):
            with pytest.raises(Refused, match="This is for"):
                remarks.answer(desk, person(world, "midwife"), which or 0, "So.")


def test_whose_role_was_taken_away_reads_no_more_of_what_was_answered(world: Database) -> None:
    factories.translate(world)
    translator = person(world, "translator")
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        asked = remarks.ask(desk, translator, "title", "Why?")
        remarks.answer(desk, person(world, "author"), asked.id or 0, "So.")
        assert [each.answer for each in remarks.answered(session, translator)] == ["So."]
        since = replace(translator, grants=frozenset({(Role.TRANSLATOR, "ne")}))
        assert remarks.answered(session, since) == ()
