"""What is new: of the last thirty days, or of a month. The same as a feed is in
`public.feed`, as a mail in `app.jobs.mail`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter
from fastapi.responses import Response

from app.languages import ENGLISH, find, format_date
from app.resources import addresses
from app.resources.months import month_after, month_name, newest_months
from app.resources.review_date import today
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.staff import Frame, Link, StaffFrame, show
from app.web.frame.staff_presenters import KINDS, with_version
from app.workflow.editions.news import MOST, News, news
from app.workflow.refusals import Missing

PLACE = "/library/new"
router = APIRouter(prefix=PLACE, dependencies=[signed_in()])
DAYS = 30
MONTHS = 12
"""This month and those before it that can be asked for."""
SAID = {
    "published": ("Published for the first time", "green"),
    "renewed": ("Renewed", "blue"),
    "withdrawn": ("Withdrawn", "red"),
    "archived": ("Taken out of all lists", "grey"),
    "brought-back": ("Brought back into the lists", "white"),
}


@dataclass(frozen=True)
class NewRow:
    """What happened to one text on one day, in all its languages together."""

    items: Sequence[News]

    @property
    def _first(self) -> News:
        return self.items[0]

    @property
    def title(self) -> str:
        return self._first.title

    @property
    def about(self) -> str:
        return with_version(KINDS[self._first.kind], self._first.reading_version)

    @property
    def href(self) -> str:
        return f"/library/{self._first.slug}"

    @property
    def what(self) -> str:
        return SAID[self._first.what][0]

    @property
    def colour(self) -> str:
        return SAID[self._first.what][1]

    @property
    def day(self) -> str:
        return format_date(self._first.at.date(), ENGLISH)

    @property
    def editions(self) -> tuple[Link, ...]:
        """Each language with its edition's status."""
        named = ((find(each.language).english_name, each) for each in self.items if each.language)
        return tuple(
            Link(f"{name} {each.number}", addresses.status(each.code))
            for name, each in sorted(named, key=lambda pair: pair[0])
        )


@dataclass(frozen=True)
class NewsPage:
    """The news of the month that begins with `first`, or of the last days."""

    frame: Frame
    first: date | None
    items: Sequence[News]

    @property
    def title(self) -> str:
        return (
            "New in the last 30 days" if self.first is None else f"New in {month_name(self.first)}"
        )

    @property
    def periods(self) -> tuple[Link, ...]:
        days = Link("Last 30 days", PLACE, self.first is None)
        months = (
            Link(month_name(each), f"{PLACE}?month={each:%Y-%m}", each == self.first)
            for each in newest_months(today(), MONTHS)
        )
        return (days, *months)

    @property
    def rows(self) -> tuple[NewRow, ...]:
        return tuple(map(NewRow, _together(self.items)))

    @property
    def is_cut(self) -> bool:
        """Whether there was more than is shown."""
        return len(self.items) >= MOST


def _together(items: Iterable[News]) -> list[list[News]]:
    found: dict[tuple[str, str, str, date], list[News]] = {}
    for each in items:
        key = (each.what, each.slug, each.reading_version, each.at.date())
        found.setdefault(key, []).append(each)
    return list(found.values())


@router.get("")
def whats_new(frame: StaffFrame, session: ReadSession, month: str = "") -> Response:
    known = {f"{each:%Y-%m}": each for each in newest_months(today(), MONTHS)}
    if month and month not in known:
        raise Missing(f"What is new is known of these months: {', '.join(known)}.")
    first = known[month] if month else None
    since = first or today() - timedelta(days=DAYS)
    until = month_after(first) if first else today() + timedelta(days=1)
    page = NewsPage(frame.at("What is new", "/library"), first, news(session, since, until))
    return show("library/new", page)
