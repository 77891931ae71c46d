"""Whatever error of the family leaves a route is answered with its status: programs and staff are
told its words, readers whom to call, and nobody what only the operator is to know."""

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from app.config import SettingsError
from app.db import Database
from app.errors import ExpectedError
from app.languages import UnknownLanguage
from app.main import create_app
from app.render.local import MissingContactError
from app.render.printable import NoSuchFormatError
from app.render.turns import PoolBusy
from app.services import UnknownService
from app.workflow.editions.integrity import DamagedEdition
from app.workflow.people.sign_in_limit import TooMany
from app.workflow.refusals import Conflict, Missing, Refused
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
PLACES = ("/api/raises", "/workbench/raises", "/pl/raises")
RAISED: list[ExpectedError] = []


def raises() -> None:
    raise RAISED[0]


@pytest.fixture
def client(world: Database) -> Iterator[TestClient]:
    app = create_app(world)
    for place in PLACES:
        app.router.routes.insert(0, APIRoute(place, raises))
    yield TestClient(app)
    RAISED.clear()


@pytest.mark.parametrize(
    ("error", "status", "again"),
    [
        (Refused("Say why."), 403, None),
        (Missing("No such text."), 404, None),
        (Conflict("mine", "theirs", 2), 409, None),
        (UnknownLanguage("'xx' is no language."), 404, None),
        (UnknownService("'x' is no service."), 404, None),
        (NoSuchFormatError("Choose standard."), 404, None),
        (MissingContactError("There is no number “triage”."), 503, None),
        (DamagedEdition("K7Q2", "its text is not that of its hash."), 503, None),
        (PoolBusy(), 503, "20"),
        (TooMany(61), 429, "61"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_an_error_is_answered_with_its_status_and_words(
    client: TestClient, error: ExpectedError, status: int, again: str | None
) -> None:
    RAISED.append(error)
    program, staff, reader = (client.get(place) for place in PLACES)
    for answer in (program, staff, reader):
        assert answer.status_code == status
        assert answer.headers.get("retry-after") == again
        assert "Traceback" not in answer.text
    assert program.json() == {"detail": str(error)}
    assert str(error).split("“")[0].split("'")[0] in staff.text
    assert '<html lang="pl"' in reader.text
    assert "960101" in reader.text
    assert str(error) not in reader.text
    assert reader.headers["cache-control"] == "no-store"


def test_what_the_operator_must_mend_is_in_the_log_alone(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    RAISED.append(SettingsError("BIRTHWORDS_SECRET: write at least 32 letters."))
    for place in PLACES:
        answer = client.get(place)
        assert answer.status_code == 500
        assert "BIRTHWORDS_SECRET" not in answer.text
    told = [record for record in caplog.records if record.name == "birthwords.web"]
    assert [record.getMessage().split(":")[0] for record in told] == ["SettingsError"] * 3
    assert all(record.exc_info is None for record in told)


@pytest.mark.parametrize(
    ("referer", "place"),
    [
        ("http://testserver/workbench/a/standard/pl?show=all", "/workbench/a/standard/pl"),
        ("https://evil.example/workbench/a", "/workbench"),
        ("http://testserver/workbench/a/standard/pl/save", "/workbench"),
        ("", "/workbench"),
    ],
)  # fmt: skip
def test_whoever_was_signed_out_comes_back_to_the_page_of_their_form(
    world: Database, referer: str, place: str
) -> None:
    client = TestClient(create_app(world), follow_redirects=False)
    answer = client.post("/workbench/a/standard/pl/save", headers={"Referer": referer})
    assert answer.headers["location"] == f"/account/login?next={place}"


def test_a_form_from_before_somebody_signed_in_anew_says_what_to_do(world: Database) -> None:
    visit = Visit(world, "translator")
    answer = visit.client.post("/workbench/import", data={"csrf": "old"})
    assert answer.status_code == 403
    assert "somebody signed in anew in this browser" in answer.text
