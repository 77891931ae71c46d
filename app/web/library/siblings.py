"""An author says that a reading version still says the same as the other, whose English changed."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.models import Role
from app.web.frame.deps import Db, Posted, ReadSession, SignedIn, needs
from app.web.frame.staff import Frame, Problem, StaffFrame, show
from app.web.library.pages import SamePage
from app.workflow.refusals import Missing, Refused
from app.workflow.review.siblings import lagging_behind, say_same

router = APIRouter(prefix="/library")
AUTHORS = [needs(Role.AUTHOR)]


@router.get("/{slug}/{version}/same", dependencies=AUTHORS)
def ask_why(frame: StaffFrame, session: ReadSession, slug: str, version: str) -> Response:
    return _form(frame, session, slug, version)


@router.post("/{slug}/{version}/same", dependencies=AUTHORS)
def post_same(
    database: Db,
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    data: Posted,
    slug: str,
    version: str,
) -> Response:
    why, seen = str(data.get("why", "")), str(data.get("seen", ""))
    try:
        with database.writing() as writing:
            say_same(writing, who.actor, slug, version, why, seen)
    except Missing:
        raise
    except Refused as refusal:
        return _form(frame, session, slug, version, str(refusal), why)
    return RedirectResponse(f"/library/{slug}?done=same", 303)


def _form(
    frame: Frame, session: Session, slug: str, version: str, error: str = "", why: str = ""
) -> Response:
    if (lag := lagging_behind(session, slug, version)) is None:
        raise Missing("Both versions of this text say the same, as far as anyone knows.")
    problems = (Problem(error, "#why"),) if error else ()
    frame = frame.at("It still says the same", "/library", "", *problems)
    return show(
        "library/same",
        SamePage(frame=frame, title=lag.title, lag=lag, error=error, why=why),
        422 if error else 200,
    )
