"""The page of a person's day, and what they post there: take a text or a piece of work, give it
back, answer a question."""

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from app.languages import find
from app.models import RemarkKind
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs
from app.web.frame.sent_values import number
from app.web.frame.staff import ChosenService, Problem, StaffFrame, show
from app.web.workbench.day_page import day_page
from app.web.workbench.day_rows import MINUTES, USUAL_MINUTES, RefusedAnswer
from app.workflow.refusals import Refused
from app.workflow.review import remarks
from app.workflow.translation.desk import open_desk
from app.workflow.work import assignments
from app.workflow.work.day import batch

router = APIRouter()
TAKING = [needs(*assignments.TAKERS, *assignments.GIVERS, reads=Reads.TEXTS)]
ANSWERING = [needs(*remarks.MAY_SAY[RemarkKind.ANSWER], reads=Reads.TEXTS)]
DONE = {
    "took": "You took the text. Others see that it is yours.",
    "gave-back": "You gave the text back. Anyone may take it now.",
    "answered": "Answered. The text can go on.",
    "mended": "Noted. It is off the list.",
    "nothing": "Nothing that you can do waits there now.",
}


def get_day(
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    hospital: ChosenService,
    language: str = "",
    done: str = "",
) -> Response:
    if language:
        find(language)
    frame = frame.at("My work", "/workbench", DONE.get(done, ""))
    page = day_page(session, frame, who.actor, language or None, hospital or None)
    return show("workbench/day", page)


@router.post("/take-text", dependencies=TAKING)
def post_take_text(database: Db, who: SignedIn, data: Posted) -> Response:
    with database.writing() as session:
        assignments.take_text(session, who.actor, number(str(data.get("text", ""))))
    return _day(data, "took")


@router.post("/give-back-text", dependencies=TAKING)
def post_give_back_text(database: Db, who: SignedIn, data: Posted) -> Response:
    with database.writing() as session:
        assignments.give_back_text(session, who.actor, number(str(data.get("text", ""))))
    return _day(data, "gave-back")


@router.post("/take-minutes", dependencies=TAKING)
def post_take_minutes(database: Db, who: SignedIn, data: Posted) -> Response:
    language = str(data.get("language", ""))
    minutes = number(str(data.get("minutes", "")))
    with database.writing() as session:
        wanted = minutes if minutes in MINUTES else USUAL_MINUTES
        piece = batch(session, who.actor, wanted, language or None)
        if not piece.segments:
            return _day(data, "nothing")
        taken = assignments.take(session, who.actor, piece.segments).done
    return RedirectResponse(
        f"/workbench/find?holder=me&waits=me&language={quote(language)}&taken={taken}", 303
    )


@router.post("/answer", dependencies=ANSWERING)
def post_answer(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, hospital: ChosenService
) -> Response:
    """Answer a question; where that is refused, the page comes back with what was typed."""
    given = {name: str(data.get(name, "")) for name in ("slug", "version", "tag", "text")}
    who.actor.require_role(remarks.MAY_SAY[RemarkKind.ANSWER], given["tag"])
    question = number(str(data.get("question", "")))
    try:
        with database.writing() as session:
            desk = open_desk(session, given["slug"], given["version"], given["tag"])
            remarks.answer(desk, who.actor, question, given["text"])
    except Refused as refusal:
        typed = RefusedAnswer(question, given["text"])
        frame = frame.at("My work", "/workbench", "", Problem(str(refusal), f"#answer-{question}"))
        with database.reading() as session:
            page = day_page(session, frame, who.actor, None, hospital or None, typed)
        return show("workbench/day", page, refusal.status)
    return _day(data, "answered")


def _day(data: FormData, done: str) -> Response:
    language = quote(str(data.get("language", "")))
    return RedirectResponse(f"/workbench?language={language}&done={done}", 303)
