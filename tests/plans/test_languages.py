"""The language questions of the plans: chosen, never guessed, and read in English as they were
chosen; codes of before open (H14)."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from app.config import CONTENT
from app.languages import find
from app.plans.answers import Answer, Answers, Template
from app.plans.codec import decode, encode
from app.plans.fhir import questionnaire, read_response, response
from app.plans.keyed_answers import read_keys
from app.plans.migrate import reconcile
from app.render.html import Reading
from app.resources.schema import LanguageOption, Question, Resource
from app.resources.segments import content_hash
from app.web.filling.summary import Summary
from app.web.midwife.print_choice import wants_to_read
from tests import shipped

SLUG = "my-birth-preferences"


@cache
def plan() -> Template:
    resource = shipped.at(CONTENT / "plans" / f"{SLUG}.yaml")
    return Template(content_hash(resource), resource)


def with_questions(change: dict[str, dict[str, object]]) -> Template:
    """The plan with other fields in some of its questions."""
    blocks = tuple(
        block.model_copy(update=change[block.id]) if block.id in change else block
        for block in plan().resource.blocks
    )
    resource = plan().resource.model_copy(update={"blocks": blocks})
    return Template(content_hash(resource), resource)


def before() -> Template:
    """The plan as it was when languages were written in words."""
    old: dict[str, object] = {"answer": "line", "languages": None, "options": ()}
    return with_questions(
        {
            "spoken-language": {**old, "text": "Which language do you like to speak?"},
            "written-language": {
                **old,
                "text": "Which language do you like to read?",
                "hint": 'If you do not like to read, write "none".',
            },
        }
    )


def answers(template: Template, **values: Answer) -> Answers:
    return Answers(
        slug=SLUG,
        reading_version="standard",
        revision=template.revision,
        values={name.replace("_", "-"): each for name, each in values.items()},
    )


def find_in(*templates: Template):  # type: ignore[no-untyped-def]
    return lambda pin: next((each for each in templates if each.revision.startswith(pin)), None)


@pytest.mark.parametrize("resource", [each for each in shipped.texts() if each.kind == "plan"])
def test_every_plan_asks_for_both_languages_by_choice_with_room_for_another(
    resource: Resource,
) -> None:
    asked = {each.id: each for each in resource.blocks if isinstance(each, Question)}
    for kind, number in (("spoken", 6), ("written", 7)):
        question = asked[f"{kind}-language"]
        assert (question.languages, question.number, question.lines) == (kind, number, 1)
        assert question.flag
        assert any(isinstance(each, LanguageOption) for each in question.options)


def test_h14_a_code_of_before_is_read_with_the_words_that_were_written() -> None:
    old = before()
    hers = answers(old, spoken_language=Answer(text="polski", text_language="pl"))
    code = encode(hers, old.resource)
    read = decode(code, find_in(plan(), old))
    assert read.get("spoken-language") == Answer(text="polski", text_language="pl")


def test_h14_words_of_before_are_set_aside_and_no_language_is_guessed() -> None:
    old = before()
    hers = answers(old, spoken_language=Answer(text="polski", text_language="pl"))
    moved = reconcile(hers, old, plan())
    assert moved.answers.get("spoken-language").is_empty
    assert [each.key for each in moved.changed] == ["spoken-language"]
    assert moved.answers.earlier[0].get("spoken-language").text == "polski"


def test_h14_a_language_that_came_later_changes_no_code_of_before() -> None:
    question = next(each for each in plan().resource.blocks if each.id == "spoken-language")
    assert isinstance(question, Question)
    fewer = tuple(each for each in question.options if each.id != "ne")
    old = with_questions({"spoken-language": {"options": fewer}})
    hers = answers(old, spoken_language=Answer(("fa-af",)))
    read = decode(encode(hers, old.resource), find_in(plan(), old))
    assert read.get("spoken-language").options == ("fa-af",)
    assert reconcile(read, old, plan()).answers.get("spoken-language").options == ("fa-af",)


def test_a_tick_is_keyed_by_the_number_of_its_language_and_another_one_by_a_star() -> None:
    keyed = read_keys("6 2\n7 2 90 *", plan(), "pl", date(2026, 12, 1))
    assert keyed.misread == ()
    assert keyed.answers.get("spoken-language") == Answer(("pl",))
    assert keyed.answers.get("written-language") == Answer(
        ("pl", "reading-is-hard"), "", "pl", True
    )


def test_the_english_reading_names_the_language_first_and_asks_for_no_interpreter() -> None:
    spoken = Reading(resource=plan().resource, language=find("en"), services=(), demo=True)
    hers = answers(plan(), spoken_language=Answer(("kok",)), written_language=Answer(("kok-latn",)))
    text = Summary(spoken, hers, "1").text
    first = text.partition("NEEDS, AND WHAT TO SEE FIRST")[2]
    assert "Konkani (Konknni · कोंकणी)" in first
    assert "Konkani (Roman script) (Konknni (Romi))" in first
    assert "Ask an interpreter" not in text


def test_the_print_at_the_desk_is_offered_in_the_language_that_she_wants_to_read() -> None:
    resource = plan().resource
    assert wants_to_read(resource, answers(plan(), written_language=Answer(("en", "ne")))) == "ne"
    assert wants_to_read(resource, answers(plan(), written_language=Answer(("en",)))) == "en"
    assert wants_to_read(resource, answers(plan(), spoken_language=Answer(("ne",)))) == ""


def test_a_language_goes_through_fhir_by_its_id() -> None:
    form = questionnaire(plan(), {"pl": plan().resource}, "https://b.test", demo=True)
    items = [item for section in form["item"] for item in section["item"]]
    asked = next(item for item in items if item["linkId"] == "spoken-language")
    coded = [each["valueCoding"] for each in asked["answerOption"]]
    assert {"code": "pl", "display": "Polish"} in coded
    hers = answers(plan(), spoken_language=Answer(("pl",), text="śląski", text_language="pl"))
    back = read_response(response(hers, plan(), "https://b.test"), plan(), "https://b.test")
    assert replace(back, values=dict(back.values)) == replace(hers, values=dict(hers.values))
