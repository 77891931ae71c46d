"""Other systems ask for plans as FHIR, and send answers, over HTTP."""

import hashlib
import json

import pytest
from fastapi.testclient import TestClient
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from app import config
from app.db import Database
from app.plans.answers import Answer
from app.plans.codec import decode, encode
from app.plans.fhir import response
from tests.plans.world import TAGS, few_answers, template_in

FHIR = "/api/v1/resources/small-plan/fhir"


def test_the_blank_plan_has_every_published_language(client: TestClient) -> None:
    answer = client.get(FHIR)
    assert answer.headers["content-type"] == "application/fhir+json"
    Questionnaire.model_validate(answer.json())
    for tag in TAGS:
        assert f'"valueCode": "{tag}"' in answer.text
    assert client.get(FHIR.replace("small-plan", "feeling-sick")).status_code == 404


def test_a_code_becomes_a_response_and_comes_back_as_the_same_answers(
    client: TestClient, planned: Database
) -> None:
    template = template_in(planned)
    code = encode(few_answers(template), template.resource, whole=True)
    sent = client.post(f"{FHIR}/response", json={"code": code})
    QuestionnaireResponse.model_validate(sent.json())
    assert sent.headers["cache-control"] == "no-store"
    back = client.post(f"{FHIR}/code", json=sent.json())
    nameless = encode(few_answers(template), template.resource)
    assert back.json()["code"] == nameless
    assert back.json()["address"].endswith(f"/open#{nameless}")
    assert back.headers["cache-control"] == "no-store"


def test_h25_no_code_of_a_response_says_whose_plan_it_is_and_the_answer_names_what_it_left(
    client: TestClient, planned: Database
) -> None:
    template = template_in(planned)
    whole = response(few_answers(template), template, config.settings().base_url)
    assert "Ana Nowak" in json.dumps(whole)
    back = client.post(f"{FHIR}/code", json=whole).json()
    assert back["withheld"] == ["full-name"]
    held = decode(back["code"], lambda _: template)
    assert set(held.values) == set(few_answers(template).values) - {"full-name"}
    assert held.get("matters").text == "Chcę spokoju."
    again = client.post(f"{FHIR}/response", json={"code": back["code"]})
    assert "Ana Nowak" not in again.text
    assert client.post(f"{FHIR}/code", json=again.json()).json()["withheld"] == []


def test_what_stands_twice_in_one_object_is_refused_and_not_half_read(client: TestClient) -> None:
    text = '{"resourceType": "QuestionnaireResponse", "item": [], "item": [{"linkId": "x"}]}'
    answer = client.post(f"{FHIR}/code", content=text)
    assert answer.status_code == 422
    assert "`item` stands twice" in answer.json()["detail"]


def test_words_that_no_code_has_room_for_are_refused_and_not_left_out(
    client: TestClient, planned: Database
) -> None:
    template = template_in(planned)
    answers = few_answers(template)
    for key in ("kind-of-interpreter", "matters", *(f"people/{row}/person" for row in (1, 2, 3))):
        seeds = (hashlib.sha256(f"{key} {n}".encode()).digest()[:2] for n in range(2000))
        text = "".join(chr(0x4E00 + int.from_bytes(each, "big") % 20_000) for each in seeds)
        answers = answers.having(key, Answer(text=text, text_language="pl"))
    whole = response(answers, template, config.settings().base_url)
    answer = client.post(f"{FHIR}/code", json=whole)
    assert answer.status_code == 422
    assert "no room" in answer.json()["detail"]
    assert "item 'people.person', row " in answer.json()["detail"]


@pytest.mark.parametrize("body", ["", "{", "[]", '{"resourceType": "Bundle"}', '{"a": ' * 2000])
def test_what_is_no_response_gets_a_clear_answer(client: TestClient, body: str) -> None:
    answer = client.post(f"{FHIR}/code", content=body)
    assert answer.status_code == 422
    assert "This is no" in answer.json()["detail"]


def test_a_code_that_cannot_be_read_or_a_body_that_is_too_long_is_refused(
    client: TestClient,
) -> None:
    assert client.post(f"{FHIR}/response", json={"code": "1NOCODE"}).status_code == 422
    assert client.post(f"{FHIR}/response", json={"code": "1" * 70_000}).status_code == 413
    huge = json.dumps({"a": "x" * 1_100_000})
    assert client.post(f"{FHIR}/code", content=huge).status_code == 413
