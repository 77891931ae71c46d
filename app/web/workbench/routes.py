"""The workbench's pages: a translation, its segments and its history.
What posts a step is in `steps`, files are in `imports`; rules and roles are in `workflow`.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from app.web.drafting import engines
from app.web.frame.deps import Reads, ReadSession, SignedIn, needs_here, signed_in
from app.web.frame.sent_values import Number
from app.web.frame.staff import StaffFrame, show
from app.web.glossary import routes as glossary
from app.web.imports import routes as imports
from app.web.workbench import (
    assigning,
    day,
    decisions,
    editor,
    find,
    proof,
    steps,
    translating_back,
)
from app.web.workbench.desk_page import title
from app.web.workbench.editor import DONE
from app.web.workbench.history_page import history_page
from app.web.workbench.string_list import ListQuery
from app.web.workbench.translation_page import translation_page
from app.workflow.translation.desk import open_desk
from app.workflow.translation.permissions import READERS

router = APIRouter(prefix="/workbench")

router.add_api_route("", day.get_day, dependencies=[signed_in(Reads.TEXTS)])
router.include_router(day.router)
router.include_router(find.router)
router.include_router(glossary.router)
router.include_router(engines.router)
router.include_router(imports.router)
router.include_router(steps.router)
router.include_router(assigning.router)
router.include_router(decisions.router)
router.include_router(translating_back.router)
router.include_router(editor.router)
router.include_router(proof.router)


READING = [needs_here(*READERS)]


@router.get("/{slug}/{version}/{tag}", dependencies=READING)
def translation(
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    slug: str,
    version: str,
    tag: str,
    asked_show: Annotated[str, Query(alias="show")] = "",
    q: str = "",
    done: str = "",
    after: Number = 0,
    before: Number = 0,
) -> Response:
    """`after` and `before` are numbers of segments, where a long list goes on."""
    desk = open_desk(session, slug, version, tag)
    frame = frame.at(title(desk), "/workbench", DONE.get(done, ""))
    page = translation_page(
        frame, desk, who.actor, ListQuery(asked_show, q, after=after, before=before)
    )
    return show("workbench/translation", page)


@router.get("/{slug}/{version}/{tag}/history", dependencies=READING)
def history(
    frame: StaffFrame,
    session: ReadSession,
    slug: str,
    version: str,
    tag: str,
    path: str = "",
    before: Number | None = None,
) -> Response:
    desk = open_desk(session, slug, version, tag, archived=True)
    return show("workbench/history", history_page(frame, desk, path or None, before))
