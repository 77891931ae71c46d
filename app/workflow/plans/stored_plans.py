"""Filled plans that an organisation stores: who may store, read, print, take out and delete one.
Each step is appended to the audit in the transaction that takes it. Nobody who translates, reviews
or writes texts reads a plan, whatever else they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session, col, select

from app.db import hold
from app.models import PlanAccess, PlanStep, Role, StoredPlan, now
from app.plans.answers import Answers, places
from app.plans.codec import LONGEST, CodeError, decode, encode
from app.plans.encryption import (
    Key,
    Locked,
    LockedOut,
    Storing,
    Unlocked,
    lock,
    new_id,
    rotated,
    unlock,
)
from app.resources.schema import Resource
from app.workflow.editions.edition_views import EditionView
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.plans import filling
from app.workflow.refusals import Missing, Refused

NEVER = frozenset({Role.TRANSLATOR, Role.REVIEWER, Role.AUTHOR})
"""Holding one of these, nobody reads a plan: families fear that an interpreter knows them."""
LONGEST_WHO = 200
A_PAGE = 50
HISTORY = 500
_ALL = "stored plans"


@dataclass(frozen=True, kw_only=True)
class StoredRow:
    """One line of the list. `who` is empty for those who may not read it, and where the plan's key
    is missing (`is_locked`)."""

    id: str
    slug: str
    who: str
    stored_at: datetime
    stored_by: str
    delete_after: datetime
    is_locked: bool = False


@dataclass(frozen=True)
class Opened:
    """A stored plan, read."""

    id: str
    who: str
    code: str
    answers: Answers
    delete_after: datetime


@dataclass(frozen=True)
class AccessLine:
    """One line of the audit."""

    at: datetime
    who: str
    role: Role
    step: PlanStep
    plan_id: str


@dataclass(frozen=True)
class Rotated:
    """How many plans got the newest key, and how many could not be opened."""

    done: int
    locked_out: int


def may_read(actor: Actor) -> bool:
    return actor.can(Role.MIDWIFE) and not any(role in NEVER for role, _ in actor.grants)


def may_oversee(actor: Actor) -> bool:
    return actor.can(Role.ADMIN)


def name_in(resource: Resource, answers: Answers) -> str:
    """Whose plan it is, as far as the answers say."""
    said = (
        answers.get(place.key).text
        for place in places(resource, answers)
        if place.question.identifies and place.group is None
    )
    return _one_line(", ".join(filter(None, said)))[:LONGEST_WHO]


def code_of(session: Session, resource: Resource, answers: Answers) -> str:
    """The code that is stored: all answers, names and sections left out too."""
    find = partial(filling.template, session)
    return encode(answers, resource, find, whole=True, limit=LONGEST)


def store(session: Session, actor: Actor, how: Storing, code: str, who: str) -> str:
    """Keep a plan, and give its id; raises Refused."""
    role = _reading_role(actor)
    who = _one_line(who)
    if not who:
        raise Refused("Write whose plan it is, so that nobody else's is taken for it.")
    if len(who) > LONGEST_WHO:
        raise Refused(f"Write at most {LONGEST_WHO} letters for whose plan it is.")
    hold(session, _ALL)
    answers = _answers(session, code)
    plan_id, at = new_id(), now()
    locked = lock(Unlocked(who, code.rpartition("#")[2].strip()), plan_id, how.keys)
    session.add(
        StoredPlan(
            id=plan_id,
            slug=answers.slug,
            revision=answers.revision,
            key_id=locked.key_id,
            ciphertext=locked.ciphertext,
            created_at=at,
            created_by=actor.id,
            delete_after=at + timedelta(days=how.days),
        )
    )
    _append(session, plan_id, PlanStep.STORED, actor, role)
    return plan_id


def listed(session: Session, actor: Actor, how: Storing, page: int = 1) -> tuple[StoredRow, ...]:
    """A page of the stored plans, the newest first; an admin who is no midwife sees no names.
    Raises Refused."""
    reads = may_read(actor)
    if not reads:
        _overseeing_role(actor)
    expire(session)
    rows = session.exec(
        select(StoredPlan)
        .order_by(col(StoredPlan.created_at).desc(), col(StoredPlan.id))
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE)
    ).all()
    if reads:
        _append(session, "", PlanStep.LISTED, actor, Role.MIDWIFE)
    names = accounts.names(session)
    plain = (
        StoredRow(
            id=each.id,
            slug=each.slug,
            who="",
            stored_at=each.created_at,
            stored_by=names[each.created_by],
            delete_after=each.delete_after,
        )
        for each in rows
    )
    if not reads:
        return tuple(plain)
    return tuple(_named(row, each, how) for row, each in zip(plain, rows, strict=True))


def _named(row: StoredRow, stored: StoredPlan, how: Storing) -> StoredRow:
    try:
        return replace(row, who=unlock(_locked(stored), stored.id, how.keys).who)
    except LockedOut:
        return replace(row, is_locked=True)


def opened(session: Session, actor: Actor, how: Storing, plan_id: str, step: PlanStep) -> Opened:
    """A plan that is read for `step`; raises Refused and Missing."""
    role = _reading_role(actor)
    hold(session, _ALL)
    row = _row(session, plan_id)
    try:
        kept = unlock(_locked(row), row.id, how.keys)
    except LockedOut as error:
        raise Refused(f"This plan cannot be opened. {error}") from None
    answers = _answers(session, kept.code)
    _append(session, row.id, step, actor, role)
    return Opened(row.id, kept.who, kept.code, answers, row.delete_after)


def to_print(
    session: Session, actor: Actor, how: Storing, plan_id: str, tag: str, version: str = ""
) -> tuple[EditionView, Answers]:
    """What a print of the plan in a language and reading version (its own, unless another is given)
    is made of; raises Refused and Missing."""
    answers = opened(session, actor, how, plan_id, PlanStep.PRINTED).answers
    return filling.to_print(session, answers, version or answers.reading_version, tag)


def see(session: Session, actor: Actor, plan_id: str) -> StoredRow:
    """What stands in clear of a plan, for whoever may delete it; raises Refused and Missing."""
    _deleting_role(actor)
    row = _row(session, plan_id)
    by = accounts.names(session)[row.created_by]
    return StoredRow(
        id=row.id,
        slug=row.slug,
        who="",
        stored_at=row.created_at,
        stored_by=by,
        delete_after=row.delete_after,
    )


def remove(session: Session, actor: Actor, plan_id: str) -> None:
    """Delete a plan for ever; raises Refused and Missing."""
    role = _deleting_role(actor)
    hold(session, _ALL)
    session.delete(_row(session, plan_id))
    _append(session, plan_id, PlanStep.DELETED, actor, role)


def expire(session: Session) -> int:
    """Delete every plan whose time is over, and say how many there were."""
    hold(session, _ALL)
    due = session.exec(select(StoredPlan).where(col(StoredPlan.delete_after) <= now())).all()
    if due:
        by = accounts.system(session)
        for row in due:
            session.delete(row)
            _append(session, row.id, PlanStep.EXPIRED, by, Role.ADMIN)
    return len(due)


def rotate(session: Session, keys: Sequence[Key]) -> Rotated:
    """Lock every plan with the newest key; those that no key opens stay as they are."""
    hold(session, _ALL)
    done = locked_out = 0
    for row in session.exec(select(StoredPlan).where(StoredPlan.key_id != keys[0].id)).all():
        try:
            again = rotated(_locked(row), row.id, keys)
        except LockedOut:
            locked_out += 1
            continue
        row.key_id, row.ciphertext = again.key_id, again.ciphertext
        session.add(row)
        done += 1
    return Rotated(done, locked_out)


def history(session: Session, actor: Actor) -> tuple[AccessLine, ...]:
    """The newest lines of the audit, for an admin; raises Refused."""
    _overseeing_role(actor)
    names = accounts.names(session)
    rows = session.exec(select(PlanAccess).order_by(col(PlanAccess.id).desc()).limit(HISTORY))
    return tuple(
        AccessLine(each.at, names[each.actor_id], each.role, each.step, each.plan_id)
        for each in rows
    )


def _reading_role(actor: Actor) -> Role:
    role = actor.require_role(frozenset({Role.MIDWIFE}), "*")
    if not may_read(actor):
        raise Refused("Whoever translates, reviews or writes texts cannot read a person's plan.")
    return role


def _overseeing_role(actor: Actor) -> Role:
    return actor.require_role(frozenset({Role.ADMIN}), "*")


def _deleting_role(actor: Actor) -> Role:
    return Role.MIDWIFE if may_read(actor) else _overseeing_role(actor)


def _row(session: Session, plan_id: str) -> StoredPlan:
    row = session.get(StoredPlan, plan_id)
    if row is None or row.delete_after <= now():
        raise Missing("There is no such plan. It may have been deleted, or its time is over.")
    return row


def _answers(session: Session, code: str) -> Answers:
    try:
        return decode(code, partial(filling.template, session))
    except CodeError:
        raise Refused("The answers of this plan cannot be read.") from None


def _locked(row: StoredPlan) -> Locked:
    return Locked(row.key_id, row.ciphertext)


def _append(session: Session, plan_id: str, step: PlanStep, actor: Actor, role: Role) -> None:
    session.add(PlanAccess(plan_id=plan_id, step=step, actor_id=actor.id, role=role))


def _one_line(text: str) -> str:
    return " ".join(text.split())
