"""Filters and search over every string, and what is done with the chosen ones: take, give back,
give to someone by a day."""

from dataclasses import asdict, fields
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.languages import find
from app.web.day import number
from app.web.deps import Db, Posted, Reading, SignedIn
from app.web.find_page import find_page
from app.web.staff import Link, Problem, StaffFrame, show
from app.web.staff_presenters import ResultPage, count
from app.workflow import assigning
from app.workflow.assigning import Given
from app.workflow.refusals import Refused
from app.workflow.search import Wanted

router = APIRouter()


@router.get("/find")
def get_find(
    request: Request, who: SignedIn, frame: StaffFrame, session: Reading, after: str = ""
) -> Response:
    asked = request.query_params
    wanted = Wanted(**{field.name: asked.get(field.name, "") for field in fields(Wanted)})
    if wanted.language:
        find(wanted.language)
    taken = asked.get("taken", "")
    said = f"You took {count(int(taken), 'text')}." if taken.isdecimal() else ""
    frame = frame.at("Find texts", "/workbench/find", said)
    try:
        page = find_page(session, frame, who.actor, wanted, after)
    except Refused as refusal:
        problem = Problem(str(refusal), "#words")
        frame = frame.at("Find texts", "/workbench/find", "", problem)
        page = find_page(session, frame, who.actor, wanted, "", str(refusal))
        return show("workbench/find", page, 422)
    return show("workbench/find", page)


@router.post("/find/take")
def post_take(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    with database.writing() as session:
        done = assigning.take(session, who.actor, _chosen(data))
    return _told(frame, data, done, "taken by you")


@router.post("/find/give-back")
def post_give_back(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    with database.writing() as session:
        done = assigning.give_back(session, who.actor, _chosen(data))
    return _told(frame, data, done, "given back")


@router.post("/find/give")
def post_give(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    with database.writing() as session:
        done = assigning.give(session, who.actor, _chosen(data), number(data, "person"), _day(data))
    return _told(frame, data, done, "given")


def _chosen(data: Posted) -> list[int]:
    return [int(str(value)) for value in data.getlist("string") if str(value).isdecimal()]


def _day(data: Posted) -> date | None:
    """The day in a date field; raises Refused."""
    typed = str(data.get("due_on", "")).strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise Refused(
            f"{typed} is no date. Write the year, the month and the day: 2026-12-03."
        ) from None


def _told(frame: StaffFrame, data: Posted, done: Given, what: str) -> Response:
    wanted = Wanted(**{field.name: str(data.get(field.name, "")) for field in fields(Wanted)})
    asked = urlencode({name: value for name, value in asdict(wanted).items() if value})
    back = f"/workbench/find?{asked}"
    if not done.left and what == "taken by you":
        return RedirectResponse(f"{back}{'&' if asked else ''}taken={done.done}", 303)
    page = ResultPage(
        frame.at("Texts given out", "/workbench/find"),
        (f"{count(done.done, 'text')} {what}.",),
        done.left,
        Link("Back to the list", back),
        "Left as they were, and why",
    )
    return show("workbench/result", page)
