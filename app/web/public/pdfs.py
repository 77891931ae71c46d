"""PDFs of editions for readers, and proofs of drafts for staff. What is printed and by whom is
in `app.jobs`."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from app.jobs.printing.printer import Printer
from app.languages import UnknownLanguage, find
from app.render.local import MissingContactError
from app.render.pdf import PrintError
from app.render.print_page import WrongSize
from app.render.printable import NoSuchFormatError
from app.services import services
from app.web.frame.deps import Reading, SignedIn, needs_here
from app.web.frame.print_queue import Place, Prints
from app.web.frame.sent_values import Number
from app.web.frame.staff import show
from app.web.public.pages import KINDS
from app.web.workbench.proof_page import draft_mark, refused_sheets, sheets_page
from app.workflow.editions import proof, published
from app.workflow.translation.desk import open_desk
from app.workflow.translation.permissions import READERS

router = APIRouter()
Size = Annotated[int | None, Query(ge=16, le=28)]
Chosen = Annotated[str | None, Query()]


@router.get("/{tag}/{folder}/{slug}/{name}.pdf")
def pdf(
    tag: str,
    folder: str,
    slug: str,
    name: str,
    session: Reading,
    prints: Prints,
    service: Chosen = None,
    size: Size = None,
) -> Response:
    """The standard version, or with `easy_read` the easy-read version in its own layout."""
    version = "easy_read" if name == "easy_read" else "standard"
    return _pdf(session, prints, (tag, folder, slug, version), name, service, size)


@router.get("/{tag}/{folder}/{slug}/easy-read/{name}.pdf")
def easy_read_pdf(
    tag: str,
    folder: str,
    slug: str,
    name: str,
    session: Reading,
    prints: Prints,
    service: Chosen = None,
    size: Size = None,
) -> Response:
    """The easy-read version in large print or beside English."""
    if name == "easy_read":
        raise HTTPException(404)
    return _pdf(session, prints, (tag, folder, slug, "easy_read"), name, service, size)


READING = [needs_here(*READERS)]


@router.get("/workbench/{slug}/{version}/{tag}/proof/{name}.pdf", dependencies=READING)
def proof_pdf(
    slug: str, version: str, tag: str, name: str, session: Reading, prints: Prints, who: SignedIn,
    size: Size = None,
) -> Response:  # fmt: skip
    """The working text, with a watermark on every page and a file name that says draft (H4)."""
    text = proof.printable(session, who.actor, slug, version, tag)

    def draw(printer: Printer) -> Response:
        try:
            data = printer.draft(text, name, size)
        except (NoSuchFormatError, WrongSize) as error:
            raise HTTPException(404, str(error)) from None
        except PrintError as error:
            raise HTTPException(422, str(error)) from None
        return _file(data, f"DRAFT-{slug}-{tag}-{name}.pdf", "no-store")

    return prints.draw(draw)


@router.get("/workbench/{slug}/{version}/{tag}/proof/{name}/pages", dependencies=READING)
def proof_sheets(
    slug: str, version: str, tag: str, name: str, session: Reading, prints: Prints, who: SignedIn,
    page: Number | None = None, at: str = "",
) -> Response:  # fmt: skip
    """The same as pictures of its sheets, on which each string leads to the editor."""
    who.actor.acting(READERS, tag)
    desk = open_desk(session, slug, version, tag)
    text, mark = proof.printable_of(desk, marked=True), draft_mark(desk)

    def draw(printer: Printer) -> Response:
        try:
            sheets = printer.sheets(text, name, tuple(desk.segments))
        except (NoSuchFormatError, WrongSize) as error:
            raise HTTPException(404, str(error)) from None
        except (PrintError, MissingContactError) as error:
            return show("workbench/sheets", refused_sheets(desk, name, mark, str(error)))
        return show("workbench/sheets", sheets_page(desk, name, mark, sheets, page, at))

    return prints.draw(draw)


def _pdf(
    session: Reading,
    prints: Place,
    which: tuple[str, str, str, str],
    name: str,
    service: str | None,
    size: int | None,
) -> Response:
    tag, folder, slug, version = which
    try:
        find(tag)
    except UnknownLanguage:
        raise HTTPException(404) from None
    if service is not None and service not in {found.id for found in services().services}:
        raise HTTPException(404)
    edition = published.edition(session, slug, version, tag)
    if edition is None or KINDS.get(folder) != edition.kind:
        gone = published.last_withdrawn(session, slug, version, tag) is not None
        raise HTTPException(410 if gone else 404)

    def draw(printer: Printer) -> Response:
        try:
            data = printer.edition(edition, name, service, size)
        except (NoSuchFormatError, WrongSize):
            raise HTTPException(404) from None
        except PrintError as error:
            raise HTTPException(503, str(error)) from None
        return file_of(data, slug, tag, name)

    return prints.draw(draw)


def file_of(data: bytes, slug: str, tag: str, name: str) -> Response:
    """A reader's PDF under a name of its own; it may be kept but must be asked for again."""
    return _file(data, f"{slug}-{tag}-{name}.pdf", "no-cache")


def _file(data: bytes, name: str, cache: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": cache}
    return Response(data, media_type="application/pdf", headers=headers)
