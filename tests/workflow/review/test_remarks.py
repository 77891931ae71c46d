"""What is said about a segment, who may say it, and what a question holds up."""

from collections.abc import Callable
from functools import partial

import pytest

from app.db import Database
from app.models import Role
from app.resources.load import parse
from app.workflow.editions.publishing import publish
from app.workflow.refusals import Missing, Refused
from app.workflow.review.remarks import answer, ask, comment, conversation, inbox, open_questions
from app.workflow.review.sign_off import obstacles, sign_off
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import open_desk
from tests import factories
from tests.factories import (
    LEAFLET,
    SLUG,
    add_person,
    desk_of,
    person,
    revise_all,
    sign,
    translate,
)

SAY = {"comment": comment, "question": ask}
MAY = {
    "comment": {"admin", "author", "translator", "reviewer", "clinician"},
    "question": {"translator", "reviewer", "clinician"},
    "answer": {"author"},
}
EVERYONE = ("admin", "author", "translator", "reviewer", "clinician", "midwife")


def put(database: Database, who: str, text: str = "Which vitamin?", path: str = "vitamin") -> int:
    with database.writing() as session:
        remark = ask(open_desk(session, SLUG, "standard", "pl"), person(database, who), path, text)
        return remark.id or 0


def reply(database: Database, who: str, question: int, text: str = "Vitamin D.") -> None:
    with database.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        answer(desk, person(database, who), question, text)


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize("kind", ["comment", "question", "answer"])
def test_each_role_says_what_it_may(world: Database, who: str, kind: str) -> None:
    question = put(world, "second")
    with world.writing() as session:
        desk, actor = open_desk(session, SLUG, "standard", "pl"), person(world, who)
        says: Callable[[], object] = (
            partial(answer, desk, actor, question, "Vitamin D.")
            if kind == "answer"
            else partial(SAY[kind], desk, actor, "vitamin", "About this")
        )
        if who in MAY[kind]:
            says()
        else:
            with pytest.raises(Refused, match="is for"):
                says()


def test_a_translator_of_another_language_says_nothing_here(world: Database) -> None:
    add_person(world, "romanian", (Role.TRANSLATOR, "ro"))
    with pytest.raises(Refused, match="of Polish"):
        put(world, "romanian")


def test_h2_a_question_keeps_its_string_from_being_revised_until_it_is_answered(
    world: Database,
) -> None:
    translate(world)
    question = put(world, "translator")
    with pytest.raises(Refused, match="question to the author waits"):
        factories.revise(world, "vitamin")
    reply(world, "author", question)
    revise_all(world)
    assert obstacles(desk_of(world)) == ()


def test_h2_a_question_about_a_revised_string_keeps_the_text_from_being_signed(
    world: Database,
) -> None:
    translate(world)
    revise_all(world)
    question = put(world, "clinician")
    with pytest.raises(Refused, match="vitamin: a question"), world.writing() as session:
        sign_off(open_desk(session, SLUG, "standard", "pl"), person(world, "clinician"))
    reply(world, "author", question)
    sign(world)


def test_h2_a_question_asked_after_the_signature_keeps_the_text_from_readers(
    world: Database,
) -> None:
    translate(world)
    revise_all(world)
    sign(world)
    put(world, "translator")
    with pytest.raises(Refused, match="vitamin: a question"), world.writing() as session:
        publish(open_desk(session, SLUG, "standard", "pl"), person(world, "author"))


def test_a_question_posted_twice_is_one_and_so_is_its_answer(world: Database) -> None:
    question = put(world, "translator")
    assert put(world, "translator", " Which  vitamin? ") == question
    reply(world, "author", question)
    reply(world, "author", question)
    with world.reading() as session:
        said = conversation(open_desk(session, SLUG, "standard", "pl"), "vitamin")
    assert [(s.kind, s.text, s.open) for s in said] == [
        ("question", "Which vitamin?", False),
        ("answer", "Vitamin D.", False),
    ]


def test_a_second_answer_is_refused_and_changes_nothing(world: Database) -> None:
    question = put(world, "translator")
    reply(world, "author", question)
    with pytest.raises(Refused, match="has an answer already"):
        reply(world, "author", question, "Vitamin C.")


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001])
def test_an_empty_or_endless_remark_is_refused(world: Database, text: str) -> None:
    with pytest.raises(Refused, match=r"empty|longer"):
        put(world, "translator", text)


def test_a_remark_on_no_string_or_no_question_is_refused(world: Database) -> None:
    with pytest.raises(Missing):
        put(world, "translator", path="nowhere")
    put(world, "translator")
    with pytest.raises(Missing):
        reply(world, "author", 999)


def test_a_question_lapses_with_its_string_and_says_when_the_english_moved_on(
    world: Database,
) -> None:
    put(world, "translator")
    put(world, "translator", "Who is us?", "call.heading")
    changed = LEAFLET.replace("id: vitamin", "id: supplement").replace("Call us", "Ring us")
    with world.writing() as session:
        save_source(session, person(world, "author"), parse(changed))
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        assert open_questions(desk) == {"call.heading"}
        assert [s.about_old_english for s in conversation(desk, "call.heading")] == [True]
        assert [q.path for q in inbox(session, person(world, "author"))] == ["call.heading"]
        assert inbox(session, person(world, "translator")) == ()
