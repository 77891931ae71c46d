"""Where a person says in English what a text says, without sight of the English that it was made
from: one text after another, and what was said is shown beside the English only afterwards.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from app.web.frame.addresses import address, at
from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import ReadSession, SignedIn, needs_here
from app.web.frame.staff import Frame, Link, StaffFrame, show
from app.web.workbench.desk_page import SegmentPage, title
from app.web.workbench.posted_form import Typed
from app.web.workbench.posted_step import PostedStep, SentStep
from app.web.workbench.work_queue import WorkQueue, back_at, onward, work_queue
from app.workflow.lists.strings import SegmentFilter, following, queue, text_of
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Conflict, Refused
from app.workflow.review.back_translation import back_translate, why_not_back
from app.workflow.review.waits import BACK
from app.workflow.transitions import transition
from app.workflow.translation.desk import Desk, SegmentView, open_desk, view

router = APIRouter(dependencies=[needs_here(*transition("back_translate").roles), takes(LONG_TEXT)])
PLACE = "/{slug}/{version}/{tag}/back"
DONE = "The back-translation of the text before is kept. This one is next."
CHANGED = "The text has changed since you opened this page. It is shown as it is."


@dataclass(frozen=True, kw_only=True)
class BackPage(SegmentPage):
    """A text to be said in English again; its source is not on the page. `barred` says why this
    person cannot do it, `before` leads to the text that they did before this one."""

    frame: Frame
    seen: SegmentView
    queue: WorkQueue
    show: str
    barred: str
    done: str = ""
    before: Link | None = None
    typed: str = ""
    error: str = ""

    q = ""
    kind = BACK

    @property
    def path(self) -> str:
        return self.seen.path

    @property
    def number(self) -> int:
        return self.desk.numbers[self.path]

    @property
    def version(self) -> int:
        return self.seen.version

    @property
    def text(self) -> str:
        return self.seen.text

    @property
    def title(self) -> str:
        return _title(self.desk, self.path)


@router.get(PLACE)
def begin_back(
    who: SignedIn, session: ReadSession, slug: str, version: str, tag: str
) -> RedirectResponse:
    """The first text that this person can translate back, or the translation where there is
    none."""
    desk, place = open_desk(session, slug, version, tag), address(slug, version, tag)
    rows = following(session, text_of(desk), who.actor, SegmentFilter(BACK), 0, 1)
    return RedirectResponse(back_at(place, rows[0].path) if rows else place, 303)


@router.get(f"{PLACE}/{{path:path}}")
def ask_back(
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    slug: str,
    version: str,
    tag: str,
    path: str,
    asked: Annotated[str, Query(alias="show")] = "",
    before: str = "",
) -> Response:
    """`asked` is the list of what the person has taken, if they go through that; `before` the path
    of the text that they have just said in English."""
    desk = open_desk(session, slug, version, tag)
    page = _page(frame, desk, who.actor, path, asked, before=before)
    return show("workbench/back", page)


@router.post(PLACE)
def post_back(at_: SentStep) -> Response:
    typed = at_.typed
    try:
        with at_.database.writing() as session:
            desk = at_.desk(session)
            back_translate(desk, at_.actor, typed.path, typed.text, typed.version)
    except Conflict:
        return _again(at_, typed, CHANGED, Conflict.status)
    except Refused as refusal:
        return _again(at_, typed, str(refusal), refusal.status)
    choice = SegmentFilter(_show(typed.show))
    with at_.database.reading() as session:
        desk = at_.desk(session)
        found = onward(desk, at_.actor, at_.address, choice, BACK, typed.path)
    if found is None:
        return RedirectResponse(at(at_.address, typed.path, done="said-back-last"), 303)
    before = typed.path if found.place == at_.address else ""
    return RedirectResponse(back_at(found.place, found.path, found.show, before=before), 303)


def _page(
    frame: Frame,
    desk: Desk,
    actor: Actor,
    path: str,
    asked: str,
    *,
    before: str = "",
    typed: str = "",
    error: str = "",
) -> BackPage:
    seen, choice = view(desk, path), SegmentFilter(_show(asked))
    place = address(*desk.ref.parts)
    return BackPage(
        frame=frame.at(f"Translate back: {_title(desk, path)}", "/workbench"),
        desk=desk,
        seen=seen,
        queue=work_queue(desk, text_of(desk), actor, choice) or WorkQueue(BACK, False, 0),
        show=choice.show,
        barred=why_not_back(desk, actor, seen),
        done=DONE if before else "",
        before=Link("See it beside the English", at(place, before)) if before else None,
        typed=typed,
        error=error,
    )


def _show(asked: str) -> str:
    """The list that the person goes through: of what they took, or of all."""
    return asked if asked == queue(BACK, taken=True) else BACK


def _title(desk: Desk, path: str) -> str:
    """The title is English too: it is not shown to whoever translates it back."""
    return desk.language.english_name if path == "title" else title(desk)


def _again(at_: PostedStep, typed: Typed, error: str, status: int) -> Response:
    with at_.database.reading() as session:
        desk = at_.desk(session)
        page = _page(
            at_.frame, desk, at_.actor, typed.path, typed.show, typed=typed.text, error=error
        )
    return show("workbench/back", page, status)
