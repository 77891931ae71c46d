"""What a person chose and wrote in a plan, held by the ids of questions and options and never by
their words, and whether that fits the plan. Nothing here is stored.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from app.caches import by_identity
from app.resources.characters import without_turns
from app.resources.schema import Group, Question, Resource
from app.resources.sections import Section, sections

MAX_TEXT = 2000
"""Letters that one answer in a person's own words may have."""
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
_TAG = re.compile(r"([a-z]{2,3}(-[A-Za-z]{2,4}){0,2})?")
_NO_ROWS: Mapping[str, int] = MappingProxyType({})
_NOTHING: Mapping[str, "Answer"] = MappingProxyType({})


@dataclass(frozen=True)
class Answer:
    """An answer to one question: options by id, words as written (a date as 2026-08-06) with the
    language of the page on which they were written. `on_paper`: words that a code had no room for.
    """

    options: tuple[str, ...] = ()
    text: str = ""
    text_language: str = ""
    on_paper: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.options or self.text or self.on_paper)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """A plan as filled in, pinned to the English (`revision` is its hash) whose questions were
    answered.

    `values` are by question id, or group/row/question; `left_out` are ids of sections that no
    print or code shows. `earlier` are answers to questions that have changed since (H14).
    """

    slug: str
    reading_version: str
    revision: str
    values: Mapping[str, Answer] = field(default_factory=lambda: _NOTHING)
    left_out: frozenset[str] = frozenset()
    earlier: tuple["Answers", ...] = ()

    def get(self, key: str) -> Answer:
        return self.values.get(key, EMPTY)

    def having(self, key: str, answer: Answer) -> "Answers":
        """The same with one answer put in, or taken away when it is empty."""
        values = {found: each for found, each in self.values.items() if found != key}
        return replace(self, values=values if answer.is_empty else {**values, key: answer})


EMPTY = Answer()


@dataclass(frozen=True)
class Template:
    """The English of a plan, with the hash that its source revision is known by."""

    revision: str
    resource: Resource


@dataclass(frozen=True)
class Place:
    """Where one answer goes: a question, and in a group the row (1 is the first)."""

    key: str
    question: Question
    section: str
    group: Group | None = None
    row: int = 0


Reason = Literal[
    "question", "option", "options", "date", "day", "year", "length", "letters", "section", "plan"
]  # fmt: skip


@dataclass(frozen=True)
class AnswerProblem:
    """Why an answer does not fit: the place's key and its question's number, where there is one."""

    reason: Reason
    key: str
    number: int = 0


def asking(resource: Resource) -> tuple[Section, ...]:
    """The sections that ask anything, in reading order."""
    return tuple(section for section in sections(resource) if section.asks)


def places(
    resource: Resource, answers: Answers | None = None, rows: Mapping[str, int] = _NO_ROWS
) -> tuple[Place, ...]:
    """Where answers go, in reading order; of each group the rows that have been begun, or as many
    as `rows` says by its id, and at least one."""
    begun = rows_begun(answers) if answers else {}
    out: list[Place] = []
    for each in _asked(resource):
        if isinstance(each, Place):
            out.append(each)
        else:
            wanted = max(1, begun.get(each.group.id, 0), rows.get(each.group.id, 0))
            for row in range(1, min(wanted, each.group.most_rows) + 1):
                out += each.places(row)
    return tuple(out)


@dataclass(frozen=True)
class _Rows:
    """A group, of which there are as many rows as a person begins."""

    group: Group
    section: str

    def places(self, row: int) -> Iterator[Place]:
        for question in self.group.questions:
            key = f"{self.group.id}/{row}/{question.id}"
            yield Place(key, question, self.section, self.group, row)


_Asked = tuple[Place | _Rows, ...]


@by_identity(500)
def _asked(resource: Resource) -> _Asked:
    """What a plan asks, in reading order."""
    return tuple(
        Place(block.id, block, section.id)
        if isinstance(block, Question)
        else _Rows(block, section.id)
        for section in asking(resource)
        for block in section.blocks
        if isinstance(block, Question | Group)
    )


def rows_begun(answers: Answers) -> dict[str, int]:
    """The last row of each group in which anything was answered."""
    out: dict[str, int] = {}
    for key in answers.values:
        group, _, rest = key.partition("/")
        row = rest.partition("/")[0]
        if row.isdecimal():
            out[group] = max(out.get(group, 0), int(row[:3]))
    return out


def without_row(answers: Answers, group: str, row: int) -> Answers:
    """The same without one row of a group; the rows after it move up."""
    values: dict[str, Answer] = {}
    for key, answer in answers.values.items():
        of, _, rest = key.partition("/")
        number, _, question = rest.partition("/")
        if of != group or int(number) < row:
            values[key] = answer
        elif int(number) > row:
            values[f"{group}/{int(number) - 1}/{question}"] = answer
    return replace(answers, values=values)


def choices(resource: Resource, question: Question) -> tuple[str, ...]:
    """What may be chosen: the points of a scale as “7”, and options by their ids."""
    points = tuple(str(point) for point in question.points)
    return points + tuple(option.id for option in resource.options_of(question))


def visible(
    resource: Resource, answers: Answers, rows: Mapping[str, int] = _NO_ROWS
) -> frozenset[str]:
    """Keys of the places that are asked, given what was answered before."""
    return visible_of(places(resource, answers, rows), answers)


def visible_of(every: Iterable[Place], answers: Answers) -> frozenset[str]:
    """The same of places that are known, in reading order."""
    shown: set[str] = set()
    for place in every:
        wanted = place.question.show_if
        if wanted is None:
            shown.add(place.key)
            continue
        asked = condition_key(place)
        if asked in shown and set(answers.get(asked).options) & set(wanted.options):
            shown.add(place.key)
    return frozenset(shown)


def condition_key(place: Place) -> str:
    """The key of the question on whose answer a place depends: in a group that of the same row."""
    wanted = place.question.show_if
    if wanted is None:
        return ""
    if place.group and any(each.id == wanted.question for each in place.group.questions):
        return f"{place.group.id}/{place.row}/{wanted.question}"
    return wanted.question


def told(resource: Resource, answers: Answers) -> Answers:
    """Only what a print or a code may show: answers to questions that are asked, in sections that
    were not left out (H25)."""
    every = places(resource, answers)
    shown = visible_of(every, answers)
    values = {
        place.key: answers.values[place.key]
        for place in every
        if place.key in shown
        and place.section not in answers.left_out
        and place.key in answers.values
    }
    return replace(answers, values=values)


def without_identity(resource: Resource, answers: Answers) -> Answers:
    """The same without what says whose plan it is: names, dates of birth, numbers."""
    who = {place.key for place in places(resource, answers) if place.question.identifies}
    values = {key: answer for key, answer in answers.values.items() if key not in who}
    return replace(answers, values=values)


def takes_text(question: Question) -> bool:
    """Whether there is room for the person's own words, beside options too."""
    return question.answer in ("text", "line") or (
        question.answer in ("one", "many", "scale") and question.lines > 0
    )


def problems(resource: Resource, answers: Answers) -> tuple[AnswerProblem, ...]:
    """Why these answers do not fit this plan; none when they do."""
    if (answers.slug, answers.reading_version) != (resource.slug, resource.reading_version):
        return (AnswerProblem("plan", answers.slug),)
    known = {place.key: place.question for place in places(resource, answers)}
    ids = {section.id for section in asking(resource)}
    return (
        *(AnswerProblem("section", each) for each in sorted(answers.left_out - ids)),
        *(
            problem
            for key, answer in answers.values.items()
            for problem in _misfits(resource, key, known.get(key), answer)
        ),
    )


def _misfits(
    resource: Resource, key: str, question: Question | None, answer: Answer
) -> Iterator[AnswerProblem]:
    if question is None:
        yield AnswerProblem("question", key)
        return
    known = set(choices(resource, question))
    reasons: tuple[tuple[Reason, bool], ...] = (
        ("option", bool(set(answer.options) - known)),
        ("options", len(set(answer.options)) < len(answer.options)),
        ("options", question.answer in ("one", "scale") and len(answer.options) > 1),
        ("date", question.answer == "date" and bool(answer.text) and not is_date(answer.text)),
        ("letters", not is_writing(answer.text)),
        ("letters", not _TAG.fullmatch(answer.text_language)),
        ("letters", bool(answer.text) and not may_write(question)),
        ("length", len(answer.text) > MAX_TEXT),
    )
    yield from (AnswerProblem(reason, key, question.number) for reason, wrong in reasons if wrong)


def may_write(question: Question) -> bool:
    """Whether an answer may hold words or a date."""
    return question.answer == "date" or takes_text(question)


def is_date(text: str) -> bool:
    """Whether this is a day of a life, as 2026-08-06."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.isoformat() == text and EARLIEST <= day <= LATEST


def as_typed(text: str, *, lines: bool = True) -> str:
    """Words as answers hold them: one kind of line end, spaces for tabs, none at the ends, and
    nothing that turns the letters around it (H9). Without `lines` all stands in one."""
    text = without_turns(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()
    return text if lines else " ".join(text.split("\n"))


def is_writing(text: str) -> bool:
    """Whether a text holds only what a person types: letters and line ends, no control signs."""
    return all(sign == "\n" or (sign >= " " and sign != "\x7f") for sign in text) and not any(
        0xD800 <= ord(sign) <= 0xDFFF for sign in text
    )
