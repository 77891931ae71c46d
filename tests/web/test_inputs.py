"""No address, form, cookie, header or file makes a server error, for anybody: every route of the
service is sent what no page of ours sends, in each of its values, by each role that opens it.

What is sent is a sample: one strange value at a time among good ones, and all at once.
"""

import inspect
import itertools
import re
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx2 import Response
from starlette.routing import BaseRoute

from app.config import settings
from app.db import Database
from app.jobs.printing.printer import Printer
from app.main import create_app
from app.models import Job, Role, Use
from app.plans.codec import encode
from app.plans.encryption import storing
from app.render.cache import PdfCache
from app.render.pool import RenderPool
from app.web.filling import fields as plan_fields
from app.web.filling import steps as plan_steps
from app.web.frame import cookies, print_queue
from app.workflow.glossary import terms
from app.workflow.plans import stored_plans
from app.workflow.review import remarks
from app.workflow.translation.desk import open_desk
from tests import factories
from tests.conftest import Copies
from tests.factories import SLUG, TEAM
from tests.plans import world as plan_world
from tests.web.roles import Line, lines

STRANGE = {
    "no value": "",
    "5,000 digits": "9" * 5_000,
    "a number beyond 32 bits": str(2**31),
    "a number beyond 64 bits": str(2**64),
    "a negative number": "-1",
    "digits that are no number": quote("²³"),
    "Arabic digits": quote("٩" * 12),
    "NUL": "a%00b",
    "controls": "a%0B%1B%7Fb",
    "no characters": quote("\ufffe\uffff"),
    "no UTF-8": "%ff%fe",
    "half a surrogate pair": "%ED%A0%80",
    "line ends": "a%0D%0Ab%0A",
    "the folder above": quote("../../../etc/passwd", safe=""),
    "markup": quote("<b>'\";--{{7*7}}${7}%</b>", safe=""),
    "a search's own signs": quote('"* OR NEAR(% _ \\', safe=""),
    "300 words": "+".join(f"word{n}" for n in range(300)),
    "letters outside Latin 1": quote("ąक😀‮"),
    "a long word": "x" * 8_000,
    "no day": "2026-02-30",
    "the last day": "9999-12-31",
}
"""As it stands in an address or a form."""
FOR_A_SERVER = (
    "5,000 digits", "a number beyond 32 bits", "a number beyond 64 bits", "NUL",
    "half a surrogate pair", "a long word",
)  # fmt: skip
"""What PostgreSQL takes otherwise than SQLite; the rest is asked there with `--every-database`."""
HEADERS = [
    {"If-None-Match": '"' * 9_000},
    {"If-None-Match": "W/ä".encode()},
    {"If-Modified-Since": "Mon, 99 " + "9" * 5_000},
    {"Accept-Language": "q=" + "9" * 5_000},
    {"Accept-Encoding": "gzip;q=x"},
    {"Range": "bytes=" + "9" * 5_000 + "-"},
    {"Range": "bytes=9-1,-,a"},
    {"Cookie": 'birthwords="\\000\\777"; birthwords_form="\\000"; birthwords_proof="\\377"'},
    {"Cookie": "birthwords=ä; birthwords_service=".encode() + b"9" * 5_000},
    {"Host": "[::"},
    {"Host": "a b/c?d#e"},
    {"X-Forwarded-For": "\x01"},
]


def part(named: str, content: bytes) -> bytes:
    """A form of one part."""
    head = f"--x\r\nContent-Disposition: form-data{named}\r\n\r\n"
    return head.encode() + content + b"\r\n--x--\r\n"


BODIES = [
    ("text/plain", b"\xff\x00"),
    ("application/json", b'{"a": "\\ud800"}'),
    ("application/json", b"[" * 5_000),
    ("application/json", b"NaN"),
    ("application/x-www-form-urlencoded", b"&=&%&a[]=1&a[]=2&%zz"),
    ("application/x-www-form-urlencoded", b"a&" * 3_000),
    ("application/x-www-form-urlencoded; charset=undefined", b"a=1"),
    ("multipart/form-data", b"--x--"),
    ("multipart/form-data; boundary=x", b"no parts"),
    ("multipart/form-data; boundary=x; charset=undefined", part('; name="a"', b"1")),
    ("multipart/form-data; boundary=x; charset=unicode_escape", part('; name="a"', b"\\ud800")),
    ("multipart/form-data; boundary=x", part('; name="file"; filename="\0/../a"', b"\xff\0")),
    ("multipart/form-data; boundary=x", part("", b"1")),
    ("", b"a=1"),
]  # fmt: skip


@dataclass
class House:
    """The service with something behind every address, and a browser for each role."""

    visitors: dict[str, TestClient]
    csrf: dict[str, str]
    routes: list[BaseRoute]
    lines: dict[tuple[str, str], Line]
    good: dict[str, str]
    wrong: list[str] = field(default_factory=list)

    def ask(self, who: str, method: str, address: str, said: str, **sent: object) -> Response:
        """What is answered; a server error is noted. Where no print can be made, 503 says so."""
        answer = self.visitors[who].request(method, address, **sent)  # type: ignore[arg-type]
        if answer.status_code >= 500 or "Traceback" in answer.text:
            self.wrong.append(f"{answer.status_code} {method} {address[:90]} as {who}: {said}")
        return answer


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool(workers=1) as found:
        yield found


@pytest.fixture
def house(
    copies: Copies, kind: str, tmp_path: Path, demo_mode: None, monkeypatch: pytest.MonkeyPatch,
    pool: RenderPool,
) -> Iterator[House]:  # fmt: skip
    keys = tmp_path / "keys"
    keys.write_text(b64encode(b"k" * 32).decode() + "\n")
    monkeypatch.setenv("BIRTHWORDS_PLAN_RETENTION_DAYS", "30")
    monkeypatch.setenv("BIRTHWORDS_PLAN_KEYS", str(keys))
    settings.cache_clear()
    with copies.copy(kind, "inputs", _fill, tmp_path) as database, ExitStack() as open_clients:
        app = create_app(database)
        print_queue.install(
            app, Printer(database=database, pool=pool, cache=PdfCache(tmp_path / "pdf"))
        )
        visitors, csrf = {}, {}
        for name in ("", *(role.value for role in Role)):
            client = TestClient(app, raise_server_exceptions=False, follow_redirects=False)
            if name:
                token, csrf[name] = factories.signed_in(database, f"{name}@x.test")
                client.cookies.set(cookies.SIGN_IN, token)
            visitors[name] = client
            open_clients.callback(client.close)
        by_address = {(line.path, line.method): line for line in lines(app)}
        yield House(visitors, csrf, app.routes, by_address, _good(database))


def _fill(database: Database) -> None:
    factories.add_team(database)
    factories.bring_in(database)
    factories.publish_leaflet(database)
    plan_world.publish_plan(database, tags=("pl",))


def _good(database: Database) -> dict[str, str]:
    """Values that pages of ours send, by their names in addresses and forms."""
    actor = {name: factories.person(database, name) for name, _ in TEAM}
    how = storing(settings())
    assert how is not None
    template = plan_world.template_in(database)
    answers = plan_world.few_answers(template)
    code = encode(answers, template.resource, whole=True, limit=20_000)
    with database.writing() as session:
        terms.describe(session, actor["author"], "triage", "Where you are seen first", "", False)
        terms.agree(session, actor["reviewer"], "triage", "pl", "triage", Use.APPROVED)
        plan = stored_plans.store(session, actor["midwife"], how, code, "Somebody")
        job = Job(slug=SLUG, language="es", created_by=actor["translator"].id)
        session.add(job)
        desk = open_desk(session, SLUG, "standard", "pl")
        asked = remarks.ask(desk, actor["translator"], "summary", "What is meant?")
        question = asked.id
        edition = (
            session.connection()
            .exec_driver_sql("SELECT code FROM edition WHERE language = 'pl' ORDER BY id LIMIT 1")
            .scalar_one()
        )
    return {
        "slug": SLUG, "version": "standard", "tag": "pl", "folder": "leaflets", "name": "standard",
        "kind": "leaflet", "number": "1",
        "path": "summary", "step": "describe", "ending": "csv", "format_": "po",
        "code": code, "edition": edition, "job_id": job.id, "plan_id": str(plan),
        "text": "Co pomaga.", "why": "A reason.", "term": "triage", "words": "triage",
        "language": "pl", "role": "translator", "person": "5", "evidence": "A diploma",
        "until": "2027-01-01", "due_on": "2027-01-01", "question": str(question), "event": "1",
        "email": "new@x.test", "password": "a-long-password", "agency": "Words", "translator": "A",
        "reviser": "B", "copies": "1", "keys": "1 1", "go": "next", "format": "standard",
        "at": "", "rows": "", "seen": "", "string": "1", "strings": "1 summary", "minutes": "15",
        "who": "Somebody", "size": "16", "then": "next", "show": "all", "done": "saved",
    }  # fmt: skip


PLAN_WORDS = ("/plans/", "/fill", "/fhir")
FORM = {"content-type": "application/x-www-form-urlencoded"}
FIELD = re.compile(r"""(?:\.get(?:list)?|\.word|\.one|\.all|\.words)\("([\w-]+)\"""")
AT_THE_DESK = {"path", "text", "why", "version", "strings", "person", "due_on", "event", "key"}
ASKED_IN_SEARCH = ["words", "waits", "slug", "version", "holder", "mark", "taken"]
Place = tuple[str, str]
"""The name of a value, and where it stands: path, query, cookie or form."""


def addresses(routes: list[BaseRoute], prefix: str = "") -> Iterator[tuple[str, APIRoute]]:
    """Every route with its whole path."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            within = prefix + getattr(route, "include_context").prefix  # noqa: B009  # not public
            yield from addresses(included.routes, within)
        elif isinstance(route, APIRoute):
            yield prefix + route.path, route


def fields_of(route: APIRoute) -> set[str]:
    """The names of the fields that the code behind a route reads from its form."""
    module = route.endpoint.__module__
    modules = [sys.modules[module]]
    asked = {str(each.annotation) for each in inspect.signature(route.endpoint).parameters.values()}
    if any("bench.Bench" in each for each in asked):
        return AT_THE_DESK | {"then", "seen", "show", "q", "known", "engine"}
    if module in ("app.web.filling.routes", "app.web.filling.prints"):
        modules += [plan_steps, plan_fields]
    found = {name for each in modules for name in FIELD.findall(inspect.getsource(each))}
    return found - {"csrf", "cookie", "content-type", "content-length"}


def places_of(path: str, route: APIRoute) -> list[Place]:
    """Every value that a route takes."""
    found = [
        (each.alias, each.field_info.in_.value)  # type: ignore[attr-defined]
        for each in get_flat_params(route.dependant)
    ]
    if path == "/workbench/find":
        found += [(name, "query") for name in ASKED_IN_SEARCH]
    if "POST" in (route.methods or ()):
        found += [(name, "form") for name in sorted(fields_of(route))]
    return found


def openers(house: House, path: str, route: APIRoute) -> list[str]:
    """Whom a route lets in, as docs/roles.md says: readers, or the staff that it does not send
    away."""
    [line] = (house.lines[path, method] for method in route.methods or () if method != "HEAD")
    if line.rule is not None:
        return [role.value for role in Role if role in line.rule.roles]
    return [who for who in house.visitors if who or not line.signed_in]


def send(
    house: House, who: str, path: str, route: APIRoute, strange: dict[Place, str], said: str
) -> Response:
    """Ask for a route with good values, but for the strange ones."""
    good = dict(house.good)
    if any(word in path for word in PLAN_WORDS):
        good |= {"slug": plan_world.SLUG, "folder": "plans", "kind": "plan"}
    if "editions/" in path or "/status/" in path:
        good["code"] = house.good["edition"]
    in_path = {name: value for (name, where), value in strange.items() if where == "path"}
    address = re.sub(
        r"{(\w+)(?::\w+)?}", lambda m: in_path.get(m[1], quote(good[m[1]])), path
    ) + asked({name: value for (name, where), value in strange.items() if where == "query"})
    headers = {}
    sent = {name: value for (name, where), value in strange.items() if where == "cookie"}
    if sent:
        held = {cookies.SIGN_IN: house.visitors[who].cookies.get(cookies.SIGN_IN, ""), **sent}
        headers["cookie"] = "; ".join(f"{name}={value}" for name, value in held.items())
    if "POST" not in (route.methods or ()):
        return house.ask(who, "GET", address, said, headers=headers)
    form = {name: quote(good.get(name, "")) for name in fields_of(route)}
    form |= {name: value for (name, where), value in strange.items() if where == "form"}
    body = asked({**form, "csrf": house.csrf.get(who, "")})[1:]
    return house.ask(who, "POST", address, said, headers={**FORM, **headers}, content=body)


def asked(values: dict[str, str]) -> str:
    return ("?" if values else "") + "&".join(f"{name}={value}" for name, value in values.items())


def sample(
    found: list[tuple[str, APIRoute]], strange: Sequence[str]
) -> dict[str, list[tuple[Place, str]]]:
    """By path the places and what is sent there: each place of one name meets every strange value
    on one route or another, and at least one on each."""
    every = [(path, place) for path, route in found for place in places_of(path, route)]
    often = Counter(place for _, place in every)
    turns = {place: itertools.cycle(strange) for place in often}
    chosen: dict[str, list[tuple[Place, str]]] = {}
    for path, place in every:
        some = itertools.islice(turns[place], -(-len(strange) // often[place]))
        chosen.setdefault(path, []).extend((place, said) for said in some)
    return chosen


@pytest.mark.parametrize("part", range(2))
def test_no_value_of_any_address_or_form_makes_a_server_error(
    house: House, part: int, kind: str, request: pytest.FixtureRequest
) -> None:
    found = list(addresses(house.routes))
    all_of_it = kind == "sqlite" or request.config.getoption("--every-database")
    strange_ones = tuple(STRANGE) if all_of_it else FOR_A_SERVER
    chosen, together = sample(found, strange_ones), itertools.cycle(strange_ones)
    for path, route in sorted(found[part::2], key=lambda each: "logout" in each[0]):
        turn = itertools.cycle(openers(house, path, route))
        for place, said in chosen.get(path, ()):
            told = f"{said} as {' '.join(place)}"
            send(house, next(turn), path, route, {place: STRANGE[said]}, told)
        rest = [place for place in places_of(path, route) if place[1] != "path"]
        for said in itertools.islice(together, (2 if all_of_it else 1) if rest else 0):
            strange = dict.fromkeys(rest, STRANGE[said])
            send(house, next(turn), path, route, strange, f"{said} everywhere")
    assert house.wrong == []


@pytest.mark.one_database
def test_no_header_and_no_body_makes_a_server_error(house: House) -> None:
    headers_in_turn, bodies = itertools.cycle(HEADERS), itertools.cycle(BODIES)
    methods = itertools.cycle(("HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PROPFIND"))
    for path, route in addresses(house.routes):
        good = {"slug": SLUG, "tag": "pl", "version": "standard", "path": "summary"}
        address = re.sub(r"{(\w+)(?::\w+)?}", lambda m, g=good: g.get(m[1], "1"), path)  # type: ignore[misc]
        turn = itertools.cycle(["", "translator", "admin", "midwife"])
        if "GET" in (route.methods or ()) and not address.endswith((".pdf", "/pages")):
            for headers in itertools.islice(headers_in_turn, 5):
                house.ask(next(turn), "GET", address, str(headers)[:80], headers=headers)
        for method in itertools.islice(methods, 2):
            house.ask(next(turn), method, address, "another method")
        if "POST" in (route.methods or ()):
            for kind, body in itertools.islice(bodies, 5):
                sort = {"content-type": kind} if kind else {}
                said = f"{kind} {body[:40]!r}"
                house.ask(next(turn), "POST", address, said, headers=sort, content=body)
    assert house.wrong == []
