"""Signed-in browsers: each holds a random token in a cookie, and ends after some hours, when nobody
was there for a while, or when its owner or a new password ends it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select

from app.models import SignIn, User, now
from app.workflow.people.accounts import Actor, actor_of

SIGNED_IN_FOR = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
"""How often `last_seen` is written, so that reading pages does not write each time."""


@dataclass(frozen=True)
class Present:
    """Whoever holds a token, with the CSRF token of their forms; `is_due` when it should be noted
    that they were seen."""

    actor: Actor
    csrf: str
    is_due: bool


@dataclass(frozen=True)
class SignedInBrowser:
    """One of a person's browsers; `handle` names it in forms, and opens nothing."""

    handle: str
    browser: str
    since: datetime
    last_seen: datetime
    is_this: bool


def begin(session: Session, user_id: int, browser: str) -> str:
    """A new signed-in browser; gives its secret token."""
    at = now()
    session.exec(delete(SignIn).where(col(SignIn.expires_at) < at))
    token = secrets.token_urlsafe(32)
    row = SignIn(
        token_hash=digest(token),
        user_id=user_id,
        csrf=secrets.token_urlsafe(24),
        browser=browser[:80],
        created_at=at,
        last_seen=at,
        expires_at=at + SIGNED_IN_FOR,
    )
    session.add(row)
    session.flush()
    return token


def present(
    session: Session, token: str, *, demo_mode: bool, idle: timedelta = SIGNED_IN_FOR
) -> Present | None:
    """Who holds this token; None when it has expired, or was not used for the time `idle`."""
    row, at = session.get(SignIn, digest(token)), now()
    if row is None or row.expires_at < at or row.last_seen + idle < at:
        return None
    user = session.get(User, row.user_id)
    if user is None or not user.active or (user.demo and not demo_mode):
        return None
    return Present(actor_of(session, user), row.csrf, row.last_seen + SEEN_EVERY <= at)


def seen(session: Session, token: str) -> None:
    """Note that the browser was used just now."""
    row = session.get(SignIn, digest(token))
    if row is not None:
        row.last_seen = now()
        session.add(row)


def browsers(
    session: Session, actor: Actor, token: str, idle: timedelta
) -> tuple[SignedInBrowser, ...]:
    """Where a person is signed in, this browser first and then the last used."""
    at = now()
    rows = session.exec(select(SignIn).where(SignIn.user_id == actor.id)).all()
    found = [
        SignedInBrowser(
            row.token_hash, row.browser, row.created_at, row.last_seen,
            row.token_hash == digest(token),
        )
        for row in rows
        if row.expires_at >= at and row.last_seen + idle >= at
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.is_this, each.last_seen), reverse=True))


def end(session: Session, token: str) -> None:
    """Sign this browser out."""
    session.exec(delete(SignIn).where(col(SignIn.token_hash) == digest(token)))


def end_one(session: Session, actor: Actor, handle: str) -> None:
    """Sign one of one's own browsers out."""
    mine = col(SignIn.user_id) == actor.id
    session.exec(delete(SignIn).where(mine, col(SignIn.token_hash) == handle))


def end_others(session: Session, actor: Actor, token: str) -> None:
    """Sign all of one's browsers out but this."""
    mine = col(SignIn.user_id) == actor.id
    session.exec(delete(SignIn).where(mine, col(SignIn.token_hash) != digest(token)))


def end_all(session: Session, user_id: int) -> None:
    """Sign somebody out everywhere."""
    session.exec(delete(SignIn).where(col(SignIn.user_id) == user_id))


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
