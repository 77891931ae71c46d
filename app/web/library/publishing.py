"""Publishing all that is signed, of one resource or of the whole library, and choosing languages
that go out together.
"""

from collections import defaultdict
from collections.abc import Iterable

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.db import Database
from app.models import Role
from app.web.frame.deps import Db, Posted, ReadSession, SignedIn, needs
from app.web.frame.sent_values import number
from app.web.frame.staff import Frame, Link, Problem, StaffFrame, show
from app.web.library.publishing_pages import PublishPage, outcome_page
from app.workflow.editions.together import (
    PublishOutcome,
    cancel_set,
    choose_set,
    publish_signed,
    signed_texts,
    waiting_sets,
)
from app.workflow.lists.coverage import coverages
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.source.archived import refuse_archived
from app.workflow.source.revisions import find_resource, title_of

router = APIRouter(prefix="/library")
AUTHORS = [needs(Role.AUTHOR)]
DONE = {
    "together": "These languages go out together now, once all of them are signed.",
    "alone": "Each language goes out by itself again.",
}


@router.get("/publish", dependencies=AUTHORS)
def look_at_all(who: SignedIn, frame: StaffFrame, session: ReadSession) -> Response:
    page = PublishPage(
        frame=frame.at("Publish all that is signed", "/library"),
        slug="",
        title="",
        planned=signed_texts(session, who.actor),
    )
    return show("library/publish", page)


@router.post("/publish", dependencies=AUTHORS)
def publish_all(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    outcomes = _publish(database, who.actor, _chosen(data))
    return _done(frame, outcomes, Link("Library", "/library"))


@router.get("/{slug}/publish", dependencies=AUTHORS)
def look_at_one(
    who: SignedIn, frame: StaffFrame, session: ReadSession, slug: str, done: str = ""
) -> Response:
    return _page(who.actor, frame, session, slug, done=DONE.get(done, ""))


@router.post("/{slug}/publish", dependencies=AUTHORS)
def publish_one(
    database: Db, who: SignedIn, frame: StaffFrame, session: ReadSession, data: Posted, slug: str
) -> Response:
    title = title_of(session, find_resource(session, slug))
    chosen = [each for each in _chosen(data) if each[0] == slug]
    return _done(frame, _publish(database, who.actor, chosen), Link(title, f"/library/{slug}"))


@router.post("/{slug}/together", dependencies=AUTHORS)
def post_together(
    database: Db, who: SignedIn, frame: StaffFrame, session: ReadSession, data: Posted, slug: str
) -> Response:
    tags = [str(each) for each in data.getlist("language")]
    try:
        with database.writing() as writing:
            choose_set(writing, who.actor, slug, str(data.get("version", "")), tags)
    except Refused as refusal:
        return _page(who.actor, frame, session, slug, error=str(refusal))
    return RedirectResponse(f"/library/{slug}/publish?done=together", 303)


@router.post("/{slug}/alone", dependencies=AUTHORS)
def post_alone(
    database: Db, who: SignedIn, frame: StaffFrame, session: ReadSession, data: Posted, slug: str
) -> Response:
    asked = number(str(data.get("set", "")))
    try:
        with database.writing() as writing:
            cancel_set(writing, who.actor, asked)
    except Refused as refusal:
        return _page(who.actor, frame, session, slug, error=str(refusal))
    return RedirectResponse(f"/library/{slug}/publish?done=alone", 303)


def _page(
    actor: Actor, frame: Frame, session: Session, slug: str, *, done: str = "", error: str = ""
) -> Response:
    resource = find_resource(session, slug)
    refuse_archived(session, resource)
    title = title_of(session, resource)
    problems = (Problem(error, "#together"),) if error else ()
    page = PublishPage(
        frame=frame.at(f"Publish all that is signed: {title}", "/library", done, *problems),
        slug=slug,
        title=title,
        planned=signed_texts(session, actor, slug),
        sets=waiting_sets(session, slug),
        coverages=coverages(session, slug=slug),
    )
    return show("library/publish", page, 422 if error else 200)


_Text = tuple[str, str, str]


def _chosen(data: FormData) -> list[_Text]:
    """The texts that the person had before them: slug, reading version and language."""
    found = (str(each).split("/") for each in data.getlist("text"))
    return [(each[0], each[1], each[2]) for each in found if len(each) == 3]


def _publish(database: Database, actor: Actor, chosen: Iterable[_Text]) -> list[PublishOutcome]:
    """Each reading version in a transaction of its own, so that a whole library holds up nobody."""
    by_place: dict[tuple[str, str], list[str]] = defaultdict(list)
    for slug, version, tag in chosen:
        by_place[slug, version].append(tag)
    outcomes: list[PublishOutcome] = []
    for (slug, version), tags in by_place.items():
        with database.writing() as session:
            outcomes += publish_signed(session, actor, slug, version, tags)
    return outcomes


def _done(frame: Frame, outcomes: list[PublishOutcome], back: Link) -> Response:
    return show("layouts/result", outcome_page(frame.at("Published", "/library"), outcomes, back))
