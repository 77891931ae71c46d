"""The admins' page: accounts and roles, who is competent to revise which language until when, and
agencies with their evidence. Rules are in `workflow`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.config import settings
from app.db import Database
from app.languages import ENGLISH, UnknownLanguage, find, format_date, languages
from app.models import AgencyEvidence, Competence, Role, now
from app.web.accounts.events import event_line, role_line
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs
from app.web.frame.sent_values import number
from app.web.frame.staff import Frame, Link, Problem, StaffFrame, show
from app.workflow.imports import agency
from app.workflow.people import accounts, competence, password_links
from app.workflow.people.accounts import Actor, is_valid
from app.workflow.people.competence import Person
from app.workflow.refusals import Refused
from app.workflow.work import leaving

FIRST_FIELD = {"add": "#add-email", "agency": "#agency-agency", "competence/end": "#accounts"}
"""Where a refused form begins, if not with a person."""
router = APIRouter(prefix="/people", dependencies=[needs(Role.ADMIN, reads=Reads.PEOPLE)])
SOON = 60
"""Days before its end in which a competence is shown as ending soon."""
DONE = {
    "added": "The account is open. Nobody can sign in with it until the password is set.",
    "link": "The link is made. One from before works no more.",
    "granted": "The role is given.",
    "revoked": "The role is taken away.",
    "closed": "The account is closed.",
    "reopened": "The account is open again, with the roles that it held.",
    "recorded": "The competence is on record.",
    "ended": "The competence has ended.",
    "agency": "The agency’s evidence is on record. “Bring in a file” offers it now.",
}


@dataclass(frozen=True, kw_only=True)
class CompetenceLine:
    tag: str
    language: str
    evidence: str
    until: str
    state: str
    colour: str
    may_end: bool


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """One account. `missing` names languages that a reviewer cannot revise today."""

    id: int
    name: str
    email: str
    roles: tuple[str, ...]
    events: tuple[str, ...]
    """What was taken away or closed, by whom, when and why; newest first."""
    competences: tuple[CompetenceLine, ...]
    missing: str
    active: bool


@dataclass(frozen=True, kw_only=True)
class AgencyRow:
    id: int
    agency: str
    language: str
    people: str
    evidence: str
    until: str
    valid: bool


@dataclass(frozen=True)
class NewLink:
    """A link that sets a password, to be handed over. It is shown this once."""

    name: str
    code: str
    is_first: bool = False

    @property
    def page(self) -> str:
        return f"{settings().base_url.rstrip('/')}/account/reset"

    @property
    def address(self) -> str:
        """The code stands behind the `#`, which browsers send to no server (ADR 21)."""
        return f"{self.page}#{self.code}"


@dataclass(frozen=True, kw_only=True)
class PeoplePage:
    frame: Frame
    people: tuple[PersonRow, ...]
    agencies: tuple[AgencyRow, ...]
    languages: tuple[Link, ...]
    roles: tuple[str, ...]
    link: NewLink | None = None
    form: str = ""
    """The last part of the address of the form that was refused, and what was typed there."""
    sent: Mapping[str, str] = field(default_factory=dict)

    def typed(self, form: str, name: str) -> str:
        """What stood in a field of a form that was refused."""
        return self.sent.get(name, "") if form == self.form else ""

    @property
    def closed(self) -> bool:
        """Whether there is an account to open again."""
        return any(not person.active for person in self.people)


@router.get("")
def everyone(who: SignedIn, frame: StaffFrame, session: ReadSession, done: str = "") -> Response:
    return show("accounts/people", _page(session, who.actor, frame, DONE.get(done, "")))


@dataclass(frozen=True)
class PeopleForm:
    """What a posted form needs."""

    database: Database
    actor: Actor
    frame: Frame
    data: FormData

    def word(self, name: str) -> str:
        return str(self.data.get(name, "")).strip()

    @property
    def person(self) -> int:
        given = self.word("person")
        if not given:
            raise Refused("Choose a person.")
        return number(given)

    @property
    def language(self) -> str:
        """A language's tag; raises Refused."""
        if not self.word("language"):
            raise Refused("Choose a language.")
        return self.word("language")

    @property
    def role(self) -> Role:
        given = self.word("role")
        if given not in tuple(Role):
            raise Refused("Choose a role.")
        return Role(given)

    @property
    def until(self) -> date:
        try:
            return date.fromisoformat(self.word("until"))
        except ValueError:
            raise Refused("Choose the last day on which it holds.") from None

    def take(self, step: Callable[[Session], object], done: str, form: str) -> Response:
        """Take a step; `form` is the last part of the address of its form."""
        try:
            with self.database.writing() as session:
                step(session)
        except (Refused, UnknownLanguage) as refusal:
            return self.refused(str(refusal), form)
        return RedirectResponse(f"/people?done={done}", 303)

    def hand_over(self, step: Callable[[Session], NewLink], form: str) -> Response:
        """Take a step that makes a link, and show the link, this once."""
        try:
            with self.database.writing() as session:
                link = step(session)
        except (Refused, UnknownLanguage) as refusal:
            return self.refused(str(refusal), form)
        done = DONE["added" if link.is_first else "link"]
        with self.database.reading() as session:
            page = _page(session, self.actor, self.frame, done)
        return show("accounts/people", replace(page, link=link))

    def refused(self, message: str, form: str) -> Response:
        """The page again, with what was typed."""
        sent = {name: self.word(name) for name in self.data if name != "csrf"}
        with self.database.reading() as session:
            problem = Problem(message, FIRST_FIELD.get(form, f"#{form}-person"))
            page = _page(session, self.actor, self.frame, "", problem)
        return show("accounts/people", replace(page, form=form, sent=sent), 403)


def desk(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> PeopleForm:
    return PeopleForm(database, who.actor, frame, data)


AtDesk = Annotated[PeopleForm, Depends(desk)]


@router.post("/add")
def add(at: AtDesk) -> Response:
    def step(session: Session) -> NewLink:
        grants = [(at.role, at.word("language") or "*")]
        user = accounts.open_account(session, at.actor, at.word("email"), at.word("name"), grants)
        return NewLink(user.name, password_links.make(session, at.actor, user.key), is_first=True)

    return at.hand_over(step, "add")


@router.post("/link")
def make_link(at: AtDesk) -> Response:
    def step(session: Session) -> NewLink:
        code = password_links.make(session, at.actor, at.person)
        return NewLink(accounts.names(session)[at.person], code)

    return at.hand_over(step, "link")


@router.post("/grant")
def grant(at: AtDesk) -> Response:
    return at.take(
        lambda s: accounts.grant(s, at.actor, at.person, at.role, at.word("language") or "*"),
        "granted",
        "grant",
    )


@router.post("/revoke")
def revoke(at: AtDesk) -> Response:
    return at.take(
        lambda s: leaving.revoke(
            s, at.actor, at.person, at.role, at.word("language") or "*", at.word("why")
        ),
        "revoked",
        "revoke",
    )


@router.post("/close")
def close(at: AtDesk) -> Response:
    return at.take(
        lambda s: leaving.close(s, at.actor, at.person, at.word("why")), "closed", "close"
    )


@router.post("/reopen")
def reopen(at: AtDesk) -> Response:
    return at.take(
        lambda s: leaving.reopen(s, at.actor, at.person, at.word("why")),
        "reopened",
        "reopen",
    )


@router.post("/competence")
def record(at: AtDesk) -> Response:
    return at.take(
        lambda s: competence.record_competence(
            s, at.actor, at.person, at.language, at.word("evidence"), at.until
        ),
        "recorded",
        "competence",
    )


@router.post("/competence/end")
def end(at: AtDesk) -> Response:
    return at.take(
        lambda s: competence.end_competence(
            s, at.actor, at.person, at.word("language"), at.word("why")
        ),
        "ended",
        "competence/end",
    )


@router.post("/agency")
def record_agency(at: AtDesk) -> Response:
    def step(session: Session) -> object:
        given = agency.Agency(
            at.word("agency"),
            at.word("translator"),
            at.word("reviser"),
            at.word("evidence"),
            at.until,
        )
        return agency.record_agency(session, at.actor, at.language, given)

    return at.take(step, "agency", "agency")


def _page(
    session: Session, actor: Actor, frame: Frame, done: str, *problems: Problem
) -> PeoplePage:
    names = accounts.names(session)
    told: dict[int, list[str]] = {}
    for event in leaving.events(session, actor):
        told.setdefault(event.user_id, []).append(event_line(event, names))
    return PeoplePage(
        frame=frame.at("People", "/people", done, *problems),
        people=tuple(_person(each, told) for each in competence.everyone(session, actor)),
        agencies=tuple(_agency(row, names) for row in agency.recorded(session, actor)),
        languages=tuple(Link(each.english_name, each.tag) for each in languages()),
        roles=tuple(role.value for role in Role),
    )


def _person(each: Person, told: dict[int, list[str]]) -> PersonRow:
    reviews = any(role is Role.REVIEWER for role, _ in each.grants)
    missing = [find(tag).english_name for tag in each.missing] if reviews else []
    return PersonRow(
        id=each.user.key,
        name=each.user.name,
        email=each.user.email,
        roles=tuple(role_line(role.value, tag) for role, tag in each.grants),
        events=tuple(told.get(each.user.key, ())),
        competences=tuple(_competence(row) for row in each.competences),
        missing=", ".join(missing),
        active=each.user.active,
    )


def _competence(row: Competence) -> CompetenceLine:
    left = (row.valid_until - now().date()).days
    if row.ended:
        state, colour = "Ended", "grey"
    elif not is_valid(row):
        state, colour = "Expired", "red"
    elif left <= SOON:
        state, colour = "Ends soon", "orange"
    else:
        state, colour = "Holds", "green"
    return CompetenceLine(
        tag=row.language,
        language=find(row.language).english_name,
        evidence=row.evidence,
        until=format_date(row.valid_until, ENGLISH),
        state=state,
        colour=colour,
        may_end=not row.ended,
    )


def _agency(row: AgencyEvidence, names: dict[int, str]) -> AgencyRow:
    return AgencyRow(
        id=row.id or 0,
        agency=row.agency,
        language=find(row.language).english_name,
        people=f"{names[row.translator_id]}, {names[row.reviser_id]}",
        evidence=row.evidence,
        until=format_date(row.valid_until, ENGLISH),
        valid=row.valid_until >= now().date(),
    )
