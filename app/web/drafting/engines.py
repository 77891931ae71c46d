"""The pages on machine drafts: which engine each language has, and how far it can be trusted."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.web.drafting.engine_pages import engine_page, engines_page
from app.web.frame.deps import Reads, ReadSession, needs
from app.web.frame.staff import StaffFrame, show
from app.workflow.translation.permissions import READERS

router = APIRouter(prefix="/engines", dependencies=[needs(*READERS, reads=Reads.ENGINES)])


@router.get("")
def list_engines(frame: StaffFrame, session: ReadSession) -> Response:
    return show("drafting/engines", engines_page(frame, session))


@router.get("/{tag}")
def one(frame: StaffFrame, session: ReadSession, tag: str) -> Response:
    return show("drafting/engine", engine_page(frame, session, tag))
