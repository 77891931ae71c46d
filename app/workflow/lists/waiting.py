"""What waits for a person, in the words of the rows that `projection` writes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, func, or_
from sqlmodel import col

from app.languages import is_source
from app.models import Grant, SegmentListing, TextSummary, Translation, User
from app.workflow.people.accounts import Actor
from app.workflow.review.waits import BACK, CHANGED, EDIT, REVISE, SENT_BACK
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
    """Segments of these languages that wait for the person `me`: to answer, to edit, to revise what
    someone else wrote, or to translate back; not what another person has taken."""
    row = SegmentListing
    more = more_for(me)
    said = [
        and_(
            col(row.language).in_(group),
            or_(*(and_(col(row.waits) == name, more[name]) for name in names)),
        )
        for names, group in kinds
    ]
    return or_(false(), *said)


def kinds_for_me(actor: Actor, tag: str) -> dict[str, ColumnElement[bool]]:
    """What of a language can wait for this person, and what must hold of a segment besides."""
    more = more_for(actor.id)
    return {name: more[name] for name in _names_for_me(actor, tag)}


def _names_for_me(actor: Actor, tag: str) -> tuple[str, ...]:
    return tuple(name for name, step in STEPS.items() if works(actor, step, tag))


STEPS = {
    SENT_BACK: "edit",
    CHANGED: "edit",
    REVISE: "revise",
    BACK: "back_translate",
    EDIT: "edit",
}
"""The kinds of work that wait in segments, in the order in which they are offered, and the step
that each is."""


def more_for(me: Any) -> dict[str, ColumnElement[bool]]:
    """What must hold of a segment besides that such work waits there."""
    row = SegmentListing
    free = not_anothers(col(row.assignee_id), me)
    return {
        EDIT: free,
        CHANGED: free,
        SENT_BACK: _answers(me),
        REVISE: and_(free, or_(col(row.edited_by).is_(None), col(row.edited_by) != me)),
        BACK: and_(free, had_no_part(me)),
    }


def _answers(me: Any) -> ColumnElement[bool]:
    """Who answers for what was sent back: whoever wrote it, whoever has the text; and someone else
    to whom it was given since. Where its writer may translate the language no longer, anyone may
    but the person who sent it back, and they too where nobody else is left."""
    row = SegmentListing
    writer, sender, holder = col(row.edited_by), col(row.sent_back_by), col(row.assignee_id)
    gone = or_(writer.is_(None), ~_translates(col(User.id) == writer))
    free = or_(not_anothers(holder, me), holder == sender, holder == writer)
    other = or_(sender != me, ~_translates(col(User.id) != me))
    return or_(writer == me, and_(other, or_(holder == me, and_(gone, free))))


def _translates(who: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether anyone like this may translate the language of a segment now."""
    held = and_(col(Grant.user_id) == col(User.id), col(User.active), who)
    # One by one, since a statement that is put together once takes no list.
    roles = or_(*(col(Grant.role) == role for role in sorted(transition("edit").roles)))
    spoken = or_(col(Grant.language) == "*", col(Grant.language) == col(SegmentListing.language))
    found: ColumnElement[bool] = exists().where(held, roles, spoken).correlate(SegmentListing)
    return found


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
