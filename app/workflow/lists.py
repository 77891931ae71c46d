"""What waits for a person, in the words of the rows that `listing` keeps."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, true
from sqlmodel import col

from app.languages import ENGLISH
from app.models import SegmentListing
from app.workflow.listing import BACK, CHANGED, EDIT, REVISE
from app.workflow.people import Actor
from app.workflow.states import transition


def works(actor: Actor, action: str, tag: str) -> bool:
    """Whether the person holds a role for this step in this language, and the competence that
    revising needs."""
    if action == "revise" and tag not in actor.competences:
        return False
    return tag != ENGLISH.tag and any(actor.can(role, tag) for role in transition(action).roles)


def for_me(actor: Actor, tag: str) -> ColumnElement[bool]:
    """Strings of a language that wait for this person: to edit, to revise what someone else wrote,
    or to translate back; not what another person has taken."""
    row = SegmentListing
    kinds = (and_(col(row.waits) == name, more) for name, more in kinds_for_me(actor, tag).items())
    free = not_others(col(row.assignee_id), actor)
    return and_(col(row.language) == tag, or_(false(), *kinds), free)


def for_me_in(actor: Actor, tags: Iterable[str]) -> ColumnElement[bool]:
    """The same of several languages; those in which the person may do the same are said at once."""
    row = SegmentListing
    alike: dict[tuple[str, ...], list[str]] = {}
    for tag in tags:
        alike.setdefault(_names_for_me(actor, tag), []).append(tag)
    more = _more(actor)
    kinds = [
        and_(
            col(row.language).in_(group),
            or_(*(and_(col(row.waits) == name, more[name]) for name in names)),
        )
        for names, group in alike.items()
        if names
    ]
    return and_(or_(false(), *kinds), not_others(col(row.assignee_id), actor))


def kinds_for_me(actor: Actor, tag: str) -> dict[str, ColumnElement[bool]]:
    """What of a language can wait for this person, and what must hold of a string besides."""
    more = _more(actor)
    return {name: more[name] for name in _names_for_me(actor, tag)}


def _names_for_me(actor: Actor, tag: str) -> tuple[str, ...]:
    steps = (("edit", (EDIT, CHANGED)), ("revise", (REVISE,)), ("back_translate", (BACK,)))
    return tuple(name for step, names in steps if works(actor, step, tag) for name in names)


def _more(actor: Actor) -> dict[str, ColumnElement[bool]]:
    row = SegmentListing
    return {
        EDIT: true(),
        CHANGED: true(),
        REVISE: or_(col(row.edited_by).is_(None), col(row.edited_by) != actor.id),
        BACK: had_no_part(actor),
    }


def not_others(held: Any, actor: Actor) -> ColumnElement[bool]:
    """What nobody has taken, or this person. Said so that no index is chosen for it: nearly every
    row is like this."""
    return func.coalesce(held, actor.id) == actor.id


def had_no_part(actor: Actor) -> ColumnElement[bool]:
    """Strings that the person neither wrote nor revised."""
    row = SegmentListing
    return and_(
        *(or_(by.is_(None), by != actor.id) for by in (col(row.edited_by), col(row.revised_by)))
    )
