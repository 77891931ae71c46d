"""How many prints were given out, as a page and as a table to save. Nothing here knows to whom."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from app.exchange.opening import FORMULA
from app.languages import find
from app.render.print_page import FORMAT_NAMES
from app.resources.months import month_name
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.downloads import download
from app.web.frame.staff import Frame, Link, StaffFrame, show
from app.web.frame.staff_presenters import KINDS, VERSIONS, count, with_version
from app.workflow.editions import print_counts
from app.workflow.editions.print_counts import Counted
from app.workflow.refusals import Missing

PLACE = "/library/counts"
router = APIRouter(dependencies=[signed_in()])
SHOWN = 100
MONTHS = 24
COLUMNS = (
    "Month", "Text", "Kind", "Reading version", "Language", "Edition", "Code", "Format", "Prints",
)  # fmt: skip


@dataclass(frozen=True)
class CountRow:
    """One edition in one format within a month."""

    counted: Counted

    @property
    def title(self) -> str:
        return self.counted.title

    @property
    def href(self) -> str:
        return f"/library/{self.counted.slug}"

    @property
    def about(self) -> str:
        return with_version(KINDS[self.counted.kind], self.counted.reading_version)

    @property
    def language(self) -> str:
        return find(self.counted.language).english_name

    @property
    def edition(self) -> str:
        return f"Edition {self.counted.number}"

    @property
    def code(self) -> str:
        return self.counted.code

    @property
    def format(self) -> str:
        known = {str(name): text for name, text in FORMAT_NAMES.items()}
        return known.get(self.counted.format, self.counted.format)

    @property
    def prints(self) -> str:
        return f"{self.counted.prints:,}"

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of a table to save, in the order of `COLUMNS`."""
        one = self.counted
        return (
            f"{one.month:%Y-%m}", one.title, KINDS[one.kind], VERSIONS[one.reading_version],
            one.language, str(one.number), one.code, self.format, str(one.prints),
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class CountsPage:
    """What was given out within the month that begins with `first`; None where nothing ever was."""

    frame: Frame
    known: Sequence[date]
    first: date | None
    counted: Sequence[Counted]
    total: int

    @property
    def month(self) -> str:
        return month_name(self.first) if self.first else ""

    @property
    def months(self) -> tuple[Link, ...]:
        return tuple(
            Link(month_name(each), f"{PLACE}?month={each:%Y-%m}", each == self.first)
            for each in self.known[:MONTHS]
        )

    @property
    def rows(self) -> tuple[CountRow, ...]:
        return tuple(map(CountRow, self.counted[:SHOWN]))

    @property
    def sum(self) -> str:
        more = ". The table to save has them all; here are those given out most"
        return count(self.total, "print") + (more if len(self.counted) > SHOWN else "")


@router.get(PLACE)
def counts(frame: StaffFrame, session: ReadSession, month: str = "") -> Response:
    months = print_counts.months(session)
    known = {f"{each:%Y-%m}": each for each in months}
    if month and month not in known:
        raise Missing(f"No print was counted in {month!r}.")
    first = known[month] if month else next(iter(months), None)
    page = CountsPage(
        frame=frame.at("Prints given out", "/library"),
        known=months,
        first=first,
        counted=print_counts.counted(session, first, SHOWN + 1) if first else (),
        total=print_counts.total(session, first) if first else 0,
    )
    return show("library/counts", page)


@router.get(f"{PLACE}.csv")
def counts_file(session: ReadSession) -> Response:
    """UTF-8 with a mark at its beginning, so that Excel reads it as that; nothing in it is taken
    for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in map(CountRow, print_counts.counted(session)):
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row.cells])
    return download(b"\xef\xbb\xbf" + out.getvalue().encode(), "prints.csv")
