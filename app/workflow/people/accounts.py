"""Accounts and roles. Who did what is recorded with each step, in `desk` and its neighbours;
signed-in browsers are in `sign_ins`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from sqlmodel import Session, col, select

from app.db import Database
from app.languages import find
from app.models import Competence, Grant, Installation, Role, User, now
from app.workflow.lengths import NAME, refuse_empty, refuse_longer
from app.workflow.people import passwords
from app.workflow.people.hashing import Hashed
from app.workflow.refusals import Missing, Refused, Unfilled

SYSTEM_EMAIL = "command-line@birthwords.invalid"
NO_PASSWORD = Hashed("!")
"""Matches no password: whoever has the account sets one with a link, or nobody signs in with it."""


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

    def require_role(self, roles: frozenset[Role], language: str) -> Role:
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


def add_user(
    session: Session,
    email: str,
    name: str,
    password: str | Hashed,
    grants: list[tuple[Role, str]],
    *,
    demo: bool = False,
    by: Actor | None = None,
) -> User:
    """A new account; raises Refused for an address that is taken, or a password that is easily
    guessed. The service itself gives the hash: to make one while the session is open holds others
    up."""
    if "@" not in email or email != email.strip().lower():
        raise Unfilled(f"{email!r} is not an e-mail address in small letters.", "email")
    if session.exec(select(User).where(User.email == email)).first():
        raise Refused(f"There is an account for {email} already.")
    if isinstance(password, str):
        password = passwords.chosen(password, email, name)
    user = User(email=email, name=name, password_hash=password.value, demo=demo)
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
    grants: list[tuple[Role, str]],
) -> User:
    """An account that an admin opens for somebody, without a password until they set one; raises
    Refused."""
    by.require_role(frozenset({Role.ADMIN}), "*")
    refuse_empty(name, "Write the name that histories show.", "name")
    refuse_longer(name, NAME, "The name", "name")
    refuse_longer(email, NAME, "The e-mail address", "email")
    _known_languages(grants)
    return add_user(session, email.strip().lower(), name.strip(), NO_PASSWORD, grants, by=by)


def grant(session: Session, by: Actor, user_id: int, role: Role, language: str) -> Grant:
    """Give somebody else a role for a language or `*`; raises Refused and Missing."""
    by.require_role(frozenset({Role.ADMIN}), "*")
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
    return actor_of(session, user)


def actor_by_id(session: Session, user_id: int) -> Actor:
    """The person with the roles that they hold now; raises Missing when the account is closed."""
    user = session.get(User, user_id)
    if user is None or not user.active:
        raise Missing("The account that ordered this is closed. Someone else can order it.")
    return actor_of(session, user)


def system(session: Session) -> Actor:
    """The account in whose name the command line brings in English and drafts; nobody can sign in
    with it."""
    user = session.exec(select(User).where(User.email == SYSTEM_EMAIL)).first()
    if user is None:
        user = User(email=SYSTEM_EMAIL, name="Command line", password_hash=NO_PASSWORD.value)
        session.add(user)
        session.flush()
        for role in (Role.ADMIN, Role.AUTHOR):
            session.add(Grant(user_id=user.key, role=role))
        session.flush()
    return actor_of(session, user)


def names(session: Session) -> dict[int, str]:
    """Everyone's name by id, for histories."""
    return {user.key: user.name for user in session.exec(select(User)).all()}


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


def actor_of(session: Session, user: User) -> Actor:
    """The person with the roles that they hold now."""
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
