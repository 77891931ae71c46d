"""Proofs of a working text: a PDF that says it is a draft, and pictures of its sheets on which each
segment leads to the editor.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from app.jobs.printing.printer import Printer
from app.render.print_errors import CannotPrint, Unprintable
from app.web.frame.deps import ReadSession, SignedIn, needs_here
from app.web.frame.print_queue import Prints
from app.web.frame.sent_values import Number
from app.web.frame.staff import show
from app.web.workbench.proof_page import SheetsPage, draft_mark, proof_page, refused_sheets
from app.workflow.editions import proof
from app.workflow.translation.desk import open_desk
from app.workflow.translation.permissions import READERS

router = APIRouter()
Size = Annotated[int | None, Query(ge=16, le=28)]
READING = [needs_here(*READERS)]


@router.get("/{slug}/{version}/{tag}/proof", dependencies=READING)
def proof_view(session: ReadSession, slug: str, version: str, tag: str, at: str = "") -> Response:
    desk = open_desk(session, slug, version, tag)
    return show("workbench/proof", proof_page(desk, at))


@router.get("/{slug}/{version}/{tag}/proof/{name}.pdf", dependencies=READING)
def proof_pdf(
    slug: str,
    version: str,
    tag: str,
    name: str,
    session: ReadSession,
    prints: Prints,
    who: SignedIn,
    size: Size = None,
) -> Response:
    """The working text, with a watermark on every page and a file name that says draft (H4)."""
    text = proof.printable(session, who.actor, slug, version, tag)

    file = f"DRAFT-{slug}-{tag}-{name}.pdf"
    return prints.draw_pdf(lambda printer: printer.draft(text, name, size), file)


@router.get("/{slug}/{version}/{tag}/proof/{name}/pages", dependencies=READING)
def proof_sheets(
    slug: str,
    version: str,
    tag: str,
    name: str,
    session: ReadSession,
    prints: Prints,
    who: SignedIn,
    page: Number | None = None,
    at: str = "",
) -> Response:
    """The same as pictures of its sheets, on which each segment leads to the editor."""
    who.actor.require_role(READERS, tag)
    desk = open_desk(session, slug, version, tag)
    text, mark = proof.printable_of(desk, marked=True), draft_mark(desk)

    def draw(printer: Printer) -> Response:
        try:
            sheets = printer.sheets(text, name, tuple(desk.segments))
        except (Unprintable, CannotPrint) as error:
            return show("workbench/sheets", refused_sheets(desk, name, mark, str(error)))
        shown = SheetsPage(desk=desk, name=name, mark=mark, sheets=sheets, wanted=page, current=at)
        return show("workbench/sheets", shown)

    return prints.draw(draw)
