"""What a reader or a member of staff sees when a page is not there or cannot be shown: readers in
the language of the address with whom to call, staff with their menu and the reason. Which errors
lead to it is in `handlers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.exc import SQLAlchemyError

from app.config import settings
from app.db import Database
from app.errors import ExpectedError
from app.languages import ENGLISH, Language, UnknownLanguage, find
from app.services import visible
from app.web.frame import staff
from app.web.frame.deps import SignInNeeded, Visitor, present
from app.web.frame.reader import ErrorPage, ReaderFrame
from app.workflow.people.accounts import is_demonstration

STAFF = ("/workbench", "/library", "/author", "/decide", "/people", "/account")
HEADINGS = {
    503: "Something is wrong on our side",
    400: "This address does not work",
    403: "You cannot open this page",
    404: "There is no such page",
    405: "This address does not work",
    422: "This was not done",
    413: "This is too large to be taken in",
}
WHAT_TO_DO = {
    404: "Check the address, or begin with a link on this page.",
    405: "Nothing is shown here. Begin with a link on this page.",
}
"""Said instead of the server's own "Not Found", which helps nobody."""


class NoSuchPage(ExpectedError):
    """No page has this address."""

    status = 404


class PageGone(ExpectedError):
    """There was a page at this address, and its edition was withdrawn."""

    status = 410


def retry_after(error: ExpectedError) -> dict[str, str]:
    """The header that says after how long to ask again, if that may help."""
    return {"Retry-After": str(error.seconds)} if error.seconds else {}


def page(
    request: Request,
    status: int,
    detail: str = "",
    headers: Mapping[str, str] | None = None,
    *,
    database: bool = True,
) -> Response:
    """An error as a page in the reader's language, or in the staff frame with `detail`; without
    `database` nothing is asked of it."""
    path = request.url.path
    if path.startswith(STAFF):
        return _staff_page(request, status, detail, headers, database=database)
    chosen = request.query_params.get("service")
    known = visible()
    frame = ReaderFrame(
        language_of_path(path),
        settings().demo,
        path,
        known,
        chosen if chosen in {found.id for found in known} else None,
    )
    answer = HTMLResponse(frame.render("error", ErrorPage(status)), status, headers)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@dataclass(frozen=True)
class StaffErrorPage:
    """Why a staff page is not shown; the heading is the frame's title."""

    frame: staff.Frame
    detail: str
    back: staff.Link


def _staff_page(
    request: Request,
    status: int,
    detail: str,
    headers: Mapping[str, str] | None,
    *,
    database: bool,
) -> Response:
    known = _staff_frame(request) if database else staff.Frame(demo=settings().demo)
    frame = known.at(HEADINGS.get(status, "This page cannot be shown now"))
    back = staff.Link("My work", "/workbench")
    if not frame.name and database:
        back = staff.Link("Sign in", "/account/login")
    elif request.url.path.startswith("/library/"):
        back = staff.Link("Library", "/library")
    said = "" if detail == HTTPStatus(status).phrase else detail
    said = said or WHAT_TO_DO.get(status, "Nothing is lost. Go back and try again.")
    shown = StaffErrorPage(frame, said, back)
    answer = staff.show("layouts/refused", shown, status)
    answer.headers.update(headers or {})
    return answer


def _staff_frame(request: Request) -> staff.Frame:
    """The frame of whoever is signed in; without their name when the database cannot say."""
    database: Database = request.app.state.database
    try:
        found = present(request, database)
        known = Visitor(found.actor, found.csrf, is_demonstration(database))
        return staff.frame_of(known)
    except (SignInNeeded, SQLAlchemyError):
        return staff.Frame(demo=settings().demo)


def language_of_path(path: str) -> Language:
    """The language that an address begins with, else English."""
    try:
        return find(path.split("/")[1])
    except (IndexError, UnknownLanguage):
        return ENGLISH
