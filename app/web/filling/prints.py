"""The PDF of a filled plan, asked for from the page where she checks her answers. It is made of
what that form holds, and kept by nobody."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from app.jobs.printing.filled import print_filled
from app.jobs.printing.printer import Printer
from app.render import filled_words
from app.render.filled import Undrawable, Wishes
from app.render.pool import PoolBusy
from app.render.print_errors import CannotPrint, PrintError, Unprintable
from app.web.filling import steps
from app.web.filling.pages import OpenPage
from app.web.filling.routes import EASY, PLAN, Filling, Here, private, show
from app.web.filling.sent import Posted, Sent
from app.web.frame.errors import retry_after
from app.web.frame.print_queue import SOON, Prints
from app.web.frame.sent_values import number

router = APIRouter(include_in_schema=False)
PDF = {"Content-Disposition": 'inline; filename="plan.pdf"', "Cache-Control": "no-store"}
"""The name says nothing of what is in it (H21)."""


@dataclass(frozen=True, kw_only=True)
class NotPrintedPage(OpenPage):
    """Why there is no print, in her language."""

    reasons: tuple[str, ...] = ()


@router.post(f"{PLAN}/print/{{name}}", dependencies=[SOON])
@router.post(f"{EASY}/print/{{name}}", dependencies=[SOON])
def filled_print(sent: Posted, prints: Prints, asked: Filling, name: str) -> Response:
    at = asked.here()
    step = steps.taken(sent, at.plan.view.slug, at.english, goes_on=False)
    answers = step.state.answers
    if answers.earlier:
        return show(at, step, sent)
    wishes = Wishes(name, sent.one("answered") != "yes", at.frame.service, _size(sent))
    words = at.frame.help.words

    def draw(printer: Printer) -> Response:
        try:
            data = print_filled(printer, at.plan.view, answers, wishes)
        except Undrawable as found:
            where = (
                filled_words.undrawn(each.question, each.letters, words) for each in found.where
            )
            return _not_printed(at, found, *where)
        except (PoolBusy, Unprintable, CannotPrint) as error:
            is_busy = isinstance(error, PoolBusy)
            return _not_printed(at, error, filled_words.not_printed(is_busy, words))
        return Response(data, media_type="application/pdf", headers=PDF)

    return prints.draw(draw)


def _size(sent: Sent) -> int | None:
    size = number(sent.one("size"))
    return size if 10 <= size <= 99 else None


def _not_printed(at: Here, error: PrintError, *reasons: str) -> Response:
    page = NotPrintedPage(frame=at.frame, reasons=reasons)
    return private(page, "not_printed", error.status, retry_after(error))
