"""The server: uvicorn with connections that cannot keep it waiting, as many as the system has files
for, and a log that holds no more of a reader than the page.
"""

import asyncio
import contextlib
import errno
import gc
import logging
import resource
import sys
import time
from functools import partial
from socket import socket
from typing import Any, cast

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn import Config, Server

from app.cli.connections import Connection
from app.cli.room import TOLD_EVERY, Limits, Room

_ACCESS = logging.getLogger("uvicorn.access")
_ERRORS = logging.getLogger("uvicorn.error")

MOST_CONNECTIONS = 2000
"""However many files there are: each may hold some 100 kB of a request in memory."""
ACCEPTED_AT_ONCE = 8
"""The event loop accepts so many before it looks at any of them."""
KEPT_FILES = 256 + 4 * ACCEPTED_AT_ONCE
"""What is left to the database, prints, static files and workers, and to connections that were
turned away, or accepted or closed a moment ago, and are not counted."""
WAITING_TO_BE_ACCEPTED = 2048
MOST_HEADERS = 100
SECONDS_TO_STOP = 5


def run(app: ASGIApp, host: str, port: int, *, log_level: str = "info") -> None:
    """Serve until a signal ends it, raising SystemExit where the start fails."""
    # All that is loaded stays: to look through it for rubbish held every request up, 0.1 s a time.
    gc.collect()
    gc.freeze()
    room = Room(Limits(connections=allowed_connections()))
    server = Listening(app, host, port, room, log_level)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(3)


def allowed_connections() -> int:
    """How many connections there are files for, once this process may open as many as it is let
    to and can use."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + KEPT_FILES
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        with contextlib.suppress(OSError, ValueError):  # a system may allow fewer than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return connections_among(soft)


def connections_among(files: int) -> int:
    """How many of so many files may be connections."""
    return max(8, min(MOST_CONNECTIONS, files - min(KEPT_FILES, files * 5 // 8)))


class Listening(Server):
    """A server whose room is swept once a second."""

    def __init__(
        self, app: ASGIApp, host: str, port: int, room: Room, log_level: str = "info"
    ) -> None:
        config = Config(
            FewHeaders(app),
            host=host,
            port=port,
            log_level=log_level,
            server_header=False,
            http=cast(type[asyncio.Protocol], partial(Connection, room)),
            ws="none",
            backlog=ACCEPTED_AT_ONCE,
            timeout_graceful_shutdown=SECONDS_TO_STOP,
        )
        super().__init__(config)
        self.room = room
        self._rarely = Rarely()
        self._short = False
        self._loop: asyncio.AbstractEventLoop
        self._sweeping: asyncio.TimerHandle | None = None

    async def startup(self, sockets: list[socket] | None = None) -> None:
        _ACCESS.addFilter(without_query)
        _ERRORS.addFilter(self._rarely)
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._failed)
        self._listen()
        self._sweep()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            cast(Connection, connection).drop()
        if self._sweeping is not None:
            self._sweeping.cancel()
        _ERRORS.removeFilter(self._rarely)

    def _listen(self) -> None:
        """The number given to the event loop is both how many it accepts at once and how many the
        system keeps for it; the second may be large."""
        for server in self.servers:
            for each in server.sockets:
                with each.dup() as listener:
                    listener.listen(WAITING_TO_BE_ACCEPTED)

    def _accept_again(self) -> None:
        self._short = False
        self._listen()

    def _sweep(self) -> None:
        self._sweeping = self._loop.call_later(self.room.limits.sweep, self._sweep)
        self.room.sweep(self._loop.time())

    def _failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The event loop tries to accept again a second later; there must be a file then."""
        error = context.get("exception")
        if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
            if not self._short:  # it is said for each that could have been accepted at once
                self._short = True
                self.room.out_of_files(ACCEPTED_AT_ONCE)
                loop.call_later(1.5, self._accept_again)
        else:
            loop.default_exception_handler(context)


class FewHeaders:
    """Refuses a request with more headers than any browser or proxy sends: each is looked through
    again and again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and len(scope["headers"]) > MOST_HEADERS:
            headers = [(b"content-length", b"0"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 431, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        await self.app(scope, receive, send)


def without_query(record: logging.LogRecord) -> bool:
    """Keeps out of the log what was searched for, and where someone goes after signing in."""
    if isinstance(record.args, tuple) and len(record.args) == 5:
        client, method, path, version, status = record.args
        record.args = (client, method, str(path).partition("?")[0], version, status)
    return True


class Rarely(logging.Filter):
    """Lets a warning that anyone may provoke into the log once a minute, and no trace of an answer
    that was given up because the service stops."""

    PROVOKED = (
        "Invalid HTTP request received.",
        "Unsupported upgrade request.",
        "No supported Web",
    )

    def __init__(self) -> None:
        super().__init__()
        self._told = float("-inf")

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError):
            return False
        if not str(record.msg).startswith(self.PROVOKED):
            return True
        now = time.monotonic()
        if now - self._told < TOLD_EVERY:
            return False
        self._told = now
        return True
