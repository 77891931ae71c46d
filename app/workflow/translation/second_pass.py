"""The second reading of a safety-critical text in a language whose words the safety checks lack, or
know from nobody who reads it: when it is asked for, and how it stands in the history. Which
languages these are is in `app.checks.needs`.
"""

from collections.abc import Container, Mapping

from sqlmodel import Session, col, select

from app.checks import needs
from app.languages import Language
from app.models import SegmentEvent, SegmentText, Status
from app.resources.segments import Segment
from app.workflow.refusals import Refused

READ_TWICE = "Read a second time:"
"""How the history says it."""


def doubt(language: Language, segment: Segment) -> str:
    """Why this text is read twice, in words; empty where one reading is enough."""
    if not segment.safety_critical or not (why := needs.doubt(language.tag)):
        return ""
    return f"in {language.english_name} {why}"


def read_twice(
    session: Session, translation_id: int | None, path: str | None
) -> dict[str, frozenset[str]]:
    """The words that somebody approved after a second reading, by path; of one path or of all."""
    query = select(SegmentEvent.path, SegmentEvent.text).where(
        SegmentEvent.translation_id == translation_id,
        col(SegmentEvent.action).in_(("revise", "agency")),
        col(SegmentEvent.why).contains(READ_TWICE),
    )
    if path is not None:
        query = query.where(SegmentEvent.path == path)
    found: dict[str, frozenset[str]] = {}
    for place, words in session.exec(query):
        found[place] = found.get(place, frozenset()) | {words}
    return found


def status(
    language: Language, segment: Segment, row: SegmentText, read: Mapping[str, Container[str]]
) -> Status:
    """Where the words of a segment stand: approved ones that became safety-critical since, and were
    read once, wait for somebody who reads them again (H31)."""
    if row.status is not Status.REVISED or not doubt(language, segment):
        return row.status
    return row.status if row.text in read.get(row.path, ()) else Status.EDITED


def refuse_read_once(language: Language, segment: Segment, *, read_twice: bool) -> None:
    """Raises Refused where a second reading is needed and nobody says that it was made."""
    if not read_twice and (why := doubt(language, segment)):
        raise Refused(
            f"This text is safety-critical, and {why}. "
            "Read it against the English a second time for these, and say so."
        )


def noted(language: Language, segment: Segment, why: str) -> str:
    """What the history says of the step: the reason given, and the second reading."""
    doubted = doubt(language, segment)
    said = f"{READ_TWICE} {doubted}." if doubted else ""
    return " ".join(part for part in (why, said) if part)
