"""The print of a filled plan: what is shown of a plan, each answer as it is drawn, and the page.
Nothing here is kept; making the PDF is `pool`'s, and no cache may hold it (H6, H21, H25).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from markupsafe import Markup

from app.languages import Direction, Language, UnknownLanguage, find, format_date, is_source
from app.plans.answers import (
    Answer,
    Answers,
    Place,
    Template,
    places,
    rows_begun,
    takes_text,
    told,
    visible,
)
from app.plans.codec import decode, encode
from app.render import filled_words, filling_words
from app.render.answered import NOTHING, Answered
from app.render.fonts import missing_glyphs
from app.render.html import Reading
from app.render.isolate import isolate
from app.render.passages import passages
from app.render.pdf import Passage, PrintJob, script_of
from app.render.print_errors import NoSuchPrint, Unprintable
from app.render.print_page import PrintPage, print_html
from app.render.print_parts import FilledPart
from app.render.printable import Printable, print_page
from app.resources import addresses
from app.resources.characters import drawn
from app.resources.schema import Block, Group, Question, Resource
from app.resources.sections import Section, sections

_LONGEST_NAME = 70
"""Letters of a name at the head of each page; the whole name stands with its question."""


class NoFilledPrint(NoSuchPrint):
    """A plan that is not printed filled in: its text is a draft, or its questions have changed."""


@dataclass(frozen=True)
class Wishes:
    """How a filled plan is printed. `room` prints all questions and options, with room to write
    where nothing was answered; without it only what she chose and wrote is printed. `service`
    chooses whose numbers, `size` the points."""

    format: str
    room: bool = False
    service: str | None = None
    size: int | None = None


@dataclass(frozen=True, kw_only=True)
class FilledReading(Reading):
    """A reader of a filled plan. Where another language stands beside this one, each text that she
    wrote is drawn once and named in the other column."""

    answers: Answers
    room: bool = True

    def said(self, question: Question) -> Answered:
        key = f"{self.group}/{self.row}/{question.id}" if self.group else question.id
        answer = self.answers.get(key)
        if answer.is_empty:
            return NOTHING
        ticked = frozenset(answer.options)
        if question.answer == "date" and answer.text:
            day = format_date(date.fromisoformat(answer.text), self.language)
            return Hand(self.language.tag, self.language.script).said(ticked, (day,))
        if not answer.text:
            return Answered(ticked=ticked, note=paper_note(question, answer, self))
        return self._written(question, ticked, answer)

    def written(self, said: Answered) -> tuple[Markup, ...]:
        return tuple(isolate(line, said.direction, is_print=True) for line in said.words)

    def lines(self, question: Question) -> int:
        return super().lines(question) if self.room and not self.said(question).is_written else 0

    def in_rows(self, group: Group) -> tuple[Reading, ...]:
        begun = rows_begun(self.answers).get(group.id, 0)
        rows = max(begun, group.rows if self.room else 0)
        return tuple(replace(self, row=row, group=group.id) for row in range(1, rows + 1))

    def mark(self, question: Question) -> str:
        """For staff, beside what the Accessible Information Standard covers."""
        chosen = self.said(question).ticked
        needs = any(o.accessible_information for o in self.options(question) if o.id in chosen)
        if self.language.is_source and (question.accessible_information or needs):
            return "A need under the Accessible Information Standard"
        return ""

    def _written(self, question: Question, ticked: frozenset[str], answer: Answer) -> Answered:
        own_column = is_source(hand_of(answer, self.language).tag) == self.language.is_source
        hand = read_as(question, answer, self.language)
        note = ""
        if hand.tag != self.language.tag:
            note = filling_words.written_in(name_of(hand, self.language), self.words)
        same_everywhere = _needs_no_translation(question, answer)
        is_here = own_column or same_everywhere or not self.beside
        return hand.said(ticked, _lines(answer.text) if is_here else (), note)


_SCRIPTS = {"Deva": "\u0900-\u097f", "Beng": "\u0980-\u09ff", "Arab": "\u0600-\u06ff\u0750-\u077f"}
_SCRIPT_NAMES = {"Deva": "Devanagari", "Beng": "Bengali script", "Arab": "Arabic script"}


@dataclass(frozen=True)
class Hand:
    """How a text is written: its language (BCP 47) and script. Someone may write Nepali on an
    English page: then only the script is known for sure, as en-Deva, and `language` is None."""

    tag: str
    script: str
    language: Language | None = None

    @property
    def direction(self) -> Direction:
        return "rtl" if self.script == "Arab" else "ltr"

    def said(self, ticked: frozenset[str], lines: tuple[str, ...], note: str = "") -> Answered:
        return Answered(
            ticked=ticked,
            words=lines,
            language=self.tag,
            direction=self.direction,
            script=self.script.lower(),
            note=note,
        )


def hand_of(answer: Answer, reader: Language) -> Hand:
    """By the page on which it was written, and by its letters."""
    language = _language(answer.text_language) or reader
    found = _scripts_in(answer.text)
    if not found or language.script in found:
        return Hand(language.tag, language.script, language)
    return Hand(f"{language.tag.partition('-')[0]}-{found[0]}", found[0])


def name_of(hand: Hand, reader: Language) -> str:
    """A language as this reader knows it, in letters that a print for her can draw."""
    if hand.language is None:
        return _SCRIPT_NAMES.get(hand.script, hand.tag)
    own = hand.script in ("Latn", reader.script) and not reader.is_source
    return hand.language.own_name if own else hand.language.english_name


def _needs_no_translation(question: Question, answer: Answer) -> bool:
    """Names and numbers."""
    return question.identifies or not any(map(str.isalpha, answer.text))


def read_as(question: Question, answer: Answer, reader: Language) -> Hand:
    """How a reader takes what she wrote: a name or number as their own, where they can read its
    letters, and all else as hers."""
    readable = set(_scripts_in(answer.text)) <= {reader.script}
    if _needs_no_translation(question, answer) and readable:
        return Hand(reader.tag, reader.script, reader)
    return hand_of(answer, reader)


def paper_note(question: Question, answer: Answer, reading: Reading) -> str:
    """That she wrote something on the paper, and in which language unless it is her name; empty
    where she did not."""
    if not answer.on_paper:
        return ""
    said, hand = filling_words.on_paper(reading.words), hand_of(answer, reading.language)
    if question.identifies or hand.tag == reading.language.tag:
        return said
    return f"{said} {filling_words.written_in(name_of(hand, reading.language), reading.words)}"


def _scripts_in(text: str) -> list[str]:
    """The scripts other than Latin whose letters stand in a text, as it is drawn."""
    shown = drawn(text)
    return [script for script, span in _SCRIPTS.items() if re.search(f"[{span}]", shown)]


def _lines(text: str) -> tuple[str, ...]:
    """What she wrote, as it is drawn."""
    return tuple(line.strip() for line in drawn(text).splitlines() if line.strip())


def _language(tag: str) -> Language | None:
    try:
        return find(tag)
    except UnknownLanguage:
        return None


def filled_page(text: Printable, answers: Answers, wishes: Wishes, base_url: str) -> PrintPage:
    """The page for `print_page.print_html`; raises NoFilledPrint, NoSuchFormatError, WrongSize and
    MissingContactError."""
    if text.draft or text.resource.kind != "plan":
        raise NoFilledPrint("Only a published plan is printed filled in.")
    if answers.earlier:
        raise NoFilledPrint("Questions of this plan have changed since it was filled in.")
    shown = told(text.english, answers)
    blank = print_page(
        replace(
            text,
            resource=shown_of(text.resource, shown, wishes.room),
            english=shown_of(text.english, shown, wishes.room),
        ),
        wishes.format,
        service=wishes.service,
        size=wishes.size,
        base_url=base_url,
    )
    is_facing = blank.is_facing
    code = encode(shown, text.english)
    return replace(
        blank,
        reading=_filled(blank.reading, shown, wishes.room, is_facing),
        english=_filled(blank.english, shown, wishes.room, is_facing),
        filled=FilledPart(
            address=base_url + addresses.opened(),
            code=code,
            code_title=filling_words.code_title(blank.reading.words),
            about_code=filled_words.about_code(
                _has_words_on_paper(code, text, shown), blank.reading.words
            ),
            who_label=filled_words.who(blank.reading.words),
            who=who(text.english, shown, blank.language),
        ),
    )


def _filled(reading: Reading, answers: Answers, room: bool, beside: bool) -> FilledReading:
    of_reading: Mapping[str, object] = vars(reading)
    fields = {name: of_reading[name] for name in Reading.__dataclass_fields__} | {"beside": beside}
    return FilledReading(**fields, answers=answers, room=room)  # type: ignore[arg-type]


def shown_of(resource: Resource, answers: Answers, room: bool) -> Resource:
    """The plan with only what its print shows: no section that she left out, and without `room`
    only what she answered and chose, under the sentences that stand before the first section."""
    blocks = tuple(
        block if room else _chosen(block, resource, answers)
        for section in sections(resource)
        for block in _shown(section, resource, answers, room)
    )
    return resource.model_copy(update={"blocks": blocks})


def _shown(section: Section, resource: Resource, answers: Answers, room: bool) -> tuple[Block, ...]:
    left_out = section.id in answers.left_out
    if left_out and section.heading is not None:
        return ()
    asked = visible(resource, answers)
    begun = rows_begun(answers)

    def is_shown(block: Block) -> bool:
        match block:
            case Question():
                said = block.id in asked and not answers.get(block.id).is_empty
                return not left_out and (room or said)
            case Group():
                return not left_out and (room or block.id in begun)
            case _:
                return True

    kept = tuple(block for block in section.blocks if is_shown(block))
    if section.heading is None:
        return kept
    answered = any(isinstance(block, Question | Group) for block in kept)
    return (section.heading, *kept) if room or answered else ()


def _chosen(block: Block, resource: Resource, answers: Answers) -> Block:
    """A question with the options that she chose; of languages paper shows no others anyway."""
    if not isinstance(block, Question) or block.languages:
        return block
    ticked = answers.get(block.id).options
    chosen = tuple(each for each in resource.options_of(block) if each.id in ticked)
    return block.model_copy(update={"options": chosen, "option_set": None}) if chosen else block


def who(resource: Resource, answers: Answers, reader: Language) -> tuple[Answered, ...]:
    """Who she is, for the head of each page (H6): the first two answers that say so, unless their
    section was left out."""
    asked = (
        answers.get(place.key)
        for place in places(resource, answers)
        if place.question.identifies and place.group is None and takes_text(place.question)
    )
    return tuple(_named(each, reader) for each in islice(asked, 2) if each.text.strip())


def _named(answer: Answer, reader: Language) -> Answered:
    name = _shortened(" ".join(drawn(answer.text).split()))
    return hand_of(answer, reader).said(frozenset(), (name,))


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _has_words_on_paper(code: str, text: Printable, answers: Answers) -> bool:
    template = Template(answers.revision, text.english)
    held = decode(code, lambda pin: template)
    return any(
        answer.text and held.get(place.key).text != answer.text
        for place in places(text.english, answers)
        if not place.question.identifies and (answer := answers.get(place.key))
    )


def filled_job(page: PrintPage) -> PrintJob:
    """What `pool.RenderPool` draws, held to every segment of the plan and to all that she wrote."""
    held = (*passages(page.reading), *(passages(page.english) if page.is_facing else ()))
    return PrintJob(
        html=print_html(page),
        language=page.language.tag,
        title=page.title,
        base_url=page.base_url,
        passages=(*held, *_her_words(page)),
    )


def _her_words(page: PrintPage) -> Iterator[Passage]:
    reading = page.reading
    if isinstance(reading, FilledReading):
        for place, line, hand in _drawn(reading.resource, reading.answers, reading.language):
            yield Passage(label(place), line, hand.tag, "her words")


def _drawn(
    resource: Resource, answers: Answers, reader: Language
) -> Iterator[tuple[Place, str, Hand]]:
    """Each line that she wrote."""
    for place in places(resource, answers):
        answer = answers.get(place.key)
        if place.question.answer != "date":
            hand = hand_of(answer, reader)
            for line in _lines(answer.text):
                yield place, line, hand


def label(place: Place) -> str:
    """A question by the number on its paper: 31.2."""
    number = place.question.number
    return f"{number}.{place.row}" if place.row else str(number)


@dataclass(frozen=True)
class Undrawn:
    """Letters that no font of ours draws, the number of the question that they stand in, and the
    key of its answer. A sign that nobody sees is named by its code."""

    question: str
    letters: str
    key: str


def undrawn(page: PrintPage) -> tuple[Undrawn, ...]:
    """What she wrote that cannot be printed, before anything is drawn."""
    reading = page.reading
    if not isinstance(reading, FilledReading):
        return ()
    return undrawn_in(reading.resource, reading.answers, reading.language)


def undrawn_in(resource: Resource, answers: Answers, reader: Language) -> tuple[Undrawn, ...]:
    """The same without a print, for whoever reads the plan in this language; takes milliseconds."""
    found: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for place, line, hand in _drawn(resource, told(resource, answers), reader):
        labels[place.key] = label(place)
        for problem in missing_glyphs([line], script_of(hand.tag, reader.script)):
            found.setdefault(place.key, []).append(_seen(problem.character))
    return tuple(
        Undrawn(labels[key], " ".join(dict.fromkeys(signs)), key) for key, signs in found.items()
    )


def _seen(signs: str) -> str:
    bare = len(signs) == 1 and not signs.isprintable()
    return f"U+{ord(signs):04X}" if bare else signs


class Undrawable(Unprintable):
    """She wrote signs that no font of ours draws; the message does not hold them."""

    status = 422

    def __init__(self, where: tuple[Undrawn, ...]) -> None:
        super().__init__("Some signs cannot be printed.")
        self.where = where
