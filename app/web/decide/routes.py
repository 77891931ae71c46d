"""“For you to decide”: all that waits for a clinician, with the steps that need no other page."""

from collections.abc import Iterable
from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.db import Database
from app.languages import find, languages
from app.models import Remedy, Role
from app.web.decide.pages import DecidePage, ref_of
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs
from app.web.frame.sent_values import number
from app.web.frame.staff import Frame, Problem, StaffFrame, show
from app.workflow.editions.changed_english import (
    DecidedInLanguages,
    confirm_unchanged,
    confirm_unchanged_in,
    decide_change,
    decide_change_in,
)
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused, Unfilled
from app.workflow.translation.desk import open_desk
from app.workflow.work.for_clinician import for_clinician

PLACE = "/decide"
router = APIRouter(prefix=PLACE, dependencies=[needs(Role.CLINICIAN, reads=Reads.TEXTS)])
DONE = {
    "chosen": "Your choice is kept, and readers see what it does.",
    "chosen-all": "Your choice is kept in each language, and readers see what it does.",
    "kept": "The approval stands by your signed decision.",
    "kept-all": "The approvals stand by your signed decision, one in each language.",
}
CHOOSE = "Choose an urgent notice or withdrawal."


@router.get("")
def decide(who: SignedIn, frame: StaffFrame, session: ReadSession, done: str = "") -> Response:
    return _page(session, who.actor, frame, DONE.get(done, ""))


def _page(
    session: Session,
    actor: Actor,
    frame: Frame,
    done: str = "",
    problems: Iterable[str] = (),
    status: int = 200,
    sent: FormData | None = None,
    fault: str = "",
) -> Response:
    page = DecidePage(frame, for_clinician(session, actor), sent, fault)
    said = (Problem(each, page.refused_field) for each in problems)
    frame = frame.at("For you to decide", PLACE, done, *said)
    return show("decide/page", replace(page, frame=frame), status)


@router.post("/change")
def post_change(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    """An urgent notice on a live edition, or its withdrawal."""
    remedy = str(data.get("remedy", ""))
    if remedy not in set(Remedy):
        return _refused(database, who.actor, frame, data, CHOOSE)
    try:
        with database.writing() as session:
            desk = open_desk(session, *ref_of(data))
            why, seen = (str(data.get(name, "")) for name in ("why", "seen"))
            decide_change(desk, who.actor, Remedy(remedy), why, seen=seen)
    except Refused as refusal:
        return _answer(database, who.actor, frame, data, refusal)
    return RedirectResponse(f"{PLACE}?done=chosen", 303)


@router.post("/change-all")
def post_change_all(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    """The same for several languages with one reason; those that are refused are named."""
    remedy = str(data.get("remedy", ""))
    if remedy not in set(Remedy):
        return _refused(database, who.actor, frame, data, CHOOSE)
    slug, version, _ = ref_of(data)
    seen, why = _by_language(data, "seen"), str(data.get("why", ""))
    try:
        done = decide_change_in(database, who.actor, (slug, version), Remedy(remedy), why, seen)
    except Refused as refusal:
        return _answer(database, who.actor, frame, data, refusal)
    return _done_in(database, who.actor, frame, data, done, "chosen")


@router.post("/keep")
def post_keep(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    """The meaning is the same: the approval stands."""
    try:
        with database.writing() as session:
            desk = open_desk(session, *ref_of(data))
            version = number(str(data.get("version", "")))
            path, why, english = (str(data.get(name, "")) for name in ("path", "why", "english"))
            confirm_unchanged(desk, who.actor, path, version, why, english=english)
    except Refused as refusal:
        return _answer(database, who.actor, frame, data, refusal)
    return RedirectResponse(f"{PLACE}?done=kept", 303)


@router.post("/keep-all")
def post_keep_all(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    """The same for several languages with one reason; those that are refused are named."""
    slug, version, _ = ref_of(data)
    opened = {tag: number(opened) for tag, opened in _by_language(data, "version").items()}
    path, why, english = (str(data.get(name, "")) for name in ("path", "why", "english"))
    text = (slug, version)
    try:
        done = confirm_unchanged_in(database, who.actor, text, path, opened, why, english)
    except Refused as refusal:
        return _answer(database, who.actor, frame, data, refusal)
    return _done_in(database, who.actor, frame, data, done, "kept")


def _by_language(data: FormData, name: str) -> dict[str, str]:
    """What a form holds for each language, such as `version.pl`."""
    return {
        language.tag: str(data[f"{name}.{language.tag}"])
        for language in languages()
        if f"{name}.{language.tag}" in data
    }


def _done_in(
    database: Database,
    actor: Actor,
    frame: Frame,
    data: FormData,
    decided: DecidedInLanguages,
    done: str,
) -> Response:
    """Says in which languages a decision was taken, and why in some it was not; `done` is what is
    said of one language."""
    if not decided.refused:
        return RedirectResponse(f"{PLACE}?done={done}-all", 303)
    names = ", ".join(find(tag).english_name for tag in decided.done)
    said = f"{DONE[done]} In: {names}." if names else ""
    problems = [f"{find(tag).english_name}: {reason}" for tag, reason in decided.refused]
    with database.reading() as session:
        return _page(session, actor, frame, said, problems, 422, data)


def _answer(
    database: Database, actor: Actor, frame: Frame, data: FormData, refusal: Refused
) -> Response:
    if isinstance(refusal, Missing):
        raise refusal
    fault = str(refusal) if isinstance(refusal, Unfilled) else ""
    return _refused(database, actor, frame, data, str(refusal), refusal.status, fault)


def _refused(
    database: Database,
    actor: Actor,
    frame: Frame,
    data: FormData,
    problem: str,
    status: int = 422,
    fault: str = "",
) -> Response:
    with database.reading() as session:
        return _page(session, actor, frame, "", (problem,), status, data, fault)
