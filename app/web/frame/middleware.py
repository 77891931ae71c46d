"""What wraps every request: security headers, HEAD, a limit on what is sent, and compression where
it helps. Plain ASGI, since a cached print is answered faster than a wrapper of Starlette's would
take."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import settings
from app.resources import addresses
from app.resources.schema import READING_VERSIONS
from app.web.frame.cookies import is_https
from app.web.frame.given_out import HEAD

YEAR = 365 * 24 * 3600
_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action {forms}; frame-ancestors 'self'; "
    "img-src 'self' data:; object-src 'none'"
)
_HEADERS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_ANY = "[^/]+"
_FILLING = re.compile(
    "|".join(
        (
            *(f"{addresses.form(_ANY, _ANY, version)}(/.*)?" for version in READING_VERSIONS),
            addresses.opening(),
            addresses.opening(_ANY),
            "/leave",
        )
    )
)
"""Where a plan is filled in or opened, and so may be left at once."""
_COMPRESSED = ("application/pdf", *DEFAULT_EXCLUDED_CONTENT_TYPES)


class Gzip(GZipMiddleware):
    """Packs what is not packed yet."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, minimum_size=500, exclude_content_types=_COMPRESSED)


def security_headers(path: str) -> dict[str, str]:
    """What every answer of an address bears; the same for all addresses but those of plans that
    are filled in."""
    return dict(_headers(_FILLING.fullmatch(path) is not None, settings().leave_to, is_https()))


@lru_cache
def _headers(is_filling: bool, leave_to: str, https: bool) -> tuple[tuple[str, str], ...]:
    """The button that leaves a plan at once is a form, which may lead to this other site alone."""
    site = urlsplit(leave_to).netloc if is_filling else ""
    forms = f"'self' https://{site}" if site else "'self'"
    found = {"Content-Security-Policy": _POLICY.format(forms=forms), **_HEADERS}
    if https:
        found["Strict-Transport-Security"] = f"max-age={YEAR}"
    return tuple(found.items())


class SecurityHeaders:
    """Sets the headers on every answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wanted = security_headers(scope["path"])

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class HeadAsGet:
    """Answers HEAD as GET, which FastAPI alone refuses; the server leaves out the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET", HEAD: True}
        await self.app(scope, receive, send)
