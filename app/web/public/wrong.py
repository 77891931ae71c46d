"""*Something is wrong in this text*: a form for whoever holds a print, without an account. It takes
choices only, so that nobody writes anything about themselves.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.languages import ENGLISH, find
from app.models import TextFault
from app.resources import addresses
from app.resources.schema import Resource
from app.web.frame.deps import Db, ReadSession, form
from app.web.frame.drawn import Drawn
from app.web.frame.errors import NoSuchPage
from app.web.frame.reader import ReaderFrame
from app.web.public.routes import frame_of
from app.workflow.editions import published, text_reports
from app.workflow.editions.edition_views import EditionView

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
Sent = Annotated[FormData, Depends(form)]


def _form(code: str) -> str:
    return f"{addresses.status(code)}/wrong"


@dataclass(frozen=True, kw_only=True)
class WrongPage:
    """The form about one edition; `sent` once it was taken, `wrong` where nothing was chosen."""

    edition: EditionView
    frame: ReaderFrame
    place: str = ""
    sent: bool = False
    wrong: bool = False

    @property
    def title(self) -> str:
        return self._text.title

    @property
    def text_language(self) -> str:
        """The language in which the text is named: its own, where the page speaks that too."""
        return self.edition.language if self._own else ENGLISH.tag

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        return text_reports.places(self._text)

    @property
    def action(self) -> str:
        return _form(self.edition.code)

    @property
    def status(self) -> str:
        """Where the edition says how it stands."""
        return addresses.status(self.edition.code) + self.frame.query

    @property
    def _own(self) -> bool:
        return self.frame.language.tag == self.edition.language

    @property
    def _text(self) -> Resource:
        return self.edition.resource if self._own else self.edition.english


@router.get(_form("{code}"))
def ask_what(
    request: Request,
    session: ReadSession,
    code: str,
    sent: Annotated[str, Query()] = "",
) -> Response:
    view = _edition(session, code)
    frame = frame_of(request, find(view.language), None)
    return _shown(WrongPage(edition=view, frame=frame, sent=bool(sent)))


@router.post(_form("{code}"))
def post_what(
    request: Request, database: Db, session: ReadSession, data: Sent, code: str
) -> Response:
    view = _edition(session, code)
    chosen, place = str(data.get("fault", "")), str(data.get("place", ""))
    if chosen not in {each.value for each in TextFault}:
        frame = frame_of(request, find(view.language), None)
        return _shown(WrongPage(edition=view, frame=frame, place=place, wrong=True), 422)
    with database.writing() as writing:
        text_reports.report(writing, view.code, place, TextFault(chosen))
    return RedirectResponse(f"{_form(view.code)}?sent=yes", 303)


def _edition(session: Session, code: str) -> EditionView:
    found = published.by_code(session, code)
    if found is None:
        raise NoSuchPage
    return found


def _shown(page: WrongPage, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Drawn(lambda: page.frame.render("wrong", page), status, headers)
