"""Whatever needs a password looked at or hashed: signing in, changing one's own, and setting one
with a link. Each reads what it needs, works on the password with no session open, and then writes;
what changed meanwhile counts.
"""

from dataclasses import dataclass

from sqlmodel import Session, select

from app.db import Database
from app.models import AccountEvent, User
from app.workflow.people import hashing, password_links, passwords, sign_in_limit, sign_ins
from app.workflow.people.accounts import Actor
from app.workflow.people.hashing import Hashed
from app.workflow.people.sign_in_limit import Attempt
from app.workflow.refusals import Refused


@dataclass(frozen=True)
class Origin:
    """Where a request came from: the sender's address, and what its browser is."""

    address: str
    browser: str = ""


class WrongPassword(Refused):
    """The password that one signs in with is not right; why, is not said."""


@dataclass(frozen=True)
class _Proved:
    """An account whose password was typed, with the hash that it was compared with."""

    user_id: int
    kept: str
    made: Attempt

    def still(self, session: Session) -> User:
        """The account as it is now; raises WrongPassword when its password changed
        meanwhile."""
        user = session.get(User, self.user_id)
        if user is None or not user.active or user.password_hash != self.kept:
            raise WrongPassword("The password changed meanwhile. Sign in again.")
        return user


def sign_in(
    database: Database, email: str, password: str, origin: Origin, *, demo_mode: bool
) -> str:
    """A new signed-in browser's secret token; raises Refused with one message for every cause,
    TooMany and Busy."""
    wrong = "The e-mail address or the password is not right."
    with hashing.place(origin.address):
        proved = _prove(database, email, password, origin, wrong, demo_mode=demo_mode)
        newer = hashing.hashed(password) if hashing.is_outdated(proved.kept) else None
    with database.writing() as session:
        user = proved.still(session)
        if newer is not None:
            user.password_hash = newer.value
            session.add(user)
        sign_in_limit.succeeded(session, proved.made)
        return sign_ins.begin(session, user.key, origin.browser)


def change(database: Database, actor: Actor, current: str, password: str, origin: Origin) -> str:
    """Change one's own password: every browser is signed out, and this one in again with the token
    that is given. Raises Refused, TooMany and Busy."""
    with database.reading() as session:
        if session.exec(select(User.demo).where(User.id == actor.id)).one():
            raise Refused(password_links.OWN_DEMO)
    passwords.refuse_weak(password, actor.name, actor.email)
    if password == current:
        raise Refused("The new password is the one that you have. Choose another one.")
    wrong = "The current password is not right."
    with hashing.place(origin.address):
        proved = _prove(database, actor.email, current, origin, wrong, demo_mode=False)
        hashed = hashing.hashed(password)
    with database.writing() as session:
        user = proved.still(session)
        sign_in_limit.succeeded(session, proved.made)
        _set(session, user, hashed, "password")
        return sign_ins.begin(session, user.key, origin.browser)


def set_by_link(database: Database, code: str, password: str, origin: Origin) -> None:
    """Set a password with the code of a link, which ends with it; every browser is signed out.
    Raises NoSuchLink, Refused and Busy, and then the code stays good."""
    with database.reading() as session:
        user = password_links.owner(session, code)
    with hashing.place(origin.address):
        hashed = passwords.chosen(password, user.name, user.email)
    with database.writing() as session:
        _set(session, password_links.owner(session, code), hashed, "link-used")


def _prove(
    database: Database, email: str, password: str, origin: Origin, wrong: str, *, demo_mode: bool
) -> _Proved:
    """Count an attempt and compare the password; raises WrongPassword with the words `wrong`,
    TooMany and Busy."""
    with database.writing() as session:
        made = sign_in_limit.attempt(session, email, origin.address)
    with database.reading() as session:
        user = session.exec(select(User).where(User.email == email.strip().lower())).first()
    may = user is not None and user.active and (demo_mode or not user.demo)
    right = hashing.matches(user.password_hash if user else None, password)
    if user is None or not (may and right):
        raise WrongPassword(wrong)
    return _Proved(user.key, user.password_hash, made)


def _set(session: Session, user: User, hashed: Hashed, action: str) -> None:
    user.password_hash = hashed.value
    session.add(user)
    sign_ins.end_all(session, user.key)
    password_links.end_all(session, user.key)
    session.add(AccountEvent(user_id=user.key, action=action, actor_id=user.key))
    session.flush()
