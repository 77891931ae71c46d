"""What waits for a person, in the words of the rows that `projection` writes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, func, or_, true
from sqlmodel import col

from app.languages import is_source
from app.models import SegmentListing, TextSummary, Translation
from app.workflow.people.accounts import Actor
from app.workflow.review.waits import BACK, CHANGED, EDIT, REVISE
from app.workflow.transitions import transition


def works(actor: Actor, action: str, tag: str) -> bool:
    """Whether the person holds a role for this step in this language, and the competence that
    revising needs."""
    if action == "revise" and tag not in actor.competences:
        return False
    return not is_source(tag) and any(actor.can(role, tag) for role in transition(action).roles)


LISTED: Any = and_(
    col(TextSummary.resource_id) == col(Translation.resource_id),
    col(TextSummary.reading_version) == col(Translation.reading_version),
    col(TextSummary.language) == col(Translation.language),
)
"""That a row of the lists is about a translation."""


Alike = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
"""Kinds of work, each with the languages in which a person may do just these."""
ME: Any = bindparam("me")
"""Stands for the person in a statement that is put together once and asked again and again."""


def alike(actor: Actor, tags: Iterable[str]) -> Alike:
    """The languages in which the person may do the same, together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for tag in tags:
        found.setdefault(_names_for_me(actor, tag), []).append(tag)
    return tuple((names, tuple(group)) for names, group in found.items() if names)


def for_me_in(kinds: Alike, me: Any = ME) -> ColumnElement[bool]:
    """Segments of these languages that wait for the person `me`: to edit, to revise what someone
    else wrote, or to translate back; not what another person has taken."""
    row = SegmentListing
    more = more_for(me)
    said = [
        and_(
            col(row.language).in_(group),
            or_(*(and_(col(row.waits) == name, more[name]) for name in names)),
        )
        for names, group in kinds
    ]
    return and_(or_(false(), *said), not_anothers(col(row.assignee_id), me))


def kinds_for_me(actor: Actor, tag: str) -> dict[str, ColumnElement[bool]]:
    """What of a language can wait for this person, and what must hold of a segment besides."""
    more = more_for(actor.id)
    return {name: more[name] for name in _names_for_me(actor, tag)}


def _names_for_me(actor: Actor, tag: str) -> tuple[str, ...]:
    steps = (("edit", (EDIT, CHANGED)), ("revise", (REVISE,)), ("back_translate", (BACK,)))
    return tuple(name for step, names in steps if works(actor, step, tag) for name in names)


def more_for(me: Any) -> dict[str, ColumnElement[bool]]:
    """What must hold of a segment besides that such work waits there."""
    row = SegmentListing
    return {
        EDIT: true(),
        CHANGED: true(),
        REVISE: or_(col(row.edited_by).is_(None), col(row.edited_by) != me),
        BACK: had_no_part(me),
    }


def not_others(held: Any, actor: Actor) -> ColumnElement[bool]:
    """What nobody has taken, or this person."""
    return not_anothers(held, actor.id)


def not_anothers(held: Any, me: Any) -> ColumnElement[bool]:
    """Said so that no index is chosen for it: nearly every row is like this."""
    free: ColumnElement[bool] = func.coalesce(held, me) == me
    return free


def had_no_part(me: Any) -> ColumnElement[bool]:
    """Segments that the person neither wrote nor revised."""
    row = SegmentListing
    return and_(*(or_(by.is_(None), by != me) for by in (col(row.edited_by), col(row.revised_by))))
