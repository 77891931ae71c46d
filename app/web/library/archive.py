"""Taking a resource out of all lists, and bringing it back."""

from collections.abc import Callable
from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.db import Database
from app.models import Role
from app.web.frame.deps import Db, Posted, ReadSession, SignedIn, needs
from app.web.frame.staff import Frame, Problem, StaffFrame, show
from app.web.library.archive_pages import ArchivedPage, ArchivePage
from app.workflow.editions.archive import archive, bring_back, live_editions, traces
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused
from app.workflow.source.archived import events_of
from app.workflow.source.revisions import find_resource, title_of

router = APIRouter(prefix="/library")
AUTHORS = [needs(Role.AUTHOR)]


@router.get("/{slug}/archive", dependencies=AUTHORS)
def ask_why(frame: StaffFrame, session: ReadSession, slug: str) -> Response:
    return _archive_form(frame, session, slug)


@router.post("/{slug}/archive", dependencies=AUTHORS)
def post_archive(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, session: ReadSession, slug: str
) -> Response:
    if refusal := _refusal(archive, database, who.actor, slug, data):
        return _archive_form(frame, session, slug, refusal, str(data.get("why", "")))
    return RedirectResponse(f"/library/{slug}?done=archived", 303)


@router.post("/{slug}/bring-back", dependencies=AUTHORS)
def post_bring_back(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, session: ReadSession, slug: str
) -> Response:
    if refusal := _refusal(bring_back, database, who.actor, slug, data):
        page = archived_page(frame, session, who.actor, slug, error=str(refusal))
        if page is None:
            raise refusal
        page = replace(page, why=str(data.get("why", "")))
        return show("library/archived", page, refusal.status)
    return RedirectResponse(f"/library/{slug}?done=brought-back", 303)


def _refusal(
    step: Callable[[Session, Actor, str, str], object],
    database: Database,
    actor: Actor,
    slug: str,
    data: FormData,
) -> Refused | None:
    """Take the step with the reason that was given; what was refused, if it was. Raises Missing."""
    try:
        with database.writing() as writing:
            step(writing, actor, slug, str(data.get("why", "")))
    except Missing:
        raise
    except Refused as refusal:
        return refusal
    return None


def archived_page(
    frame: Frame, session: Session, actor: Actor, slug: str, done: str = "", error: str = ""
) -> ArchivedPage | None:
    """The page of a resource that is in no list; None of any other. Raises Missing."""
    resource = find_resource(session, slug)
    if not resource.archived:
        return None
    problems = (Problem(error, "#why"),) if error else ()
    return ArchivedPage(
        frame=frame.at(title_of(session, resource), "/library", done, *problems),
        actor=actor,
        slug=slug,
        kind=resource.kind,
        events=events_of(session, resource),
        traces=traces(session, resource),
        error=error,
    )


def _archive_form(
    frame: Frame, session: Session, slug: str, refusal: Refused | None = None, why: str = ""
) -> Response:
    error = str(refusal or "")
    resource = find_resource(session, slug)
    problems = (Problem(error, "#why"),) if error else ()
    page = ArchivePage(
        frame=frame.at("Take out of all lists", "/library", "", *problems),
        slug=slug,
        title=title_of(session, resource),
        live=live_editions(session, resource),
        error=error,
        why=why,
    )
    return show("library/archive", page, refusal.status if refusal else 200)
