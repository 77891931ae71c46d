"""How far each language is, all its texts together, for everybody who signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from app.config import settings
from app.languages import Language
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.staff import Frame, StaffFrame, show
from app.workflow.lists.language_coverage import (
    InterfaceStage,
    LanguageCoverage,
    Tally,
    in_database,
)

PLACE = "/library/languages"
router = APIRouter(prefix=PLACE, dependencies=[signed_in()])
STAGES: dict[InterfaceStage, tuple[str, str]] = {
    "none": ("Not begun", "white"),
    "begun": ("Begun", "yellow"),
    "drafted": ("Drafted", "yellow"),
    "reviewed": ("Reviewed", "blue"),
    "open": ("Open", "green"),
}


@dataclass(frozen=True)
class LanguageCoverageRow:
    """One language, in words."""

    coverage: LanguageCoverage

    @property
    def language(self) -> Language:
        return self.coverage.language

    @property
    def places(self) -> str:
        """Where it is among the most common languages."""
        return ", ".join(each.place for each in self.language.localities)

    @property
    def prints(self) -> str:
        """Where it is printed; "" where nothing can be."""
        return f"/library?language={self.language.tag}" if self.coverage.editions else ""

    @property
    def texts(self) -> tuple[str, ...]:
        return in_words(self.coverage.texts)

    @property
    def critical(self) -> tuple[str, ...]:
        return in_words(self.coverage.critical)

    @property
    def interface(self) -> tuple[str, ...]:
        return in_words(self.coverage.interface)

    @property
    def stage(self) -> str:
        return STAGES[self.coverage.stage][0]

    @property
    def colour(self) -> str:
        return STAGES[self.coverage.stage][1]

    @property
    def confidence(self) -> str:
        return self.coverage.confidence.capitalize() or "–"

    @property
    def doubts(self) -> str:
        return f"{self.coverage.doubts:,}"


@dataclass(frozen=True)
class LanguagesPage:
    """Every language; none where there are no texts yet."""

    frame: Frame
    coverages: Sequence[LanguageCoverage]

    @property
    def rows(self) -> tuple[LanguageCoverageRow, ...]:
        return tuple(map(LanguageCoverageRow, self.coverages))

    @property
    def texts(self) -> str:
        """What a column is about, with how many there are of it."""
        return f"Texts ({self.coverages[0].texts.total:,})"

    @property
    def critical(self) -> str:
        return f"Safety-critical texts ({self.coverages[0].critical.total:,})"

    @property
    def interface(self) -> str:
        return f"Interface ({self.coverages[0].interface.total:,})"


def in_words(tally: Tally) -> tuple[str, ...]:
    """“all drafted”, “412 reviewed”, “none published”, or in a line what all three steps share."""
    steps = {
        "drafted": tally.drafted, "reviewed": tally.reviewed, "published": tally.published,
    }  # fmt: skip
    if not tally.drafted:
        return ("none drafted",)
    if {*steps.values()} == {tally.total}:
        return ("all drafted, reviewed and published",)
    return tuple(f"{_number(number, tally.total)} {step}" for step, number in steps.items())


def _number(number: int, total: int) -> str:
    if not number:
        return "none"
    return "all" if number == total else f"{number:,}"


@router.get("")
def overview(frame: StaffFrame, session: ReadSession) -> Response:
    frame = frame.at("How far each language is", "/library")
    return show(
        "library/languages", LanguagesPage(frame, in_database(session, demo=settings().demo))
    )
