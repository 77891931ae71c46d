"""One segment of a translation at an address of its own, where translators and reviewers work, and
what that page sends while they do: words not saved yet, and that they are there.
"""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from app.languages import is_source
from app.web.frame import cookies
from app.web.frame.addresses import address
from app.web.frame.addresses import at as at_segment
from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import ReadSession, SignedIn, needs_here
from app.web.frame.staff import StaffFrame, show
from app.web.workbench.editor_page import editor_page
from app.web.workbench.posted_step import SentStep
from app.web.workbench.proof_page import proof_pane
from app.web.workbench.refusal import Refusal
from app.web.workbench.string_list import ListQuery
from app.web.workbench.while_typing import here_page, typed_page
from app.web.workbench.work_queue import KINDS_OF_WORK, back_at
from app.workflow.lengths import too_long
from app.workflow.lists.strings import SegmentFilter
from app.workflow.review.waits import BACK
from app.workflow.translation.desk import SegmentView, open_desk, segment_of, view
from app.workflow.translation.permissions import READERS
from app.workflow.work import presence, unsaved

router = APIRouter(dependencies=[needs_here(*READERS), takes(LONG_TEXT)])
PROOF_COOKIE = "birthwords_proof"
"""Which proof stands beside the editor, so that one chooses it once."""


def chosen_proof_of(request: Request) -> str:
    return cookies.read(request, PROOF_COOKIE)


ChosenProof = Annotated[str, Depends(chosen_proof_of)]
DONE = {
    "saved": "Saved. A second person revises it next.",
    "saved-next": "The text before is saved. This one is next.",
    "saved-last": "Saved.",
    "saved-end": "Saved. That was the last text of this list.",
    "unchanged": "Nothing has changed: these words stood here already.",
    "unchanged-next": "The text before stands as it was. This one is next.",
    "unchanged-last": "Nothing has changed.",
    "unchanged-end": "Nothing has changed. That was the last text of this list.",
    "revised": "Approved.",
    "revised-next": "The text before is approved. This one is next.",
    "revised-last": "Approved.",
    "revised-end": "Approved. That was the last text of this list.",
    "reopened": "Sent back to whoever wrote it, with your reason.",
    "reopened-next": "The text before is sent back to whoever wrote it. This one is next.",
    "reopened-last": "Sent back to whoever wrote it, with your reason.",
    "reopened-end": "Sent back to whoever wrote it. That was the last text of this list.",
    "stood-by": "A reviser reads it again, with your answer.",
    "stood-by-next": "A reviser reads the text before again, with your answer. This one is next.",
    "stood-by-last": "A reviser reads it again, with your answer.",
    "stood-by-end": "A reviser reads it again. That was the last text of this list.",
    "restored": "Put back and saved. A second person revises it next.",
    "dismissed": "The finding is set aside, with your reason.",
    "overruled": "The finding is overruled by your signed decision.",
    "reconsidered": "The finding is open again.",
    "said-back": "The back-translation is kept.",
    "said-back-last": "The back-translation is kept.",
    "confirmed": "The approval stands by your signed decision.",
    "decided": "Your choice is kept, and readers see what it does.",
    "commented": "Your comment is there for all who open this text.",
    "asked": "Asked. This text waits for the author’s answer.",
    "answered": "Answered. The text can be approved again.",
    "taken": "You took it.",
    "given": "It is given.",
    "given-back": "Anyone may take it now.",
    "signed": "Signed. An author can publish it now.",
    "published": "Published. Readers see this edition now.",
}


@router.get("/{slug}/{version}/{tag}/at/{path:path}")
def segment(
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    slug: str,
    version: str,
    tag: str,
    path: str,
    chosen_proof: ChosenProof,
    asked_show: Annotated[str, Query(alias="show")] = "",
    q: str = "",
    kind: str = "",
    done: str = "",
    take: bool = False,
    fix: str = "",
    proof: str = "",
) -> Response:
    """`kind` is the kind of work that the person is in, where the list is of none. `take` puts what
    the person typed and did not save into the field; `fix` is the key of a finding whose mend it is
    to hold; `proof` is the proof to show beside it from now on."""
    if is_source(tag):
        return RedirectResponse(address(slug, version, tag), 303)
    if SegmentFilter(asked_show).kind == BACK:
        return RedirectResponse(back_at(address(slug, version, tag), path, asked_show), 303)
    desk = open_desk(session, slug, version, tag)
    seen = view(desk, path)
    asked = ListQuery(asked_show or "all", q, path, kind=kind)
    mended = _mended(seen, fix)
    page = editor_page(frame, desk, who.actor, seen, asked, refusal=mended, take=take)
    pane = proof_pane(desk, path, proof or chosen_proof)
    page = replace(
        page, pane=pane, done=_said(seen, done, page.kind), ended=done.endswith(("-last", "-end"))
    )
    answer = show("workbench/editor", page)
    if proof in pane.known:
        cookies.remember(answer, PROOF_COOKIE, proof)
    return answer


@router.post("/{slug}/{version}/{tag}/typed")
def post_typed(at: SentStep) -> Response:
    """Keep what was typed and say what the checks find in it; nothing is edited by this."""
    typed = at.typed
    with at.database.writing() as session:
        desk = at.desk(session)
        autosaved = not too_long(segment_of(desk, typed.path), typed.text) and unsaved.autosave(
            desk, at.actor, typed.path, typed.text, typed.version
        )
        page = typed_page(at.frame, desk, at.actor, typed, autosaved)
    return show("workbench/autosaved", page)


@router.post("/{slug}/{version}/{tag}/forget")
def post_forget(at: SentStep) -> Response:
    with at.database.writing() as session:
        unsaved.forget(at.desk(session), at.actor, at.typed.path)
    return RedirectResponse(
        f"{at_segment(at.address, at.typed.path, show=at.typed.show, q=at.typed.q)}", 303
    )


@router.post("/{slug}/{version}/{tag}/here")
def post_here(at: SentStep) -> Response:
    """Note where the person is, and say who else is in this text; nothing when `known` says so
    already."""
    with at.database.writing() as session:
        desk = at.desk(session)
        presence.arrive(desk, at.actor, at.typed.path)
        page = here_page(desk, at.actor, at.typed.path)
    return (
        Response(status_code=204) if page.words == at.typed.known else show("workbench/here", page)
    )


def _mended(seen: SegmentView, key: str) -> Refusal | None:
    fix = next((f.fix for f in seen.findings if key and f.key == key), None)
    return Refusal(path=seen.path, text=fix.applied(seen.text)) if fix else None


def _said(seen: SegmentView, done: str, kind: str) -> str:
    """What the last step did, and what its text still needs, or that nothing is left of a kind of
    work."""
    if done == "unchanged" and seen.sent_back:
        return UNANSWERED
    if done == "saved" and seen.first_blocking:
        return (
            "Saved, but it must be put right before anyone can approve it: " + seen.first_blocking
        )
    said = DONE.get(done, "")
    if said and done.endswith("-last"):
        end = KINDS_OF_WORK[BACK if done == "said-back-last" else kind].end
        return f"{said} {end}"
    return said


UNANSWERED = (
    "Nothing has changed, so the text is still sent back. Change it, or say below the reason that "
    "it is right as it stands."
)
