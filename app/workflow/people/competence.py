"""Who is competent to revise a language: recorded by an admin with the evidence, until a date.

An expired or ended record stops the next revision; what was revised before it stands.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.languages import find, languages
from app.models import Competence, Grant, Role, User, now
from app.workflow.lengths import REASON, refuse_empty, refuse_longer
from app.workflow.people.accounts import SYSTEM_EMAIL, Actor, is_valid
from app.workflow.refusals import Missing, Refused, Unfilled

ADMINS = frozenset({Role.ADMIN})
LONGEST = 5
"""Years after which a competence must be looked at again."""


@dataclass(frozen=True)
class Person:
    """An account with what it may do; `competences` hold the newest record of each language."""

    user: User
    grants: tuple[tuple[Role, str], ...]
    competences: tuple[Competence, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Languages that this person was made reviewer of and cannot revise today."""
        asked = {tag for role, tag in self.grants if role is Role.REVIEWER}
        if "*" in asked:
            asked = {language.tag for language in languages()}
        held = {row.language for row in self.competences if is_valid(row)}
        return tuple(sorted(asked - held))


def everyone(session: Session, actor: Actor) -> tuple[Person, ...]:
    """Every account of a person who works here, by name; for admins. Raises Refused."""
    actor.require_role(ADMINS, "*")
    grants: dict[int, list[tuple[Role, str]]] = {}
    for grant in session.exec(select(Grant)).all():
        grants.setdefault(grant.user_id, []).append((grant.role, grant.language))
    held: dict[int, dict[str, Competence]] = {}
    for row in session.exec(select(Competence).order_by(col(Competence.id))).all():
        held.setdefault(row.user_id, {})[row.language] = row
    users = session.exec(select(User).order_by(User.name)).all()
    return tuple(
        Person(
            user,
            tuple(sorted(grants.get(user.key, []))),
            tuple(row for _, row in sorted(held.get(user.key, {}).items())),
        )
        for user in users
        if user.email != SYSTEM_EMAIL and not user.email.endswith("@agency.invalid")
    )


def record_competence(
    session: Session, actor: Actor, user_id: int, language: str, evidence: str, until: date
) -> Competence:
    """Say that a reviewer is competent in a language until a date; raises Refused, Missing and
    UnknownLanguage."""
    actor.require_role(ADMINS, "*")
    find(language)
    user = session.get(User, user_id)
    if user is None:
        raise Missing("There is no such account.")
    if user_id == actor.id:
        raise Refused("Another admin must record your competence.")
    unsaid = "Write what shows the competence: a qualification, a test, a referee."
    refuse_empty(evidence, unsaid, "evidence")
    refuse_longer(evidence, REASON, "The evidence", "evidence")
    refuse_until(until)
    row = Competence(
        user_id=user_id,
        language=language,
        evidence=evidence.strip(),
        valid_until=until,
        actor_id=actor.id,
    )
    session.add(row)
    session.flush()
    return row


def end_competence(
    session: Session, actor: Actor, user_id: int, language: str, why: str
) -> Competence:
    """End a competence today, with the reason; raises Refused."""
    actor.require_role(ADMINS, "*")
    refuse_empty(why, "Say why the competence ends.")
    refuse_longer(why, REASON, "The reason")
    rows = select(Competence).where(Competence.user_id == user_id, Competence.language == language)
    newest = session.exec(rows.order_by(col(Competence.id).desc()).limit(1)).first()
    if newest is None or newest.ended:
        raise Refused("There is no competence on record that could end.")
    row = Competence(
        user_id=user_id,
        language=language,
        evidence=why.strip(),
        valid_until=newest.valid_until,
        ended=True,
        actor_id=actor.id,
    )
    session.add(row)
    session.flush()
    return row


def incompetence(actor: Actor, language: str) -> str:
    """Why the person may not revise the language today; empty while their competence holds."""
    if language in actor.competences:
        return ""
    return (
        f"{actor.name} has no competence in {find(language).english_name} on record that holds "
        "today. An admin records it, with the evidence, on the page “People”."
    )


def refuse_until(until: date) -> None:
    """Raises Refused for a last day that is past or too far off."""
    today = now().date()
    if until < today:
        raise Unfilled("The last day lies in the past.", "until")
    if (until - today).days > LONGEST * 366:
        raise Unfilled(
            f"Choose a last day within {LONGEST} years: competence is looked at again.", "until"
        )
