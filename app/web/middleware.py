"""What wraps every request: security headers, HEAD, a limit on what is sent, and compression where
it helps. Plain ASGI, since a cached print is answered faster than a wrapper of Starlette's would
take."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import settings

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; "
        "img-src 'self' data:; object-src 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_COMPRESSED = ("application/pdf", *DEFAULT_EXCLUDED_CONTENT_TYPES)


class Gzip(GZipMiddleware):
    """Packs what is not packed yet."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, minimum_size=500, exclude_content_types=_COMPRESSED)


def security_headers() -> dict[str, str]:
    """What every answer says that does not say it itself."""
    return {**SECURITY_HEADERS, **_leaving()}


def _leaving() -> dict[str, str]:
    """The button that leaves a plan at once is a form, which may lead to this other site alone."""
    site = urlsplit(settings().leave_to)
    if not site.netloc:
        return {}
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    allowed = policy.replace("form-action 'self'", f"form-action 'self' https://{site.netloc}")
    return {"Content-Security-Policy": allowed}


class SecurityHeaders:
    """Sets the headers on every answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class HeadAsGet:
    """Answers HEAD as GET, which FastAPI alone refuses; the server leaves out the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self.app(scope, receive, send)
