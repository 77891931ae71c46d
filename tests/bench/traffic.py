"""A client that keeps a few connections busy, and a server process that it talks to."""

import os
import selectors
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.config import ROOT

CONNECTIONS = 4
PATIENCE = 30.0
"""Seconds that the last answers of a turn may take."""

_SERVER = """
import importlib, sys
module, _, function = sys.argv[1].partition(":")
app = getattr(importlib.import_module(module), function)()
try:
    from app.cli.listening import run
except ImportError:  # an earlier version
    from uvicorn import run
run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""


@contextmanager
def serving(
    factory: str, code: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """An app (`module:function`) behind the service's own server in a process of its own, perhaps
    of other code than this; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, factory, str(port)],
        cwd=code,
        env={**os.environ, "PYTHONPATH": str(code), **(environment or {})},
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address):  # noqa: S310  # our own
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer.")


def requests_per_second(
    port: int,
    path: str,
    seconds: float,
    form: str = "",
    connections: int = CONNECTIONS,
    cookie: str = "",
) -> float:
    """How many whole answers come in a second over connections that stay open; with a `form`, to
    POSTs of it. The last ones are waited for, so that the server has nothing left to do for this
    when something else is measured."""
    head = (
        f"{'POST' if form else 'GET'} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip"
    )
    if cookie:
        head += f"\r\nCookie: {cookie}"
    if form:
        head += (
            f"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}"
        )
    request = f"{head}\r\n\r\n{form}".encode()
    ready = selectors.DefaultSelector()
    for _ in range(connections):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.sendall(request)
        ready.register(connection, selectors.EVENT_READ, _Answer())
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        for key, _ in ready.select(1):
            answer: _Answer = key.data
            connection = key.fileobj  # type: ignore[assignment]
            if answer.takes(connection.recv(262_144)):
                done += 1
                connection.sendall(request)
    taken = time.perf_counter() - start
    _take_the_rest(ready)
    return done / taken


def _take_the_rest(ready: selectors.BaseSelector) -> None:
    """Read the answers that are still to come, and close their connections."""
    end = time.perf_counter() + PATIENCE
    while ready.get_map():
        for key, _ in ready.select(1):
            if key.data.takes(key.fileobj.recv(262_144)):  # type: ignore[union-attr]
                ready.unregister(key.fileobj)
                key.fileobj.close()  # type: ignore[union-attr]
        if time.perf_counter() > end:
            raise ConnectionError(f"{len(ready.get_map())} answers never came.")


def answered_per_second(
    port: int, path: str, seconds: float, connections: int, cookie: str = "", form: str = ""
) -> float:
    """The same of a service that may break under it: then none counts."""
    try:
        return requests_per_second(port, path, seconds, form, connections, cookie)
    except ConnectionError:
        return 0.0


class _Answer:
    """How much of one answer is still to come."""

    def __init__(self) -> None:
        self._head = b""
        self._left = -1

    def takes(self, data: bytes) -> bool:
        """Whether this was its last part."""
        if not data:
            raise ConnectionError("The server hung up.")
        if self._left < 0:
            self._head += data
            head, found, body = self._head.partition(b"\r\n\r\n")
            if not found:
                return False
            if not head.startswith(b"HTTP/1.1 200"):
                raise ConnectionError(head.decode(errors="replace")[:200])
            self._left = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            data = body
        self._left -= len(data)
        if self._left:
            return False
        self._head, self._left = b"", -1
        return True
