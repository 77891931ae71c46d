"""Answers as they are read again: on the page where she checks them, and in English by her midwife,
needs and what staff must see first. Options speak the page's language; words stay as written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from app.languages import format_date
from app.plans.answers import Answer, Answers, Place, asking, choices, is_date, places, visible_of
from app.render import filling_words
from app.render.filled import name_of, paper_note, read_as
from app.render.html import Reading
from app.resources.schema import Question
from app.web.filling.fields import anchor


@dataclass(frozen=True)
class Words:
    """What a person wrote, in which language, and what to do where the reader's is another."""

    text: str
    tag: str
    note: str


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    """One question with its answer. `row` says which row of a group it is; `flag`: staff must see
    it first; `go` is the button's value that leads to the question."""

    key: str
    number: int
    row: str
    question: Markup
    chosen: tuple[Markup, ...]
    words: Words | None
    note: str
    flag: bool
    go: str

    @property
    def is_empty(self) -> bool:
        return not (self.chosen or self.words or self.note)


@dataclass(frozen=True)
class SectionView:
    """The questions of one section that are asked, answered or not."""

    id: str
    title: Markup
    left_out: bool
    answers: tuple[AnswerView, ...]

    @property
    def go(self) -> str:
        return f"to:{self.id}"


def sections(reading: Reading, answers: Answers) -> tuple[SectionView, ...]:
    """All that is asked, in reading order."""
    resource = reading.resource
    found = places(resource, answers)
    shown = visible_of(found, answers)
    every = [place for place in found if place.key in shown]
    return tuple(
        SectionView(
            section.id,
            reading.inline(section.heading.text if section.heading else resource.title),
            section.id in answers.left_out,
            tuple(
                answer_view(reading, place, answers.get(place.key))
                for place in every
                if place.section == section.id
            ),
        )
        for section in asking(resource)
    )


def answered(found: Iterable[SectionView]) -> tuple[AnswerView, ...]:
    """Answers alone, those that staff must see first at the head."""
    every = [each for section in found for each in section.answers if not each.is_empty]
    return (*(each for each in every if each.flag), *(each for each in every if not each.flag))


def answer_view(reading: Reading, place: Place, answer: Answer) -> AnswerView:
    question = place.question
    return AnswerView(
        key=place.key,
        number=question.number,
        row=f"{reading.plain(place.group.row)} {place.row}" if place.group else "",
        question=reading.inline(question.text),
        chosen=tuple(_chosen(reading, question, each) for each in answer.options)
        + _day(reading, answer),
        words=_words(reading, question, answer),
        note=paper_note(question, answer, reading),
        flag=_flagged(reading, question, answer),
        go=f"to:{place.section}/{anchor(place.key)}",
    )


def _flagged(reading: Reading, question: Question, answer: Answer) -> bool:
    marked = {
        option.id
        for option in reading.options(question)
        if option.flag or option.accessible_information
    }
    return question.flag or question.accessible_information or bool(marked & set(answer.options))


def _chosen(reading: Reading, question: Question, option: str) -> Markup:
    words = {each.id: each for each in reading.options(question)}
    if option in words:
        return reading.option(words[option])
    ends = {question.lowest: question.least, question.highest: question.most}
    said = ends.get(int(option)) if option in choices(reading.resource, question) else None
    return Markup("{} – {}").format(option, reading.inline(said)) if said else escape(option)


def _day(reading: Reading, answer: Answer) -> tuple[Markup, ...]:
    if answer.text_language or not is_date(answer.text):
        return ()
    return (reading.isolated(format_date(date.fromisoformat(answer.text), reading.language)),)


def _words(reading: Reading, question: Question, answer: Answer) -> Words | None:
    if question.answer == "date" or not answer.text:
        return None
    hand = read_as(question, answer, reading.language)
    if hand.tag == reading.language.tag:
        return Words(answer.text, hand.tag, "")
    note = filling_words.written_in(name_of(hand, reading.language), reading.words)
    return Words(answer.text, hand.tag, note)
