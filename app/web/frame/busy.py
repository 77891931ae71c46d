"""What is said when more is asked than the service can do, and who is told so: a request that would
stand behind too many others is refused at once with the numbers to call. The page is drawn once for
each language, since nothing can be drawn for each of so many.
"""

from functools import lru_cache

from anyio import to_thread
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app import faults
from app.config import settings
from app.languages import find
from app.render.interface import stamp
from app.resources import addresses
from app.services import visible
from app.web.frame import staff
from app.web.frame.errors import STAFF, StaffErrorPage, language_of_path
from app.web.frame.reader import ErrorPage, ReaderFrame

MOST_WAITING = 200
"""Requests that wait for a thread, about as many as are answered before a reader gives up."""
_SAID = "Many people use this service at the moment. Nothing was saved. Try again in a moment."
_ALWAYS = ("/healthz", "/readyz", "/static/")


class Admission:
    """Lets in what can be answered soon."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self.app
        if scope["type"] == "http" and is_full() and not scope["path"].startswith(_ALWAYS):
            answer = refusal(scope["path"])
        await answer(scope, receive, send)


def is_full() -> bool:
    """Whether as many wait for a thread as may."""
    threads = to_thread.current_default_thread_limiter()
    return threads.statistics().tasks_waiting >= MOST_WAITING


def refusal(path: str, said: str = _SAID, seconds: int = 5) -> Response:
    """503 in the language of an address, with whom to call; staff are told what was `said`."""
    headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
    if path.startswith("/api/"):
        return JSONResponse({"detail": said}, 503, headers)
    if path.startswith(STAFF):
        return HTMLResponse(_staff_page(said, settings().demo), 503, headers)
    tag = language_of_path(path).tag
    return HTMLResponse(_page(tag, settings().demo, stamp(tag)), 503, headers)


def outage(path: str, error: Exception) -> Response | None:
    """The same where the disk or the database is to blame for an error; None where it is not."""
    fault = faults.fault_of(error)
    if fault is None:
        return None
    faults.tell(error, "serving a page")
    return refusal(path, f"{fault.said} Nothing is lost. Try again in a minute.", seconds=30)


@lru_cache(maxsize=100)
def _page(tag: str, demo: bool, _words: str) -> str:
    frame = ReaderFrame(find(tag), demo, addresses.library(tag), visible())
    return frame.render("error", ErrorPage(503))


@lru_cache(maxsize=20)
def _staff_page(said: str, demo: bool) -> str:
    frame = staff.Frame(demo=demo).at("This page cannot be shown now")
    page = StaffErrorPage(frame, said, staff.Link("My work", "/workbench"))
    return staff.drawn("layouts/refused", page)
