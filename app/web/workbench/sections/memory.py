"""What people here approved before for the same or like English."""

from dataclasses import dataclass

from app.languages import ENGLISH, format_date
from app.web.frame.addresses import address
from app.web.frame.staff_presenters import VERSIONS
from app.web.workbench.marked_text import Piece, difference
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk, SegmentView
from app.workflow.translation.memory import MemoryMatch, matches


@dataclass(frozen=True, kw_only=True)
class MemoryLine:
    """One approved text: how alike its English is and where that differs."""

    number: int
    score: str
    colour: str
    text: str
    english: tuple[Piece, ...]
    where: str
    href: str
    on: str


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
    return Memory(tuple(_match(desk, seen, n, each) for n, each in enumerate(found, 1)))


def _match(desk: Desk, seen: SegmentView, number: int, found: MemoryMatch) -> MemoryLine:
    same = found.score == 100
    version = VERSIONS[found.reading_version].lower()
    place = "this resource" if found.in_context else f"{found.slug} ({version})"
    return MemoryLine(
        number=number,
        score="Same English" if same else f"{found.score}% alike",
        colour="green" if same else "grey",
        text=found.target,
        english=() if same else difference(found.source, seen.segment.text),
        where=place,
        href=f"{address(found.slug, found.reading_version, desk.language.tag)}/at/{found.path}",
        on=format_date(found.approved_on, ENGLISH),
    )
