"""The lines of the page of a person's day, in words: what waits, by kind of work, the piece of work
to take at once, questions and answers, reviews and languages. The page is in `day_page`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from app.languages import ENGLISH, Language, find, format_date, is_source
from app.models import now
from app.web.frame.addresses import address, at
from app.web.frame.staff import Link
from app.web.frame.staff_presenters import VERSIONS, count
from app.web.workbench.work_queue import KINDS_OF_WORK, begin_at
from app.workflow.lists.strings import Taken, queue
from app.workflow.people.accounts import Actor
from app.workflow.review.remarks import AnsweredQuestion, OpenQuestion
from app.workflow.review.waits import BACK
from app.workflow.work.day import Batch, Kind, LanguageProgress, Waiting
from app.workflow.work.due_reviews import DueReview

HEADINGS = {
    "sign": ("To sign", "Every text is ready, and nobody has signed it as it stands."),
    "publish": ("To publish", "Signed by a clinician."),
    **{kind: (words.heading, words.hint) for kind, words in KINDS_OF_WORK.items()},
}
MINUTES = (10, 20, 40, 60)
USUAL_MINUTES = 20


def when(day: date) -> str:
    return format_date(day, ENGLISH)


def listed(**asked: str) -> str:
    """The address of the list with these filters."""
    return f"/workbench/find?{urlencode({key: value for key, value in asked.items() if value})}"


@dataclass(frozen=True)
class Task:
    """One translation in which something waits for this person: of `whole` texts, to sign or to
    publish it."""

    text: Waiting
    actor: Actor
    kind: str
    whole: bool

    @property
    def id(self) -> int:
        return self.text.id

    @property
    def title(self) -> str:
        return self.text.title

    @property
    def version(self) -> str:
        return VERSIONS[self.text.reading_version]

    @property
    def language(self) -> Language:
        return find(self.text.language)

    @property
    def amount(self) -> str:
        return count(self.text.segments, "text")

    @property
    def critical(self) -> str:
        return f"{self.text.critical} safety-critical" if self.text.critical else ""

    @property
    def progress(self) -> str:
        text = self.text
        if is_source(text.language):
            return "the source"
        if self.whole or text.revised == text.total:
            return "all revised"
        return f"{text.revised} of {text.total} revised"

    @property
    def due(self) -> str:
        return when(self.text.due_on) if self.text.due_on else ""

    @property
    def late(self) -> bool:
        return self.text.due_on is not None and self.text.due_on < now().date()

    @property
    def mine(self) -> bool:
        return self.text.assignee_id == self.actor.id

    @property
    def people(self) -> str:
        """Who has it, and who changed something there within the hour."""
        others = self.text.others
        verb = "is" if len(others) == 1 else "are"
        at_work = [f"{', '.join(others)} {verb} at work here"] if others else []
        return "; ".join((["You took it"] if self.mine else []) + at_work)

    @property
    def href(self) -> str:
        text = self.text
        place = address(text.slug, text.reading_version, text.language)
        if self.whole:
            return f"{place}#finish"
        # What is translated back is seen without its English from the first page on.
        return f"{place}/back" if self.kind == BACK else f"{place}?show={self.kind}"


@dataclass(frozen=True)
class Queue:
    """One kind of work; `chosen` is the language chosen, "" for all of this person's."""

    kind: Kind
    actor: Actor
    chosen: str

    @property
    def id(self) -> str:
        return self.kind.name

    @property
    def heading(self) -> str:
        return HEADINGS[self.id][0]

    @property
    def hint(self) -> str:
        return HEADINGS[self.id][1]

    @property
    def whole(self) -> bool:
        """Whether it is done to a text as a whole."""
        return self.id in ("sign", "publish")

    @property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(Task(text, self.actor, self.id, self.whole) for text in self.kind.texts)

    @property
    def more(self) -> str:
        """Where the rest of it is listed."""
        if self.whole or not self.kind.more:
            return ""
        return listed(waits=self.id, language=self.chosen)

    @property
    def takes(self) -> bool:
        return self.id != "publish"


@dataclass(frozen=True)
class DayPiece:
    """A piece of work of some minutes, to take at once. This person has `waiting` segments already,
    the next of which is `next_one`."""

    batch: Batch
    waiting: int
    next_one: Taken | None
    chosen: str

    @property
    def amount(self) -> str:
        batch = self.batch
        critical = f", {batch.critical} of them safety-critical" if batch.critical else ""
        words = count(batch.words, "word")
        return f"{count(len(batch.segments), 'text')} with {words}{critical}"

    @property
    def estimate(self) -> str:
        return f"about {count(self.batch.minutes, 'minute')}"

    @property
    def pace(self) -> str:
        pace = self.batch.pace
        speed = f"{pace.edit:.0f} words a minute to translate, {pace.revise:.0f} to revise"
        if pace.steps:
            return f"Reckoned at your own pace: {speed}."
        return f"Reckoned at a usual pace ({speed}) until we have seen yours."

    @property
    def choices(self) -> tuple[Link, ...]:
        return tuple(Link(f"{n} minutes", str(n), n == USUAL_MINUTES) for n in MINUTES)

    @property
    def empty(self) -> bool:
        return not self.batch.segments

    @property
    def taken(self) -> str:
        """What this person has already."""
        return count(self.waiting, "text") if self.waiting else ""

    @property
    def taken_href(self) -> str:
        return listed(holder="me", waits="me", language=self.chosen)

    @property
    def begin(self) -> str:
        """Where one goes on with what one has taken."""
        one = self.next_one
        if one is None:
            return ""
        place = address(one.slug, one.reading_version, one.language)
        return begin_at(place, one.path, queue(one.kind, taken=True))

    @property
    def doing(self) -> str:
        """The kind of work that one goes on with."""
        return KINDS_OF_WORK[self.next_one.kind].name if self.next_one else ""


@dataclass(frozen=True)
class RefusedAnswer:
    """What an author typed as an answer that was not taken."""

    question: int
    text: str


@dataclass(frozen=True)
class DayQuery:
    """A question that an author answers here; `typed` stands in its field."""

    asked: OpenQuestion
    typed: str = ""

    @property
    def language(self) -> Language:
        return find(self.asked.language)

    @property
    def href(self) -> str:
        one = self.asked
        return at(address(one.slug, one.reading_version, one.language), one.path)


@dataclass(frozen=True)
class AnswerRow:
    """An answer to what this person asked, and where."""

    given: AnsweredQuestion

    @property
    def language(self) -> Language:
        return find(self.given.language)

    @property
    def href(self) -> str:
        one = self.given
        place = address(one.slug, one.reading_version, one.language)
        return at(place, one.path) if one.path else place


@dataclass(frozen=True)
class ReviewRow:
    """A published text that must be looked at again, soon or long since."""

    due: DueReview

    @property
    def version(self) -> str:
        return VERSIONS[self.due.reading_version]

    @property
    def languages(self) -> str:
        return ", ".join(find(tag).english_name for tag in self.due.languages)

    @property
    def when(self) -> str:
        return when(self.due.review_by)

    @property
    def href(self) -> str:
        return f"/library/{self.due.slug}"


@dataclass(frozen=True)
class LanguageRow:
    """How far a language is."""

    progress: LanguageProgress

    @cached_property
    def language(self) -> Language:
        return find(self.progress.language)

    @property
    def share(self) -> int:
        """Of all texts, in per cent, those that are revised."""
        total = self.progress.total
        return 100 * self.progress.revised // total if total else 0

    @property
    def revised(self) -> str:
        return f"{self.progress.revised} of {self.progress.total}"

    @property
    def waits(self) -> str:
        row = self.progress
        parts = {
            "to translate": row.to_edit - row.changed,
            "sent back": row.to_answer,
            "with changed English": row.changed,
            "to revise": row.to_revise,
            "waiting for an author": row.questions,
        }
        left = ", ".join(f"{number} {name}" for name, number in parts.items() if number)
        return left or "nothing waits"

    @property
    def href(self) -> str:
        return listed(language=self.progress.language)
