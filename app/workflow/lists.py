"""What waits for a person, read from the rows that `listing` keeps: one text's, and all of a
language's."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_
from sqlmodel import col, select

from app.languages import ENGLISH
from app.models import SegmentListing, TextSummary
from app.workflow.desk import Desk
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
    """Strings of a language that wait for this person: to edit, or to revise what someone else
    wrote; not what another person has taken."""
    row = SegmentListing
    kinds: list[ColumnElement[bool]] = [false()]
    if works(actor, "edit", tag):
        kinds.append(col(row.waits).in_((EDIT, CHANGED)))
    if works(actor, "revise", tag):
        others = or_(col(row.edited_by).is_(None), col(row.edited_by) != actor.id)
        kinds.append(and_(col(row.waits) == REVISE, others))
    if works(actor, "back_translate", tag):
        kinds.append(and_(col(row.waits) == BACK, had_no_part(actor)))
    return and_(col(row.language) == tag, or_(*kinds), not_others(col(row.assignee_id), actor))


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


def waiting_in(desk: Desk, actor: Actor) -> frozenset[str]:
    """The paths of the strings of one text that wait for this person."""
    query = (
        select(SegmentListing.path)
        .join(TextSummary, col(TextSummary.id) == col(SegmentListing.summary_id))
        .where(
            TextSummary.resource_id == desk.revision.resource_id,
            TextSummary.reading_version == desk.reading_version,
            TextSummary.language == desk.language.tag,
            for_me(actor, desk.language.tag),
        )
    )
    return frozenset(desk.session.exec(query).all())
