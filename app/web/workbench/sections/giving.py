"""Who has a segment, or a whole text, and by when; and for whoever may, to take it or to give
it."""

from dataclasses import dataclass

from app.models import SegmentListing
from app.web.frame.labels import day
from app.workflow.lists.strings import Text
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk, SegmentView
from app.workflow.work.assignments import GIVERS, TAKERS, listed_segment, takers


@dataclass(frozen=True, kw_only=True)
class Giving:
    """Who has it, in words, and what this person may do about it. `people` are those to whom they
    may give it, `due_on` the day as a field takes it."""

    words: str
    due_on: str
    holder: int
    takes: bool
    gives_back: bool
    people: tuple[tuple[int, str], ...]


def section(desk: Desk, seen: SegmentView, actor: Actor) -> Giving | None:
    row = listed_segment(desk, seen.path)
    return giving(desk, row, actor) if row else None


def giving(desk: Desk, row: SegmentListing | Text, actor: Actor) -> Giving | None:
    """Of a segment or a whole text, from its row in the lists; None where there is nothing to say
    to this person."""
    tag = desk.language.tag
    able = any(actor.can(role, tag) for role in TAKERS)
    gives = any(actor.can(role, tag) for role in GIVERS)
    mine = row.assignee_id == actor.id
    found = Giving(
        words=_words(desk, row, actor),
        due_on=row.due_on.isoformat() if row.due_on else "",
        holder=row.assignee_id or 0,
        takes=able and row.assignee_id is None,
        gives_back=row.assignee_id is not None and ((mine and able) or gives),
        people=takers(desk.session, [tag]) if gives else (),
    )
    return found if able or gives or row.assignee_id is not None else None


def _words(desk: Desk, row: SegmentListing | Text, actor: Actor) -> str:
    if row.assignee_id is None:
        who = "Nobody has taken it"
    elif row.assignee_id == actor.id:
        who = "You have it"
    else:
        who = f"{accounts.names(desk.session).get(row.assignee_id, 'Someone')} has it"
    return f"{who}; due {day(row.due_on)}." if row.due_on else f"{who}."
