"""The app that the measurement of cached prints talks to: the real one, and beside it a bare
Starlette route that returns the same bytes."""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.main import create_app


def app() -> ASGIApp:
    """`/bare.pdf` goes to the bare route; all else is Birthwords."""
    path = Path(os.environ["BENCH_PDF"])
    data: list[bytes] = []

    async def pdf(_request: Request) -> Response:
        if not data:
            data.append(path.read_bytes())
        return Response(data[0], media_type="application/pdf")

    bare, real = Starlette(routes=[Route("/bare.pdf", pdf, methods=["GET", "POST"])]), create_app()

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        chosen: ASGIApp = bare if scope.get("path") == "/bare.pdf" else real
        await chosen(scope, receive, send)

    return either
