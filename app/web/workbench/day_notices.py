"""What the page of a person's day says besides its lists of work: that a competence is missing, and
which changed English waits for a clinician. The page is in `day_page`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.languages import find, languages
from app.web.frame.addresses import address, at
from app.web.frame.staff import Link
from app.web.frame.staff_presenters import FAULTS, VERSIONS, count, with_version
from app.web.library.pages import sibling_words
from app.web.workbench.day_rows import when
from app.workflow.editions.text_reports import OpenReport
from app.workflow.people.accounts import Actor
from app.workflow.people.lacking import Lacking, admins, lacking
from app.workflow.review.siblings import LaggingSibling
from app.workflow.work.changed_english import ChangedText
from app.workflow.work.day import LanguageProgress

NAMED = 5
"""So many admins are named."""


@dataclass(frozen=True)
class CompetenceNotice:
    """That a reviewer cannot approve in some languages: how many texts wait there, and who can
    record the competence."""

    missing: Sequence[Lacking]
    waiting: int
    admins: Sequence[str]

    @property
    def places(self) -> str:
        """The languages, in words."""
        if len(self.missing) == len(languages()):
            return "any language"
        return listed(find(one.language).english_name for one in self.missing)

    @property
    def ended(self) -> tuple[str, ...]:
        """What was on record and holds no more."""
        return tuple(
            f"Your competence in {find(one.language).english_name} held until {when(one.ended)}."
            for one in self.missing
            if one.ended is not None
        )

    @property
    def amount(self) -> str:
        verb = "waits" if self.waiting == 1 else "wait"
        return f"{count(self.waiting, 'text')} {verb} there to be revised." if self.waiting else ""

    @property
    def ask(self) -> str:
        """Whom to ask, by name."""
        if not self.admins:
            return (
                "There is no other admin here who could record it, and nobody records their own: "
                "ask whoever runs this service to add one."
            )
        more = len(self.admins) - NAMED
        shown = [*self.admins[:NAMED], *([f"{more} more"] if more > 0 else [])]
        return f"Ask {listed(shown, 'or')}, who {_are(self.admins)} here and can record it."


def _are(people: Sequence[str]) -> str:
    return "is an admin" if len(people) == 1 else "are admins"


def competence_notice(
    session: Session, actor: Actor, chosen: str, progress: Iterable[LanguageProgress]
) -> CompetenceNotice | None:
    """What is missing in the languages shown; `progress` tells what waits there."""
    missing = [one for one in lacking(session, actor) if chosen in ("", one.language)]
    if not missing:
        return None
    tags = {one.language for one in missing}
    waiting = sum(row.to_revise for row in progress if row.language in tags)
    return CompetenceNotice(missing, waiting, admins(session, actor.id))


@dataclass(frozen=True)
class ChangedRow:
    """One text whose safety-critical English changed, in the languages in which a clinician
    decides."""

    texts: Sequence[ChangedText]

    @property
    def title(self) -> str:
        return self.texts[0].title

    @property
    def version(self) -> str:
        return VERSIONS[self.texts[0].reading_version]

    @property
    def signed(self) -> bool:
        """Whether the new English is signed."""
        return self.texts[0].signed

    @property
    def amount(self) -> str:
        return count(max(one.changed for one in self.texts), "safety-critical text")

    @property
    def editions(self) -> tuple[Link, ...]:
        """Where each edition that readers have is decided about."""
        return tuple(
            Link(find(one.language).english_name, f"{_place(one)}#change")
            for one in self.texts
            if one.edition
        )

    @property
    def approvals(self) -> tuple[Link, ...]:
        """Where approved texts are that may stand, with how many."""
        return tuple(
            Link(
                find(one.language).english_name,
                at(_place(one), one.path, show="all") + f"#text-{one.path}",
                note=count(one.approved, "text"),
            )
            for one in self.texts
            if one.approved
        )


@dataclass(frozen=True)
class ReportRow:
    """What readers or staff say is wrong in a published text."""

    said: OpenReport

    @property
    def place(self) -> str:
        one = self.said
        name = with_version(one.title, one.reading_version)
        return f"{name}, {find(one.language).english_name}"

    @property
    def fault(self) -> str:
        return FAULTS[self.said.fault]

    @property
    def where(self) -> str:
        return f"Under “{self.said.place}”" if self.said.place else "In the whole text"

    @property
    def times(self) -> str:
        times = count(self.said.times, "time")
        return f"Said {times}, first on {when(self.said.at.date())}"

    @property
    def href(self) -> str:
        """Where the text is."""
        return f"/library/{self.said.slug}"


@dataclass(frozen=True)
class SiblingRow:
    """A reading version that has not followed the other one."""

    lag: LaggingSibling

    @property
    def title(self) -> str:
        return self.lag.title

    @property
    def said(self) -> str:
        return sibling_words(self.lag)

    @property
    def href(self) -> str:
        """Where an author decides."""
        return f"/library/{self.lag.slug}#sibling-{self.lag.reading_version}"


def changed_rows(texts: Iterable[ChangedText]) -> tuple[ChangedRow, ...]:
    """One line for each text, all languages together."""
    found: dict[tuple[str, str], list[ChangedText]] = defaultdict(list)
    for one in texts:
        found[one.slug, one.reading_version].append(one)
    return tuple(ChangedRow(each) for each in found.values())


def _place(one: ChangedText) -> str:
    return address(one.slug, one.reading_version, one.language)


def listed(words: Iterable[str], joiner: str = "and") -> str:
    """“Polish, Nepali and Dari”."""
    *first, last = words
    return f"{', '.join(first)} {joiner} {last}" if first else last
