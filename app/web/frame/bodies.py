"""How much a request may send: what is too large is refused before it is read, or, where its length
is not said, as soon as it is more than its route takes.
"""

from dataclasses import dataclass

from fastapi import HTTPException, Request
from fastapi.params import Depends as Dependency
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ORDINARY = 64_000
"""Bytes of a form on which no route says otherwise, such as the one to sign in."""
LONG_TEXT = 300_000
"""A form that holds a long text, many ticks or a filled plan."""
_KEY = "birthwords.body"


class BodyTooLarge(HTTPException):
    """More was sent than the route takes; `most` is in bytes. No ExpectedError, since it may be
    raised while FastAPI reads a body: it takes every error but its own for a damaged one.
    """

    def __init__(self, most: int) -> None:
        size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} KB"
        super().__init__(
            413,
            f"At most {size} can be sent here. What you sent is larger, so it was not read. "
            "Go back, make it shorter and send it again.",
        )
        self.most = most


@dataclass
class _Body:
    """What is known of a request's body: its length if it said one, and how much was read."""

    declared: int | None
    most: int = ORDINARY
    taken: int = 0
    ended: bool = False

    def refuse(self) -> None:
        if max(self.declared or 0, self.taken) > self.most:
            raise BodyTooLarge(self.most)

    @property
    def lies_unread(self) -> bool:
        """Whether so much is still to come that it is better never to take it."""
        return not self.ended and (self.declared is None or self.declared > ORDINARY)


def allow(request: Request, most: int) -> None:
    """Let this request send up to `most` bytes; to be said before its body is read."""
    request.scope[_KEY].most = most


@dataclass(frozen=True)
class Takes:
    """Lets a route's form be as large as this."""

    most: int

    def __call__(self, request: Request) -> None:
        allow(request, self.most)


def takes(most: int) -> Dependency:
    """A dependency that lets a route take up to `most` bytes. Stands behind the one that asks for a
    role."""
    return Dependency(Takes(most))


class BodyLimit:
    """Counts what is read of each request, whoever reads it. What is refused or asked for by nobody
    is not taken in: the connection ends with the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = scope[_KEY] = _described(scope)

        async def counted() -> Message:
            body.refuse()
            message = await receive()
            body.taken += len(message.get("body", b""))
            body.ended = not message.get("more_body", False)
            body.refuse()
            return message

        async def ending(message: Message) -> None:
            if message["type"] == "http.response.start" and body.lies_unread:
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self.app(scope, counted, ending)


def _described(scope: Scope) -> _Body:
    headers = Headers(scope=scope)
    length = headers.get("content-length", "")
    if length.isascii() and length.isdecimal():
        return _Body(int(length))
    chunked = "transfer-encoding" in headers
    return _Body(None, ended=not chunked)
