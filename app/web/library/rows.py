"""The lines of the staff library, in words: a published edition with its PDFs, and one translation
of a resource. The pages are in `pages`, the list of everything in `overview`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from app.jobs.printing.page_count import PrintAmount
from app.languages import ENGLISH, Language, find, format_date
from app.models import Role
from app.render.printable import large_print_of
from app.resources import addresses
from app.resources.kinds import PUBLIC
from app.resources.review_date import is_overdue, today
from app.web.frame.addresses import address
from app.web.frame.staff import Link
from app.web.frame.staff_presenters import KINDS, VERSIONS, count, formats, progress
from app.workflow.editions.edition_views import EditionView
from app.workflow.lists.coverage import Coverage
from app.workflow.people.accounts import Actor
from app.workflow.translation.permissions import may_open

NOT_COUNTED: Mapping[str, PrintAmount] = MappingProxyType({})
LARGE = (18, 20, 24, 28)
DUE_SOON = timedelta(days=183)


@dataclass(frozen=True)
class PrintableRow:
    """One published edition and its PDFs, with the numbers of the hospital `service`, and how many
    pages each format has, as far as that is known."""

    view: EditionView
    service: str | None
    amounts: Mapping[str, PrintAmount] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.view.english.title

    @property
    def summary(self) -> str:
        return self.view.english.summary

    @property
    def kind(self) -> str:
        return KINDS[self.view.kind]

    @property
    def version(self) -> str:
        return VERSIONS[self.view.reading_version]

    @property
    def place(self) -> tuple[str, str, str]:
        """Its kind, reading version and language, which say in which formats it is printed."""
        return self.view.kind, self.view.reading_version, self.view.language

    @property
    def language(self) -> Language:
        return find(self.view.language)

    @property
    def page(self) -> str:
        view = self.view
        return addresses.page(view.language, view.kind, view.slug, view.reading_version)

    @property
    def pdfs(self) -> tuple[Link, ...]:
        return pdfs(self.view, self.service, self.amounts)

    @property
    def sizes(self) -> tuple[Link, ...]:
        return sizes(self.view, self.service)

    @property
    def edition(self) -> str:
        return f"Edition {self.view.number}, {format_date(self.view.published_on, ENGLISH)}"

    @property
    def code(self) -> str:
        return self.view.code

    @property
    def review(self) -> str:
        return review_words(self.view.review_by)[0]

    @property
    def review_colour(self) -> str:
        return review_words(self.view.review_by)[1]

    @property
    def wrong(self) -> str:
        """Where anybody says that something is wrong in it."""
        return f"/library/editions/{self.view.code}/wrong"

    @property
    def share(self) -> str:
        """Where its link, code and short message are; "" for what only staff read."""
        view = self.view
        if view.kind not in PUBLIC:
            return ""
        return f"/library/{view.slug}/{view.reading_version}/{view.language}/share"

    @property
    def desk(self) -> str:
        """Where the pages of a plan are counted, and its code for a phone stands."""
        if self.view.kind != "plan":
            return ""
        return f"/library/plans/{self.view.slug}/print?language={self.view.language}"

    @property
    def send(self) -> str:
        """Where a message is taken to be sent to phones."""
        if (self.view.kind, self.view.reading_version) != ("message", "standard"):
            return ""
        return f"/library/messages/{self.view.slug}/send?language={self.view.language}"


def pdfs(
    edition: EditionView, service: str | None, amounts: Mapping[str, PrintAmount] = NOT_COUNTED
) -> tuple[Link, ...]:
    """The PDF of each format, with the numbers of the hospital chosen, and its pages beside it."""
    query = f"?service={service}" if service else ""
    return tuple(
        Link(name, _file(edition, file) + query, note=amount_words(amounts.get(file)))
        for name, file in _formats(edition)
    )


def amount_words(amount: PrintAmount | None) -> str:
    """“5 pages, 3 sheets”, or “about 5 pages, 3 sheets”; "" while nobody has counted."""
    if amount is None:
        return ""
    about = "" if amount.exact else "about "
    return f"{about}{count(amount.pages, 'page')}, {count(amount.sheets, 'sheet')}"


def sizes(edition: EditionView, service: str | None) -> tuple[Link, ...]:
    """Large print in each size that people ask for, in points."""
    name = large_print_of(edition.kind, edition.reading_version, edition.language)
    if name is None:
        return ()
    file = _file(edition, name)
    query = f"&service={service}" if service else ""
    return tuple(Link(str(size), f"{file}?size={size}{query}") for size in LARGE)


def _file(edition: EditionView, name: str) -> str:
    return addresses.print_file(
        edition.language, edition.kind, edition.slug, edition.reading_version, name
    )


def _formats(edition: EditionView) -> tuple[tuple[str, str], ...]:
    return formats(edition.kind, edition.reading_version, edition.language)


@dataclass(frozen=True)
class LanguageEditions:
    """One translation of one resource, for one person; `gone` where its newest edition was
    withdrawn."""

    coverage: Coverage
    actor: Actor
    printable: PrintableRow | None
    gone: bool

    @property
    def language(self) -> Language:
        return find(self.coverage.language)

    @property
    def is_begun(self) -> bool:
        return self.coverage.begun or self.printable is not None

    @property
    def state(self) -> str:
        """What readers have."""
        return self._state[0]

    @property
    def colour(self) -> str:
        return self._state[1]

    @property
    def progress(self) -> str:
        return progress(self.coverage)

    @property
    def work(self) -> str:
        """Where the person works on it."""
        coverage = self.coverage
        if not may_open(self.actor, coverage.language):
            return ""
        return address(coverage.slug, coverage.reading_version, coverage.language)

    @property
    def editions(self) -> str:
        """Where its editions are compared."""
        one = self.coverage
        if self.printable is None:
            return ""
        return f"/library/{one.slug}/{one.reading_version}/{one.language}/editions"

    @property
    def withdraw(self) -> str:
        tag = self.coverage.language
        able = any(self.actor.can(role, tag) for role in (Role.AUTHOR, Role.CLINICIAN))
        if self.printable is None or not able:
            return ""
        return f"/library/editions/{self.printable.code}/withdraw"

    @property
    def _state(self) -> tuple[str, str]:
        if self.printable is not None:
            if self.coverage.published:
                return "Published", "green"
            return "Published, changing", "orange"
        if self.gone:
            return "Withdrawn", "red"
        if self.coverage.signed:
            return "Signed", "blue"
        return ("In review", "yellow") if self.coverage.begun else ("Not begun", "white")


def review_words(due: date) -> tuple[str, str]:
    """When it must be reviewed, and the colour of a tag when that is near or past."""
    when = format_date(due, ENGLISH)
    if is_overdue(due, today()):
        return f"Review overdue: {when}", "red"
    return f"Review by {when}", "orange" if due - today() < DUE_SOON else ""
