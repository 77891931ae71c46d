"""The short way to a PDF that was drawn before: one query says whether its edition still stands,
and the bytes come from the cache. Every other request goes on to `pdfs`.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.resources import addresses
from app.resources.addresses import KINDS
from app.web.frame import busy
from app.web.frame.downloads import reader_pdf
from app.web.frame.given_out import note_print
from app.workflow.editions import published

_SIZE = re.compile("[0-9]{1,4}")


class PdfAddress(NamedTuple):
    """What the address of a PDF says."""

    tag: str
    kind: str
    slug: str
    version: str
    name: str
    service: str | None
    size: int | None


class CachedPdfs:
    """Answers with a cached PDF while its edition is current; asked anew at each request, so that a
    withdrawal counts at once."""

    def __init__(self, app: ASGIApp, service: FastAPI) -> None:
        self.app = app
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = None
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"][-4:] == ".pdf":
            asked = asked_for(scope["path"], scope["query_string"])
            if asked is not None:
                answer = await self._answer(asked, scope)
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, asked: PdfAddress, scope: Scope) -> Response | None:
        """A database in a file answers at once; one over the network must not hold up others."""
        path = scope["path"]
        try:
            if self.service.state.database.is_local:
                return self._cached(asked, scope)
            if busy.is_full():
                return busy.refusal(path)
            return await run_in_threadpool(self._cached, asked, scope)
        except Exception as error:
            if (told := busy.outage(path, error)) is None:
                raise
            return told

    def _cached(self, asked: PdfAddress, scope: Scope) -> Response | None:
        database = self.service.state.database
        live = published.live_edition(database, asked.slug, asked.version, asked.tag)
        if live is None or live.kind != asked.kind:
            return None
        printer = self.service.state.printer
        data = printer.cached(live.stamp, asked.name, asked.service, asked.size)
        if data is None:
            return None
        note_print(self.service, scope, live.code, asked.name)
        return reader_pdf(data, asked.slug, asked.tag, asked.name)


@lru_cache(maxsize=2_000)
def asked_for(path: str, query: bytes) -> PdfAddress | None:
    """What an address asks for; None leaves it to the routes, which say what is wrong with it."""
    match path[1:-4].split("/"):
        case [tag, folder, slug, addresses.EASY_READ, name] if name != "easy_read":
            version = "easy_read"
        case [tag, folder, slug, name]:
            version = "easy_read" if name == "easy_read" else "standard"
        case _:
            return None
    said = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    size = said.get("size")
    if folder not in KINDS or (size is not None and not _SIZE.fullmatch(size)):
        return None
    points = None if size is None else int(size)
    return PdfAddress(tag, KINDS[folder], slug, version, name, said.get("service"), points)
