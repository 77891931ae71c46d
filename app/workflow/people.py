"""Accounts, roles and sign-in. Who did what is recorded with each step, in `desk` and its
neighbours."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from weakref import WeakKeyDictionary

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlmodel import Session, col, delete, select

from app.db import Database
from app.languages import find
from app.models import Competence, Grant, Installation, Role, SignIn, User, now
from app.workflow.lengths import NAME, PASSWORD, refuse_longer
from app.workflow.refusals import Missing, Refused

SIGNED_IN_FOR = timedelta(hours=12)
SYSTEM_EMAIL = "command-line@birthwords.invalid"


@dataclass(frozen=True)
class Actor:
    """A person with their grants, (role, language or `*`), and the languages that they are on
    record today as competent to revise."""

    id: int
    name: str
    email: str
    grants: frozenset[tuple[Role, str]]
    competences: frozenset[str] = frozenset()

    def can(self, role: Role, language: str = "*") -> bool:
        """Whether this person holds the role for the language. Admin implies no other role;
        clinicians, authors and midwives need no language."""
        return any(held == role and tag in ("*", language) for held, tag in self.grants)

    def languages(self, *roles: Role) -> frozenset[str]:
        return frozenset(tag for role, tag in self.grants if role in roles)

    def acting(self, roles: frozenset[Role], language: str) -> Role:
        """The role in which this person does something; raises Refused."""
        for role in sorted(roles):
            if self.can(role, language):
                return role
        place = "" if language == "*" else f" of {find(language).english_name}"
        raise Refused(
            f"This is for {role_words(roles)}{place}. {self.name} is not among them; "
            "an admin can grant the role."
        )


def role_words(roles: Iterable[Role]) -> str:
    """“authors, reviewers and translators”."""
    named = sorted("midwives" if role is Role.MIDWIFE else f"{role.value}s" for role in roles)
    *first, last = named
    return f"{', '.join(first)} and {last}" if first else last


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def add_user(
    session: Session,
    email: str,
    name: str,
    password: str,
    grants: list[tuple[Role, str]],
    *,
    demo: bool = False,
    by: Actor | None = None,
) -> User:
    """A new account; raises Refused for an address that is taken, or a password under 12
    characters."""
    if "@" not in email or email != email.strip().lower():
        raise Refused(f"{email!r} is not an e-mail address in small letters.")
    if len(password) < 12:
        raise Refused("The password needs at least 12 characters.")
    if session.exec(select(User).where(User.email == email)).first():
        raise Refused(f"There is an account for {email} already.")
    user = User(email=email, name=name, password_hash=_hasher().hash(password), demo=demo)
    session.add(user)
    session.flush()
    for role, language in grants:
        session.add(
            Grant(user_id=user.key, role=role, language=language, granted_by=by.id if by else None)
        )
    session.flush()
    return user


def open_account(
    session: Session,
    by: Actor,
    email: str,
    name: str,
    password: str,
    grants: list[tuple[Role, str]],
) -> User:
    """An account that an admin opens for somebody; raises Refused."""
    by.acting(frozenset({Role.ADMIN}), "*")
    if not name.strip():
        raise Refused("Write the name that histories show.")
    refuse_longer(name, NAME, "The name")
    refuse_longer(email, NAME, "The e-mail address")
    refuse_longer(password, PASSWORD, "The password")
    _known_languages(grants)
    return add_user(session, email.strip().lower(), name.strip(), password, grants, by=by)


def grant(session: Session, by: Actor, user_id: int, role: Role, language: str) -> Grant:
    """Give somebody else a role for a language or `*`; raises Refused and Missing."""
    by.acting(frozenset({Role.ADMIN}), "*")
    if user_id == by.id:
        raise Refused("Another admin must give you a role.")
    if session.get(User, user_id) is None:
        raise Missing("There is no such account.")
    _known_languages([(role, language)])
    held = select(Grant).where(
        Grant.user_id == user_id, Grant.role == role, Grant.language == language
    )
    row = session.exec(held).first()
    if row is None:
        row = Grant(user_id=user_id, role=role, language=language, granted_by=by.id)
        session.add(row)
        session.flush()
    return row


def _known_languages(grants: list[tuple[Role, str]]) -> None:
    for _, tag in grants:
        if tag != "*":
            find(tag)


def actor(session: Session, email: str) -> Actor:
    """The person with this e-mail address; raises Missing."""
    user = session.exec(select(User).where(User.email == email)).first()
    if user is None or not user.active:
        raise Missing(
            f"There is no active account for {email}. Add one with `birthwords user add`."
        )
    return _actor(session, user)


def actor_by_id(session: Session, user_id: int) -> Actor:
    """The person with the roles that they hold now; raises Missing when the account is closed."""
    user = session.get(User, user_id)
    if user is None or not user.active:
        raise Missing("The account that ordered this is closed. Someone else can order it.")
    return _actor(session, user)


def system(session: Session) -> Actor:
    """The account in whose name the command line brings in English and drafts; nobody can sign in
    with it."""
    user = session.exec(select(User).where(User.email == SYSTEM_EMAIL)).first()
    if user is None:
        user = User(email=SYSTEM_EMAIL, name="Command line", password_hash="!")  # noqa: S106  # matches no password
        session.add(user)
        session.flush()
        for role in (Role.ADMIN, Role.AUTHOR):
            session.add(Grant(user_id=user.key, role=role))
        session.flush()
    return _actor(session, user)


def names(session: Session) -> dict[int, str]:
    """Everyone's name by id, for histories."""
    return {user.key: user.name for user in session.exec(select(User)).all()}


def sign_in(session: Session, email: str, password: str, *, demo_mode: bool) -> tuple[str, SignIn]:
    """A new signed-in browser and its secret token; raises Refused with one message for every
    cause."""
    user = session.exec(select(User).where(User.email == email.strip().lower())).first()
    try:
        _hasher().verify(user.password_hash if user else _decoy(), password)
        right = user is not None and user.active and (demo_mode or not user.demo)
    except (VerifyMismatchError, InvalidHashError):
        right = False
    if user is None or not right:
        raise Refused("The e-mail address or the password is not right.")
    session.exec(delete(SignIn).where(col(SignIn.expires_at) < now()))
    token = secrets.token_urlsafe(32)
    row = SignIn(
        token_hash=_digest(token),
        user_id=user.key,
        csrf=secrets.token_urlsafe(24),
        expires_at=now() + SIGNED_IN_FOR,
    )
    session.add(row)
    session.flush()
    return token, row


def signed_in(session: Session, token: str, *, demo_mode: bool) -> tuple[Actor, str] | None:
    """Who holds this token, with the CSRF token of their forms; None when it has expired."""
    row = session.get(SignIn, _digest(token))
    if row is None or row.expires_at < now():
        return None
    user = session.get(User, row.user_id)
    if user is None or not user.active or (user.demo and not demo_mode):
        return None
    return _actor(session, user), row.csrf


def sign_out(session: Session, token: str) -> None:
    session.exec(delete(SignIn).where(col(SignIn.token_hash) == _digest(token)))


def is_demo(session: Session) -> bool:
    """Whether this database is a demonstration."""
    row = session.get(Installation, 1)
    return row is not None and row.demo


def is_demonstration(database: Database) -> bool:
    """The same of a database that is not open; what it is was said once, and is asked once."""
    known = _installed.get(database)
    if known is None:
        with database.reading() as session:
            row = session.get(Installation, 1)
        if row is None:
            return False
        known = _installed[database] = row.demo
    return known


_installed: WeakKeyDictionary[Database, bool] = WeakKeyDictionary()


def install(session: Session, *, demo: bool) -> None:
    """Say once what this database is; raises Refused when a real one is opened as a
    demonstration."""
    row = session.get(Installation, 1)
    if row is None:
        session.add(Installation(demo=demo))
        session.flush()
    elif demo and not row.demo:
        raise Refused(
            "This database holds real content, so it cannot be served as a demonstration. "
            "Choose another folder with BIRTHWORDS_DATA."
        )


def _actor(session: Session, user: User) -> Actor:
    grants = session.exec(select(Grant).where(Grant.user_id == user.key)).all()
    return Actor(
        user.key,
        user.name,
        user.email,
        frozenset((g.role, g.language) for g in grants),
        frozenset(_competences(session, user)),
    )


def _competences(session: Session, user: User) -> list[str]:
    """The languages whose newest record is neither ended nor past its date."""
    rows = session.exec(
        select(Competence).where(Competence.user_id == user.key).order_by(col(Competence.id))
    ).all()
    newest = {row.language: row for row in rows}
    return [tag for tag, row in newest.items() if is_valid(row)]


def is_valid(row: Competence, on: date | None = None) -> bool:
    """Whether a record of competence holds on a day, today by default; its last day counts."""
    return not row.ended and row.valid_until >= (on or now().date())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _decoy() -> str:
    """A hash that costs the same time to refuse when there is no such account."""
    return _hasher().hash(secrets.token_urlsafe(16))
