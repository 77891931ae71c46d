"""What people here approved before for the same or like English."""

from dataclasses import dataclass

from app.languages import ENGLISH, format_date
from app.web.frame.addresses import address
from app.web.frame.staff_presenters import VERSIONS
from app.web.workbench.marked_text import Piece, difference
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk, SegmentView
from app.workflow.translation.memory import MemoryMatch, matches


@dataclass(frozen=True)
class MemoryLine:
    """One approved text in the language `tag` for English like this: how alike it is and where it
    differs."""

    number: int
    match: MemoryMatch
    source: str
    tag: str

    @property
    def score(self) -> str:
        return "Same English" if self._same else f"{self.match.score}% alike"

    @property
    def colour(self) -> str:
        return "green" if self._same else "grey"

    @property
    def text(self) -> str:
        return self.match.target

    @property
    def english(self) -> tuple[Piece, ...]:
        return () if self._same else difference(self.match.source, self.source)

    @property
    def where(self) -> str:
        version = VERSIONS[self.match.reading_version].lower()
        return "this resource" if self.match.in_context else f"{self.match.slug} ({version})"

    @property
    def href(self) -> str:
        place = address(self.match.slug, self.match.reading_version, self.tag)
        return f"{place}/at/{self.match.path}"

    @property
    def on(self) -> str:
        return format_date(self.match.approved_on, ENGLISH)

    @property
    def _same(self) -> bool:
        return self.match.score == 100


@dataclass(frozen=True)
class Memory:
    matches: tuple[MemoryLine, ...]


def section(desk: Desk, seen: SegmentView, _actor: Actor) -> Memory | None:
    found = matches(
        desk.session,
        desk.language.tag,
        seen.segment.text,
        slug=desk.slug,
        path=seen.path,
        reading_version=desk.reading_version,
    )
    if not found:
        return None
    return Memory(
        tuple(
            MemoryLine(n, each, seen.segment.text, desk.language.tag)
            for n, each in enumerate(found, 1)
        )
    )
