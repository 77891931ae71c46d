"""The short way to a page that was drawn before: one query says how far the public records reach,
and a page that was drawn for that state is answered from memory, as it was packed. Every other
request goes on to the routes, which put what they draw here (`PublicPage`).

A page that many ask for at once is drawn once; the others wait for it.
"""

import asyncio
import gzip
import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache, partial
from typing import NamedTuple
from urllib.parse import parse_qsl

import brotli
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.caches import SharedCache
from app.languages import ENGLISH, languages
from app.resources import addresses
from app.resources.addresses import KINDS
from app.resources.review_date import today
from app.web.frame import busy
from app.web.frame.drawn import at_once
from app.web.frame.middleware import security_headers
from app.web.frame.shared_looks import SharedLooks
from app.workflow.editions.published import PublicState, public_state

HELD_BYTES = 64 * 1024 * 1024
"""How much of drawn pages is held, in all their packings."""
WAIT = 5.0
"""Seconds for which a request waits for the same page that another one draws."""
_KEY = "birthwords.page"


class PageAddress(NamedTuple):
    """What the address of a public page says: all that a reader can ask for."""

    path: str
    service: str | None
    version: str | None


class PageKey(NamedTuple):
    """What a page is made of beside its templates, which stand still while the service runs, and
    the prints of its edition. The day is a part of it because a text may be overdue tomorrow."""

    place: PageAddress
    state: PublicState
    day: date


class CachedPage:
    """A page as it is sent: its body plain and in each packing that was asked for. `stamp` names
    the edition whose prints the page tells the sizes of, and `prints` how many there were."""

    def __init__(self, media_type: str, body: bytes, stamp: str = "", prints: int = 0) -> None:
        self.stamp, self.prints = stamp, prints
        self.size = 2 * len(body)  # about what is held once it is packed
        self.tag = b'W/"' + hashlib.sha256(body).hexdigest()[:20].encode() + b'"'
        self._body = body
        self._unchanged = [(b"etag", self.tag), (b"cache-control", b"no-cache")]
        self._unchanged.append((b"vary", b"Accept-Encoding"))
        self._head = [(b"content-type", media_type.encode()), *self._unchanged]
        self._answers: dict[str, CachedAnswer] = {}

    def answer(self, how: str) -> "CachedAnswer":
        """The page in a packing; each is made once."""
        found = self._answers.get(how)
        if found is None:
            body = _PACKINGS[how](self._body)
            packed = [(b"content-encoding", how.encode())] if how else []
            length = (b"content-length", str(len(body)).encode())
            found = self._answers[how] = CachedAnswer(200, (*self._head, *packed, length), body)
        return found

    @property
    def unchanged(self) -> "CachedAnswer":
        """That a browser has the page already."""
        return CachedAnswer(304, tuple(self._unchanged), b"")


class CachedAnswer(NamedTuple):
    """What goes over the wire, but for the headers that every answer has."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


_PACKINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=6),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
    "": lambda body: body,
}


class PageStore(SharedCache[PageKey, CachedPage]):
    """Drawn pages by what they are made of, so many bytes of them."""

    def __init__(self, most: int = HELD_BYTES) -> None:
        super().__init__(most, lambda page: page.size)


class CachedPages:
    """Answers with a page that was drawn for the very state in which the records are now."""

    def __init__(self, app: ASGIApp, service: FastAPI) -> None:
        self.app = app
        self.service = service
        self.pages = PageStore()
        self._drawing: dict[PageKey, asyncio.Event] = {}
        self._always = tuple(
            (name.lower().encode(), value.encode()) for name, value in security_headers("/").items()
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = None
        if scope["type"] == "http" and scope["method"] == "GET":
            place = place_of(scope["path"], scope["query_string"])
        if place is None:
            await self.app(scope, receive, send)
            return
        try:
            key = PageKey(place, await self._state(), today())
        except Exception as error:
            if (told := busy.outage(place.path, error)) is None:
                raise
            await told(scope, receive, send)
            return
        page = self._current(key)
        if page is None and (drawing := self._drawing.get(key)) is not None:
            await _wait_for(drawing)
            page = self._current(key)
        if page is not None:
            await _send(page, scope, send, self._always)
            return
        await self._draw(key, scope, receive, send)

    async def _state(self) -> PublicState:
        """A database in a file answers at once; one over the network must not hold up others."""
        database = self.service.state.database
        if database.is_local:
            return public_state(database)
        looks: SharedLooks = self.service.state.looks
        return await looks.state(partial(public_state, database))

    def _current(self, key: PageKey) -> CachedPage | None:
        page = self.pages.get(key)
        if page is None or page.prints == self.prints_of(page.stamp):
            return page
        return None

    def prints_of(self, stamp: str) -> int:
        """How many prints of an edition there are, whose sizes its page tells."""
        printer = getattr(self.service.state, "printer", None)
        return printer.drawn(stamp) if stamp and printer is not None else 0

    async def _draw(self, key: PageKey, scope: Scope, receive: Receive, send: Send) -> None:
        mine = None
        if key not in self._drawing:
            mine = self._drawing[key] = asyncio.Event()
        scope[_KEY] = (self, key, mine)
        try:
            await self.app(scope, receive, send)
        finally:
            if mine is not None:
                mine.set()
                del self._drawing[key]


async def _wait_for(drawing: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(drawing.wait(), WAIT)
    except TimeoutError:
        return


class PublicPage(Response):
    """A page for everybody, which is drawn in a thread when it is sent, and held for the next
    reader. `stamp` is that of its edition (`EditionView.stamp`) where it tells the sizes of its
    prints."""

    def __init__(
        self,
        draw: Callable[[], str | bytes],
        media_type: str = "text/html; charset=utf-8",
        stamp: str = "",
    ) -> None:
        super().__init__()
        self._make = draw
        self._media_type = media_type
        self._stamp = stamp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        store, key, mine = scope.get(_KEY) or (None, None, None)
        prints = store.prints_of(self._stamp) if store else 0
        page = await run_in_threadpool(self._page, prints, _wanted(scope))
        if store is not None:
            store.pages.put(key, page)
            if mine is not None:
                mine.set()
        await _send(page, scope, send)
        if self.background is not None:
            await self.background()

    def _page(self, prints: int, how: str) -> CachedPage:
        drawn = at_once(self._make)
        body = drawn if isinstance(drawn, bytes) else drawn.encode()
        page = CachedPage(self._media_type, body, self._stamp, prints)
        page.answer(how)
        return page


Headers = tuple[tuple[bytes, bytes], ...]


async def _send(page: CachedPage, scope: Scope, send: Send, more: Headers = ()) -> None:
    known = (value for name, value in scope["headers"] if name == b"if-none-match")
    found = page.unchanged if page.tag in next(known, b"") else page.answer(_wanted(scope))
    headers = [*found.headers, *more]
    await send({"type": "http.response.start", "status": found.status, "headers": headers})
    await send({"type": "http.response.body", "body": found.body})


def _wanted(scope: Scope) -> str:
    """The packing in which a browser wants its answer."""
    return packing(next((v for name, v in scope["headers"] if name == b"accept-encoding"), b""))


@lru_cache(maxsize=200)
def packing(accepted: bytes) -> str:
    """The best packing of an Accept-Encoding header: Brotli, gzip or none."""
    offers = {}
    for offer in accepted.decode("latin-1").lower().split(","):
        name, _, quality = offer.partition(";")
        offers[name.strip()] = quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((how for how in ("br", "gzip") if offers.get(how, False)), "")


_LONGEST = 300
"""Letters of an address and its query; no page of ours has more."""


def place_of(path: str, query: bytes) -> PageAddress | None:
    """Which public page an address asks for; None where it is none, or the routes are to say what
    is wrong with it."""
    return _place_of(path, query) if len(path) + len(query) <= _LONGEST else None


@lru_cache(maxsize=4_000)
def _place_of(path: str, query: bytes) -> PageAddress | None:
    """What else is asked makes no difference to the page, and so is left out: else whoever made up
    values would have it drawn again for each, and push out the pages of all others."""
    name = _asked_by(path)
    if name is None:
        return None
    asked = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True)).get(name)
    return PageAddress(
        path, asked if name == "service" else None, asked if name == "version" else None
    )


def _asked_by(path: str) -> str | None:
    """What a page takes beside its path, if anything; None where it is no public page."""
    match path[1:].split("/"):
        case [""] | ["status", _]:
            return "service"
        case ["new.atom"]:
            return ""
        case ["api", "v1", "resources", *rest]:
            return None if len(rest) > 3 else "version" if len(rest) > 1 else ""
        case [tag, "" | addresses.WORRIED]:
            return "service" if tag in _tags() else None
        case [tag, folder, slug] | [tag, folder, slug, addresses.EASY_READ]:
            found = tag in _tags() and folder in KINDS and not slug.endswith(".pdf")
            return "service" if found else None
    return None


@cache
def _tags() -> frozenset[str]:
    return frozenset(language.tag for language in (ENGLISH, *languages()))
