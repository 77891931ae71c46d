"""What people post about who has a segment of a translation, or, without a path, the whole of
it."""

from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import needs_here
from app.web.workbench.find import day_typed
from app.web.workbench.posted_step import SentStep
from app.workflow.lists.strings import text_of
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.translation.desk import Desk
from app.workflow.translation.permissions import READERS
from app.workflow.work import assignments

router = APIRouter(dependencies=[needs_here(*READERS), takes(LONG_TEXT)])
PLACE = "/{slug}/{version}/{tag}"


@router.post(f"{PLACE}/take")
def post_take(at: SentStep) -> Response:
    return at.take("take", lambda desk, actor, typed: _take(desk, actor, typed.path), "taken")


@router.post(f"{PLACE}/give-back")
def post_give_back(at: SentStep) -> Response:
    return at.take(
        "give back", lambda desk, actor, typed: _give_back(desk, actor, typed.path), "given-back"
    )


@router.post(f"{PLACE}/give")
def post_give(at: SentStep) -> Response:
    return at.take(
        "give",
        lambda desk, actor, typed: _give(
            desk, actor, typed.path, typed.person, day_typed(typed.due_on)
        ),
        "given",
    )


def _take(desk: Desk, actor: Actor, path: str) -> None:
    if path:
        _all(assignments.take(desk.session, actor, [_segment(desk, path)]))
    else:
        assignments.take_text(desk.session, actor, _text(desk))


def _give_back(desk: Desk, actor: Actor, path: str) -> None:
    if path:
        _all(assignments.give_back(desk.session, actor, [_segment(desk, path)]))
    else:
        assignments.give_back_text(desk.session, actor, _text(desk))


def _give(desk: Desk, actor: Actor, path: str, person: int | None, due: date | None) -> None:
    if not path:
        assignments.give_text(desk.session, actor, _text(desk), person, due)
    elif person is None:
        raise Refused("Choose whom to give it to. A day without a person is set for a whole text.")
    else:
        _all(assignments.give(desk.session, actor, [_segment(desk, path)], person, due))


def _all(given: assignments.Given) -> None:
    """Raises Refused where the segment was left."""
    if given.left:
        raise Refused(given.left[0][1])


def _segment(desk: Desk, path: str) -> int:
    row = assignments.listed_segment(desk, path)
    return row.id or 0 if row else 0


def _text(desk: Desk) -> int:
    return text_of(desk).id or 0
