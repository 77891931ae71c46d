"""The fields of a question drawn once with gaps where an answer shows, and filled for each reader.
The gaps come from the NHS components themselves, which are given marks in place of an answer, so
that what is filled is what they would have drawn.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from app.plans.answers import EMPTY, Answer, Place
from app.plans.form import TypedFields
from app.render.html import Reading
from app.web.filling import nhs_fields
from app.web.filling.drawn_once import DrawnOnce
from app.web.filling.nhs_fields import FieldEntry

_WORDS, _LANGUAGE, _OPTION = "\x01", "\x02", Markup("\x03")
"""Marks: no text of ours and nothing that a person may write holds a control character."""
_ONCE_MARKED = TypedFields(words=_WORDS, day=(_WORDS + "d", _WORDS + "m", _WORDS + "y"))


@dataclass(frozen=True)
class Choices:
    """Radios or checkboxes: `before` holds what stands before the words of each option by its id,
    when it is not chosen and when it is."""

    before: tuple[tuple[str, str, str], ...]
    end: str

    def __len__(self) -> int:
        return len(self.end) + sum(len(no) + len(yes) for _, no, yes in self.before)

    def filled(self, answer: Answer) -> Markup:
        parts = (yes if each in answer.options else no for each, no, yes in self.before)
        return Markup("".join((*parts, self.end)))  # noqa: S704 the components escaped it


@dataclass(frozen=True)
class Text:
    """A box or a line for words, without any, with some, and with some in another language."""

    empty: str
    own: str
    other: str

    def __len__(self) -> int:
        return len(self.empty) + len(self.own) + len(self.other)

    def filled(self, reading: Reading, answer: Answer) -> Markup:
        if not answer.text:
            return Markup(self.empty)  # noqa: S704 the components escaped it
        html = self.own
        if nhs_fields.is_other(reading, answer):
            html = self.other.replace(_LANGUAGE, escape(answer.text_language))
        return Markup(html.replace(_WORDS, escape(answer.text)))  # noqa: S704 what is put in is too


@dataclass(frozen=True)
class DayFields:
    """Three fields of a date, without numbers and with them."""

    empty: str
    own: str

    def __len__(self) -> int:
        return len(self.empty) + len(self.own)

    def filled(self, answer: Answer) -> Markup:
        if not answer.text:
            return Markup(self.empty)  # noqa: S704 the components escaped it
        html = self.own
        for mark, number in zip(_ONCE_MARKED.day, FieldEntry(answer).day, strict=True):
            html = html.replace(mark, escape(number))
        return Markup(html)  # noqa: S704 what is put in is escaped too


def fields(
    once: DrawnOnce, reading: Reading, place: Place, answer: Answer, *, focus: bool
) -> Markup:
    """What `nhs_fields.fields` draws of an answer that nothing is wrong with."""
    name, empty = f"fields {place.key} {focus}", FieldEntry(EMPTY, focus=focus)
    match nhs_fields.macro_of(place.question):
        case "dateInput":
            return once.get(name, lambda: _day(reading, place, empty)).filled(answer)
        case "textarea" | "input":
            text = once.get(name, lambda: _text(nhs_fields.fields, reading, place, empty))
            return text.filled(reading, answer)
        case _:
            return once.get(name, lambda: _choices(reading, place, empty)).filled(answer)


def more_fields(once: DrawnOnce, reading: Reading, place: Place, answer: Answer) -> Markup:
    """What `nhs_fields.more_fields` draws of an answer that nothing is wrong with."""
    name, empty = f"more {place.key}", FieldEntry(EMPTY)
    text = once.get(name, lambda: _text(nhs_fields.more_fields, reading, place, empty))
    return text.filled(reading, answer)


Draw = Callable[[Reading, Place, FieldEntry], Markup]


def _text(draw: Draw, reading: Reading, place: Place, empty: FieldEntry) -> Text:
    own, other = Answer(text=_WORDS), Answer(text=_WORDS, text_language=_LANGUAGE)
    return Text(
        str(draw(reading, place, empty)),
        str(draw(reading, place, replace(empty, answer=own))),
        str(draw(reading, place, replace(empty, answer=other))),
    )


def _day(reading: Reading, place: Place, empty: FieldEntry) -> DayFields:
    return DayFields(
        str(nhs_fields.fields(reading, place, empty)),
        str(nhs_fields.fields(reading, place, replace(empty, typed=_ONCE_MARKED))),
    )


def _choices(reading: Reading, place: Place, empty: FieldEntry) -> Choices:
    every = nhs_fields.choice_ids(reading, place.question)
    none, all_ = (
        _parts(reading, place, replace(empty, answer=Answer(options))) for options in ((), every)
    )
    if none[-1] != all_[-1]:
        raise ValueError("What follows the last option depends on what was chosen.")
    before = zip(every, none[:-1], all_[:-1], strict=True)
    return Choices(tuple(before), none[-1])


def _parts(reading: Reading, place: Place, entry: FieldEntry) -> list[str]:
    """The component, cut before the words of each option."""
    macro, given = nhs_fields.params(reading, place, entry)
    for item in given["items"]:
        item["html"] = _OPTION + item["html"]
    return str(nhs_fields.drawn(reading, macro, given)).split(_OPTION)
