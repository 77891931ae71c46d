"""What a clinician reads first: what changed since a text was signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.languages import ENGLISH, format_date
from app.web.frame.staff_presenters import count
from app.web.workbench.marked_text import Piece, difference
from app.workflow.review.since_signed import ChangedSegment, SinceSigned


@dataclass(frozen=True)
class ChangedLine:
    """One text that changed, word by word: its English, and its translation where that changed."""

    path: str
    english: tuple[Piece, ...]
    text: tuple[Piece, ...]
    safety_critical: bool


@dataclass(frozen=True)
class SinceSignedPanel:
    """A sentence, each text that changed, and what changed beside the words."""

    words: str
    lines: tuple[ChangedLine, ...]
    beside: tuple[str, ...] = ()


def since_panel(since: SinceSigned | None) -> SinceSignedPanel | None:
    """What there is to read first; None where nobody signed the text yet."""
    if since is None:
        return None
    whose = "your last signature" if since.is_own else f"the last signature, by {since.by}"
    day = format_date(since.at.date(), ENGLISH)
    changed = count(len(since.changes), "text")
    words = f"Since {whose} on {day}, {changed} changed." if since.changes else (
        f"No text has changed since {whose} on {day}."
    )  # fmt: skip
    return SinceSignedPanel(words, tuple(_lines(since.changes)), since.beside)


def _lines(changes: tuple[ChangedSegment, ...]) -> Iterator[ChangedLine]:
    for each in changes:
        text = difference(each.text_before, each.text) if each.text or each.text_before else ()
        yield ChangedLine(
            each.path, difference(each.source_before, each.source), text, each.safety_critical
        )
