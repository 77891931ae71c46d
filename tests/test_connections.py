"""Connections that are half-open, slow or too many do not keep the service from answering. The
clock is given to the room by the tests, so that none of them waits."""

import asyncio
import http.client
import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from app.cli.listening import MOST_CONNECTIONS, MOST_HEADERS, Listening, connections_among
from app.cli.room import LINGERING, ConnectionPace, Limits, Room, Stage
from app.config import ROOT
from tests.demonstration import Demonstration
from tests.flood import flooding

LIMITS = Limits(connections=4, sweep=3600)
PATIENCE = 30
GET = b"GET /short HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n"
BIG = 30_000_000


class Served:
    """A small app behind the service's own server, in a thread; `gate` holds up /wait."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.room = Room(LIMITS)
        self.lines: list[str] = []
        routes = [
            Route("/short", lambda _: PlainTextResponse("short")),
            Route("/big", lambda _: Response(b"x" * BIG)),
            Route("/wait", self._wait, methods=["GET", "POST"]),
            Route("/never", _never),
            Route("/echo", _echo, methods=["POST"]),
        ]
        self.server = Listening(Starlette(routes=routes), "127.0.0.1", 0, self.room)
        self.thread = threading.Thread(target=self.server.run)

    def _wait(self, _: Request) -> Response:
        self.gate.wait(PATIENCE)
        return PlainTextResponse("waited")

    @property
    def port(self) -> int:
        return int(self.server.servers[0].sockets[0].getsockname()[1])

    def connect(self, sent: bytes = b"") -> socket.socket:
        """A connection that the server knows of."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        connection.sendall(sent)
        return connection

    def at(self, seconds: float) -> None:
        """Let the room look at its connections as if so many seconds had passed."""
        done: Future[None] = Future()

        def sweep() -> None:
            self.room.sweep(asyncio.get_running_loop().time() + seconds)
            done.set_result(None)

        self.server._loop.call_soon_threadsafe(sweep)
        done.result(PATIENCE)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for the server's thread to come to where something holds."""
        for _ in range(PATIENCE * 100):
            if holds():
                return
            threading.Event().wait(0.01)
        raise TimeoutError

    def holds(self, stage: Stage, count: int) -> None:
        self.until(lambda: self.room.count(stage) == count)


async def _never(_: Request) -> Response:
    await asyncio.Event().wait()
    return Response()


async def _echo(request: Request) -> Response:
    return Response(await request.body())


@pytest.fixture
def served() -> Iterator[Served]:
    served = Served()
    heard = Heard(served.lines)
    loggers = [logging.getLogger(name) for name in ("uvicorn.error", "uvicorn.access", "asyncio")]
    for logger in loggers:
        logger.addHandler(heard)
    served.thread.start()
    served.until(lambda: served.server.started)
    yield served
    served.gate.set()
    served.server.should_exit = True
    served.thread.join(PATIENCE)
    for logger in loggers:
        logger.removeHandler(heard)
    assert not served.thread.is_alive()


class Heard(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def answer(connection: socket.socket) -> bytes:
    """All that comes until the other side hangs up."""
    got = b""
    try:
        while data := connection.recv(65_536):
            got += data
    except ConnectionResetError:
        pass
    return got


def answered(connection: socket.socket, sent: bytes = GET) -> str:
    """What one whole request gets over a connection that stays open."""
    connection.sendall(sent)
    reply = http.client.HTTPResponse(connection)
    reply.begin()
    return f"{reply.status} {reply.read().decode()}"


@pytest.mark.parametrize("sent", [b"", b"GET /sho", b"GET /short HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_half_a_head_is_waited_for_ten_seconds(served: Served, sent: bytes) -> None:
    with served.connect(sent) as late, served.connect(sent) as in_time:
        served.holds(Stage.WAITING, 2)
        served.at(9)
        if sent:
            assert answered(
                in_time, GET.removeprefix(sent) if GET.startswith(sent) else b"\r\n\r\n"
            )
        else:
            assert answered(in_time) == "200 short"
        served.at(11)
        assert answer(late) == b""


def test_bytes_that_drip_in_do_not_lengthen_the_wait_for_a_head(served: Served) -> None:
    with served.connect(b"GET /short HTTP/1.1\r\n") as slow:
        served.holds(Stage.WAITING, 1)
        began = next(iter(served.room._in[Stage.WAITING]))
        since = began._head_since  # type: ignore[attr-defined]
        slow.sendall(b"X")
        with served.connect() as other:
            assert answered(other) == "200 short"  # what was sent before it was read too
        assert began._head_since == since  # type: ignore[attr-defined]


def test_half_a_head_on_a_connection_that_was_answered_before_is_closed_too(served: Served) -> None:
    with served.connect() as kept:
        assert answered(kept) == "200 short"
        kept.sendall(b"GET /sho")
        served.until(lambda: not served.room.count(Stage.BUSY))
        with served.connect() as other:
            assert answered(other) == "200 short"
        served.at(11)
        assert answer(kept) == b""


def test_a_body_without_a_byte_for_twenty_seconds_is_given_up(served: Served) -> None:
    with served.connect(POST + b"half") as late, served.connect(POST + b"half") as in_time:
        served.holds(Stage.WAITING, 2)
        served.at(19)
        assert answered(in_time, b"-whole") == "200 half-whole"
        served.at(21)
        assert answer(late) == b""


def test_a_body_that_nobody_reads_is_given_up_after_its_answer_too(served: Served) -> None:
    with served.connect(POST.replace(b"/echo", b"/none") + b"half") as late:
        served.until(lambda: any("404" in line for line in served.lines))
        served.at(21)
        assert answer(late).startswith(b"HTTP/1.1 404")


def test_a_pace_below_the_floor_is_too_slow_however_steady() -> None:
    dripping, steady = ConnectionPace(0.0), ConnectionPace(0.0)
    for second in range(1, 31):
        dripping.add(1, second)
        steady.add(600, second)
    assert dripping.too_slow(30, LIMITS)
    assert not steady.too_slow(30, LIMITS)
    assert steady.too_slow(51, LIMITS)


def test_an_answer_that_nobody_takes_is_given_up(served: Served) -> None:
    with served.connect(GET.replace(b"/short", b"/big")) as late:
        served.until(lambda: any("/big" in line for line in served.lines))
        served.at(1)
        served.at(22)
        assert len(answer(late)) < BIG


def test_an_answer_that_is_taken_slowly_is_not_cut(served: Served) -> None:
    with served.connect(GET.replace(b"/short", b"/big")) as slow:
        served.until(lambda: any("/big" in line for line in served.lines))
        served.at(1)
        (held,) = served.room._in[Stage.BUSY]
        buffered = held.transport.get_write_buffer_size  # type: ignore[attr-defined]
        unsent = buffered()
        took = 0
        while took < 10_000_000:
            took += len(slow.recv(65_536))
        served.until(lambda: buffered() < unsent)
        served.at(15)
        served.at(30)
        slow.sendall(GET.replace(b"Host", b"Connection: close\r\nHost"))
        assert took + len(answer(slow)) > BIG


def test_a_newcomer_takes_the_place_of_whoever_sent_nothing_for_longest(served: Served) -> None:
    silent = []
    for count in range(1, 5):
        silent.append(served.connect())
        served.holds(Stage.WAITING, count)
    with served.connect() as reader:
        assert answered(reader) == "200 short"
        assert answer(silent[0]) == b""
        assert answered(silent[1]) == "200 short"
    for each in silent:
        each.close()


def test_whoever_is_being_answered_is_not_closed_for_a_newcomer(served: Served) -> None:
    waits = GET.replace(b"/short", b"/wait")
    with served.connect(waits) as busy:
        served.holds(Stage.BUSY, 1)
        others = [served.connect() for _ in range(12)]
        served.holds(Stage.WAITING, 3)
        served.gate.set()
        assert answered(busy, b"") == "200 waited"
        for each in others:
            each.close()


def test_where_all_are_being_answered_a_newcomer_is_told_to_come_again(served: Served) -> None:
    busy = [served.connect(GET.replace(b"/short", b"/wait")) for _ in range(4)]
    served.holds(Stage.BUSY, 4)
    with served.connect(GET) as newcomer:
        told = answer(newcomer)
    assert told.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nretry-after: 5\r\n" in told
    head, _, body = told.partition(b"\r\n\r\n")
    assert b"content-length: %d\r\n" % len(body) in head
    served.gate.set()
    assert [answered(each, b"") for each in busy] == ["200 waited"] * 4
    with served.connect() as later:
        assert answered(later) == "200 short"
    for each in busy:
        each.close()


def test_an_answer_that_is_not_taken_makes_room_for_a_newcomer(served: Served) -> None:
    greedy = [served.connect(GET.replace(b"/short", b"/big")) for _ in range(4)]
    served.until(lambda: sum("/big" in line for line in served.lines) == 4)
    served.at(1)
    served.at(7)
    with served.connect() as reader:
        assert answered(reader) == "200 short"
    for each in greedy:
        each.close()


@dataclass(eq=False)
class Someone:
    stage: Stage | None = None
    dropped: bool = False
    told: bool = False
    asked: list[float] = field(default_factory=list)

    def overdue(self, now: float) -> bool:
        return False

    def drop(self) -> None:
        self.dropped = True

    def turn_away(self) -> None:
        self.told = True


@given(st.lists(st.sampled_from(["come", *Stage, "leave"]), max_size=400))
def test_a_room_holds_no_more_than_its_limit_and_cuts_no_answer(
    happenings: list[str | Stage],
) -> None:
    room, inside = Room(LIMITS), list[Someone]()
    for number, happening in enumerate(happenings):
        if happening == "come":
            before = {each: each.stage for each in inside}
            inside.append(Someone())
            room.admit(inside[-1])
            gone = [each for each in before if each.dropped]
            assert all(before[each] in (Stage.WAITING, Stage.STUCK) for each in gone)
            assert inside[-1].stage is not Stage.LEAVING or not gone
        elif inside and happening == "leave":
            room.leave(inside[number % len(inside)])
        elif inside and isinstance(happening, Stage) and happening is not Stage.LEAVING:
            room.move(inside[number % len(inside)], happening)
        inside = [each for each in inside if each.stage is not None]
        assert room.count(Stage.WAITING, Stage.BUSY, Stage.STUCK) <= LIMITS.connections
        assert room.count(Stage.LEAVING) <= LINGERING
        assert room.count() == len(inside)


def test_a_head_that_is_too_long_is_refused_even_if_it_comes_at_once(served: Served) -> None:
    long = GET.replace(b"Host", b"X-Long: " + b"a" * 60_000 + b"\r\nHost")
    with served.connect(long) as connection:
        assert answer(connection).startswith((b"HTTP/1.1 400", b"HTTP/1.1 431"))


def test_more_headers_than_anyone_sends_are_refused(served: Served) -> None:
    many = b"".join(b"X-%d: a\r\n" % number for number in range(MOST_HEADERS))
    with served.connect() as connection:
        assert answered(connection, GET.replace(b"Host", many + b"Host")) == "431 "


def test_requests_that_are_sent_ahead_are_answered_in_turn(served: Served) -> None:
    with served.connect(GET * 3 + GET.replace(b"Host", b"Connection: close\r\nHost")) as ahead:
        assert answer(ahead).count(b"HTTP/1.1 200 OK") == 4


def test_more_requests_ahead_than_are_kept_end_the_connection(served: Served) -> None:
    with served.connect(GET.replace(b"/short", b"/wait")) as ahead:
        served.holds(Stage.BUSY, 1)
        ahead.sendall(GET * 2000)
        assert answer(ahead) == b""


def test_a_damaged_body_ends_the_connection_without_a_trace(served: Served) -> None:
    head = b"POST /wait HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    with served.connect(head) as damaged:
        served.holds(Stage.WAITING, 1)
        damaged.sendall(b"no number\r\n")
        assert answer(damaged)[:12] in (b"", b"HTTP/1.1 400")
    assert not any("Traceback" in line for line in served.lines)


def test_stopping_does_not_wait_for_connections_that_send_or_take_nothing(served: Served) -> None:
    with served.connect() as kept, served.connect(POST + b"half") as half:
        assert answered(kept) == "200 short"
        with served.connect(GET.replace(b"/short", b"/big")) as greedy, served.connect() as silent:
            served.until(lambda: any("/big" in line for line in served.lines))
            served.at(1)
            served.at(7)
            served.server.should_exit = True
            served.thread.join(PATIENCE)
            assert not served.thread.is_alive()
            for each in (kept, half, greedy, silent):
                assert len(answer(each)) < BIG


def test_an_answer_that_is_given_up_for_a_stop_leaves_no_trace(served: Served) -> None:
    with served.connect(GET.replace(b"/short", b"/never")) as endless:
        served.holds(Stage.BUSY, 1)
        served.server.should_exit = True
        served.thread.join(PATIENCE)
        assert not served.thread.is_alive()
        assert b" 200 " not in answer(endless)
    assert any("Cancel 1 running task" in line for line in served.lines)
    assert not any("Traceback" in line for line in served.lines)


def test_what_is_asked_for_after_the_page_is_not_in_the_log(served: Served) -> None:
    with served.connect() as reader:
        assert answered(reader, GET.replace(b"/short", b"/short?q=somebody")) == "200 short"
    (line,) = (line for line in served.lines if "GET" in line)
    assert "/short" in line
    assert "somebody" not in line


def test_a_flood_is_one_line_in_the_log(served: Served) -> None:
    for _ in range(40):
        with served.connect(b"no request\r\n\r\n") as connection:
            assert answer(connection).startswith(b"HTTP/1.1 400")
    silent = [served.connect() for _ in range(40)]
    served.until(lambda: served.room._closed == 36)
    served.at(0)
    served.at(30)
    assert sum("Invalid HTTP request" in line for line in served.lines) == 1
    assert sum("Too many connections" in line for line in served.lines) == 1
    assert any("36 that had sent no whole request" in line for line in served.lines)
    for each in silent:
        each.close()


def test_connections_leave_files_for_everything_else() -> None:
    assert connections_among(1024) == 736
    assert connections_among(256) == 96
    assert connections_among(1_000_000) == MOST_CONNECTIONS
    numbers = [connections_among(files) for files in range(64, 4096)]
    assert all(fewer <= more for fewer, more in pairwise(numbers))


SMALL = """
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from app.cli.listening import Listening
from app.cli.room import Limits, Room
app = Starlette(routes=[Route("/healthz", lambda _: PlainTextResponse("ok"))])
Listening(app, "127.0.0.1", {port}, Room(Limits(connections=10_000))).run()
"""


@contextmanager
def process(files: int, *command: str, port: int, log: Path, **said: str) -> Iterator[None]:
    """A server that may open so many files."""
    limited = ["sh", "-c", f'ulimit -n {files}; exec "$@"', "sh", sys.executable, *command]
    with log.open("w") as lines:
        server = subprocess.Popen(
            limited, cwd=ROOT, stdout=lines, stderr=lines, env={**os.environ, **said}
        )
    try:
        for _ in range(PATIENCE * 10):
            try:
                page(port, "/healthz")
                break
            except OSError:
                threading.Event().wait(0.1)
        yield
    finally:
        server.terminate()
        server.wait(PATIENCE)


def page(port: int, path: str) -> int:
    """The status that a reader gets."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        reply = connection.getresponse()
        reply.read()
        return reply.status
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_where_no_file_is_left_room_is_made_and_the_log_says_so_once(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    with (
        process(128, "-c", SMALL.format(port=port), port=port, log=log),
        flooding(port, 200, "/healthz") as flood,
    ):
        for _ in range(5):
            assert page(port, "/healthz") == 200
        flood.wait(5)
        assert page(port, "/healthz") == 200
    said = log.read_text()
    assert said.count("no file was left for another") == 1
    assert "Traceback" not in said


def test_h20_readers_are_answered_while_half_open_connections_outnumber_files(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    demonstration.copy_to(tmp_path)
    port, log = free_port(), tmp_path / "log"
    command = ("-c", "from app.cli import main; main()", "serve", "--demo", "--port", str(port))
    settings = {"BIRTHWORDS_DATA": str(tmp_path), "BIRTHWORDS_PRERENDER": "0"}
    with (
        process(256, *command, port=port, log=log, BIRTHWORDS_WORKER="0", **settings),
        flooding(port, 400, "/static/css/staff.css") as flood,
    ):
        seen = [page(port, "/pl/leaflets/babys-movements") for _ in range(10)]
        flood.wait(10)
        seen += [page(port, "/pl/leaflets/babys-movements") for _ in range(10)]
        assert flood.closed > 0
    assert set(seen) == {200}
    assert "Traceback" not in log.read_text()
