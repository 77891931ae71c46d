"""The admins' page and what they post there: accounts and roles, who is competent to revise which
language until when, and agencies with their evidence. What the page shows is in `people_page`,
rules are in `workflow`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.db import Database
from app.errors import ExpectedError
from app.languages import UnknownLanguage
from app.models import Role
from app.web.accounts.people_page import NewLink, people_page
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs
from app.web.frame.sent_values import number
from app.web.frame.staff import Frame, Problem, StaffFrame, show
from app.workflow.imports import agency
from app.workflow.people import accounts, competence, password_links
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused, Unfilled
from app.workflow.work import leaving

FIRST_FIELD = {"add": "#add-email", "agency": "#agency-agency", "competence/end": "#accounts"}
"""Where a refused form begins, if not with a person."""
router = APIRouter(prefix="/people", dependencies=[needs(Role.ADMIN, reads=Reads.PEOPLE)])
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


@router.get("")
def everyone(who: SignedIn, frame: StaffFrame, session: ReadSession, done: str = "") -> Response:
    return show("accounts/people", people_page(session, who.actor, frame, DONE.get(done, "")))


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
            raise Unfilled("Choose a person.", "person")
        return number(given)

    @property
    def language(self) -> str:
        """A language's tag; raises Refused."""
        if not self.word("language"):
            raise Unfilled("Choose a language.", "language")
        return self.word("language")

    @property
    def role(self) -> Role:
        given = self.word("role")
        if given not in tuple(Role):
            raise Unfilled("Choose a role.", "role")
        return Role(given)

    @property
    def until(self) -> date:
        try:
            return date.fromisoformat(self.word("until"))
        except ValueError:
            raise Unfilled("Choose the last day on which it holds.", "until") from None

    def take(self, step: Callable[[Session], object], done: str, form: str) -> Response:
        """Take a step; `form` is the last part of the address of its form."""
        try:
            with self.database.writing() as session:
                step(session)
        except (Refused, UnknownLanguage) as refusal:
            return self.refused(refusal, form)
        return RedirectResponse(f"/people?done={done}", 303)

    def hand_over(self, step: Callable[[Session], NewLink], form: str) -> Response:
        """Take a step that makes a link, and show the link, this once."""
        try:
            with self.database.writing() as session:
                link = step(session)
        except (Refused, UnknownLanguage) as refusal:
            return self.refused(refusal, form)
        done = DONE["added" if link.is_first else "link"]
        with self.database.reading() as session:
            page = people_page(session, self.actor, self.frame, done)
        return show("accounts/people", replace(page, link=link))

    def refused(self, refusal: ExpectedError, form: str) -> Response:
        """The page again, with what was typed."""
        sent = {name: self.word(name) for name in self.data if name != "csrf"}
        with self.database.reading() as session:
            where = FIRST_FIELD.get(form, f"#{form}-person")
            if isinstance(refusal, Unfilled):
                ended = "person", "language"
                where = f"#{form}-{refusal.field}"
                if form == "competence/end":
                    where = f"#end-{'-'.join(self.word(name) for name in ended)}"
            status = refusal.status if isinstance(refusal, Refused) else 403
            problem = Problem(str(refusal), where)
            page = people_page(session, self.actor, self.frame, "", problem)
        return show("accounts/people", replace(page, form=form, sent=sent), status)


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
