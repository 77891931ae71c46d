"""Signing in and out. The cookie holds a random token and nothing else; passwords are looked at in
`workflow.people.signing_in`.
"""

import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from app.config import settings
from app.web.accounts.user_agents import browser_of
from app.web.frame import cookies
from app.web.frame.deps import Db, Posted, form
from app.web.frame.errors import retry_after
from app.web.frame.staff import Frame, Problem, show
from app.workflow.people import sign_ins, signing_in
from app.workflow.refusals import Refused
from app.workflow.seeding import DEMO_PASSWORD, DEMO_PEOPLE

router = APIRouter(prefix="/account")
HOME = "/workbench"
DONE = {"set": "Your password is set. Sign in with it."}


@dataclass(frozen=True)
class LoginPage:
    """The form; in a demonstration also the accounts that anyone may try."""

    frame: Frame
    token: str
    next: str
    email: str = ""
    error: str = ""

    @property
    def accounts(self) -> tuple[tuple[str, str], ...]:
        if not settings().demo:
            return ()
        return tuple((f"{name}@demo.test", role.value) for name, _, role in DEMO_PEOPLE)

    @property
    def password(self) -> str:
        return DEMO_PASSWORD


@router.get("/login")
def ask(request: Request, next: str = HOME, done: str = "") -> Response:  # noqa: A002  # the address's public word
    return _page(request, next, done=DONE.get(done, ""))


@router.post("/login")
def sign_in(request: Request, database: Db, data: Annotated[FormData, Depends(form)]) -> Response:
    email, target = str(data.get("email", "")), local(str(data.get("next", "")))
    sent, kept = str(data.get("token", "")), cookies.read(request, cookies.FORM)
    # No session exists yet to tie a token to: the form sends back what only this site could set.
    if not sent or not secrets.compare_digest(sent.encode(), kept.encode()):
        return _page(request, target, email, "This form was too old. Sign in now.", 403)
    password, demo = str(data.get("password", "")), settings().demo
    try:
        token = signing_in.sign_in(database, email, password, origin_of(request), demo_mode=demo)
    except Refused as refusal:
        answer = _page(request, target, email, str(refusal), refusal.status)
        answer.headers.update(retry_after(refusal))
        return answer
    welcome = RedirectResponse(target, 303)
    stay_signed_in(welcome, token)
    cookies.forget(welcome, cookies.FORM)
    return welcome


@router.post("/logout")
def sign_out(request: Request, database: Db, data: Posted) -> Response:
    with database.writing() as session:
        sign_ins.end(session, cookies.read(request, cookies.SIGN_IN))
    answer = RedirectResponse("/account/login", 303)
    cookies.forget(answer, cookies.SIGN_IN)
    return answer


def local(address: str) -> str:
    """The address if it is a path of this site, else the workbench."""
    plain = address.isascii() and address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else HOME


def origin_of(request: Request) -> signing_in.Origin:
    """Where a request came from. Behind a proxy the server puts the reader's own address here."""
    address = request.client.host if request.client else ""
    return signing_in.Origin(address, browser_of(request.headers.get("user-agent", "")))


def stay_signed_in(answer: Response, token: str) -> None:
    cookies.remember(answer, cookies.SIGN_IN, token, int(sign_ins.SIGNED_IN_FOR.total_seconds()))


def _page(
    request: Request,
    target: str,
    email: str = "",
    error: str = "",
    status: int = 200,
    done: str = "",
) -> Response:
    problems = (Problem(error, "#email"),) if error else ()
    token = cookies.read(request, cookies.FORM) or secrets.token_urlsafe(24)
    frame = Frame(demo=settings().demo).at("Sign in", "", done, *problems)
    answer = show("accounts/login", LoginPage(frame, token, local(target), email, error), status)
    cookies.remember(answer, cookies.FORM, token, 3600)
    return answer
