"""The shelf list: codes of prints that were replaced or withdrawn, to throw away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from app.languages import ENGLISH, find, format_date
from app.resources.months import month_name, newest_months
from app.resources.review_date import today
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.staff import Frame, Link, StaffFrame, show
from app.web.frame.staff_presenters import VERSIONS
from app.workflow.editions.shelf import OldPrint, old_prints
from app.workflow.refusals import Missing

router = APIRouter(prefix="/library/shelf", dependencies=[signed_in()])
MONTHS = 3
"""This month and those before it that can be asked for."""


@dataclass(frozen=True)
class ShelfRow:
    """One print to look for on the shelf."""

    old: OldPrint

    @property
    def code(self) -> str:
        return self.old.code

    @property
    def title(self) -> str:
        return self.old.title

    @property
    def version(self) -> str:
        return VERSIONS[self.old.reading_version]

    @property
    def language(self) -> str:
        return find(self.old.language).english_name

    @property
    def what(self) -> str:
        done = "Withdrawn" if self.old.withdrawn else "Replaced"
        return f"{done} on {format_date(self.old.on, ENGLISH)}"

    @property
    def instead(self) -> str:
        """The code of what to put there, "" where there is nothing."""
        return self.old.instead

    @property
    def is_english(self) -> bool:
        """An interpreter stands in for a print in another language, not for the English."""
        return find(self.old.language).is_source

    @property
    def about(self) -> str:
        """Where its owner is named."""
        return f"/library/{self.old.slug}"


@dataclass(frozen=True)
class ShelfPage:
    """What to throw away of one month."""

    frame: Frame
    first: date
    old: Sequence[OldPrint]

    @property
    def month(self) -> str:
        return month_name(self.first)

    @property
    def months(self) -> tuple[Link, ...]:
        return tuple(
            Link(month_name(each), f"/library/shelf?month={each:%Y-%m}", each == self.first)
            for each in newest_months(today(), MONTHS)
        )

    @property
    def rows(self) -> tuple[ShelfRow, ...]:
        return tuple(map(ShelfRow, self.old))


@router.get("")
def shelf(frame: StaffFrame, session: ReadSession, month: str = "") -> Response:
    known = {f"{each:%Y-%m}": each for each in newest_months(today(), MONTHS)}
    first = known.get(month or next(iter(known)))
    if first is None:
        raise Missing(f"The shelf list knows these months: {', '.join(known)}.")
    page = ShelfPage(
        frame.at("Prints to throw away", "/library"), first, old_prints(session, first)
    )
    return show("library/shelf", page)
