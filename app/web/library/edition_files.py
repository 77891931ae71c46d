"""Editions to take away, older ones too: the PDF of each, and its English as YAML and Word."""

from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import Response

from app.jobs.printing.printer import printable
from app.languages import ENGLISH, format_date
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.downloads import english_as_word, english_as_yaml
from app.web.frame.print_queue import Prints
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
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
    file = f"{found.slug}-{found.language}-{found.code}-{name}.pdf"
    if found.state == "current":
        return prints.draw_pdf(lambda printer: printer.edition(found, name), file)
    old = replace(printable(found), draft=True)
    return prints.draw_pdf(lambda printer: printer.draft(old, name), f"OLD-{file}")


def _edition(session: ReadSession, code: str) -> EditionView:
    found = published.by_code(session, code)
    if found is None:
        raise Missing(f"There is no edition {code!r}.")
    return found
