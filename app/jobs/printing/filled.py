"""Prints of filled plans: drawn in a worker's memory, handed over and forgotten. No cache holds
them and no log tells of them (H6, H21).
"""

from app.config import settings
from app.jobs.printing.printer import Printer, printable
from app.plans.answers import Answers
from app.render.filled import Undrawable, Wishes, filled_job, filled_page, undrawn
from app.render.print_errors import Unprintable
from app.workflow.editions.edition_views import EditionView


def print_filled(printer: Printer, edition: EditionView, answers: Answers, wishes: Wishes) -> bytes:
    """The PDF; raises NoSuchPrint, PoolBusy, CannotPrint and Unprintable, of which Undrawable comes
    before anything is drawn."""
    page = filled_page(printable(edition), answers, wishes, settings().base_url)
    if problems := undrawn(page):
        raise Undrawable(problems)
    try:
        return printer.pool.render(filled_job(page))
    except Unprintable:  # what its words quote may be hers
        raise Unprintable("This plan could not be printed.") from None
