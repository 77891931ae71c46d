"""What the staff library is handed: every resource with how far each language is, who owns it and
when it must be reviewed, and the PDFs of what is published.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from app.jobs.printing.printer import PrintProgress
from app.languages import ENGLISH, Language, find, format_date, is_source
from app.models import Role
from app.resources import addresses
from app.resources.review_date import is_overdue, today
from app.web.frame.addresses import address
from app.web.frame.staff import Frame, Link, Problem
from app.web.frame.staff_presenters import KINDS, VERSIONS, PrintForm, formats, print_form, progress
from app.workflow.editions.published import EditionView
from app.workflow.lists.coverage import Coverage
from app.workflow.people.accounts import Actor
from app.workflow.translation.permissions import may_open

LARGE = (18, 20, 24, 28)
DUE_SOON = timedelta(days=183)


@dataclass(frozen=True, kw_only=True)
class PrintableRow:
    """One published edition and its PDFs; `sizes` are those of large print, in points."""

    title: str
    kind: str
    version: str
    language: Language
    page: str
    pdfs: tuple[Link, ...]
    sizes: tuple[Link, ...]
    edition: str
    code: str
    review: str
    review_colour: str
    desk: str
    """Where the pages of a plan are counted, and its code for a phone stands."""


@dataclass(frozen=True, kw_only=True)
class EditionRow:
    """One reading version of a resource, all languages together."""

    title: str
    kind: str
    version: str
    owner: str
    href: str
    published: tuple[Language, ...]
    in_review: tuple[Language, ...]
    review: str
    review_colour: str


@dataclass(frozen=True, kw_only=True)
class StaffLibraryPage:
    """Everything at once, or what can be printed in the language chosen."""

    frame: Frame
    form: PrintForm
    chosen: Language | None
    printables: tuple[PrintableRow, ...]
    rows: tuple[EditionRow, ...]
    prints: str


@dataclass(frozen=True, kw_only=True)
class LanguageEditions:
    """One translation of one resource. `state` and `colour` say what readers have."""

    language: Language
    state: str
    colour: str
    progress: str
    work: str
    printable: PrintableRow | None
    withdraw: str


@dataclass(frozen=True)
class VersionTable:
    version: str
    owner: str
    begun: tuple[LanguageEditions, ...]
    not_begun: tuple[LanguageEditions, ...]


@dataclass(frozen=True)
class StaffResourcePage:
    """One resource in every language."""

    frame: Frame
    title: str
    kind: str
    tables: tuple[VersionTable, ...]


@dataclass(frozen=True, kw_only=True)
class WithdrawPage:
    """The form that takes an edition away from readers."""

    frame: Frame
    title: str
    language: Language
    number: int
    code: str
    back: str
    error: str = ""


def library_page(
    frame: Frame,
    coverages: Sequence[Coverage],
    editions: Iterable[EditionView],
    tag: str | None,
    service: str | None,
    printed: PrintProgress,
) -> StaffLibraryPage:
    every = tuple(editions)
    return StaffLibraryPage(
        frame=frame.at("Library", "/library", "", *refused(printed)),
        form=print_form(tag, service),
        chosen=find(tag) if tag else None,
        printables=tuple(printable(each, service) for each in every if each.language == tag),
        rows=() if tag else _rows(coverages, every),
        prints=_readiness(printed),
    )


def refused(printed: PrintProgress) -> tuple[Problem, ...]:
    """The prints that cannot be made, with what stopped each and the mend."""
    return tuple(
        Problem(
            f"{VERSIONS[each.edition.reading_version]} in "
            f"{find(each.edition.language).english_name}, {each.format.replace('_', ' ')}: "
            f"{' '.join(each.reason.split())}",
            f"/library/{each.edition.slug}",
        )
        for each in printed.refused
    )


def _readiness(printed: PrintProgress) -> str:
    if not printed.wanted:
        return ""
    if printed.ready == printed.wanted:
        return f"All {printed.wanted} prints are ready."
    rest = "the others cannot be made" if printed.done == printed.wanted else "others are in work"
    return f"{printed.ready} of {printed.wanted} prints are ready; {rest}."


def printable(edition: EditionView, service: str | None) -> PrintableRow:
    review, colour = _review(edition.review_by)
    return PrintableRow(
        title=edition.english.title,
        kind=KINDS[edition.kind],
        version=VERSIONS[edition.reading_version],
        language=find(edition.language),
        page=addresses.page(edition.language, edition.kind, edition.slug, edition.reading_version),
        pdfs=pdfs(edition, service),
        sizes=sizes(edition, service),
        edition=f"Edition {edition.number}, {format_date(edition.published_on, ENGLISH)}",
        code=edition.code,
        review=review,
        review_colour=colour,
        desk=f"/library/plans/{edition.slug}/print?language={edition.language}"
        if edition.kind == "plan"
        else "",
    )


def pdfs(edition: EditionView, service: str | None) -> tuple[Link, ...]:
    """The PDF of each format, with the numbers of the hospital chosen."""
    query = f"?service={service}" if service else ""
    return tuple(Link(name, _file(edition, file) + query) for name, file in _formats(edition))


def sizes(edition: EditionView, service: str | None) -> tuple[Link, ...]:
    """Large print in each size that people ask for, in points."""
    if "large_print" not in {file for _, file in _formats(edition)}:
        return ()
    file = _file(edition, "large_print")
    query = f"&service={service}" if service else ""
    return tuple(Link(str(size), f"{file}?size={size}{query}") for size in LARGE)


def _file(edition: EditionView, name: str) -> str:
    return addresses.print_file(
        edition.language, edition.kind, edition.slug, edition.reading_version, name
    )


def _formats(edition: EditionView) -> tuple[tuple[str, str], ...]:
    return formats(edition.kind, edition.reading_version, edition.language)


def resource_page(
    frame: Frame,
    actor: Actor,
    coverages: Sequence[Coverage],
    editions: Iterable[EditionView],
    withdrawn: Iterable[EditionView],
    service: str | None,
) -> StaffResourcePage:
    """One resource; `coverages` are its own, at least one."""
    live = {(e.reading_version, e.language): printable(e, service) for e in editions}
    gone = {(e.reading_version, e.language) for e in withdrawn}
    tables = []
    for version in dict.fromkeys(s.reading_version for s in coverages):
        mine = [s for s in coverages if s.reading_version == version]
        rows = [
            _row(s, actor, live.get((version, s.language)), (version, s.language) in gone)
            for s in mine
        ]
        begun = [s.begun or row.printable is not None for s, row in zip(mine, rows, strict=True)]
        tables.append(
            VersionTable(
                VERSIONS[version],
                mine[0].owner,
                tuple(row for row, is_begun in zip(rows, begun, strict=True) if is_begun),
                tuple(row for row, is_begun in zip(rows, begun, strict=True) if not is_begun),
            )
        )
    first = coverages[0]
    return StaffResourcePage(frame, first.title, KINDS[first.kind], tuple(tables))


def _row(
    coverage: Coverage, actor: Actor, live: PrintableRow | None, gone: bool
) -> LanguageEditions:
    state, colour = _state(coverage, live, gone)
    able = any(actor.can(role, coverage.language) for role in (Role.AUTHOR, Role.CLINICIAN))
    return LanguageEditions(
        language=find(coverage.language),
        state=state,
        colour=colour,
        progress=progress(coverage),
        work=address(coverage.slug, coverage.reading_version, coverage.language)
        if may_open(actor, coverage.language)
        else "",
        printable=live,
        withdraw=f"/library/editions/{live.code}/withdraw" if live and able else "",
    )


def _state(coverage: Coverage, live: PrintableRow | None, gone: bool) -> tuple[str, str]:
    if live is not None:
        return ("Published", "green") if coverage.published else ("Published, changing", "orange")
    if gone:
        return "Withdrawn", "red"
    if coverage.signed:
        return "Signed", "blue"
    return ("In review", "yellow") if coverage.begun else ("Not begun", "white")


def _rows(coverages: Sequence[Coverage], editions: Sequence[EditionView]) -> tuple[EditionRow, ...]:
    rows = []
    for slug, version in dict.fromkeys((s.slug, s.reading_version) for s in coverages):
        mine = [s for s in coverages if (s.slug, s.reading_version) == (slug, version)]
        live = [e for e in editions if (e.slug, e.reading_version) == (slug, version)]
        due = min((e.review_by for e in live), default=None)
        published = {e.language for e in live}
        review, colour = _review(due) if due else ("", "")
        rows.append(
            EditionRow(
                title=mine[0].title,
                kind=KINDS[mine[0].kind],
                version=VERSIONS[version],
                owner=mine[0].owner,
                href=f"/library/{slug}",
                published=tuple(find(s.language) for s in mine if s.language in published),
                in_review=tuple(find(s.language) for s in mine if _in_review(s, published)),
                review=review,
                review_colour=colour,
            )
        )
    return tuple(rows)


def _in_review(coverage: Coverage, published: Set[str]) -> bool:
    tag = coverage.language
    return coverage.begun and tag not in published and not is_source(tag)


def _review(due: date) -> tuple[str, str]:
    """When it must be reviewed, and the colour of a tag when that is near or past."""
    when = format_date(due, ENGLISH)
    if is_overdue(due, today()):
        return f"Review overdue: {when}", "red"
    return f"Review by {when}", "orange" if due - today() < DUE_SOON else ""


def withdraw_page(frame: Frame, edition: EditionView, error: str = "") -> WithdrawPage:
    return WithdrawPage(
        frame=frame,
        title=edition.english.title,
        language=find(edition.language),
        number=edition.number,
        code=edition.code,
        back=f"/library/{edition.slug}",
        error=error,
    )
