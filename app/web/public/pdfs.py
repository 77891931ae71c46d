"""PDFs of editions for readers. What is printed and by whom is in `app.jobs.printing`."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from app.jobs.printing.printer import Printer
from app.languages import find
from app.resources import addresses
from app.resources.addresses import KINDS
from app.services import services
from app.web.frame.deps import ReadSession
from app.web.frame.downloads import reader_pdf
from app.web.frame.errors import NoSuchPage, PageGone
from app.web.frame.given_out import note_print
from app.web.frame.print_queue import Prints, QueuePlace
from app.workflow.editions import published

router = APIRouter()
Size = Annotated[int | None, Query(ge=16, le=28)]
Chosen = Annotated[str | None, Query()]


@router.get("/{tag}/{folder}/{slug}/{name}.pdf")
def pdf(
    tag: str,
    folder: str,
    slug: str,
    name: str,
    request: Request,
    session: ReadSession,
    prints: Prints,
    service: Chosen = None,
    size: Size = None,
) -> Response:
    """The standard version, or with `easy_read` the easy-read version in its own layout."""
    version = "easy_read" if name == "easy_read" else "standard"
    return _pdf(request, session, prints, (tag, folder, slug, version), name, service, size)


@router.get(f"/{{tag}}/{{folder}}/{{slug}}/{addresses.EASY_READ}/{{name}}.pdf")
def easy_read_pdf(
    tag: str,
    folder: str,
    slug: str,
    name: str,
    request: Request,
    session: ReadSession,
    prints: Prints,
    service: Chosen = None,
    size: Size = None,
) -> Response:
    """The easy-read version in large print or beside English."""
    if name == "easy_read":
        raise NoSuchPage
    return _pdf(request, session, prints, (tag, folder, slug, "easy_read"), name, service, size)


def _pdf(
    request: Request,
    session: ReadSession,
    prints: QueuePlace,
    which: tuple[str, str, str, str],
    name: str,
    service: str | None,
    size: int | None,
) -> Response:
    tag, folder, slug, version = which
    find(tag)
    if service is not None and service not in {found.id for found in services().services}:
        raise NoSuchPage
    edition = published.edition(session, slug, version, tag)
    if edition is None or KINDS.get(folder) != edition.kind:
        gone = published.last_withdrawn(session, slug, version, tag) is not None
        raise PageGone if gone else NoSuchPage

    def draw(printer: Printer) -> Response:
        data = printer.edition(edition, name, service, size)
        note_print(request.app, request.scope, edition.code, name)
        return reader_pdf(data, slug, tag, name)

    return prints.draw(draw)
