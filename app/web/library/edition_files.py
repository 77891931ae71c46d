"""Editions to take away, older ones too: the PDF of each, and its English as YAML and Word."""

from dataclasses import replace

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from app.jobs.printing.printer import Printer, printable
from app.languages import ENGLISH, format_date
from app.render.print_errors import CannotPrint, Unprintable
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.downloads import english_as_word, english_as_yaml, pdf
from app.web.frame.print_queue import Prints
from app.workflow.editions import published
from app.workflow.editions.published import EditionView
from app.workflow.refusals import Missing

router = APIRouter(prefix="/library/editions/{code}", dependencies=[signed_in()])


@router.get("/english.yaml")
def edition_as_yaml(session: ReadSession, code: str) -> Response:
    return english_as_yaml(_edition(session, code).english)


@router.get("/english.docx")
def edition_as_word(session: ReadSession, code: str) -> Response:
    found = _edition(session, code)
    day = format_date(found.published_on, ENGLISH)
    state = f"English of edition {found.code}, published on {day}"
    return english_as_word(found.english, state)


@router.get("/{name}.pdf")
def edition_as_pdf(session: ReadSession, prints: Prints, code: str, name: str) -> Response:
    """The edition that readers have as they have it; any other says on every page that nobody may
    use it (H4)."""
    found = _edition(session, code)
    is_current = found.state == "current"

    def draw(printer: Printer) -> Response:
        try:
            if is_current:
                data = printer.edition(found, name)
            else:
                data = printer.draft(replace(printable(found), draft=True), name)
        except (Unprintable, CannotPrint) as error:
            raise HTTPException(422, str(error)) from None
        old = "" if is_current else "OLD-"
        return pdf(data, f"{old}{found.slug}-{found.language}-{found.code}-{name}.pdf", "no-store")

    return prints.draw(draw)


def _edition(session: ReadSession, code: str) -> EditionView:
    found = published.by_code(session, code)
    if found is None:
        raise Missing(f"There is no edition {code!r}.")
    return found
