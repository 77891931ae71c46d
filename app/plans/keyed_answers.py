"""Handwritten ticks keyed in by number: a line for each question, its number first and then those
of the answers ticked. The numbers are the same in every language, so that nobody needs to read it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.languages import ENGLISH
from app.plans.answers import (
    Answer,
    Answers,
    Place,
    Template,
    is_date,
    places,
    problems,
    takes_text,
    visible,
)
from app.plans.form import known_years
from app.plans.migrate import numbers_of
from app.resources.questions import UNSURE
from app.resources.schema import Group, Question, Resource, questions_of

_LINE = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?(?:[\s,;:+/.-]+(.*))?")
_BETWEEN = re.compile(r"[\s,;:+/.-]+")
_TICK = re.compile("[0-9]{1,4}")
WORDS = "*"
"""Keyed where she wrote words of her own."""


@dataclass(frozen=True)
class Misread:
    """A line that cannot be read: which, as it was keyed, and what to key instead."""

    line: int
    keyed: str
    why: str


@dataclass(frozen=True)
class Keyed:
    """What was read; nothing counts while there is a misread line."""

    answers: Answers
    misread: tuple[Misread, ...]


class _CannotRead(ValueError):
    """Why a line cannot be read, in words for who keyed it."""


def read_keys(text: str, template: Template, language: str, today: date) -> Keyed:
    """The ticks of a paper in this language, keyed as “8 2”, “9 1 3”, “3 14 2 2027”, “31.2 1” (the
    second row of a group), “21 ?” (not sure, under a scale) or “12 *” (she wrote words)."""
    resource = template.resource
    known = {each.number: (each, group) for each, group in _questions(resource)}
    values: dict[str, Answer] = {}
    lines: dict[str, int] = {}
    misread: list[Misread] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not (line := line.strip()):
            continue
        try:
            key, answer = _read(resource, known, line, language)
            if key in values:
                raise _CannotRead(f"This question is keyed in line {lines[key]} too. Keep one.")
            values[key], lines[key] = answer, number
        except _CannotRead as error:
            misread.append(Misread(number, line, str(error)))
    answers = Answers(
        slug=resource.slug,
        reading_version=resource.reading_version,
        revision=template.revision,
        values=values,
    )
    other = _other_calendars(resource, answers, lines, today)
    return Keyed(
        answers, tuple(misread) or tuple(other) or tuple(_misfits(resource, answers, lines))
    )


def _questions(resource: Resource) -> Iterator[tuple[Question, Group | None]]:
    for block in resource.blocks:
        for question in questions_of(block):
            yield question, block if isinstance(block, Group) else None


def _read(
    resource: Resource,
    known: Mapping[int, tuple[Question, Group | None]],
    line: str,
    language: str,
) -> tuple[str, Answer]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise _CannotRead("Begin with the number of a question, such as 8 2.")
    number, row, rest = int(found[1]), found[2], (found[3] or "").strip()
    if number not in known:
        raise _CannotRead(f"There is no question {number}.")
    question, group = known[number]
    if row and group is None:
        row, rest = None, f"{row} {rest}".strip()
    if row and group and not 1 <= int(row) <= group.most_rows:
        raise _CannotRead(f"Question {number} has rows 1 to {group.most_rows}.")
    key = f"{group.id}/{int(row or 1)}/{question.id}" if group else question.id
    return key, _answer(resource, question, rest, language)


def _answer(resource: Resource, question: Question, rest: str, language: str) -> Answer:
    tokens = [token for token in _BETWEEN.split(rest) if token]
    if not tokens:
        raise _CannotRead(
            f"Key an answer after {question.number}, such as {_example(resource, question)}."
        )
    if question.answer == "date":
        return Answer(text=_date(question, tokens))
    if question.answer in ("text", "line"):
        if tokens == [WORDS]:
            return Answer(text_language=language, on_paper=True)
        return Answer(text=rest, text_language=ENGLISH.tag)
    has_words = WORDS in tokens
    if has_words and not takes_text(question):
        raise _CannotRead(f"Question {question.number} has no room for words. Leave out {WORDS}.")
    options = tuple(_option(resource, question, token) for token in tokens if token != WORDS)
    if question.answer != "many" and len(options) > 1:
        raise _CannotRead(f"Question {question.number} takes one answer. Ask her which one.")
    return Answer(tuple(dict.fromkeys(options)), "", language if has_words else "", has_words)


def _example(resource: Resource, question: Question) -> str:
    if question.answer == "date":
        return f"{question.number} 14 2 2027"
    if question.answer in ("text", "line"):
        return f"{question.number} {WORDS}"
    return f"{question.number} {next(iter(signs(resource, question)))}"


def signs(resource: Resource, question: Question) -> dict[str, str]:
    """What may be ticked, by what stands beside it on paper: a number, or “?” under a scale."""
    points = {str(point): str(point) for point in question.points}
    return points | {question.sign(each): each.id for each in resource.options_of(question)}


def _option(resource: Resource, question: Question, token: str) -> str:
    known = signs(resource, question)
    if token in known:
        return known[token]
    # On older papers a scale's “I'm not sure yet” bears its number.
    numbered = {number: chosen for chosen, number in numbers_of(resource, question).items()}
    if not _TICK.fullmatch(token) or int(token) not in numbered:
        raise _CannotRead(
            f"Question {question.number} has no answer {token[:20]}. It has {_span(known)}."
        )
    return numbered[int(token)]


def _span(known: Iterable[str]) -> str:
    numbers = sorted(int(each) for each in known if each != UNSURE)
    if numbers == list(range(numbers[0], numbers[-1] + 1)):
        said = f"{numbers[0]} to {numbers[-1]}"
    else:
        said = ", ".join(map(str, numbers))
    return f"{said} or {UNSURE}" if UNSURE in known else said


def _date(question: Question, tokens: list[str]) -> str:
    try:
        day, month, year = (int(token) for token in tokens)
    except ValueError:
        day = month = year = 0
    text = f"{year:04}-{month:02}-{day:02}"
    if not is_date(text):
        raise _CannotRead(
            f"Question {question.number} is a date. Key day, month and year, such as "
            f"{question.number} 14 2 2027."
        )
    return text


def _other_calendars(
    resource: Resource, answers: Answers, lines: Mapping[str, int], today: date
) -> Iterator[Misread]:
    """Days of a year that is none in the UK: on a page of her plan they would be refused (H12)."""
    for place in places(resource, answers):
        text = answers.get(place.key).text
        if place.question.answer == "date" and text and int(text[:4]) not in known_years(today):
            yield Misread(
                lines[place.key],
                text,
                f"{text[:4]} is no year of the calendar used in the UK. Ask her for the date here.",
            )


def _misfits(resource: Resource, answers: Answers, lines: Mapping[str, int]) -> Iterator[Misread]:
    for problem in problems(resource, answers):
        yield Misread(
            lines[problem.key],
            str(problem.number),
            f"What was keyed for question {problem.number} cannot be taken. Key it again.",
        )


def misplaced(resource: Resource, answers: Answers) -> tuple[Place, ...]:
    """Places with a tick although their question was not to be asked: worth a word with her."""
    shown = visible(resource, answers)
    return tuple(
        place
        for place in places(resource, answers)
        if place.key in answers.values and place.key not in shown
    )
