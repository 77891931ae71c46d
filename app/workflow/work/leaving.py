"""A role taken away, and an account closed or opened again, each with who did it, when and why.
What the person wrote and signed stands, and histories go on naming them.
"""

from sqlmodel import Session, col, select

from app.db import hold
from app.models import AccountEvent, Grant, Role, User
from app.workflow.lengths import REASON, refuse_empty, refuse_longer
from app.workflow.people import password_links, sign_ins
from app.workflow.people.accounts import SYSTEM_EMAIL, Actor
from app.workflow.people.competence import ADMINS
from app.workflow.refusals import Missing, Refused
from app.workflow.work.assignments import free


def revoke(
    session: Session, by: Actor, user_id: int, role: Role, language: str, why: str
) -> AccountEvent:
    """Take a role for a language or `*` from somebody else, and free the work that they may not do
    without it; raises Refused and Missing."""
    _may(session, by, user_id, why)
    query = select(Grant).where(
        Grant.user_id == user_id, Grant.role == role, Grant.language == language
    )
    held = session.exec(query).first()
    if held is None:
        raise Refused("They do not hold this role for this language.")
    if role is Role.ADMIN:
        _refuse_last_admin(session, user_id)
    session.delete(held)
    session.flush()
    free(session, by, user_id, f"Role taken away: {why.strip()}")
    return _record(session, by, user_id, "revoke", why, role.value, language)


def close(session: Session, by: Actor, user_id: int, why: str) -> AccountEvent:
    """Close somebody else's account, sign them out everywhere and free the work that they had
    taken; raises Refused and Missing."""
    user = _may(session, by, user_id, why)
    if not user.active:
        raise Refused("The account is closed already.")
    _refuse_last_admin(session, user_id)
    user.active = False
    session.add(user)
    sign_ins.end_all(session, user_id)
    password_links.end_all(session, user_id)
    session.flush()
    free(session, by, user_id, f"Account closed: {why.strip()}")
    return _record(session, by, user_id, "close", why)


def reopen(session: Session, by: Actor, user_id: int, why: str) -> AccountEvent:
    """Open a closed account again, with the roles that it held; raises Refused and Missing."""
    user = _may(session, by, user_id, why)
    if user.active:
        raise Refused("The account is open.")
    user.active = True
    session.add(user)
    return _record(session, by, user_id, "reopen", why)


def events(session: Session, actor: Actor) -> tuple[AccountEvent, ...]:
    """What became of accounts, newest first; for admins."""
    actor.require_role(ADMINS, "*")
    return tuple(session.exec(select(AccountEvent).order_by(col(AccountEvent.id).desc())).all())


def own_events(session: Session, actor: Actor) -> tuple[AccountEvent, ...]:
    """What became of one's own account, newest first."""
    mine = select(AccountEvent).where(AccountEvent.user_id == actor.id)
    return tuple(session.exec(mine.order_by(col(AccountEvent.id).desc())).all())


def _may(session: Session, by: Actor, user_id: int, why: str) -> User:
    by.require_role(ADMINS, "*")
    hold(session, "admins")
    user = session.get(User, user_id)
    if user is None or user.email == SYSTEM_EMAIL:
        raise Missing("There is no such account.")
    if user_id == by.id:
        raise Refused("Another admin must do this to your account.")
    refuse_empty(why, "Say why.")
    refuse_longer(why, REASON, "The reason")
    return user


def _refuse_last_admin(session: Session, user_id: int) -> None:
    """Two admins can close each other's account at the same time: the second one comes too late."""
    query = (
        select(Grant.user_id)
        .join(User, col(User.id) == col(Grant.user_id))
        .where(Grant.role == Role.ADMIN, Grant.language == "*", col(User.active))
        .where(User.email != SYSTEM_EMAIL)
    )
    if set(session.exec(query).all()) == {user_id}:
        raise Refused("This is the last admin. Make somebody else an admin first.")


def _record(
    session: Session,
    by: Actor,
    user_id: int,
    action: str,
    why: str,
    role: str = "",
    language: str = "",
) -> AccountEvent:
    event = AccountEvent(
        user_id=user_id, action=action, role=role, language=language, why=why.strip(),
        actor_id=by.id,
    )  # fmt: skip
    session.add(event)
    session.flush()
    return event
