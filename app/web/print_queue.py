"""Who waits for a print: a bounded number at once, in threads of their own, so that readers of
pages never stand behind them. How prints are drawn is in `app.jobs`.
"""

from collections.abc import AsyncIterator, Callable
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, FastAPI, Request
from starlette.responses import Response

from app.jobs import Printer
from app.render.pool import PoolBusy
from app.web.drawn import Later

THREADS = 64
"""More than there are places for: a thread here mostly waits for a worker."""


class PrintQueue:
    """The places of those who wait for a print, or have theirs drawn."""

    def __init__(self, printer: Printer) -> None:
        self.printer = printer
        self.taken = 0
        self._threads = CapacityLimiter(THREADS)

    def draw(self, rest: Callable[[Printer], Response]) -> Response:
        """The answer with a print in it, made in a thread of the queue's when it is sent."""

        async def run(work: Callable[[], Response]) -> Response:
            return await to_thread.run_sync(work, limiter=self._threads)

        return Later(lambda: rest(self.printer), run)


def install(app: FastAPI, printer: Printer) -> None:
    """From now on this printer draws what an app is asked for."""
    app.state.printer = printer
    app.state.prints = PrintQueue(printer)
    app.state.pdf_sizes = printer.sizes


async def in_queue(request: Request) -> AsyncIterator[PrintQueue]:
    """A place in the queue until the answer is sent; raises PoolBusy at once when none is free,
    before anything is read or worked out for a print that cannot be made soon."""
    queue: PrintQueue = request.app.state.prints
    if queue.taken and queue.taken >= queue.printer.pool.places:
        raise PoolBusy
    queue.taken += 1
    try:
        yield queue
    finally:
        queue.taken -= 1


Prints = Annotated[PrintQueue, Depends(in_queue)]
