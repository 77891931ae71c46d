"""What answers bear to keep other sites and listeners out, on a plain address and on https."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.config import settings
from app.db import Database
from app.main import create_app
from app.models import Role
from app.web.frame.middleware import security_headers
from tests.factories import PASSWORD, add_person
from tests.web.visit import Visit

pytestmark = pytest.mark.one_database


@pytest.fixture
def https(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BIRTHWORDS_BASE_URL", "https://leaflets.example")
    settings.cache_clear()
    yield
    settings.cache_clear()


def over_https(database: Database) -> Visit:
    visit = Visit(database)
    visit.client = TestClient(create_app(database), base_url="https://leaflets.example")
    return visit


@pytest.mark.usefixtures("https", "demo_mode")
def test_on_https_every_cookie_is_bound_to_this_host(world: Database) -> None:
    add_person(world, "both", (Role.MIDWIFE, "*"), (Role.TRANSLATOR, "*"))
    visit = over_https(world)
    sent: list[str] = []
    visit.client.event_hooks["response"].append(
        lambda answer: sent.extend(answer.headers.get_list("set-cookie"))
    )
    visit.sign_in("both@x.test")
    assert visit.page.url.path == "/workbench"
    visit.open("/library?service=gwh")
    assert 'value="gwh" selected' in visit.open("/library").text
    visit.open("/workbench/feeling-sick/standard/pl/at/title?proof=page")
    visit.send("/account/logout")
    assert visit.open("/workbench").url.path == "/account/login"
    names = {cookie.partition("=")[0] for cookie in sent}
    kinds = ("", "_form", "_service", "_proof")
    assert names == {f"__Host-birthwords{kind}" for kind in kinds}
    for cookie in sent:
        assert cookie.startswith("__Host-"), cookie
        said = {part.strip() for part in cookie.split(";")}
        assert {"Secure", "Path=/", "HttpOnly"} <= said, cookie
        assert "Domain" not in cookie


@pytest.mark.usefixtures("https", "demo_mode")
def test_on_https_a_cookie_that_another_site_of_the_domain_set_opens_nothing(
    world: Database,
) -> None:
    visit = over_https(world)
    visit.sign_in("translator@x.test")
    token = visit.client.cookies["__Host-birthwords"]
    other = over_https(world)
    other.client.cookies.set("birthwords", token)
    assert other.open("/workbench").url.path == "/account/login"


@pytest.mark.usefixtures("https")
@pytest.mark.parametrize("path", ["/", "/account/login", "/nothing", "/static/css/site.css"])
def test_on_https_browsers_are_told_to_keep_to_it_for_a_year(world: Database, path: str) -> None:
    answer = TestClient(create_app(world)).get(path)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_on_a_plain_address_nothing_is_said_of_https(world: Database) -> None:
    visit = Visit(world)
    answer = visit.sign_in("translator@x.test", PASSWORD)
    assert "strict-transport-security" not in answer.headers
    assert set(visit.client.cookies) == {"birthwords"}


@pytest.mark.parametrize(
    ("path", "leads_away"),
    [
        ("/en/plans/my-birth-preferences/fill", True),
        ("/fa-AF/plans/my-birth-preferences/easy-read/fill", True),
        ("/pl/plans/my-birth-preferences/fill/clear", True),
        ("/pl/plans/my-birth-preferences/fill/print/a4", True),
        ("/open", True),
        ("/pl/open", True),
        ("/leave", True),
        ("/", False),
        ("/pl", False),
        ("/pl/plans/my-birth-preferences", False),
        ("/pl/plans/fill", False),
        ("/pl/leaflets/open", False),
        ("/account/login", False),
        ("/account/reset", False),
        ("/library/plans/code", False),
        ("/workbench/open/fill", False),
    ],
)
def test_forms_lead_to_the_other_site_only_where_one_leaves_a_plan(
    path: str, leads_away: bool
) -> None:
    forms = "'self' https://www.bbc.co.uk" if leads_away else "'self'"
    assert f"form-action {forms};" in security_headers(path)["Content-Security-Policy"]


def test_every_answer_bears_what_its_address_should(world: Database) -> None:
    client = TestClient(create_app(world))
    for path in ("/", "/account/login", "/open", "/nothing"):
        answer = client.get(path)
        for name, value in security_headers(path).items():
            assert answer.headers[name] == value, (path, name)


def test_where_leaving_leads_home_no_form_leads_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIRTHWORDS_LEAVE_TO", "/")
    settings.cache_clear()
    policy = security_headers("/pl/open")["Content-Security-Policy"]
    settings.cache_clear()
    assert "form-action 'self';" in policy
