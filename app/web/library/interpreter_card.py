"""The interpreter card of a language, as staff print it where nothing else is published yet."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.config import settings
from app.jobs.printing.printer import Printer
from app.languages import find
from app.render.interpreter_card import InterpreterCard, card_job
from app.services import visible
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.print_queue import Prints
from app.web.frame.staff import ChosenService
from app.workflow.refusals import Missing

router = APIRouter(prefix="/library/interpreter-card", dependencies=[signed_in()])


@router.get("/{tag}.pdf")
def card(
    session: ReadSession,  # the interface's newest words are looked up with it
    prints: Prints,
    kept: ChosenService,
    tag: str,
    service: str | None = None,
) -> Response:
    language = find(tag)
    if language.is_source:
        raise Missing("Nobody needs an interpreter for English.")
    wanted = kept if service is None else service
    known = visible()
    chosen = [each for each in known if each.id == wanted] or known
    if not chosen:
        raise Missing("No hospital's numbers are here yet, so no card can be made.")

    def draw(printer: Printer) -> Response:
        job = card_job(InterpreterCard(language, chosen, settings().demo), settings().base_url)
        headers = {
            "Content-Disposition": f'inline; filename="interpreter-{language.tag}.pdf"',
            "Cache-Control": "no-store",
        }
        pdf = printer.pool.render(job)
        return Response(pdf, media_type="application/pdf", headers=headers)

    return prints.draw(draw)
