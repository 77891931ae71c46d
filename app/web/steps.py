"""What people post about a translation: save, approve, send back, draft, sign, publish, and files.

Each answers with a redirect, or, when it is refused, with the same page and all that was typed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from app.db import Database
from app.exchange.po import MAX_BYTES, PoError
from app.languages import UnknownLanguage
from app.web.conflict_page import conflict_page
from app.web.deps import Db, Posted, SignedIn
from app.web.editor_page import Refusal, editor_page
from app.web.job_pages import job_address
from app.web.staff import Frame, Link, Problem, StaffFrame, show
from app.web.staff_presenters import ResultPage, UploadPage, address, at, count
from app.web.string_list import Asked
from app.web.translation_page import title, translation_page
from app.workflow import jobs, people
from app.workflow.desk import Desk, open_desk, view
from app.workflow.files import import_po
from app.workflow.people import Actor
from app.workflow.publishing import publish
from app.workflow.refusals import Conflict, Missing, Refused
from app.workflow.review import reopen, restore, revise, save, sign_off
from app.workflow.todo import READERS, next_waiting

router = APIRouter()
Act = Callable[[Desk, Actor, "Typed"], object]


@dataclass(frozen=True)
class Typed:
    """A posted form. `version` is that of the string when the page was opened."""

    path: str
    text: str
    version: int
    why: str
    show: str
    then: str
    seen: str
    q: str
    event: int
    key: str

    @classmethod
    def of(cls, data: FormData) -> "Typed":
        given = {key: str(value) for key, value in data.items()}
        version, event = given.get("version", ""), given.get("event", "")
        return cls(
            given.get("path", ""),
            given.get("text", ""),
            int(version) if version.isdecimal() else -1,
            given.get("why", ""),
            given.get("show", ""),
            given.get("then", ""),
            given.get("seen", ""),
            given.get("q", ""),
            int(event) if event.isdecimal() else -1,
            given.get("key", ""),
        )


@dataclass(frozen=True)
class Bench:
    """Everything that a posted step needs."""

    database: Database
    actor: Actor
    frame: Frame
    typed: Typed
    slug: str
    version: str
    tag: str

    @property
    def address(self) -> str:
        return address(self.slug, self.version, self.tag)

    def desk(self, session: Session) -> Desk:
        return open_desk(session, self.slug, self.version, self.tag)

    def take(self, step: str, act: Act, done: str) -> Response:
        """Take one step on one string, or on the whole when the form names none."""
        try:
            with self.database.writing() as session:
                act(self.desk(session), self.actor, self.typed)
        except Conflict:
            return self._conflict(step)
        except Missing:
            raise
        except Refused as refusal:
            return self.refused(str(refusal))
        return RedirectResponse(self._next(done), 303)

    def _next(self, done: str) -> str:
        path, field = self.typed.path, ""
        if not path:
            return f"{self.address}?done={done}#finish"
        if self.typed.then == "next":
            with self.database.reading() as session:
                desk = self.desk(session)
                # Whoever saved a wrong dose is told so before they go on.
                stays = done == "saved" and view(desk, path).blocking
                found = None if stays else next_waiting(desk, self.actor, path)
            if found:
                path, done, field = found, f"{done}-next", f"#text-{quote(found)}"
            elif not stays:
                done = f"{done}-last"
        return at(self.address, path, show=self.typed.show, q=self.typed.q, done=done) + field

    def refused(self, message: str) -> Response:
        """The page again, with the words that were typed kept in their field."""
        path = self.typed.path
        with self.database.reading() as session:
            desk = self.desk(session)
            asked = Asked(self.typed.show, self.typed.q, path)
            if path in desk.segments:
                refusal = Refusal(path, message, self.typed.text or None)
                seen = view(desk, path)
                page = editor_page(self.frame, desk, self.actor, seen, asked, refusal=refusal)
                return show("workbench/editor", page, 403)
            frame = self.frame.at(title(desk), "/workbench", "", Problem(message, "#finish"))
            whole = translation_page(frame, desk, self.actor, Asked())
            return show("workbench/translation", whole, 403)

    def _conflict(self, step: str) -> Response:
        with self.database.reading() as session:
            desk = self.desk(session)
            seen = view(desk, self.typed.path)
            page = conflict_page(
                self.frame,
                desk,
                seen,
                step,
                people.names(session),
                {"text": self.typed.text, "why": self.typed.why, "show": self.typed.show},
            )
        return show("workbench/conflict", page, 409)


def bench(
    database: Db,
    who: SignedIn,
    frame: StaffFrame,
    data: Posted,
    slug: str,
    version: str,
    tag: str,
) -> Bench:
    who.actor.acting(READERS, tag)
    return Bench(database, who.actor, frame, Typed.of(data), slug, version, tag)


AtBench = Annotated[Bench, Depends(bench)]


@router.post("/{slug}/{version}/{tag}/save")
def post_save(at: AtBench) -> Response:
    return at.take("save", lambda desk, a, t: save(desk, a, t.path, t.text, t.version), "saved")


@router.post("/{slug}/{version}/{tag}/revise")
def post_revise(at: AtBench) -> Response:
    return at.take("revise", _revise, "revised")


def _revise(desk: Desk, actor: Actor, typed: Typed) -> object:
    words = " ".join(typed.text.split())
    seen = view(desk, typed.path)
    if words and seen.version == typed.version and words != seen.text:
        raise Refused(
            "You changed this text, so you cannot also approve it. Save your change: another "
            "person approves it then."
        )
    return revise(desk, actor, typed.path, typed.version)


@router.post("/{slug}/{version}/{tag}/reopen")
def post_reopen(at: AtBench) -> Response:
    return at.take(
        "reopen", lambda desk, a, t: reopen(desk, a, t.path, t.version, t.why), "reopened"
    )


@router.post("/{slug}/{version}/{tag}/restore")
def post_restore(at: AtBench) -> Response:
    return at.take(
        "restore", lambda desk, a, t: restore(desk, a, t.path, t.event, t.version), "restored"
    )


@router.post("/{slug}/{version}/{tag}/sign")
def post_sign(at: AtBench) -> Response:
    return at.take("sign", lambda desk, a, t: sign_off(desk, a, seen=t.seen), "signed")


@router.post("/{slug}/{version}/{tag}/publish")
def post_publish(at: AtBench) -> Response:
    return at.take("publish", lambda desk, a, _: publish(desk, a), "published")


@router.post("/{slug}/{version}/{tag}/draft")
def post_draft(at: AtBench) -> Response:
    try:
        with at.database.writing() as session:
            scope = jobs.Scope(at.slug, at.version, at.tag)
            job_id = jobs.start(session, at.actor, scope).id
    except Refused as refusal:
        return at.refused(str(refusal))
    return RedirectResponse(job_address(job_id), 303)


@router.get("/import")
def ask_for_file(frame: StaffFrame) -> Response:
    return _file_form(frame)


@router.post("/import")
def post_file(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    file = data.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return _file_form(frame, "Choose a PO file.")
    if (file.size or 0) > MAX_BYTES:
        return _file_form(frame, "The file is larger than 10 MB, so it was not read.")
    try:
        with database.writing() as session:
            done = import_po(session, who.actor, file.file.read(), file.filename)
    except (Refused, PoError, UnknownLanguage) as refusal:
        return _file_form(frame, str(refusal))
    outcome = (
        f"{count(done.drafts, 'text')} taken as drafts.",
        f"{count(done.edited, 'text')} taken as edited by you: a second person revises them next.",
        f"{count(done.unchanged, 'text')} stood here already.",
    )
    back = Link("Open the texts", address(done.slug, done.reading_version, done.language))
    frame = frame.at("File taken in", "/workbench/import")
    return show("workbench/result", ResultPage(frame, outcome, done.left, back))


def _file_form(frame: Frame, error: str = "") -> Response:
    problems = (Problem(error, "#file"),) if error else ()
    page = UploadPage(
        frame.at("Bring in a translator’s file", "/workbench/import", "", *problems),
        "/workbench/import",
        "PO file",
        "At most 10 MB, as exported from here. Fuzzy entries become drafts; the others count as "
        "edited by you. A damaged file is refused whole.",
        ".po",
        (error,) if error else (),
    )
    return show("workbench/upload", page, 422 if error else 200)
