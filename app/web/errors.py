"""What a reader or a member of staff sees when a page is not there or cannot be shown: in the
language of the address, with whom to call. Which errors exist is in `app.main`.
"""

from collections.abc import Mapping

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from app.config import settings
from app.languages import ENGLISH, Language, UnknownLanguage, find
from app.services import visible
from app.web.presenters import ErrorPage, Frame

STAFF = ("/workbench", "/library", "/account")


def page(
    request: Request, status: int, detail: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """An error as a page in the reader's language; `detail` is shown to staff only."""
    path = request.url.path
    chosen = request.query_params.get("service")
    known = visible()
    frame = Frame(
        language_of_path(path),
        settings().demo,
        path,
        known,
        chosen if chosen in {found.id for found in known} else None,
    )
    shown = ErrorPage(status, detail, is_staff=path.startswith(STAFF))
    answer = HTMLResponse(frame.render("error", shown), status, headers)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def language_of_path(path: str) -> Language:
    """The language that an address begins with, else English."""
    try:
        return find(path.split("/")[1])
    except (IndexError, UnknownLanguage):
        return ENGLISH
