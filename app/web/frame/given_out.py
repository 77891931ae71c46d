"""Notes that a print was given out, and nothing of to whom. What is counted is written by
`app.jobs.printing.print_counts`.
"""

from fastapi import FastAPI
from starlette.types import Scope

from app.jobs.printing.print_counts import PrintCounts

HEAD = "birthwords.head"
"""In the scope of a request that asks for the headers alone."""


def note_print(app: FastAPI, scope: Scope, code: str, name: str, prints: int = 1) -> None:
    """So many prints of an edition in a format; an app that does not run counts nothing."""
    counts: PrintCounts | None = getattr(app.state, "print_counts", None)
    if counts is not None and HEAD not in scope:
        counts.add(code, name, prints)
