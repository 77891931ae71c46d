"""The states in which the library lists a text, and what is to be done next in each."""

from dataclasses import dataclass
from datetime import date

from app.languages import is_source
from app.models import TextSummary
from app.resources.review_date import is_overdue

STATES = (
    "published", "changing", "withdrawn", "publish", "sign", "work", "none",
)  # fmt: skip
"""Readers have it as it stands, or while it changes; they had it; it waits to be published, for a
signature, or for people's work; or nobody has begun."""
LIVE = ("published", "changing")
"""Those in which readers have it."""
FILED = 120
"""Letters of a title by which texts are put in order."""


def state_of_text(stage: str, begun: bool, *, live: bool, gone: bool) -> str:
    """The state by the stage of the work (`TextSummary.stage`) and what became of the newest
    edition."""
    if live:
        return "published" if stage == "done" else "changing"
    if gone:
        return "withdrawn"
    if stage == "work":
        return "work" if begun else "none"
    return "sign" if stage == "sign" else "publish"


@dataclass(frozen=True)
class NextStep:
    """What is to be done with a text, by whom (a role, "" for nobody): `number` is of what."""

    name: str
    role: str
    number: int = 0


def next_step(row: TextSummary, today: date) -> NextStep:
    """The one thing that brings a text on."""
    if row.stage == "work":
        return _work(row)
    if row.stage == "sign":
        return NextStep("sign", "clinician")
    if row.stage == "publish":
        return NextStep("sign again" if row.state == "withdrawn" else "publish", "author")
    if row.review_by is not None and is_overdue(row.review_by, today):
        return NextStep("review", "author" if is_source(row.language) else "author of its English")
    return NextStep("nothing", "")


def _work(row: TextSummary) -> NextStep:
    if row.empty == row.total:
        return NextStep("begin", "translator", row.total)
    steps = (
        ("answer", "author", row.questions),
        ("follow", "translator", row.changed),
        ("mend", "translator", row.to_answer),
        ("edit", "translator", row.to_edit),
        ("revise", "reviewer", row.to_revise),
    )
    found = (NextStep(name, role, number) for name, role, number in steps if number)
    return next(found, NextStep("say again", "second translator"))
