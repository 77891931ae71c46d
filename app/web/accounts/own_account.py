"""One's own account: changing the password, and where one is signed in. Setting a password with a
link stands here too; the link is made on the admins' page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.config import settings
from app.jobs.mail import smtp
from app.languages import ENGLISH, format_date
from app.models import now
from app.web.accounts.events import event_line
from app.web.accounts.sign_in import origin_of, stay_signed_in
from app.web.frame import cookies
from app.web.frame.deps import Db, Posted, ReadSession, SignedIn, form
from app.web.frame.errors import retry_after
from app.web.frame.staff import Frame, Problem, StaffFrame, show
from app.workflow.people import accounts, monthly_mail, sign_ins, signing_in
from app.workflow.people.accounts import Actor
from app.workflow.people.password_links import NoSuchLink
from app.workflow.people.passwords import ADVICE, SHORTEST
from app.workflow.people.sign_ins import SignedInBrowser
from app.workflow.refusals import Refused
from app.workflow.work import leaving

router = APIRouter(prefix="/account")
ACCOUNT = "/account"
DONE = {
    "changed": "Your password is changed. Every other browser is signed out.",
    "ended": "That browser is signed out.",
    "others": "Every other browser is signed out.",
    "mail": "Once a month you are sent what is new.",
    "no-mail": "You are sent no more mail.",
}


@dataclass(frozen=True)
class BrowserRow:
    """One browser in which the person is signed in."""

    signed_in: SignedInBrowser

    @property
    def handle(self) -> str:
        return self.signed_in.handle

    @property
    def browser(self) -> str:
        return self.signed_in.browser or "A browser"

    @property
    def since(self) -> str:
        return format_date(self.signed_in.since.date(), ENGLISH)

    @property
    def last_seen(self) -> str:
        return _ago(self.signed_in.last_seen)

    @property
    def is_this(self) -> bool:
        return self.signed_in.is_this


@dataclass(frozen=True, kw_only=True)
class AccountPage:
    """One's own account; `wrong` says what is wrong with a field of the form, by its name."""

    frame: Frame
    actor: Actor
    signed_in: Sequence[SignedInBrowser]
    events: tuple[str, ...]
    has_mail: bool
    """Whether they asked for the monthly mail."""
    sends_mail: bool
    """Whether the service can send any."""
    wrong: dict[str, str] = field(default_factory=dict)

    shortest = SHORTEST
    advice = ADVICE

    @property
    def email(self) -> str:
        return self.actor.email

    @property
    def browsers(self) -> tuple[BrowserRow, ...]:
        return tuple(map(BrowserRow, self.signed_in))

    @property
    def idle_minutes(self) -> int:
        return settings().idle_minutes


@dataclass(frozen=True)
class LinkPage:
    """Where a link leads: its code, and the password twice."""

    frame: Frame
    code: str = ""
    wrong: dict[str, str] = field(default_factory=dict)
    shortest: int = SHORTEST
    advice: str = ADVICE


@router.get("")
def own_account(
    request: Request, who: SignedIn, frame: StaffFrame, session: ReadSession, done: str = ""
) -> Response:
    return show("accounts/own", _page(request, session, who.actor, frame, DONE.get(done, "")))


@router.post("/password")
def change(
    request: Request,
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    database: Db,
    data: Posted,
) -> Response:
    session.rollback()  # no connection is held while passwords are worked on
    try:
        password = _twice(data)
        token = signing_in.change(
            database, who.actor, str(data.get("current", "")), password, origin_of(request)
        )
    except Refused as refusal:
        where = _field(refusal, "current")
        problem = Problem(str(refusal), f"#{where}")
        page = _page(request, session, who.actor, frame, "", problem, wrong={where: str(refusal)})
        answer = show("accounts/own", page, refusal.status)
        answer.headers.update(retry_after(refusal))
        return answer
    answered = RedirectResponse(f"{ACCOUNT}?done=changed", 303)
    stay_signed_in(answered, token)
    return answered


@router.post("/browsers/end")
def end_browsers(request: Request, who: SignedIn, database: Db, data: Posted) -> Response:
    """Sign out the browser that the form names, or every other one."""
    handle = str(data.get("browser", ""))
    with database.writing() as session:
        if handle:
            sign_ins.end_one(session, who.actor, handle)
        else:
            sign_ins.end_others(session, who.actor, cookies.read(request, cookies.SIGN_IN))
    return RedirectResponse(f"{ACCOUNT}?done={'ended' if handle else 'others'}", 303)


@router.get("/reset")
def ask_for_code() -> Response:
    """The code stands behind the link's `#`, which no browser sends (ADR 21)."""
    return show("accounts/reset", LinkPage(Frame(demo=settings().demo).at("Set your password")))


@router.post("/reset")
def set_password(
    request: Request, database: Db, data: Annotated[FormData, Depends(form)]
) -> Response:
    code = str(data.get("code", ""))
    try:
        signing_in.set_by_link(database, code, _twice(data), origin_of(request))
    except Refused as refusal:
        where = _field(refusal, "code")
        problem = Problem(str(refusal), f"#{where}")
        frame = Frame(demo=settings().demo).at("Set your password", "", "", problem)
        page = LinkPage(frame, code, {where: str(refusal)})
        answer = show("accounts/reset", page, refusal.status)
        answer.headers.update(retry_after(refusal))
        return answer
    return RedirectResponse("/account/login?done=set", 303)


class _NotTheSame(Refused):
    """The new password was typed in two ways."""


def _twice(data: FormData) -> str:
    """The new password; raises Refused unless it was typed twice in the same way."""
    password = str(data.get("password", ""))
    if password != str(data.get("again", "")):
        raise _NotTheSame("The two new passwords are not the same. Type them again.")
    return password


def _field(refusal: Refused, first: str) -> str:
    """The field that a refusal is about; `first` where it is about none."""
    if isinstance(refusal, _NotTheSame):
        return "again"
    if isinstance(refusal, NoSuchLink):
        return "code"
    if isinstance(refusal, signing_in.WrongPassword) or refusal.seconds:
        return first
    return "password"


def _page(
    request: Request,
    session: Session,
    actor: Actor,
    frame: Frame,
    done: str,
    *problems: Problem,
    wrong: dict[str, str] | None = None,
) -> AccountPage:
    token = cookies.read(request, cookies.SIGN_IN)
    idle = timedelta(minutes=settings().idle_minutes)
    names = accounts.names(session)
    return AccountPage(
        frame=frame.at("Your account", ACCOUNT, done, *problems),
        actor=actor,
        signed_in=sign_ins.browsers(session, actor, token, idle),
        events=tuple(event_line(event, names) for event in leaving.own_events(session, actor)),
        has_mail=monthly_mail.is_subscribed(session, actor),
        sends_mail=smtp.is_set_up(),
        wrong=wrong or {},
    )


def _ago(moment: datetime) -> str:
    minutes = int((now() - moment).total_seconds() // 60)
    if minutes < 2:
        return "just now"
    if minutes < 60:
        return f"{minutes} minutes ago"
    hours = minutes // 60
    return "an hour ago" if hours == 1 else f"{hours} hours ago"
