"""Who was given which text or segment, and by when. A person takes work, or is given it; nothing
here keeps others from a segment, but lists no longer offer it to them.

What was given is appended; a segment given by itself goes before what holds for its text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select, update

from app.models import Assignment, Grant, ResourceRow, Role, SegmentListing, TextSummary, User
from app.models.text_ref import TextRef
from app.workflow.dirty_texts import mark_dirty
from app.workflow.lists.strings import text_of
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused
from app.workflow.translation.desk import Desk

TAKERS = frozenset({Role.TRANSLATOR, Role.REVIEWER, Role.CLINICIAN})
"""Who may take work of a language, and be given it."""
GIVERS = frozenset({Role.ADMIN, Role.AUTHOR, Role.REVIEWER})
"""Who may give work to others, and set dates."""
MOST = 500
"""Segments that one step may give."""


@dataclass(frozen=True)
class Given:
    """How many segments were given, and (path, reason) of those that were left."""

    done: int
    left: tuple[tuple[str, str], ...] = ()


def take_text(session: Session, actor: Actor, text: int) -> TextSummary:
    """Take a whole text; raises Refused when someone else has it, and Missing."""
    summary = _text(session, text)
    role = actor.require_role(TAKERS, summary.language)
    if summary.assignee_id not in (None, actor.id):
        raise Refused(f"{_name(session, summary.assignee_id)} has this text. {ASK}")
    if summary.assignee_id != actor.id:
        _give_text(session, summary, actor.id, summary.due_on, actor, role)
    return summary


def give_back_text(session: Session, actor: Actor, text: int) -> TextSummary:
    """Give a text back, so that anyone may take it; its due date stays. Raises Refused."""
    summary = _text(session, text)
    role = actor.require_role(
        TAKERS if summary.assignee_id == actor.id else GIVERS, summary.language
    )
    if summary.assignee_id is not None:
        _give_text(session, summary, None, summary.due_on, actor, role)
    return summary


def give_text(
    session: Session, actor: Actor, text: int, person: int | None, due: date | None
) -> TextSummary:
    """Give a text to a person, or to nobody, with the day it is due; raises Refused and Missing."""
    summary = _text(session, text)
    role = actor.require_role(GIVERS, summary.language)
    if person is not None:
        _refuse_stranger(session, person, summary.language)
    if (summary.assignee_id, summary.due_on) != (person, due):
        _give_text(session, summary, person, due, actor, role)
    return summary


def take(session: Session, actor: Actor, segments: Iterable[int]) -> Given:
    """Take segments; those that someone else has are left, with the reason."""
    return _give(session, actor, segments, TAKERS, actor.id, None)


def give(
    session: Session, actor: Actor, segments: Iterable[int], person: int, due: date | None
) -> Given:
    """Give segments to a person, with the day they are due; what is not allowed is left, with the
    reason."""
    return _give(session, actor, segments, GIVERS, person, due)


def give_back(session: Session, actor: Actor, segments: Iterable[int]) -> Given:
    """Give segments back; a segment then follows its text."""
    return _give(session, actor, segments, TAKERS | GIVERS, None, None)


def free(session: Session, by: Actor, person: int, why: str) -> int:
    """Take from a person all that they were given in languages in which they may not work now, with
    the reason, so that others are offered it; due dates stay. Says of how many texts and segments.
    For `leaving`, which asks who may."""
    newest = select(func.max(Assignment.id)).group_by(
        col(Assignment.resource_id),
        col(Assignment.reading_version),
        col(Assignment.language),
        col(Assignment.path),
    )
    held = session.exec(
        select(Assignment, ResourceRow.slug)
        .join(ResourceRow, col(ResourceRow.id) == col(Assignment.resource_id))
        .where(col(Assignment.id).in_(newest), Assignment.person_id == person)
    ).all()
    able = {row.language for row, _ in held if _may_take(session, person, row.language)}
    freed = [(row, slug) for row, slug in held if row.language not in able]
    for row, slug in freed:
        kept = row.model_dump(include={"resource_id", "reading_version", "language", "path"})
        session.add(Assignment(**kept, due_on=row.due_on, by_id=by.id, role=Role.ADMIN, why=why))
        mark_dirty(session, TextRef(slug, row.reading_version, row.language), whole=True)
    return len(freed)


def given_out(desk: Desk, path: str | None, limit: int) -> list[Assignment]:
    """To whom a segment, or a text with its segments, was given, newest first."""
    query = select(Assignment).where(
        Assignment.resource_id == desk.revision.resource_id,
        Assignment.reading_version == desk.reading_version,
        Assignment.language == desk.language.tag,
    )
    if path is not None:
        query = query.where(Assignment.path == path)
    return list(desk.session.exec(query.order_by(col(Assignment.id).desc()).limit(limit)))


def listed_segment(desk: Desk, path: str) -> SegmentListing | None:
    """The row of one segment in the lists, which says who has it."""
    query = select(SegmentListing).where(
        SegmentListing.summary_id == text_of(desk).id, SegmentListing.path == path
    )
    return desk.session.exec(query).first()


def takers(session: Session, tags: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """(id, name) of everyone who may be given work in one of the languages."""
    rows = session.exec(
        select(User.id, User.name)
        .join(Grant, col(Grant.user_id) == col(User.id))
        .where(col(Grant.role).in_(TAKERS), col(Grant.language).in_([*tags, "*"]), col(User.active))
        .order_by(User.name)
        .distinct()
    )
    return tuple((number or 0, name) for number, name in rows)


ASK = "Ask them to give it back, or someone who gives out work."


def _give(
    session: Session,
    actor: Actor,
    segments: Iterable[int],
    roles: frozenset[Role],
    person: int | None,
    due: date | None,
) -> Given:
    rows = _segments(session, segments)
    left: list[tuple[str, str]] = []
    done = 0
    for row, text in rows:
        try:
            role = actor.require_role(roles, row.language)
            _refuse_others(session, actor, row, person)
            if person not in (None, actor.id):
                _refuse_stranger(session, person or 0, row.language)
        except Refused as refusal:
            left.append((row.path, str(refusal)))
            continue
        done += _hand(session, row, text, (person, due), (actor, role))
    return Given(done, tuple(left))


def _hand(
    session: Session,
    row: SegmentListing,
    text: TextSummary,
    to: tuple[int | None, date | None],
    by: tuple[Actor, Role],
) -> bool:
    """Give one segment; says whether that changed anything."""
    person, due = to
    due = due or (row.due_on if person is not None else None)
    after = (person, due) if (person, due) != (None, None) else (text.assignee_id, text.due_on)
    if (row.assignee_id, row.due_on) == after:
        return False
    _append(session, text, row.path, (person, due), by)
    session.exec(
        update(SegmentListing)
        .where(col(SegmentListing.id) == row.id)
        .values(assignee_id=after[0], due_on=after[1])
    )
    return True


def _refuse_others(session: Session, actor: Actor, row: SegmentListing, person: int | None) -> None:
    """Raises Refused when someone else holds the segment and this person gives out no work."""
    held = row.assignee_id not in (None, actor.id)
    gives = any(actor.can(role, row.language) for role in GIVERS)
    if held and (person == actor.id or not gives):
        raise Refused(f"{_name(session, row.assignee_id)} has this text. {ASK}")


def _segments(
    session: Session, segments: Iterable[int]
) -> Sequence[tuple[SegmentListing, TextSummary]]:
    """The rows, held until the commit."""
    chosen = sorted(set(segments))
    if not chosen:
        raise Refused("Choose at least one text.")
    if len(chosen) > MOST:
        raise Refused(f"At most {MOST} texts can be given at once.")
    return session.exec(
        select(SegmentListing, TextSummary)
        .join(TextSummary, col(TextSummary.id) == col(SegmentListing.summary_id))
        .where(col(SegmentListing.id).in_(chosen))
        .order_by(col(SegmentListing.id))
        .with_for_update(of=SegmentListing)
    ).all()


def _text(session: Session, number: int) -> TextSummary:
    found = session.exec(
        select(TextSummary).where(TextSummary.id == number).with_for_update()
    ).first()
    if found is None:
        raise Missing("There is no such text any more. Open your work again.")
    return found


def _give_text(
    session: Session,
    summary: TextSummary,
    person: int | None,
    due: date | None,
    actor: Actor,
    role: Role,
) -> None:
    _append(session, summary, "", (person, due), (actor, role))
    mark_dirty(session, summary.ref, whole=True)


def _append(
    session: Session,
    text: TextSummary,
    path: str,
    to: tuple[int | None, date | None],
    by: tuple[Actor, Role],
) -> None:
    session.add(
        Assignment(
            resource_id=text.resource_id,
            reading_version=text.reading_version,
            language=text.language,
            path=path,
            person_id=to[0],
            due_on=to[1],
            by_id=by[0].id,
            role=by[1],
        )
    )


def _refuse_stranger(session: Session, person: int, tag: str) -> None:
    """Raises Refused unless the person may work in the language."""
    if not _may_take(session, person, tag):
        raise Refused(f"{_name(session, person)} may not work in this language.")


def _may_take(session: Session, person: int, tag: str) -> bool:
    return person in {number for number, _ in takers(session, [tag])}


def _name(session: Session, person: int | None) -> str:
    user = session.get(User, person) if person is not None else None
    return user.name if user else "This person"
