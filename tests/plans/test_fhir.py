"""Plans travel as FHIR R4 and come back as they were; what is no answer to our plan gives
nothing."""

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given, settings
from hypothesis import strategies as st

from app.plans.answers import Answer, Template, told
from app.plans.fhir import FhirError, questionnaire, read_response, response
from app.resources.schema import all_parts
from app.resources.segments import extract, rebuild
from tests.plans.plan import filled, template
from tests.plans.some_answers import some_answers
from tests.plans.templates import EVERY

BASE = "https://birthwords.test"


@pytest.mark.parametrize("plan", EVERY, ids=lambda each: each.resource.slug)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_h14_answers_come_back_from_a_response_as_they_were(
    plan: Template, data: st.DataObject
) -> None:
    answers = data.draw(some_answers(plan))
    sent = json.loads(json.dumps(response(answers, plan, BASE)))
    QuestionnaireResponse.model_validate(sent)
    shown = told(plan.resource, answers)
    assert read_response(sent, plan, BASE).values == shown.values


def test_white_space_alone_is_no_answer() -> None:
    """A no-break space can come in by a file or a code, and no FHIR segment may be one."""
    spaces = filled(full_name=Answer(text="\xa0", text_language="pl"))
    assert "\xa0" not in json.dumps(response(spaces, template(), BASE), ensure_ascii=False)


@pytest.mark.parametrize("plan", EVERY, ids=lambda each: each.resource.slug)
def test_the_questionnaire_has_every_question_in_every_language(plan: Template) -> None:
    cut = extract(plan.resource)
    polish = rebuild(cut, {each.path: f"pl {each.text}" for each in cut.segments})
    found = questionnaire(plan, {"pl": polish}, BASE, demo=True)
    again = Questionnaire.model_validate(json.loads(json.dumps(found))).model_dump(
        by_alias=True, exclude_none=True, mode="json"
    )
    text = json.dumps(again, ensure_ascii=False)
    for segment in cut.segments:
        question = any(segment.block == part for part in _asked(found))
        if question and not segment.path.endswith((".row", ".alt")):
            assert json.dumps(f"pl {segment.text}", ensure_ascii=False) in text, segment.path


@pytest.mark.parametrize("plan", EVERY, ids=lambda each: each.resource.slug)
def test_the_description_and_the_help_of_a_plan_stand_in_each_language(plan: Template) -> None:
    cut = extract(plan.resource)
    polish = rebuild(cut, {each.path: f"pl {each.text}" for each in cut.segments})
    found = questionnaire(plan, {"pl": polish}, BASE, demo=True)
    said = found["_description"]["extension"][0]["extension"]
    assert said[0]["valueCode"] == "pl"
    assert said[1]["valueString"] == f"pl {found['description']}"
    items = [item for section in found["item"] for item in section["item"]]
    items += [each for item in items for each in item.get("item", ())]
    items += [each for item in items for each in item.get("item", ())]
    hints = {each["linkId"]: each for each in items if each["linkId"].endswith(".hint")}
    wanted = [each for each in all_parts(plan.resource) if getattr(each, "hint", None)]
    assert {link.split(".")[-2] for link in hints} == {each.id for each in wanted}
    for hint in hints.values():
        assert hint["type"] == "display"
        assert '"help"' in json.dumps(hint["extension"])


def test_words_say_in_the_questionnaire_how_long_they_may_be() -> None:
    text = json.dumps(questionnaire(template(), {}, BASE, demo=False))
    assert text.count('"maxLength": 2000') == 4


def _asked(found: dict[str, Any]) -> set[str]:
    items = [item for section in found["item"] for item in section["item"]]
    inner = [each for item in items for each in item.get("item", ())]
    return {each["linkId"].rpartition(".")[2] for each in (*items, *inner)} - {"words"}


def test_conditions_and_rows_are_those_of_the_plan() -> None:
    found = questionnaire(template(), {}, BASE, demo=False)
    items = {i["linkId"]: i for section in found["item"] for i in section["item"]}
    assert items["kind-of-interpreter"]["enableWhen"][0]["question"] == "interpreter"
    assert items["people"]["repeats"]
    assert items["full-name"]["prefix"] == "1"


def stands(found: dict[str, Any], plan: dict[str, Any]) -> bool:
    """Whether each item of a response lies where the Questionnaire has it: items of a question
    under its answer, items of a group under the group, and no other."""
    known = {each["linkId"]: each for each in plan.get("item", ())}

    def right(item: dict[str, Any]) -> bool:
        asked = known[item["linkId"]]
        if asked["type"] == "group":
            return "answer" not in item and stands(item, asked)
        return "item" not in item and all(stands(each, asked) for each in item["answer"])

    return all(each["linkId"] in known and right(each) for each in found.get("item", ()))


@pytest.mark.parametrize("plan", EVERY, ids=lambda each: each.resource.slug)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_each_item_lies_where_the_questionnaire_has_it(plan: Template, data: st.DataObject) -> None:
    asked = questionnaire(plan, {}, BASE, demo=False)
    assert stands(response(data.draw(some_answers(plan)), plan, BASE), asked)


def test_words_beside_options_lie_beside_them_so_that_no_client_needs_a_tick_first() -> None:
    asked = questionnaire(template(), {}, BASE, demo=False)["item"][1]["item"]
    links = [each["linkId"] for each in asked]
    at = links.index("kind-of-interpreter")
    assert links[at + 1] == "kind-of-interpreter.words"
    assert asked[at + 1]["enableWhen"] == asked[at]["enableWhen"]
    words = Answer(text="ktoś spokojny", text_language="pl")
    for options in ((), ("woman",), ("woman", "phone")):
        answers = filled(
            interpreter=Answer(("would",)), kind_of_interpreter=replace(words, options=options)
        )
        sent = response(answers, template(), BASE)
        given = {each["linkId"]: each["answer"] for each in sent["item"][0]["item"]}
        assert [each["valueString"] for each in given["kind-of-interpreter.words"]] == [words.text]
        ticked = [each["valueCoding"] for each in given.get("kind-of-interpreter", ())]
        assert ticked == [{"code": each} for each in options]
        assert read_response(sent, template(), BASE).values == answers.values


NEGATED = {"url": "https://elsewhere.test/not-this", "valueBoolean": True}
SENT = response(filled(), template(), BASE)


def damaged(change: Any) -> Any:
    data = copy.deepcopy(SENT)
    changed = change(data)
    return data if changed is None else changed


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: [], "must be an object"),
        (lambda d: {"resourceType": "Patient"}, "no QuestionnaireResponse"),
        (lambda d: d.update(status=["done"]), "status"),
        (lambda d: d.update(questionnaire="https://elsewhere.test/plans/x|1"), "another plan"),
        (lambda d: d["item"][0].update(linkId="nowhere"), "'nowhere' is not in this plan"),
        (lambda d: d["item"][0]["item"][0].update(linkId="nothing"), "'nothing' is not in this"),
        (lambda d: d["item"].append(d["item"][0]), "answered twice"),
        (lambda d: d.update(status="entered-in-error"), "entered in error"),
        (lambda d: d.update(modifierExtension=[NEGATED]), "may turn an answer round"),
        (lambda d: d.update(implicitRules="https://elsewhere.test/rules"), "turn an answer round"),
        (lambda d: d["item"][0]["item"][0].update(modifierExtension=[NEGATED]),
         "Item 'full-name': A `modifierExtension` may turn an answer round, and we know none. Take "
         "it out."),
        (lambda d: d["item"][0]["item"][0].update(answer=[{"valueInteger": 3}]), "needs one"),
    ],
)  # fmt: skip
def test_what_is_no_answer_to_our_plan_is_refused_with_its_place(change: Any, said: str) -> None:
    with pytest.raises(FhirError) as caught:
        read_response(damaged(change), template(), BASE)
    assert said in str(caught.value)
    assert "Ana" not in str(caught.value)


def test_an_option_that_is_not_there_is_named_by_its_question() -> None:
    text = json.dumps(SENT).replace('"would"', '"maybe"')
    with pytest.raises(FhirError, match="Question 3"):
        read_response(json.loads(text), template(), BASE)


def sent(section: str, *items: dict[str, Any]) -> dict[str, Any]:
    """A response with these items in one section."""
    return {**SENT, "item": [{"linkId": section, "item": [*items]}]}


def item(link: str, *given: Any, **more: Any) -> dict[str, Any]:
    kinds = {"valueString": str, "valueCoding": dict}
    answers = [
        each if "item" in each else {next(k for k, v in kinds.items() if isinstance(each, v)): each}
        for each in given
    ]
    return {"linkId": link, **({"answer": answers} if answers else {}), **more}


WOULD = item("interpreter", {"code": "would"})
CALM = item("kind-of-interpreter.words", "calm")


@pytest.mark.parametrize(
    "kind",
    [
        # As the standard, LHC-Forms and Medplum nest it, and as this service did before.
        [item("kind-of-interpreter", {"valueCoding": {"code": "woman"}, "item": [CALM]})],
        [item("kind-of-interpreter", {"code": "woman"}, item=[CALM], id="id-9", text="What kind?")],
        [item("kind-of-interpreter", {"code": "woman"}), CALM],
        [CALM, item("kind-of-interpreter", {"code": "woman"})],
    ],
    ids=["standard", "beside", "sibling", "sibling first"],
)
def test_words_beside_options_are_read_however_a_client_nests_them(kind: list[Any]) -> None:
    found = read_response(sent("about-me", WOULD, *kind), template(), BASE)
    assert found.get("kind-of-interpreter") == Answer(("woman",), "calm")


@pytest.mark.parametrize("kind", [{"answer": [{"item": [CALM]}]}, {"item": [CALM]}])
def test_words_without_a_tick_are_read(kind: dict[str, Any]) -> None:
    data = sent("about-me", WOULD, {"linkId": "kind-of-interpreter", **kind})
    assert read_response(data, template(), BASE).get("kind-of-interpreter") == Answer(text="calm")


def test_words_that_a_client_asked_under_each_option_are_all_kept() -> None:
    more = item("kind-of-interpreter.words", "older")
    many = item(
        "kind-of-interpreter",
        {"valueCoding": {"code": "woman"}, "item": [CALM]},
        {"valueCoding": {"code": "phone"}, "item": [more]},
    )
    found = read_response(sent("about-me", WOULD, many), template(), BASE)
    assert found.get("kind-of-interpreter") == Answer(("woman", "phone"), "calm\nolder")


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([item("interpreter", {"code": "would"}, item=[item("matters", "x")])], "'matters' is not"),
        ([item("interpreter", {"valueCoding": {"code": "would"}, "item": [item("matters", "x")]})],
         "It goes into 'my-birth'"),
        ([item("interpreter", {"code": "would"}, item=[item("interpreter.words", "x")])],
         "'interpreter.words' is not in this plan"),
        ([item("full-name.words", "x")], "'full-name.words' is not in this plan"),
        ([item("full-name", "x", item=[item("full-name", "y")])], "Move it there"),
        ([item("about-me", item=[WOULD])], "It goes to the top"),
        ([item("people", item=[item("people.person", "x")])], "It goes into 'my-birth'"),
        ([CALM], "asked only where question 3"),
    ],
)  # fmt: skip
def test_an_item_that_is_unknown_or_misplaced_is_refused_by_name(
    items: list[Any], said: str
) -> None:
    with pytest.raises(FhirError) as caught:
        read_response(sent("about-me", *items), template(), BASE)
    assert said in str(caught.value)


def test_an_answer_to_what_asks_nothing_is_refused_by_name() -> None:
    row = {"linkId": "people", "answer": [{"valueString": "Ana"}]}
    with pytest.raises(FhirError, match="'people' asks nothing"):
        read_response(sent("my-birth", row), template(), BASE)
    top = {**SENT, "item": [{"linkId": "about-me", "answer": [{"valueString": "Ana"}]}]}
    with pytest.raises(FhirError, match="'about-me' asks nothing"):
        read_response(top, template(), BASE)


def test_more_rows_than_a_plan_has_are_refused_with_how_many_there_are() -> None:
    rows = [item("people", item=[item("people.person", f"{n}")]) for n in range(4)]
    assert read_response(sent("my-birth", *rows[:3]), template(), BASE).get("people/3/person")
    with pytest.raises(FhirError, match="'people' stands more than 3 times"):
        read_response(sent("my-birth", *rows), template(), BASE)


def test_rows_of_a_section_that_stands_twice_are_rows_of_their_own() -> None:
    one = item("my-birth", item=[item("people", item=[item("people.person", "Ana")])])
    two = item("my-birth", item=[item("people", item=[item("people.when", {"code": "always"})])])
    found = read_response({**SENT, "item": [one, two]}, template(), BASE).values
    assert set(found) == {"people/1/person", "people/2/when"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("one\ttwo", "one two"),
        (" one \r\n", "one"),
        ("take \u202e5\u202c mg", "take 5 mg"),
    ],
)
def test_words_are_read_as_if_she_had_typed_them(written: str, read: str) -> None:
    data = sent("my-birth", item("matters", written))
    assert read_response(data, template(), BASE).get("matters").text == read


@pytest.mark.parametrize(
    "unanswered",
    [{}, {"answer": []}, {"answer": None}, {"answer": [{}]}, {"answer": [{"valueString": ""}]},
     {"answer": [{"valueString": "\xa0 \r\n"}]}, {"answer": [{"valueString": None}]},
     {"text": "What matters?", "item": []}],
)  # fmt: skip
def test_an_item_that_is_not_answered_is_passed_over(unanswered: dict[str, Any]) -> None:
    data = sent("my-birth", {"linkId": "matters", **unanswered}, {"linkId": "people", "item": []})
    assert read_response(data, template(), BASE).values == {}
    due = sent("about-me", {"linkId": "due-date", "answer": [{"valueDate": ""}]})
    assert read_response(due, template(), BASE).values == {}
    coded = sent("about-me", {"linkId": "interpreter", "answer": [{"valueCoding": {"code": ""}}]})
    assert read_response(coded, template(), BASE).values == {}


@pytest.mark.parametrize(
    ("section", "given", "said"),
    [
        ("my-birth", item("matters", "x" * 2120),
         "Question 5, “What matters most to you?” (item 'matters'): the answer is 2120 letters "
         "long, and at most 2000 fit. Shorten it."),
        ("my-birth", item("vitamin-k", {"code": "maybe"}), "Use injection, none, not-sure."),
        ("my-birth", item("vitamin-k", {"code": "none"}, {"code": "injection"}), "Leave one."),
        ("my-birth", item("vitamin-k", {"display": "None"}), "'vitamin-k' needs a `valueCoding`"),
        ("my-birth", item("vitamin-k", {"code": "none", "system": "http://snomed.info/sct"}),
         "a code of another list is no option here"),
        ("about-me", {"linkId": "due-date", "answer": [{"valueDate": "2027"}]},
         "Write it as 2027-02-14."),
        ("about-me", {"linkId": "due-date", "answer": [{"valueDate": "14/2/2027"}]},
         "item 'due-date', answer.0.valueDate."),
        ("my-birth", item("matters", "a", "b"), "needs one `valueString` and has 2 answers"),
        ("my-birth", item("matters", "a\x07"), "Item 'matters': A text holds a character"),
        ("my-birth", item("matters", "a\x7f"), "(U+007F)"),
    ],
)  # fmt: skip
def test_every_refusal_names_the_item_and_says_what_to_do(
    section: str, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(FhirError) as caught:
        read_response(sent(section, given), template(), BASE)
    assert said in str(caught.value)


def test_nesting_without_end_is_refused() -> None:
    deep: Any = {}
    for _ in range(500):
        deep = {"item": [deep]}
    with pytest.raises(FhirError, match="nested too deep"):
        read_response({**SENT, "item": [deep]}, template(), BASE)
