"""Other systems ask for plans as FHIR, and send answers, over HTTP."""

import json

import pytest
from fastapi.testclient import TestClient
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from app.db import Database
from app.plans.codec import encode
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
    assert back.json()["code"] == code
    assert back.json()["address"].endswith(f"/open#{code}")
    assert back.headers["cache-control"] == "no-store"


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
