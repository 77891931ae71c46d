"""What routes are handed: the database, who is signed in, and a form whose CSRF token was
checked."""

import secrets
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.params import Depends as Dependency
from sqlmodel import Session
from starlette.datastructures import FormData

from app.config import settings
from app.db import Database
from app.models import Role
from app.web.sent_values import refuse_charset, sound_form
from app.workflow import interface, people
from app.workflow.people import Actor
from app.workflow.refusals import Refused

COOKIE = "birthwords"


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


def visitor(request: Request, session: Annotated[Session, Depends(get_session)]) -> Visitor:
    """Who is signed in; raises SignInNeeded."""
    token = request.cookies.get(COOKIE, "")
    found = people.signed_in(session, token, demo_mode=settings().demo) if token else None
    if found is None:
        raise SignInNeeded(quote(request.url.path) if request.method == "GET" else "/workbench")
    return Visitor(*found)


async def form(request: Request) -> AsyncIterator[FormData]:
    """What was posted; an uploaded file is closed, and so forgotten, once the answer is made."""
    refuse_charset(request)
    async with request.form(max_files=1, max_fields=2000, max_part_size=10_000_000) as data:
        yield sound_form(data)


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
