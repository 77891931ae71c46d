"""What routes are handed: the database, who is signed in, and a form whose CSRF token was
checked."""

import logging
import secrets
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from urllib.parse import quote

from fastapi import BackgroundTasks, Depends, Request
from fastapi.params import Depends as Dependency
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from starlette.datastructures import FormData

from app.config import settings
from app.db import Database
from app.models import Role
from app.web import cookies
from app.workflow import interface, people, sign_ins
from app.workflow.people import Actor
from app.workflow.refusals import Refused

BY_ITSELF = "Birthwords-By-Itself"
"""The header with which our scripts ask again and again, whether anybody is there or not."""
_log = logging.getLogger(__name__)
_noting = threading.Lock()


class SignInNeeded(Exception):
    """The page is for staff; `address` is where to go after signing in."""

    def __init__(self, address: str) -> None:
        super().__init__("Sign in first.")
        self.address = address


class FormRefused(Exception):
    """A form without its own token: made elsewhere, or opened before signing in again."""


@dataclass(frozen=True)
class Visitor:
    """Someone who is signed in, and the token that their forms carry."""

    actor: Actor
    csrf: str


def get_db(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def get_session(database: Annotated[Database, Depends(get_db)]) -> Iterator[Session]:
    """A session for reading; writes go through `database.writing()`, committed before the
    answer."""
    with database.reading() as session:
        interface.refresh(session)
        yield session


def visitor(
    request: Request,
    session: Annotated[Session, Depends(get_session)],
    database: Annotated[Database, Depends(get_db)],
    after: BackgroundTasks,
) -> Visitor:
    """Who is signed in; raises SignInNeeded. That they were here is noted after the answer, but not
    when a page that was left open asks by itself."""
    found = present(request, session)
    if found.is_due and BY_ITSELF not in request.headers:
        after.add_task(_note, database, cookies.read(request, cookies.SIGN_IN))
    return Visitor(found.actor, found.csrf)


def present(request: Request, session: Session) -> sign_ins.Present:
    """Who is signed in, when their page is not counted; raises SignInNeeded."""
    token = cookies.read(request, cookies.SIGN_IN)
    idle, demo = timedelta(minutes=settings().idle_minutes), settings().demo
    found = sign_ins.present(session, token, demo_mode=demo, idle=idle) if token else None
    if found is None:
        raise SignInNeeded(quote(request.url.path) if request.method == "GET" else "/workbench")
    return found


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
    async with request.form(max_files=1, max_fields=2000, max_part_size=10_000_000) as data:
        yield data


def checked_form(
    who: Annotated[Visitor, Depends(visitor)], data: Annotated[FormData, Depends(form)]
) -> FormData:
    """The posted form of someone signed in; raises FormRefused when its token is not theirs."""
    if not secrets.compare_digest(str(data.get("csrf", "")).encode(), who.csrf.encode()):
        raise FormRefused
    return data


def needs(*roles: Role) -> Dependency:
    """A dependency that lets in only people with one of the roles, for any language."""

    def check(who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
        if not any(role in roles for role, _ in who.actor.grants):
            raise Refused(f"This page is for {people.role_words(roles)}.")
        return who

    return Dependency(check)


Db = Annotated[Database, Depends(get_db)]
Reading = Annotated[Session, Depends(get_session)]
SignedIn = Annotated[Visitor, Depends(visitor)]
Posted = Annotated[FormData, Depends(checked_form)]
