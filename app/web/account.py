"""Signing in and out. The cookie holds a random token and nothing else; accounts are in
`workflow.people`.
"""

import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from app.config import settings
from app.web.deps import COOKIE, Db, Posted, form
from app.web.staff import Frame, Problem, show
from app.workflow import attempts, people
from app.workflow.attempts import TooMany
from app.workflow.refusals import Refused
from app.workflow.seeding import DEMO_PASSWORD, DEMO_PEOPLE

router = APIRouter(prefix="/account")
FORM_COOKIE = "birthwords_form"
HOME = "/workbench"


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
def ask(request: Request, next: str = HOME) -> Response:  # noqa: A002  # the address's public word
    return _page(request, next)


@router.post("/login")
def sign_in(request: Request, database: Db, data: Annotated[FormData, Depends(form)]) -> Response:
    email, target = str(data.get("email", "")), local(str(data.get("next", "")))
    sent, kept = str(data.get("token", "")), request.cookies.get(FORM_COOKIE, "")
    # No session exists yet to tie a token to: the form sends back what only this site could set.
    if not sent or not secrets.compare_digest(sent.encode(), kept.encode()):
        return _page(request, target, email, "This form was too old. Sign in now.", 403)
    address = request.client.host if request.client else ""
    try:
        with database.writing() as session:
            counted = attempts.attempt(session, email, address)
        with database.writing() as session:
            token, _ = people.sign_in(
                session, email, str(data.get("password", "")), demo_mode=settings().demo
            )
            attempts.succeeded(session, *counted)
    except TooMany as refusal:
        answer = _page(request, target, email, str(refusal), 429)
        answer.headers["Retry-After"] = str(refusal.seconds)
        return answer
    except Refused as refusal:
        return _page(request, target, email, str(refusal), 403)
    welcome = RedirectResponse(target, 303)
    _set_cookie(welcome, COOKIE, token, int(people.SIGNED_IN_FOR.total_seconds()), "/")
    welcome.delete_cookie(FORM_COOKIE, path="/account")
    return welcome


@router.post("/logout")
def sign_out(request: Request, database: Db, data: Posted) -> Response:
    with database.writing() as session:
        people.sign_out(session, request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/account/login", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def local(address: str) -> str:
    """The address if it is a path of this site, else the workbench."""
    plain = address.isascii() and address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else HOME


def _page(
    request: Request, target: str, email: str = "", error: str = "", status: int = 200
) -> Response:
    problems = (Problem(error, "#email"),) if error else ()
    token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    frame = Frame(settings().demo).at("Sign in", "", "", *problems)
    answer = show("account/login", LoginPage(frame, token, local(target), email, error), status)
    _set_cookie(answer, FORM_COOKIE, token, 3600, "/account")
    return answer


def _set_cookie(answer: Response, name: str, value: str, seconds: int, path: str) -> None:
    secure = settings().base_url.startswith("https:")
    answer.set_cookie(
        name, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite="lax"
    )
