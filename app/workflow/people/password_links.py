"""Links with which people set a password: an admin makes one and hands it over; it works once, for
two days, and only the newest of a person. Setting the password is in `signing_in`.
"""

import secrets
from datetime import timedelta

from sqlmodel import Session, col, delete, select

from app.db import hold
from app.models import AccountEvent, PasswordLink, Role, User, now
from app.workflow.people.accounts import NO_PASSWORD, SYSTEM_EMAIL, Actor
from app.workflow.people.sign_ins import digest
from app.workflow.refusals import Missing, Refused

VALID_FOR = timedelta(hours=48)
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that nobody mistakes for one another on paper (Crockford's base 32)."""
_MISTAKEN = str.maketrans("OIL", "011", " -\u2013\u00ad")
_LENGTH = 16
OWN_DEMO = "Accounts of the demonstration keep the password that stands on the sign-in page."


class NoSuchLink(Refused):
    """The code is not, or no longer, one that sets a password."""

    def __init__(self) -> None:
        super().__init__(
            "This code does not work. It may have been used or replaced, be older than two days, "
            "or be mistyped. Ask an admin for a new link."
        )


def make(session: Session, by: Actor, user_id: int) -> str:
    """A new code for somebody else, for admins; the person's older ones end, and the code is known
    to nobody afterwards. Raises Refused and Missing."""
    by.require_role(frozenset({Role.ADMIN}), "*")
    user = session.get(User, user_id)
    if user is None or user.email == SYSTEM_EMAIL or user.email.endswith("@agency.invalid"):
        raise Missing("There is no such account.")
    if user_id == by.id:
        raise Refused("Change your own password under “Your account”.")
    if not user.active:
        raise Refused("The account is closed. Open it again first.")
    if user.demo:
        raise Refused(OWN_DEMO)
    end_all(session, user_id)
    code = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    session.add(PasswordLink(code_hash=digest(code), user_id=user_id, expires_at=now() + VALID_FOR))
    action = "first-link" if user.password_hash == NO_PASSWORD.value else "link"
    session.add(AccountEvent(user_id=user_id, action=action, actor_id=by.id))
    session.flush()
    return "-".join(code[start : start + 4] for start in range(0, _LENGTH, 4))


def owner(session: Session, typed: str) -> User:
    """Whose password a code sets; raises NoSuchLink. In a writing transaction nobody else uses the
    code meanwhile."""
    hashed = digest(_plain(typed))
    hold(session, "password-link", hashed)
    query = select(PasswordLink).where(PasswordLink.code_hash == hashed)
    row = session.exec(query.execution_options(populate_existing=True)).first()
    user = session.get(User, row.user_id) if row is not None and row.expires_at >= now() else None
    if user is None or not user.active:
        raise NoSuchLink
    return user


def end_all(session: Session, user_id: int) -> None:
    """No link of this person works any more."""
    at = now()
    whose = col(PasswordLink.user_id) == user_id
    session.exec(delete(PasswordLink).where(whose | (col(PasswordLink.expires_at) < at)))


def _plain(typed: str) -> str:
    """The code in what was typed or pasted, which may be the whole link."""
    return typed.strip().rpartition("#")[2].upper().translate(_MISTAKEN)
