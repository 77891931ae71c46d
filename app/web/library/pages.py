"""What the page of one resource in the staff library is handed, and those of its forms. Its lines
are in `rows`, the list of everything in `overview`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.jobs.printing.page_count import PrintAmount
from app.jobs.printing.printer import NotPrinted
from app.languages import ENGLISH, Language, find, format_date
from app.models import EditionState, Role
from app.render import interface_resource
from app.render.print_page import FORMAT_NAMES
from app.resources.schema import Source
from app.web.frame.addresses import writing
from app.web.frame.staff import Frame, Problem
from app.web.frame.staff_presenters import (
    KINDS,
    VERSIONS,
    count,
)
from app.web.library.rows import LanguageEditions, PrintableRow
from app.workflow.editions.edition_views import EditionView
from app.workflow.lists.coverage import Coverage
from app.workflow.people.accounts import Actor
from app.workflow.review.siblings import LaggingSibling, other_version


@dataclass(frozen=True)
class SourceRow:
    """Where a fact comes from, and how far that holds, for staff."""

    source: Source

    @property
    def state(self) -> str:
        if self.source.read_in:
            return f"read in this copy, {self._read}; not shown to families"
        return self._read

    @property
    def _read(self) -> str:
        day = self.source.read
        return f"read {format_date(day, ENGLISH)}" if day else "not opened by anyone yet"


@dataclass(frozen=True)
class SiblingNotice:
    """That this reading version has not followed the other, whose English changed."""

    lag: LaggingSibling
    is_author: bool

    @property
    def id(self) -> str:
        return f"sibling-{self.lag.reading_version}"

    @property
    def said(self) -> str:
        return sibling_words(self.lag)

    @property
    def same(self) -> str:
        """Where an author says that it says the same; "" for others."""
        place = f"/library/{self.lag.slug}/{self.lag.reading_version}/same"
        return place if self.is_author else ""

    @property
    def write(self) -> str:
        """Where an author changes it too."""
        return writing(self.lag.kind, self.lag.slug, self.lag.reading_version)


def sibling_words(lag: LaggingSibling) -> str:
    """“The standard text changed on 3 November 2026, in 2 places. …”"""
    changed = VERSIONS[other_version(lag.reading_version)].lower()
    mine = VERSIONS[lag.reading_version].lower()
    verb = format_date(lag.since.date(), ENGLISH)
    return (
        f"The {changed} text has changed since {verb}, in {count(lag.changed, 'place')}. "
        f"Nobody has looked whether the {mine} text still says the same."
    )


@dataclass(frozen=True, kw_only=True)
class SamePage:
    """The form by which an author says that a reading version still says the same."""

    frame: Frame
    title: str
    lag: LaggingSibling
    error: str = ""
    why: str = ""
    """What was typed and refused."""

    @property
    def version(self) -> str:
        return VERSIONS[self.lag.reading_version].lower()

    @property
    def said(self) -> str:
        return sibling_words(self.lag)

    @property
    def action(self) -> str:
        return f"/library/{self.lag.slug}/{self.lag.reading_version}/same"

    @property
    def back(self) -> str:
        return f"/library/{self.lag.slug}"

    @property
    def write(self) -> str:
        return writing(self.lag.kind, self.lag.slug, self.lag.reading_version)


@dataclass(frozen=True)
class VersionTable:
    """One reading version of one resource in every language."""

    coverages: Sequence[Coverage]
    rows: tuple[LanguageEditions, ...]
    sources: tuple[SourceRow, ...] = ()
    sibling: SiblingNotice | None = None

    @property
    def version(self) -> str:
        return VERSIONS[self.coverages[0].reading_version]

    @property
    def owner(self) -> str:
        return self.coverages[0].owner

    @property
    def begun(self) -> tuple[LanguageEditions, ...]:
        return tuple(row for row in self.rows if row.is_begun)

    @property
    def not_begun(self) -> tuple[LanguageEditions, ...]:
        return tuple(row for row in self.rows if not row.is_begun)


@dataclass(frozen=True, kw_only=True)
class StaffResourcePage:
    """One resource in every language: how far each is, at least one, its editions that readers
    have, and the last of those that were withdrawn."""

    frame: Frame
    actor: Actor
    coverages: Sequence[Coverage]
    editions: Sequence[EditionView]
    withdrawn: Sequence[EditionView]
    service: str | None
    amounts: Callable[[EditionView], Mapping[str, PrintAmount]]
    siblings: Sequence[LaggingSibling] = ()
    """Reading versions that have not followed the other, for those who can do something."""

    @property
    def archive(self) -> str:
        """Where it is taken out of all lists; "" for whoever may not."""
        first = self.coverages[0]
        able = self._writes and first.kind != interface_resource.KIND
        return f"/library/{first.slug}/archive" if able else ""

    @property
    def publish(self) -> str:
        """Where all of it that is signed is published; "" for whoever may not."""
        return f"/library/{self.coverages[0].slug}/publish" if self._writes else ""

    @property
    def _writes(self) -> bool:
        return bool(self.actor.languages(Role.AUTHOR))

    @property
    def title(self) -> str:
        return self.coverages[0].title

    @property
    def kind(self) -> str:
        return KINDS[self.coverages[0].kind]

    @cached_property
    def tables(self) -> tuple[VersionTable, ...]:
        live = {(e.reading_version, e.language): e for e in self.editions}
        gone = {(e.reading_version, e.language) for e in self.withdrawn}
        tables = []
        for version in dict.fromkeys(s.reading_version for s in self.coverages):
            mine = [s for s in self.coverages if s.reading_version == version]
            rows = (
                self._row(s, live.get((version, s.language)), (version, s.language) in gone)
                for s in mine
            )
            english = live.get((version, ENGLISH.tag))
            found = tuple(map(SourceRow, english.resource.sources)) if english else ()
            tables.append(VersionTable(mine, tuple(rows), found, self._sibling(version)))
        return tuple(tables)

    def _sibling(self, version: str) -> SiblingNotice | None:
        mine = (each for each in self.siblings if each.reading_version == version)
        lag = next(mine, None)
        return SiblingNotice(lag, self._writes) if lag else None

    def _row(self, coverage: Coverage, live: EditionView | None, gone: bool) -> LanguageEditions:
        printable = PrintableRow(live, self.service, self.amounts(live)) if live else None
        return LanguageEditions(coverage, self.actor, printable, gone)


@dataclass(frozen=True, kw_only=True)
class WithdrawPage:
    """The form that takes an edition away from readers; `instead` is what they have where this one
    was replaced: withdrawing it concerns its prints alone. `others` are the editions of the same
    text, in all languages and both reading versions, that readers keep."""

    frame: Frame
    edition: EditionView
    error: str = ""
    instead: EditionView | None = None
    others: Sequence[EditionView] = ()
    why: str = ""
    """What was typed and refused."""

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """(what it is, where it is withdrawn) of each edition that readers keep."""
        return tuple(
            (
                f"{VERSIONS[each.reading_version]} in {find(each.language).english_name}, edition "
                f"{each.number}",
                f"/library/editions/{each.code}/withdraw",
            )
            for each in self.others
        )

    @property
    def is_gone(self) -> bool:
        """Whether nothing is left to withdraw."""
        return self.edition.state == EditionState.WITHDRAWN

    @property
    def leave(self) -> str:
        return "Leave it published" if self.edition.state == EditionState.CURRENT else "Leave it"

    @property
    def title(self) -> str:
        return self.edition.english.title

    @property
    def language(self) -> Language:
        return find(self.edition.language)

    @property
    def number(self) -> int:
        return self.edition.number

    @property
    def code(self) -> str:
        return self.edition.code

    @property
    def back(self) -> str:
        return f"/library/{self.edition.slug}"


def refused(prints: Iterable[NotPrinted]) -> tuple[Problem, ...]:
    """The prints that cannot be made, with what stopped each and the mend."""
    return tuple(
        Problem(
            f"{VERSIONS[each.edition.reading_version]} in "
            f"{find(each.edition.language).english_name}, {FORMAT_NAMES[each.format].lower()}: "
            f"{' '.join(each.reason.split())}",
            f"/library/{each.edition.slug}",
        )
        for each in prints
    )
