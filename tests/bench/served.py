"""The app that measurements over HTTP talk to: the real one, and beside it a bare Starlette route
that returns the same bytes.
"""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.main import create_app

BARE = "/bare/"


def app() -> ASGIApp:
    """`/bare/NAME` returns the file of that name in the folder BENCH_BARE; all else is
    Birthwords. A name that ends in `.gz` is of a compressed page."""
    folder = Path(os.environ["BENCH_BARE"])
    data: dict[str, bytes] = {}

    async def bytes_of(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in data:
            data[name] = (folder / name).read_bytes()
        headers = {"Content-Encoding": "gzip"} if name.endswith(".gz") else None
        return Response(data[name], headers=headers, media_type="text/html")

    route = Route(f"{BARE}{{name}}", bytes_of, methods=["GET", "POST"])
    bare, real = Starlette(routes=[route]), create_app()

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        chosen: ASGIApp = bare if scope.get("path", "").startswith(BARE) else real
        await chosen(scope, receive, send)

    return either
