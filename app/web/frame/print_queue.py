"""Who waits for a print: a bounded number at once, in threads of their own, so that readers of
pages never stand behind them. How prints are drawn is in `app.jobs`.
"""

from collections.abc import AsyncIterator, Callable
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, FastAPI, Request
from starlette.responses import Response

from app.errors import ExpectedError
from app.jobs.printing.printer import Printer
from app.render.pool import PoolBusy
from app.render.print_errors import CannotPrint, Unprintable
from app.web.frame.downloads import pdf
from app.web.frame.drawn import Later


class DraftUnprinted(ExpectedError):
    """A text in work cannot be printed as it stands; the message says why and the mend."""

    status = 422


THREADS = 64
"""More than there are places for: a thread here mostly waits for a worker."""


class PrintQueue:
    """The places of those who wait for a print, or have theirs drawn."""

    def __init__(self, printer: Printer) -> None:
        self.printer = printer
        self.taken = 0
        self.threads = CapacityLimiter(THREADS)

    def refuse_when_full(self) -> None:
        if self.taken and self.taken >= self.printer.pool.places:
            raise PoolBusy


class QueuePlace:
    """One place, until its print is drawn: whoever takes the answer slowly keeps nobody out."""

    def __init__(self, queue: PrintQueue) -> None:
        queue.refuse_when_full()
        queue.taken += 1
        self._queue = queue
        self._is_held = True

    def draw(self, rest: Callable[[Printer], Response]) -> Response:
        """The answer with a print in it, made in a thread of the queue's when it is sent."""

        async def run(work: Callable[[], Response]) -> Response:
            try:
                return await to_thread.run_sync(work, limiter=self._queue.threads)
            finally:
                self.give_back()

        return Later(lambda: rest(self._queue.printer), run)

    def draw_pdf(self, drawn: Callable[[Printer], bytes], file: str) -> Response:
        """A PDF for who works on its text, under this file name and kept by nobody; what cannot be
        printed is said, since they can mend it."""

        def answer(printer: Printer) -> Response:
            try:
                data = drawn(printer)
            except (Unprintable, CannotPrint) as error:
                raise DraftUnprinted(str(error)) from None
            return pdf(data, file, "no-store")

        return self.draw(answer)

    def give_back(self) -> None:
        if self._is_held:
            self._is_held = False
            self._queue.taken -= 1


def install(app: FastAPI, printer: Printer) -> None:
    """From now on this printer draws what an app is asked for."""
    app.state.printer = printer
    app.state.prints = PrintQueue(printer)
    app.state.pdf_sizes = printer.sizes


async def a_place_is_free(request: Request) -> None:
    """Raises PoolBusy before a form is read for a print that cannot be made soon."""
    queue: PrintQueue | None = getattr(request.app.state, "prints", None)
    if queue is not None:  # without a printer the route says what it says
        queue.refuse_when_full()


async def in_queue(request: Request) -> AsyncIterator[QueuePlace]:
    """A place in the queue; raises PoolBusy at once when none is free. Stands behind the form: who
    sends one slowly, or never to its end, would take a place from those who have sent theirs."""
    place = QueuePlace(request.app.state.prints)
    try:
        yield place
    finally:
        place.give_back()


Prints = Annotated[QueuePlace, Depends(in_queue)]
SOON = Depends(a_place_is_free)
"""What a route with a form and a print begins with."""
