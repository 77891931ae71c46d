"""Prints of filled plans: drawn in a worker's memory, handed over and forgotten. No cache holds
them and no log tells of them (H6, H21).
"""

from app.config import settings
from app.jobs.printing.printer import Printer, printable
from app.plans.answers import Answers
from app.render.filled import Undrawable, Wishes, filled_job, filled_page, undrawn
from app.render.fonts import FontsNotBuilt
from app.render.pdf import CannotPrint
from app.workflow.editions.published import EditionView


def print_filled(printer: Printer, edition: EditionView, answers: Answers, wishes: Wishes) -> bytes:
    """The PDF; raises NoFilledPrint, NoSuchFormatError, WrongSize, PoolBusy, and PrintError, whose
    words may hold what she wrote: show them to nobody. Undrawable comes before anything is
    drawn."""
    page = filled_page(printable(edition), answers, wishes, settings().base_url)
    try:
        problems = undrawn(page)
    except FontsNotBuilt as missing:
        raise CannotPrint(str(missing)) from None
    if problems:
        raise Undrawable(problems)
    return printer.pool.render(filled_job(page))
