"""Answers that are made when they are sent: by then the route has given its connection to the
database back, so that nobody waits for one while a page or a print is drawn.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from app.render.templating import AT_ONCE

T = TypeVar("T")


class Drawn(HTMLResponse):
    """A page whose template is rendered in a thread when it is sent. Headers and cookies may be
    set before; what it is drawn from must not ask the database any more."""

    def __init__(
        self,
        draw: Callable[[], str],
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__("", status, headers)
        self._draw = draw
        self._is_drawn = False

    def drawn(self) -> "Drawn":
        """The same, drawn by the thread that asks, which spares handing it to another. The route
        must have given its connection back."""
        self._take(at_once(self._draw))
        return self

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_drawn:
            self._take(await run_in_threadpool(at_once, self._draw))
        await super().__call__(scope, receive, send)

    def _take(self, text: str) -> None:
        self.body, self._is_drawn = self.render(text), True
        self.headers["Content-Length"] = str(len(self.body))


def at_once(draw: Callable[[], T]) -> T:
    """Draw when one of the places for it is free."""
    with AT_ONCE:
        return draw()


class Later(Response):
    """The rest of a route, which may take long and gives the answer, in the threads of `run`."""

    def __init__(
        self,
        rest: Callable[[], Response],
        run: Callable[[Callable[[], Response]], Awaitable[Response]] = run_in_threadpool,
    ) -> None:
        super().__init__()
        self._rest = rest
        self._run = run

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._run(self._rest)
        answer.background = answer.background or self.background
        await answer(scope, receive, send)
