"""Every address says who may open it, docs/roles.md repeats it, and the service keeps to it: tried
as every role, as someone with the role for another language, and as nobody.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.config import settings
from app.db import Database
from app.main import create_app
from app.models import Job, JobPart, JobSegment, JobState, Role, SegmentOutcome
from app.web.frame.cookies import SIGN_IN
from app.web.frame.deps import EVERYBODY, Reads
from app.workflow.imports import translation_files
from app.workflow.people.accounts import Actor
from app.workflow.review import remarks
from app.workflow.translation.desk import open_desk
from app.workflow.translation.permissions import may_open
from app.workflow.work import unsaved
from tests import factories
from tests.conftest import Copies
from tests.factories import SLUG
from tests.reads import texts_read
from tests.web import roles
from tests.web.roles import Line, document, lines
from tests.web.service import service

MARKS = {"pl": "ZNAKPL", "ne": "ZNAKNE"}
"""Stands in every text in work of a language, in what was typed, said and refused about it."""
PEOPLE: dict[str, tuple[tuple[Role, str], ...]] = {
    "an-admin": ((Role.ADMIN, "*"),),
    "an-author": ((Role.AUTHOR, "*"),),
    "a-clinician": ((Role.CLINICIAN, "*"),),
    "a-midwife": ((Role.MIDWIFE, "*"),),
    "polish-translator": ((Role.TRANSLATOR, "pl"),),
    "polish-reviewer": ((Role.REVIEWER, "pl"),),
    "nepali-translator": ((Role.TRANSLATOR, "ne"),),
    "nepali-reviewer": ((Role.REVIEWER, "ne"),),
    "nobody-yet": (),
}
JOB = "11111111-1111-4111-8111-111111111111"
FIELDS = {
    "slug": SLUG, "version": "standard", "tag": "pl", "path": "title", "format_": "po",
    "name": "standard", "job_id": JOB, "code": "ABC", "plan_id": "0" * 32, "ending": "csv",
    "number": "1", "step": "describe", "kind": "leaflet",
}  # fmt: skip
QUERIES = ("", "?q=ZNAK&words=ZNAK&language=pl", "?language=ne&term=vitamin&done=x")


def test_every_address_of_staff_says_who_may_open_it() -> None:
    bare = [line for line in lines(service()) if line.for_staff and line.rule is None]
    assert [line.path for line in bare if not line.path.startswith(roles.OWN)] == []
    assert [line for line in lines(service()) if line.rule and not line.for_staff] == []


def test_the_document_says_what_the_routes_say() -> None:
    said = roles.DOCUMENT.read_text("utf-8")
    assert said == document(service()), "write it anew: python -m tests.web.roles"


@dataclass(frozen=True)
class Try:
    """One request of one person: what came of it, and which texts were asked for."""

    who: Actor | None
    line: Line
    address: str
    status: int
    body: str
    asked: tuple[str, ...]

    @property
    def lets_in(self) -> bool:
        rule = self.line.rule
        if self.who is None or rule is None:
            return False
        if rule.here:
            return any(self.who.can(role, "pl") for role in rule.roles)
        if rule.roles == EVERYBODY:
            return True
        return any(role in rule.roles for role, _ in self.who.grants)

    def __str__(self) -> str:
        name = self.who.name if self.who else "nobody"
        return f"{name}: {self.line.method} {self.address} → {self.status}"


def fill(database: Database) -> None:
    """Texts in work in Polish and Nepali, with what people typed, asked and were refused there."""
    factories.add_team(database)
    factories.bring_in(database)
    for name, grants in PEOPLE.items():
        factories.add_person(database, name, *grants)
    translator = factories.person(database, "translator")
    for tag, mark in MARKS.items():
        factories.translate(database, dict.fromkeys(factories.POLISH, f"{mark} słowa"), tag=tag)
        with database.writing() as session:
            desk = open_desk(session, SLUG, "standard", tag)
            unsaved.autosave(desk, translator, "summary", f"{mark} typed", 1)
            remarks.comment(desk, translator, "title", f"{mark} said")
    with database.writing() as session:
        session.add(
            Job(id=JOB, created_by=translator.id, state=JobState.DONE, planned=True, slug=SLUG)
        )
        session.flush()
        for tag, mark in MARKS.items():
            part = JobPart(
                job_id=JOB, slug=SLUG, reading_version="standard", language=tag, total=1, refused=1
            )
            session.add(part)
            session.flush()
            session.add(
                JobSegment(
                    part_id=part.id or 0, path="title", source_hash="x", reason=f"{mark} refused",
                    outcome=SegmentOutcome.REFUSED,
                )
            )  # fmt: skip


@pytest.fixture(scope="module")
def tried(copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Try]]:
    """Every address of staff, opened or posted to by everybody."""
    folder = tmp_path_factory.mktemp("roles")
    (folder / "keys").write_text(base64.b64encode(bytes(range(32))).decode())
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "DEMO": "1", "PRERENDER": "0", "WORKER": "0", "DATA": str(folder),
            "PLAN_RETENTION_DAYS": "30", "PLAN_KEYS": str(folder / "keys"),
        }.items():  # fmt: skip
            patch.setenv(f"BIRTHWORDS_{name}", value)
        settings.cache_clear()
        with (
            copies.copy("sqlite", "roles", fill, folder) as database,
            TestClient(create_app(database), follow_redirects=False) as client,
        ):
            yield list(_tries(database, client))
    settings.cache_clear()


def _tries(database: Database, client: TestClient) -> Iterator[Try]:
    app = client.app
    assert isinstance(app, FastAPI)
    uploads = _uploads(database)
    every = [line for line in lines(app) if line.for_staff and line.rule is not None]
    for name in (None, *PEOPLE):
        client.cookies.clear()
        who, csrf = _sign_in(database, client, name) if name else (None, "")
        for line in every:
            for address in _addresses(line):
                for data, file in _forms(line, csrf, uploads):
                    with texts_read(database) as asked:
                        page = _send(client, line.method, address, data, file)
                    status, body = page.status_code, _readable(page)
                    yield Try(who, line, address, status, body, tuple(asked))


def _sign_in(database: Database, client: TestClient, name: str) -> tuple[Actor, str]:
    token, csrf = factories.signed_in(database, f"{name}@x.test")
    client.cookies.set(SIGN_IN, token)
    return factories.person(database, name), csrf


def _uploads(database: Database) -> dict[str, bytes]:
    """Files that would show what stands beside their own words."""
    with database.reading() as session:
        data = {
            tag: translation_files.export(session, SLUG, "standard", tag, "xliff").decode()
            for tag in MARKS
        }
    found = {f"{tag}.xlf": data[tag].replace(mark, "Nowe").encode() for tag, mark in MARKS.items()}
    return {**found, "g.csv": b"English,Language,Words\nvitamin,pl,witamina\n"}


def _addresses(line: Line) -> list[str]:
    place = re.sub(r"{(\w+)(?::path)?}", lambda found: FIELDS[found[1]], line.path)
    if line.method != "GET":
        return [place]
    if line.path.endswith(".pdf") or line.path.endswith("/pages"):
        return [place]
    return [f"{place}{query}" for query in QUERIES]


def _forms(
    line: Line, csrf: str, uploads: dict[str, bytes]
) -> Iterator[tuple[dict[str, str], tuple[str, bytes] | None]]:
    data = {
        "csrf": csrf, "slug": SLUG, "version": "1", "tag": "pl", "language": "pl", "path": "title",
        "text": "Nowe", "why": "Because", "term": "vitamin", "words": "witamina", "string": "1",
        "strings": "1 title", "then": "notice", "question": "1", "minutes": "15",
    }  # fmt: skip
    if "import" not in line.path or line.method == "GET":
        yield data, None
        return
    for file in uploads.items():
        yield data, file
        yield {**data, "confirmed": "yes"}, file
        yield {**data, "evidence": "1"}, file


def _send(
    client: TestClient,
    method: str,
    address: str,
    data: dict[str, str],
    file: tuple[str, bytes] | None,
) -> httpx2.Response:
    if method == "GET":
        return client.get(address)
    return client.post(address, data=data, files={"file": file} if file else None)


def _readable(page: httpx2.Response) -> str:
    return page.text if "pdf" not in page.headers.get("content-type", "") else ""


def test_whom_the_table_refuses_is_refused_before_a_text_is_read(tried: list[Try]) -> None:
    refused = [each for each in tried if not each.lets_in]
    assert len({each.line for each in refused if each.who}) > 60
    for each in refused:
        assert each.status == (403 if each.who else 303), each
        assert each.asked == (), each


def test_whom_the_table_lets_in_is_shown_the_page(tried: list[Try]) -> None:
    shown = [each for each in tried if each.lets_in and each.line.method == "GET"]
    assert {each.line for each in shown} == {
        each.line for each in tried if each.line.method == "GET"
    }
    for each in shown:
        assert each.status in (200, 303, 404, 422), each


def test_h4_a_text_in_work_is_shown_to_who_may_read_its_language_alone(tried: list[Try]) -> None:
    seen: set[tuple[str, str]] = set()
    for each in tried:
        for tag, mark in MARKS.items():
            if mark in each.body:
                assert each.who is not None, each
                assert may_open(each.who, tag), each
                rule = each.line.rule
                assert rule, each
                assert rule.reads in (Reads.TEXT, Reads.TEXTS, Reads.JOBS), each
                seen.add((each.who.name, tag))
    everybody = {name.title() for name in ("an-admin", "an-author", "a-clinician")}
    assert seen == {
        *((name, tag) for name in everybody for tag in MARKS),
        *((f"Polish-{role}", "pl") for role in ("Translator", "Reviewer")),
        *((f"Nepali-{role}", "ne") for role in ("Translator", "Reviewer")),
    }
