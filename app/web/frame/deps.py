"""What routes are handed: the database, who is signed in and may come in, and a form whose CSRF
token was checked. Who may come in is asked before the form is read."""

import logging
import secrets
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import Annotated
from urllib.parse import quote, unquote, urlsplit

from anyio import CapacityLimiter, to_thread
from fastapi import BackgroundTasks, Depends, Request
from fastapi.params import Depends as Dependency
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from app.config import settings
from app.db import Database
from app.errors import ExpectedError
from app.exchange.reader import Reader
from app.languages import find
from app.models import Role
from app.web.frame import cookies
from app.web.frame.sent_values import refuse_charset, sound_form
from app.web.frame.shared_looks import SharedLooks
from app.workflow import interface
from app.workflow.editions.published import public_state
from app.workflow.people import accounts, sign_ins
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused

BY_ITSELF = "Birthwords-By-Itself"
"""The header with which our scripts ask again and again, whether anybody is there or not."""
_log = logging.getLogger(__name__)
_noting = threading.Lock()


class SignInNeeded(ExpectedError):
    """The page is for staff; `address` is where to go after signing in."""

    status = 401

    def __init__(self, address: str) -> None:
        super().__init__("Sign in first.")
        self.address = address


class FormRefused(ExpectedError):
    """A form without its own token: made elsewhere, or opened before signing in again."""

    status = 403


@dataclass(frozen=True)
class Visitor:
    """Someone who is signed in, the token that their forms carry, and whether the database is a
    demonstration."""

    actor: Actor
    csrf: str
    demo: bool = False


async def get_db(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def get_reader(request: Request) -> Reader:
    found: Reader = request.app.state.reader
    return found


def looks_of(request: Request) -> SharedLooks:
    found: SharedLooks = request.app.state.looks
    return found


async def get_session(
    request: Request, database: Annotated[Database, Depends(get_db)]
) -> AsyncIterator[Session]:
    """A session for reading; writes go through `database.writing()`, committed before the
    answer. It is closed when the route returns, before a page or a print is drawn."""
    if database.is_local:
        interface.refresh(database)
    else:
        state = await looks_of(request).state(partial(public_state, database))
        if not interface.is_shown(database, state):
            await run_in_threadpool(interface.refresh, database, state)
    session = database.session()
    try:
        yield session
    finally:
        if session.in_transaction():  # giving a connection back may ask the database
            await to_thread.run_sync(session.close, limiter=CapacityLimiter(1))


def visitor(
    request: Request,
    database: Annotated[Database, Depends(get_db)],
    after: BackgroundTasks,
) -> Visitor:
    """Who is signed in; raises SignInNeeded. That they were here is noted after the answer, but not
    when a page that was left open asks by itself."""
    found = present(request, database)
    if found.is_due and BY_ITSELF not in request.headers:
        after.add_task(_note, database, cookies.read(request, cookies.SIGN_IN))
    return Visitor(found.actor, found.csrf, accounts.is_demonstration(database))


def present(request: Request, database: Database) -> sign_ins.Present:
    """Who is signed in, when their page is not counted; raises SignInNeeded."""
    token = cookies.read(request, cookies.SIGN_IN)
    idle, demo = timedelta(minutes=settings().idle_minutes), settings().demo
    found = None
    if token:
        with database.reading() as session:
            found = sign_ins.present(session, token, demo_mode=demo, idle=idle)
    if found is None:
        raise SignInNeeded(quote(_place(request)))
    return found


def _place(request: Request) -> str:
    """Where to go after signing in: the page that was asked for, or from which a form was sent."""
    if request.method == "GET":
        return request.url.path
    page = urlsplit(request.headers.get("referer", ""))
    is_ours = page.netloc == request.url.netloc and page.path != request.url.path
    return unquote(page.path) if is_ours and page.path.startswith("/") else "/workbench"


def _note(database: Database, token: str) -> None:
    """One at a time, so that a database that makes others wait holds up one thread alone; whoever
    is left out is noted with their next page."""
    if not _noting.acquire(blocking=False):
        return
    try:
        with database.writing() as session:
            sign_ins.seen(session, token)
    except SQLAlchemyError as error:
        _log.warning("It could not be noted that someone was here: %s", type(error).__name__)
    finally:
        _noting.release()


async def form(request: Request) -> AsyncIterator[FormData]:
    """What was posted; an uploaded file is closed, and so forgotten, once the answer is made."""
    refuse_charset(request)
    async with request.form(max_files=1, max_fields=2000, max_part_size=10_000_000) as data:
        yield sound_form(data)


async def checked_form(
    who: Annotated[Visitor, Depends(visitor)], data: Annotated[FormData, Depends(form)]
) -> FormData:
    """The posted form of someone signed in; raises FormRefused when its token is not theirs."""
    if not secrets.compare_digest(str(data.get("csrf", "")).encode(), who.csrf.encode()):
        raise FormRefused(
            "Nothing was done: somebody signed in anew in this browser since this page was opened. "
            "Go back, copy what you wrote, and load the page again."
        )
    return data


class Reads(StrEnum):
    """What a route shows to whom it lets in, in the words of docs/roles.md."""

    PUBLISHED = "what is published, and how far each text is"
    ENGLISH = "the English that they bring"
    TEXT = "the text in work, in the language of the address"
    TEXTS = "texts in work, in the languages of their roles"
    TERMS = "the glossary"
    ENGINES = "engines and figures"
    JOBS = "jobs, and in the languages of their roles what was kept out"
    PEOPLE = "accounts, roles and evidence"
    PLAN = "the plan that they key in or scan"
    STORED_LIST = "which plans are stored, and their names to midwives who hold no role for texts"
    STORED = "stored plans, to midwives who hold no role for texts"
    STORED_HISTORY = "who did what with stored plans"


EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Needs:
    """Lets in only people with one of the roles: for any language or, with `here`, for the language
    of the address. Asked before the form is read and before any text is."""

    roles: frozenset[Role]
    reads: Reads
    here: bool = False

    async def __call__(
        self, request: Request, who: Annotated[Visitor, Depends(visitor)]
    ) -> Visitor:
        if self.here:
            tag = request.path_params["tag"]
            who.actor.require_role(self.roles, tag if tag == "*" else find(tag).tag)
        elif self.roles != EVERYBODY and not any(r in self.roles for r, _ in who.actor.grants):
            raise Refused(f"This page is for {accounts.role_words(self.roles)}.")
        return who


def needs(*roles: Role, reads: Reads = Reads.PUBLISHED) -> Dependency:
    """A dependency that lets in only people with one of the roles, for any language; what is shown
    of each language is the route's to ask."""
    return Dependency(Needs(frozenset(roles), reads))


def needs_here(*roles: Role, reads: Reads = Reads.TEXT) -> Dependency:
    """A dependency that lets in only people with one of the roles for the language of the address,
    `tag`; raises UnknownLanguage."""
    return Dependency(Needs(frozenset(roles), reads, here=True))


def signed_in(reads: Reads = Reads.PUBLISHED) -> Dependency:
    """A dependency that lets in everybody who signed in, also before they hold a role."""
    return needs(*Role, reads=reads)


Db = Annotated[Database, Depends(get_db)]
ReadSession = Annotated[Session, Depends(get_session, scope="function")]
SignedIn = Annotated[Visitor, Depends(visitor)]
FileReader = Annotated[Reader, Depends(get_reader)]
Posted = Annotated[FormData, Depends(checked_form)]
