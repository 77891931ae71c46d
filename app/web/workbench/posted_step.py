"""A posted step about a translation: what the form said, and how it is answered: with a redirect,
when it is refused with the same page and all that was typed, or with both texts of a conflict.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.db import Database
from app.exchange.opening import clean
from app.models import JobKind, SegmentText
from app.web.drafting.job_pages import job_address
from app.web.frame.addresses import address, at
from app.web.frame.deps import Db, Posted, SignedIn
from app.web.frame.staff import Frame, Problem, StaffFrame, show
from app.web.workbench.conflict_page import conflict_page
from app.web.workbench.desk_page import title
from app.web.workbench.editor_page import editor_page
from app.web.workbench.posted_form import Typed
from app.web.workbench.refusal import refusal_of
from app.web.workbench.string_list import ListQuery
from app.web.workbench.translation_page import translation_page
from app.web.workbench.work_queue import KINDS_OF_WORK, in_a_list, onward
from app.workflow.drafting import jobs
from app.workflow.lists.strings import SegmentFilter
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Conflict, Missing, Refused
from app.workflow.review.waits import EDIT, REVISE
from app.workflow.translation.desk import Desk, open_desk, view
from app.workflow.translation.english_seen import refuse_other_english
from app.workflow.work import presence, unsaved

WRITING = ("saved", "unchanged")
"""After these steps one goes on writing, as one does at every next text."""
BESIDE_ENGLISH = frozenset(
    {"save", "revise", "restore", "stand_by", "dismiss", "overrule", "confirm_unchanged"}
)
"""The steps with which a person says something of the words beside the English on their page."""
GIVING = ("taken", "given", "given-back")
Act = Callable[[Desk, Actor, Typed], object]


@dataclass(frozen=True, kw_only=True)
class PostedStep:
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
        """Take one step on one segment, or on the whole when the form names none."""
        try:
            with self.database.writing() as session:
                desk = self.desk(session)
                if step in BESIDE_ENGLISH:
                    refuse_other_english(desk, self.typed.path, self.typed.english)
                row = act(desk, self.actor, self.typed)
                if step == "save" and isinstance(row, SegmentText):
                    done = done if row.version != self.typed.version else "unchanged"
                if self.typed.path:
                    presence.arrive(desk, self.actor, self.typed.path)
        except Conflict:
            return self._conflict(step)
        except Missing:
            raise
        except Refused as refusal:
            return self.refused(refusal, step)
        return RedirectResponse(self._next(done), 303)

    def order(self, kind: JobKind = JobKind.DRAFT, engine: str = "") -> Response:
        """Order a job for this translation, and go to its page."""
        scope = jobs.Scope(self.slug, self.version, self.tag, engine, kind)
        try:
            with self.database.writing() as session:
                job_id = jobs.start(session, self.actor, scope).id
        except Refused as refusal:
            return self.refused(refusal)
        return RedirectResponse(job_address(job_id), 303)

    def _next(self, done: str) -> str:
        """Where one is after a step, and in which field."""
        path, show = self.typed.path, self.typed.show
        if not path:
            return f"{self.address}?done={done}#{'who' if done in GIVING else 'finish'}"
        place, kind = self.address, self._kind(done)
        choice = SegmentFilter(show, self.typed.q)
        if self.typed.then == "next" and not self._stays(done):
            with self.database.reading() as session:
                found = onward(self.desk(session), self.actor, place, choice, kind, path)
            if found:
                place, path, show = found.place, found.path, found.show
            done = f"{done}-{'next' if found else 'end' if in_a_list(choice) else 'last'}"
        writing = done in WRITING or done.endswith("-next")
        field = f"#text-{quote(path)}" if writing else ""
        begun = "" if SegmentFilter(show).kind else kind
        return at(place, path, show=show, q=self.typed.q, kind=begun, done=done) + field

    def _kind(self, done: str) -> str:
        """The kind of work that the person is in, so that the key of their last step is that of the
        next."""
        if self.typed.kind in KINDS_OF_WORK:
            return self.typed.kind
        return {"revised": REVISE, "saved": EDIT, "unchanged": EDIT}.get(done, "")

    def _stays(self, done: str) -> bool:
        """Whoever saved a wrong dose, or what was sent back as it was, is told before going on."""
        if done not in WRITING:
            return False
        with self.database.reading() as session:
            seen = view(self.desk(session), self.typed.path)
        return seen.blocking if done == "saved" else seen.sent_back is not None

    def refused(self, why: Refused, step: str = "") -> Response:
        """The page again, with all that was typed kept in its field."""
        refusal = refusal_of(why, step, self.typed)
        path = self.typed.path
        with self.database.reading() as session:
            desk = self.desk(session)
            asked = ListQuery(self.typed.show, self.typed.q, path, kind=self.typed.kind)
            if path in desk.segments:
                seen = view(desk, path)
                page = editor_page(self.frame, desk, self.actor, seen, asked, refusal=refusal)
                return show("workbench/editor", page, why.status)
            field = refusal.field if refusal.is_there else "finish"
            frame = self.frame.at(title(desk), "/workbench", "", Problem(str(why), f"#{field}"))
            whole = translation_page(frame, desk, self.actor, ListQuery(), refusal)
            return show("workbench/translation", whole, why.status)

    def _conflict(self, step: str) -> Response:
        """Both texts and a choice; the person's own is kept, should they close the page."""
        with self.database.writing() as session:
            desk = self.desk(session)
            if step == "save":
                t = self.typed
                unsaved.autosave(desk, self.actor, t.path, clean(t.text), t.version)
            seen = view(desk, self.typed.path)
            page = conflict_page(self.frame, desk, seen, step, accounts.names(session), self.typed)
        return show("workbench/conflict", page, 409)


def sent_step(
    database: Db,
    who: SignedIn,
    frame: StaffFrame,
    data: Posted,
    slug: str,
    version: str,
    tag: str,
) -> PostedStep:
    return PostedStep(
        database=database,
        actor=who.actor,
        frame=frame,
        typed=Typed.of(data),
        slug=slug,
        version=version,
        tag=tag,
    )


SentStep = Annotated[PostedStep, Depends(sent_step)]
