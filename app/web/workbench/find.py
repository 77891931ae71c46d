"""Filters and search over every segment, and what is done with the chosen ones: take, give back,
give to someone by a day."""

from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.languages import find
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs
from app.web.frame.sent_values import number
from app.web.frame.staff import Link, Problem, StaffFrame, show
from app.web.frame.staff_presenters import ResultPage, count
from app.web.workbench.find_page import find_page
from app.workflow.lists.search import SearchQuery
from app.workflow.refusals import Missing, Refused
from app.workflow.translation.permissions import READERS
from app.workflow.work.assignments import Given, give, give_back, take

router = APIRouter(dependencies=[needs(*READERS, reads=Reads.TEXTS)])


@router.get("/find")
def get_find(
    request: Request, who: SignedIn, frame: StaffFrame, session: ReadSession, after: str = ""
) -> Response:
    asked = request.query_params
    wanted = SearchQuery(**{field.name: asked.get(field.name, "") for field in fields(SearchQuery)})
    if wanted.language:
        find(wanted.language)
    taken = number(asked.get("taken", ""))
    said = f"You took {count(taken, 'text')}." if taken >= 0 else ""
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
    return _do(database, frame, data, "taken by you", lambda s: take(s, who.actor, _chosen(data)))


@router.post("/find/give-back")
def post_give_back(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    return _do(
        database, frame, data, "given back", lambda s: give_back(s, who.actor, _chosen(data))
    )


@router.post("/find/give")
def post_give(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    def act(session: Session) -> Given:
        return give(
            session,
            who.actor,
            _chosen(data),
            number(str(data.get("person", ""))),
            day_typed(str(data.get("due_on", ""))),
        )

    return _do(database, frame, data, "given", act)


def _do(
    database: Db, frame: StaffFrame, data: Posted, what: str, act: Callable[[Session], Given]
) -> Response:
    """Give out the chosen segments, and tell how many, or why none."""
    try:
        with database.writing() as session:
            done = act(session)
    except Missing:
        raise
    except Refused as refusal:
        return _result(frame, data, (str(refusal),), (), refusal.status)
    if not done.left and what == "taken by you":
        back = _list(data)
        return RedirectResponse(f"{back}{'&' if '=' in back else ''}taken={done.done}", 303)
    return _result(frame, data, (f"{count(done.done, 'text')} {what}.",), done.left)


def _chosen(data: Posted) -> list[int]:
    found = (number(str(value)) for value in data.getlist("string"))
    return [each for each in found if each >= 0]


def day_typed(typed: str) -> date | None:
    """The day in a date field; raises Refused."""
    typed = typed.strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise Refused(
            f"{typed} is no date. Write the year, the month and the day: 2026-12-03."
        ) from None


def _list(data: Posted) -> str:
    """The list that the form was on."""
    wanted = SearchQuery(
        **{field.name: str(data.get(field.name, "")) for field in fields(SearchQuery)}
    )
    asked = urlencode({name: value for name, value in asdict(wanted).items() if value})
    return f"/workbench/find?{asked}"


def _result(
    frame: StaffFrame,
    data: Posted,
    outcome: tuple[str, ...],
    left: tuple[tuple[str, str], ...],
    status: int = 200,
) -> Response:
    page = ResultPage(
        frame.at("Texts given out", "/workbench/find"),
        outcome,
        left,
        Link("Back to the list", _list(data)),
        "Left as they were, and why",
    )
    return show("layouts/result", page, status)
