"""The fields of one section's form: their names, and the answers that a person typed into them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import takewhile

from app.plans.answers import (
    Answer,
    Answers,
    Place,
    Reason,
    Template,
    choices,
    is_date,
    places,
    problems,
    takes_text,
)
from app.web.filling.sent import Sent
from app.web.frame.sent_values import number

DATE_PARTS = ("day", "month", "year")
_YEARS_AHEAD = 10


def anchor(key: str) -> str:
    """The id of a question's first field, for links to it."""
    return "q-" + key.replace("/", "-")


def chosen(key: str) -> str:
    return f"c.{key}"


def written(key: str) -> str:
    return f"w.{key}"


def dated(key: str, part: str) -> str:
    return f"d.{key}.{part}"


@dataclass(frozen=True)
class Wrong:
    """An answer that cannot be taken: the question, and why."""

    place: Place
    reason: Reason


@dataclass(frozen=True)
class Read:
    """The answers with what was typed; where that is wrong the answer is as before, and the fields
    as they were typed stand in `typed` by name."""

    answers: Answers
    wrong: tuple[Wrong, ...] = ()
    typed: Mapping[str, str] | None = None


def rows_of(sent: Sent) -> dict[str, int]:
    """How many rows of each group stood on the page."""
    found = (entry.partition(":") for entry in sent.words("rows"))
    read = ((group, number(count, 99)) for group, _, count in found)
    return {group: count for group, count in read if count < 99}


def read(template: Template, answers: Answers, section: str, sent: Sent, language: str) -> Read:
    """What was typed into the fields of a section that stood on the page, written in a language."""
    on_page = set(sent.words("seen"))
    before, typed, wrong = answers, {}, []
    for place in places(template.resource, answers, rows_of(sent)):
        if place.section != section or place.key not in on_page:
            continue
        answer = _typed(template, place, before.get(place.key), sent, language)
        found = problems(template.resource, Answers(
            answers.slug, answers.reading_version, answers.revision, {place.key: answer}
        ))  # fmt: skip
        reason = found[0].reason if found else _too_far(place, answer)
        if reason is None:
            answers = answers.having(place.key, answer)
        else:
            wrong.append(Wrong(place, reason))
            typed.update({name: sent.one(name) for name in _names(place)})
    return Read(answers, tuple(wrong), typed)


def _names(place: Place) -> tuple[str, ...]:
    return (written(place.key), *(dated(place.key, part) for part in DATE_PARTS))


def _typed(template: Template, place: Place, before: Answer, sent: Sent, language: str) -> Answer:
    question = place.question
    if question.answer == "date":
        return Answer(text=_date(sent, place.key))
    picked = sent.all(chosen(place.key))
    known = choices(template.resource, question)
    options = tuple(each for each in known if each in picked)
    # What no page offered is kept, so that it is refused by name and not passed over.
    options += tuple(each for each in picked if each not in known)
    if not takes_text(question):
        return Answer(options)
    text = _clean(sent.one(written(place.key)), lines=question.answer != "line")
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


def _clean(text: str, *, lines: bool) -> str:
    """As typed, without spaces at the ends and with one kind of line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return text if lines else " ".join(text.split("\n"))


def _date(sent: Sent, key: str) -> str:
    """A day as 2027-02-14 if the three numbers are one, in digits of any script; else as typed."""
    parts = [sent.one(dated(key, part)).strip() for part in DATE_PARTS]
    if not any(parts):
        return ""
    try:
        day, month, year = (int(part) for part in parts)
        return date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        return "?" + " ".join(parts)


def _too_far(place: Place, answer: Answer) -> Reason | None:
    """A year far ahead is one of another calendar: 2083 in Nepal is 2027 (H12)."""
    if place.question.answer != "date" or not is_date(answer.text):
        return None
    return "date" if int(answer.text[:4]) > datetime.now(UTC).year + _YEARS_AHEAD else None
