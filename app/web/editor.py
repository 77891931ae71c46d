"""One string of a translation at an address of its own, where translators and reviewers work."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from app.languages import ENGLISH
from app.web.deps import Reading, SignedIn
from app.web.editor_page import editor_page
from app.web.staff import StaffFrame, show
from app.web.staff_presenters import address
from app.web.string_list import Asked
from app.workflow.desk import SegmentView, open_desk, view
from app.workflow.todo import READERS

router = APIRouter()
DONE = {
    "saved": "Saved. A second person revises it next.",
    "saved-next": "The text before is saved. This one is next.",
    "saved-last": "Saved. Nothing else here waits for you.",
    "revised": "Approved.",
    "revised-next": "The text before is approved. This one is next.",
    "revised-last": "Approved. Nothing else here waits for you.",
    "reopened": "Sent back to be edited.",
    "restored": "Put back and saved. A second person revises it next.",
    "dismissed": "The finding is set aside, with your reason.",
    "overruled": "The finding is overruled by your signed decision.",
    "reconsidered": "The finding is open again.",
    "said-back": "The back-translation is kept.",
    "kept": "The approval is kept by your signed decision.",
    "decided": "Your choice is kept, and readers see what it does.",
    "signed": "Signed. An author can publish it now.",
    "published": "Published. Readers see this edition now.",
}


@router.get("/{slug}/{version}/{tag}/at/{path:path}")
def string(
    who: SignedIn,
    frame: StaffFrame,
    session: Reading,
    slug: str,
    version: str,
    tag: str,
    path: str,
    asked_show: Annotated[str, Query(alias="show")] = "",
    q: str = "",
    done: str = "",
) -> Response:
    who.actor.acting(READERS, tag)
    if tag == ENGLISH.tag:
        return RedirectResponse(address(slug, version, tag), 303)
    desk = open_desk(session, slug, version, tag)
    seen = view(desk, path)
    asked = Asked(asked_show or "all", q, path)
    page = editor_page(frame, desk, who.actor, seen, asked, _said(seen, done))
    return show("workbench/editor", page)


def _said(seen: SegmentView, done: str) -> str:
    """What the last step did, and what its text still needs."""
    if done == "saved" and seen.first_blocking:
        return (
            "Saved, but it must be put right before anyone can approve it: " + seen.first_blocking
        )
    return DONE.get(done, "")
