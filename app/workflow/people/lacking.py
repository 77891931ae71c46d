"""What a reviewer lacks before they may approve anything, and whom they ask for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.languages import languages
from app.models import Competence, Grant, Role, User
from app.workflow.people.accounts import SYSTEM_EMAIL, Actor


@dataclass(frozen=True)
class Lacking:
    """A language that someone is reviewer of without a competence on record that holds today;
    `ended` is the last day of one that they had, None where there was none."""

    language: str
    ended: date | None


def lacking(session: Session, actor: Actor) -> tuple[Lacking, ...]:
    """The languages in which a reviewer cannot approve yet, in the registry's order."""
    asked = [
        each.tag
        for each in languages()
        if actor.can(Role.REVIEWER, each.tag) and each.tag not in actor.competences
    ]
    last = _last_days(session, actor.id, asked) if asked else {}
    return tuple(Lacking(tag, last.get(tag)) for tag in asked)


def admins(session: Session, but: int) -> tuple[str, ...]:
    """The names of those who can record a competence, except the one person, whom another admin
    must record."""
    query = (
        select(User.name)
        .join(Grant, col(Grant.user_id) == col(User.id))
        .where(Grant.role == Role.ADMIN, Grant.language == "*", col(User.active), User.id != but)
        .where(User.email != SYSTEM_EMAIL)
        .order_by(User.name)
        .distinct()
    )
    return tuple(session.exec(query).all())


def _last_days(session: Session, person: int, tags: Iterable[str]) -> dict[str, date]:
    """The day until which the newest record held: that of its end where it was ended."""
    query = (
        select(Competence)
        .where(Competence.user_id == person, col(Competence.language).in_(tags))
        .order_by(col(Competence.id))
    )
    return {
        row.language: row.at.date() if row.ended else row.valid_until for row in session.exec(query)
    }
