"""The API answers as its schema says, whatever it is asked: schemathesis asks with all its checks,
a bounded number of times, and always the same questions."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from app.db import Database
from app.main import create_app
from tests import factories
from tests.conftest import Copies
from tests.plans import world as plan_world

EXAMPLES = 25
CONFIG = {
    "seed": 1,
    "generation": {"max-examples": EXAMPLES, "deterministic": True, "database": "none"},
    "operations": [
        {
            # Whether a code was made here and whether answers fit a plan no schema can say.
            "include-path-regex": "fhir/",
            "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 404, 409, 422]}},
        }
    ],
}


@pytest.fixture
def service(copies: Copies, kind: str, tmp_path: Path, demo_mode: None) -> Iterator[TestClient]:
    def fill(database: Database) -> None:
        factories.add_team(database)
        factories.bring_in(database)
        factories.publish_leaflet(database)
        plan_world.publish_plan(database, tags=("pl",))

    with copies.copy(kind, "schema", fill, tmp_path) as database:
        yield TestClient(create_app(database), raise_server_exceptions=False)


@pytest.mark.one_database
@pytest.mark.filterwarnings(
    "ignore:Generating overly large repr:hypothesis.errors.HypothesisWarning"  # its own questions
)
def test_schemathesis_finds_nothing(service: TestClient) -> None:
    config = SchemathesisConfig.from_dict(CONFIG)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", service.app, config=config)
    found: list[str] = []
    asked: Counter[str | None] = Counter()
    checked: set[str] = set()
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.FatalError | events.NonFatalError), event
        if isinstance(event, events.ScenarioFinished):
            asked[event.label] += len(event.recorder.checks)
            for checks in event.recorder.checks.values():
                checked |= {each.name for each in checks}
                found += [
                    f"{each.name}: {failed.failure.title}\n{failed.code_sample}"
                    for each in checks
                    if (failed := each.failure_info) is not None
                ]
    assert found == []
    assert all(times > 5 for label, times in asked.items() if label)
    assert checked >= {"not_a_server_error", "unsupported_method", "negative_data_rejection"}


@pytest.mark.parametrize(
    "body",
    [
        '{"resourceType": "QuestionnaireResponse", "a": "\\ud800"}',
        '{"resourceType": "QuestionnaireResponse", "\\u0000": 1}',
        '{"resourceType": "QuestionnaireResponse", "a": NaN}',
        '{"resourceType": "QuestionnaireResponse", "a": ' + "9" * 5_000 + "}",
        '{"code": "\\ud800"}',
        '{"code": NaN}',
    ],
)
@pytest.mark.parametrize("step", ["code", "response"])
@pytest.mark.one_database
def test_what_json_can_say_and_nothing_can_hold_is_refused(
    service: TestClient, step: str, body: str
) -> None:
    address = f"/api/v1/resources/{plan_world.SLUG}/fhir/{step}"
    answer = service.post(address, content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


def test_another_method_is_told_which_there_are(service: TestClient) -> None:
    answer = service.delete("/api/v1/resources")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json() == {"detail": "Method Not Allowed"}
