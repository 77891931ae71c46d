"""What she ticked, in English for her midwife: needs and what staff must see first at the head, as
a page shows it and as plain text to copy into a record.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.plans.answers import Answers, asking
from app.plans.keyed_answers import misplaced
from app.render.html import Reading
from app.web.filling.shown import AnswerView, SectionView, answered, sections

FIRST = "Needs, and what to see first"
NOT_CONSENT = "This is not consent. Explain, and ask her before each procedure."


@dataclass(frozen=True)
class SummaryPart:
    """A heading and the answers under it."""

    title: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True)
class Summary:
    """The answers to one plan in English. `edition` says which print was read."""

    reading: Reading
    answers: Answers
    edition: str

    @property
    def title(self) -> str:
        return self.reading.plain(self.reading.resource.title)

    @property
    def parts(self) -> tuple[SummaryPart, ...]:
        """What staff must see first, then the other answers by section."""
        found = sections(self.reading, self.answers)
        first = tuple(each for each in answered(found) if each.flag)
        rest = (SummaryPart(section.title.striptags(), _others(section)) for section in found)
        return tuple(part for part in (SummaryPart(FIRST, first), *rest) if part.answers)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Ticks that contradict each other."""
        return tuple(
            f"Question {place.question.number} is ticked, but only asked after another answer to "
            f"question {self._asked(place.question.show_if.question)}. Ask her."
            for place in misplaced(self.reading.resource, self.answers)
            if place.question.show_if
        )

    def _asked(self, question: str) -> int:
        found = (
            block
            for section in asking(self.reading.resource)
            for block in section.blocks
            if block.id == question
        )
        return next((block.number for block in found if block.type == "question"), 0)

    @property
    def text(self) -> str:
        """All of it without marks, to copy."""
        return "\n".join(_lines(self))


def _others(section: SectionView) -> tuple[AnswerView, ...]:
    return tuple(each for each in section.answers if not each.is_empty and not each.flag)


def _lines(summary: Summary) -> Iterator[str]:
    yield f"{summary.title} ({summary.edition})"
    yield NOT_CONSENT
    yield from summary.warnings
    for part in summary.parts:
        yield ""
        yield part.title.upper()
        yield from (_line(each) for each in part.answers)


def _line(view: AnswerView) -> str:
    said = [each.striptags() for each in view.chosen]
    if view.words:
        said.append(f"“{view.words.text}” {view.words.note}".strip())
    if view.note:
        said.append(view.note)
    row = f"{view.row}: " if view.row else ""
    return f"{view.number} {row}{view.question.striptags()} – {'; '.join(said)}"
