"""The workbench's pages: the day, a translation, its history, its proof and its file. What posts a
step is in `steps`; rules and roles are in `workflow`.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from app.languages import find
from app.web import steps
from app.web.deps import Reading, SignedIn
from app.web.history_page import history_page
from app.web.proof_page import proof_page
from app.web.segment_cards import Asked
from app.web.staff import KeptService, StaffFrame, show
from app.web.staff_presenters import day_page
from app.web.translation_page import title, translation_page
from app.workflow.coverage import standings
from app.workflow.desk import Desk, open_desk, view
from app.workflow.files import export_po
from app.workflow.todo import READERS

router = APIRouter(prefix="/workbench")
DONE = {
    "saved": "Saved. A second person revises it next.",
    "saved-next": "The text before is saved. This one is next.",
    "revised": "Approved.",
    "revised-next": "The text before is approved. This one is next.",
    "reopened": "Sent back to be edited.",
    "signed": "Signed. An author can publish it now.",
    "published": "Published. Readers see this edition now.",
}


@router.get("")
def day(
    who: SignedIn, frame: StaffFrame, session: Reading, language: str = "", kept: KeptService = ""
) -> Response:
    if language:
        find(language)
    page = day_page(frame, who.actor, standings(session), language or None, kept or None)
    return show("workbench/day", page)


router.include_router(steps.router)


@router.get("/{slug}/{version}/{tag}")
def translation(
    who: SignedIn,
    frame: StaffFrame,
    session: Reading,
    slug: str,
    version: str,
    tag: str,
    asked_show: Annotated[str, Query(alias="show")] = "",
    path: str = "",
    done: str = "",
) -> Response:
    who.actor.acting(READERS, tag)
    desk = open_desk(session, slug, version, tag)
    said = _said(desk, path, done)
    frame = frame.at(title(desk), "/workbench", "" if path else said)
    page = translation_page(frame, desk, who.actor, Asked(asked_show, path, said))
    return show("workbench/translation", page)


def _said(desk: Desk, path: str, done: str) -> str:
    """What the last step did, and what its text still needs."""
    wrong = view(desk, path).first_blocking if done == "saved" and path in desk.segments else ""
    if wrong:
        return f"Saved, but it must be put right before anyone can approve it: {wrong}"
    return DONE.get(done, "")


@router.get("/{slug}/{version}/{tag}/history")
def history(
    who: SignedIn,
    frame: StaffFrame,
    session: Reading,
    slug: str,
    version: str,
    tag: str,
    path: str = "",
    before: int | None = None,
) -> Response:
    who.actor.acting(READERS, tag)
    desk = open_desk(session, slug, version, tag)
    return show("workbench/history", history_page(frame, desk, path or None, before))


@router.get("/{slug}/{version}/{tag}/proof")
def proof(who: SignedIn, session: Reading, slug: str, version: str, tag: str) -> Response:
    who.actor.acting(READERS, tag)
    desk = open_desk(session, slug, version, tag)
    return show("workbench/proof", proof_page(desk))


@router.get("/{slug}/{version}/{tag}/export.po")
def export(who: SignedIn, session: Reading, slug: str, version: str, tag: str) -> Response:
    who.actor.acting(READERS, tag)
    name = f"{slug}{'' if version == 'standard' else '.' + version}.{tag}.po"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(
        export_po(session, slug, version, tag),
        media_type="text/x-gettext-translation",
        headers=headers,
    )
