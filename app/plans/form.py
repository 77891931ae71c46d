"""What becomes of a plan's answers when one page of its form is sent: what was typed is read, rows
come and go, what was set aside is settled, and all moves to the plan as it is now. Which page comes
next, and how fields are named and sealed, is not here.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile

from app.plans.answers import (
    Answer,
    Answers,
    Place,
    Reason,
    Template,
    as_typed,
    asking,
    choices,
    places,
    problems,
    takes_text,
    visible_of,
    without_row,
)
from app.plans.migrate import carried

YEARS_AHEAD = 10
"""A date further ahead than this is one of another calendar."""
_FIRST_YEAR = 1900
"""An earlier one is of another calendar, or was not written out."""
_LONG = 10
"""Digits that are no day, month or year."""


@dataclass(frozen=True)
class TypedFields:
    """What stood in the fields of one question: choices, words, and day, month and year."""

    options: tuple[str, ...] = ()
    words: str = ""
    day: tuple[str, str, str] = ("", "", "")


NOTHING = TypedFields()


@dataclass(frozen=True, kw_only=True)
class SentForm:
    """One page as it was sent. `seen` are the keys of the questions that the page asked, `typed`
    what stood in their fields, and `rows` how many rows of each group there were; `language` is the
    page's. `left_out` are sections, where the page let her choose them. `pressed` is the button:
    `add:GROUP`, `remove:GROUP/ROW`, `clear:KEY` and `drop:KEY` change answers, and all others lead
    to a page."""

    section: str
    language: str
    seen: Set[str] = frozenset()
    typed: Mapping[str, TypedFields] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    left_out: Set[str] | None = None
    pressed: str = ""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The English of a plan: that which the answers were given to, that of the page that comes, and
    the newest of the answers' own reading version, where the page is in the other one and that is
    published."""

    before: Template
    now: Template
    own: Template | None = None


@dataclass(frozen=True)
class Wrong:
    """An answer that cannot be taken: the question, and why."""

    place: Place
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Entered:
    """The answers after a page was sent, pinned to the English of now. Where something is wrong the
    answer is as before, and what was typed stands in `typed` by the question's key. `asked_anew` is
    the first question of the section that is asked only now; "" where there is none."""

    answers: Answers
    rows: Mapping[str, int]
    wrong: tuple[Wrong, ...] = ()
    typed: Mapping[str, TypedFields] = field(default_factory=dict)
    asked_anew: str = ""


def enter(form: SentForm, answers: Answers, wording: Wording, today: date) -> Entered:
    """What becomes of answers when this page is sent."""
    entered, wrong = _read(form, answers, wording.before, today)
    entered = _settled(answers, entered)
    if form.left_out is not None:
        known = {section.id for section in asking(wording.before.resource)}
        entered = replace(entered, left_out=frozenset(known & form.left_out))
    entered, rows = _rows_changed(entered, form.pressed, form.rows)
    entered = _dropped(entered, form.pressed)
    moved = carried(entered, wording.before, wording.now, wording.own)
    return Entered(
        answers=moved,
        rows=rows,
        wrong=wrong,
        typed={each.place.key: _typed(form, each.place) for each in wrong},
        asked_anew=_asked_anew(form, moved, wording.now, rows),
    )


def _read(
    form: SentForm, answers: Answers, template: Template, today: date
) -> tuple[Answers, tuple[Wrong, ...]]:
    """The answers with what was typed, but for what does not fit."""
    before, wrong = answers, []
    for place in places(template.resource, answers, form.rows):
        if place.section != form.section or place.key not in form.seen:
            continue
        answer = _answer(template, place, before.get(place.key), _typed(form, place), form.language)
        reason = _wrong_day(form, place, today) or _misfit(template, place, answer, answers)
        if reason is None:
            answers = answers.having(place.key, answer)
        else:
            wrong.append(Wrong(place, reason))
    return answers, tuple(wrong)


def _typed(form: SentForm, place: Place) -> TypedFields:
    return form.typed.get(place.key, NOTHING)


def _misfit(template: Template, place: Place, answer: Answer, of: Answers) -> Reason | None:
    alone = replace(of, values={place.key: answer}, left_out=frozenset(), earlier=())
    found = problems(template.resource, alone)
    return found[0].reason if found else None


def known_years(today: date) -> range:
    """The years that a date can have; another is of another calendar, as 2083 in Nepal is 2027."""
    return range(_FIRST_YEAR, today.year + YEARS_AHEAD + 1)


def _wrong_day(form: SentForm, place: Place, today: date) -> Reason | None:
    """A year that cannot be one of the calendar used in the UK, as 2083 in Nepal is 2027 (H12), or
    a day that no such year has."""
    typed = [each.strip() for each in _typed(form, place).day]
    if place.question.answer != "date" or not typed[2].isdecimal():
        return None
    if len(typed[2]) >= _LONG or int(typed[2]) not in known_years(today):
        return "year"
    if not all(each.isdecimal() and len(each) < _LONG for each in typed):
        return None
    day, month, year = map(int, typed)
    try:
        date(year, month, day)
    except ValueError:
        return "day"
    return None


def _answer(
    template: Template, place: Place, before: Answer, typed: TypedFields, language: str
) -> Answer:
    question = place.question
    if question.answer == "date":
        return Answer(text=_day(typed.day))
    known = choices(template.resource, question)
    options = tuple(each for each in known if each in typed.options)
    # What no page offered stays, so that it is refused by name and not passed over.
    options += tuple(each for each in typed.options if each not in known)
    if not takes_text(question):
        return Answer(options)
    text = as_typed(typed.words, lines=question.answer != "line")
    if text == before.text:
        return replace(before, options=options)
    if _is_mended(before.text, text):
        # She goes on with her words on a page in another language: they are in the first one still.
        return replace(before, options=options, text=text, on_paper=False)
    return Answer(options, text, language if text else "")


def _is_mended(before: str, now: str) -> bool:
    """Whether at least half of a text stands at the beginning and the end of another one."""
    start = _alike(before, now)
    end = _alike(before[start:][::-1], now[start:][::-1])
    return bool(before and now) and 2 * (start + end) >= len(before)


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _day(typed: tuple[str, str, str]) -> str:
    """A day as 2027-02-14 if the three numbers are one, in digits of any script; else as typed."""
    parts = [part.strip() for part in typed]
    if not any(parts):
        return ""
    try:
        day, month, year = (int(part) for part in parts)
        return date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        return "?" + " ".join(parts)


def _settled(before: Answers, now: Answers) -> Answers:
    """An answer set aside is settled when its question has been answered anew."""
    anew = {key for key, answer in now.values.items() if answer != before.get(key)}
    return _without_earlier(now, anew)


def _dropped(answers: Answers, pressed: str) -> Answers:
    """Without the earlier answer that she took away."""
    action, _, key = pressed.partition(":")
    return _without_earlier(answers, {key}) if action == "drop" else answers


def _without_earlier(answers: Answers, keys: Set[str]) -> Answers:
    parts = (_without(part, keys) for part in answers.earlier)
    return replace(answers, earlier=tuple(part for part in parts if part.values))


def _without(answers: Answers, keys: Set[str]) -> Answers:
    values = {key: each for key, each in answers.values.items() if key not in keys}
    return replace(answers, values=values)


def _rows_changed(
    answers: Answers, pressed: str, rows: Mapping[str, int]
) -> tuple[Answers, Mapping[str, int]]:
    action, _, rest = pressed.partition(":")
    group, _, row = rest.partition("/")
    if action == "add":
        return answers, {**rows, group: rows.get(group, 1) + 1}
    if action == "remove" and (number := _row_number(row)):
        return without_row(answers, group, number), {**rows, group: rows.get(group, 1) - 1}
    if action == "clear":
        return _without(answers, {rest}), rows
    return answers, rows


def _row_number(text: str) -> int:
    """A row as a button names it; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) <= 10 else 0


def _asked_anew(
    form: SentForm, answers: Answers, template: Template, rows: Mapping[str, int]
) -> str:
    every = places(template.resource, answers, rows)
    shown = visible_of(every, answers)
    return next(
        (
            place.key
            for place in every
            if place.section == form.section and place.key in shown and place.key not in form.seen
        ),
        "",
    )
