"""Plans travel as FHIR R4 and come back as they were; what is no answer to our plan gives
nothing."""

import copy
import json
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given, settings
from hypothesis import strategies as st

from app.plans.answers import Answer, Template, told
from app.plans.fhir import FhirError, questionnaire, read_response, response
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
        if question and not segment.path.endswith((".hint", ".row", ".alt")):
            assert f'"pl {segment.text}"' in text, segment.path


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
        (lambda d: d["item"][0]["item"][0].update(answer=[{"valueInteger": 3}]), "needs one"),
    ],
)
def test_what_is_no_answer_to_our_plan_is_refused_with_its_place(change: Any, said: str) -> None:
    with pytest.raises(FhirError) as caught:
        read_response(damaged(change), template(), BASE)
    assert said in str(caught.value)
    assert "Ana" not in str(caught.value)


def test_an_option_that_is_not_there_is_named_by_its_question() -> None:
    text = json.dumps(SENT).replace('"would"', '"maybe"')
    with pytest.raises(FhirError, match="Question 3"):
        read_response(json.loads(text), template(), BASE)


def test_nesting_without_end_is_refused() -> None:
    deep: Any = {}
    for _ in range(500):
        deep = {"item": [deep]}
    with pytest.raises(FhirError, match="nested too deep"):
        read_response({**SENT, "item": [deep]}, template(), BASE)
