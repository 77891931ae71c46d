"""Nothing is taken in that is larger than its route takes, or that no route asked for."""

from collections.abc import MutableMapping
from typing import Any

import pytest

from app.db import Database
from app.exchange.opening import MAX_BYTES
from app.web.frame.bodies import LONG_TEXT, ORDINARY
from tests.loops import run
from tests.web.visit import Visit

PIECE = 10_000


class Sender:
    """A browser that sends a body in pieces and counts how much of it was taken."""

    def __init__(
        self, visit: Visit, path: str, size: int, *, says: bool, kind: str = "text/plain"
    ) -> None:
        self.size = size
        self.taken = 0
        self.status = 0
        self.headers: dict[str, str] = {}
        self.text = ""
        cookies = "; ".join(f"{name}={value}" for name, value in visit.client.cookies.items())
        length = (b"content-length", str(size).encode())
        self.scope: dict[str, Any] = {
            "type": "http", "method": "POST", "path": path, "query_string": b"", "scheme": "http",
            "headers": [
                (b"host", b"testserver"),
                (b"content-type", kind.encode()),
                length if says else (b"transfer-encoding", b"chunked"),
                (b"cookie", cookies.encode()),
            ],
            "client": ("127.0.0.1", 1), "server": ("testserver", 80), "http_version": "1.1",
        }  # fmt: skip
        run(visit.client.app(self.scope, self._receive, self._send))  # type: ignore[arg-type]

    async def _receive(self) -> dict[str, Any]:
        piece = min(PIECE, self.size - self.taken)
        self.taken += piece
        return {"type": "http.request", "body": b"a" * piece, "more_body": self.taken < self.size}

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {k.decode().lower(): v.decode() for k, v in message["headers"]}
        else:
            self.text += message.get("body", b"").decode("utf-8", "replace")


FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def author(world: Database) -> Visit:
    return Visit(world, "author")


@pytest.mark.one_database
def test_what_says_that_it_is_too_large_is_refused_without_a_byte_of_it(author: Visit) -> None:
    for path, most, said in (
        ("/account/login", ORDINARY, "64 KB"),
        ("/account/logout", ORDINARY, "64 KB"),
        ("/workbench/feeling-sick/standard/pl/save", LONG_TEXT, "300 KB"),
        ("/library/bring-in", MAX_BYTES + 100_000, "10 MB"),
        ("/workbench/import", MAX_BYTES + 100_000, "10 MB"),
    ):
        sent = Sender(author, path, most + 1, says=True, kind=FORM)
        assert (sent.status, sent.taken, sent.headers["connection"]) == (413, 0, "close"), path
        assert f"At most {said} can be sent here." in sent.text
        assert "Go back, make it shorter and send it again." in sent.text
        assert "This is too large to be taken in" in sent.text


@pytest.mark.one_database
def test_what_does_not_say_its_length_is_taken_no_further_than_the_limit(author: Visit) -> None:
    sent = Sender(author, "/account/login", 1_000_000_000, says=False, kind=FORM)
    assert (sent.status, sent.headers["connection"]) == (413, "close")
    assert ORDINARY < sent.taken <= ORDINARY + PIECE
    several = "multipart/form-data; boundary=x"
    sent = Sender(author, "/library/bring-in", 1_000_000_000, says=False, kind=several)
    assert sent.status in (400, 413)
    assert sent.taken <= MAX_BYTES + 100_000 + PIECE


@pytest.mark.one_database
@pytest.mark.parametrize("says", [True, False])
@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        (None, "/workbench/import", 303),
        (None, "/workbench/feeling-sick/standard/pl/save", 303),
        (None, "/account/logout", 303),
        ("midwife", "/workbench/import", 403),
        ("midwife", "/workbench/import/take", 403),
        ("midwife", "/workbench/feeling-sick/standard/pl/save", 403),
        ("midwife", "/library/bring-in", 403),
        ("midwife", "/people/add", 403),
        ("translator", "/library/bring-in", 403),
        ("author", "/nowhere/at/all/or/else", 404),
        ("author", "/status/ABC", 405),
        ("author", "/api/v1/resources", 405),
    ],
)
def test_what_no_route_asked_for_or_nobody_may_send_is_not_read(
    world: Database, who: str | None, path: str, status: int, says: bool
) -> None:
    sent = Sender(Visit(world, who), path, 1_000_000, says=says, kind=FORM)
    assert (sent.status, sent.taken, sent.headers["connection"]) == (status, 0, "close")


@pytest.mark.one_database
def test_a_form_of_the_largest_size_still_gets_through(author: Visit) -> None:
    sent = Sender(author, "/account/login", ORDINARY, says=True, kind=FORM)
    assert (sent.status, sent.taken) == (403, ORDINARY)
    assert "connection" not in sent.headers


@pytest.mark.one_database
def test_a_plan_that_is_too_large_is_refused_in_its_reader_s_words(
    world: Database, demo_mode: None
) -> None:
    for says in (True, False):
        sent = Sender(Visit(world), "/pl/open", 1_000_000, says=says, kind=FORM)
        assert sent.status == 413
        assert "To za dużo na jeden plan." in sent.text
        assert sent.taken <= LONG_TEXT + PIECE


@pytest.mark.one_database
def test_a_program_is_told_in_json(world: Database) -> None:
    visit = Visit(world)
    for path, most in (("response", ORDINARY), ("code", 1_000_000)):
        path = f"/api/v1/resources/birth-plan/fhir/{path}"
        sent = Sender(visit, path, most + 1, says=True, kind="application/json")
        assert (sent.status, sent.taken) == (413, 0)
        assert sent.text.startswith('{"detail":"At most ')
