"""The questions of one section as its page shows them, with what was answered. Fields are drawn in
`nhs_fields` and `stencils`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.plans.answers import (
    MAX_TEXT,
    Answer,
    Answers,
    Place,
    condition_key,
    places,
    visible_of,
)
from app.plans.form import TypedFields, Wrong
from app.render import filling_words
from app.render.html import Reading
from app.resources.questions import Illustrated
from app.resources.schema import Block, Group, Question
from app.web.filling import nhs_fields, stencils
from app.web.filling.drawn_once import DrawnOnce
from app.web.filling.fields import anchor, chosen
from app.web.filling.nhs_fields import FieldEntry


@dataclass(frozen=True)
class Drawing:
    """The picture before a question of an easy-read plan, and what it shows."""

    address: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """One question: its `fields`, and `more` for words beside options. `hidden` until the field
    `asks` has one of the values `when`; `can_clear`: a choice that no click takes back."""

    key: str
    number: int
    fields: Markup
    more: Markup | None
    hidden: bool
    asks: str
    when: str
    can_clear: bool
    note: str
    drawing: Drawing | None


@dataclass(frozen=True)
class RowView:
    """One row of a group."""

    number: int
    title: Markup
    questions: tuple[QuestionView, ...]
    remove: str


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """Questions that are asked once for each row."""

    id: str
    title: Markup
    hint: Markup | None
    rows: tuple[RowView, ...]
    add: str
    drawing: Drawing | None


@dataclass(frozen=True)
class QuestionItem:
    """What stands next in a section: text, a question or a group."""

    html: Markup | None = None
    question: QuestionView | None = None
    group: GroupView | None = None


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What the fields of a section show: answers, what is wrong with what was typed, rows, and the
    id of the field that a browser goes to."""

    answers: Answers
    wrong: Sequence[Wrong] = ()
    typed: Mapping[str, TypedFields]
    rows: Mapping[str, int]
    focus: str = ""

    def reason(self, place: Place) -> str:
        return next((each.reason for each in self.wrong if each.place.key == place.key), "")


@dataclass(frozen=True)
class Asking:
    """A section's questions as they are put together: who reads, what is drawn once, and what was
    filled in."""

    reading: Reading
    once: DrawnOnce
    filled: Filled

    def items(self, blocks: Sequence[Block]) -> tuple[QuestionItem, ...]:
        """A section's blocks in reading order."""
        resource, filled = self.reading.resource, self.filled
        every = places(resource, filled.answers, filled.rows)
        shown = visible_of(every, filled.answers)
        return tuple(
            self._item(block, [each for each in every if _is_of(each, block)], shown)
            for block in blocks
        )

    def _item(self, block: Block, found: Sequence[Place], shown: frozenset[str]) -> QuestionItem:
        if isinstance(block, Question):
            return QuestionItem(question=self._question(found[0], shown))
        if isinstance(block, Group):
            return QuestionItem(group=self._group(block, found, shown))
        return QuestionItem(html=self.once.get(block.id, lambda: self.reading.html([block], 2)))

    def _group(self, group: Group, found: Sequence[Place], shown: frozenset[str]) -> GroupView:
        reading, count = self.reading, max(place.row for place in found)
        rows = tuple(
            RowView(
                row,
                Markup("{} {}").format(reading.inline(group.row), row),
                tuple(self._question(each, shown) for each in found if each.row == row),
                f"remove:{group.id}/{row}" if count > 1 else "",
            )
            for row in range(1, count + 1)
        )
        return GroupView(
            id=group.id,
            title=reading.inline(group.text),
            hint=reading.inline(group.hint) if group.hint else None,
            rows=rows,
            add=f"add:{group.id}" if count < group.most_rows else "",
            drawing=_drawing(reading, group),
        )

    def _question(self, place: Place, shown: frozenset[str]) -> QuestionView:
        question, answer = place.question, self.filled.answers.get(place.key)
        fields, more = self._fields(place, answer)
        return QuestionView(
            key=place.key,
            number=question.number,
            fields=fields,
            more=more,
            hidden=place.key not in shown,
            asks=chosen(condition_key(place)) if question.show_if else "",
            when=" ".join(question.show_if.options) if question.show_if else "",
            can_clear=bool(answer.options) and question.answer in ("one", "scale"),
            note=filling_words.on_paper(self.reading.words) if answer.on_paper else "",
            drawing=_drawing(self.reading, question),
        )

    def _fields(self, place: Place, answer: Answer) -> tuple[Markup, Markup | None]:
        """The fields of a question, and those for words beside its options."""
        reading, has_more = self.reading, nhs_fields.has_more_fields(place.question)
        entry = self._entry(place, answer)
        if entry.typed is None and not entry.error:
            own = stencils.fields(self.once, reading, place, answer, focus=entry.focus)
            more = stencils.more_fields(self.once, reading, place, answer) if has_more else None
        else:
            own = nhs_fields.fields(reading, place, entry)
            more = nhs_fields.more_fields(reading, place, entry) if has_more else None
        return own, more

    def _entry(self, place: Place, answer: Answer) -> FieldEntry:
        reason = self.filled.reason(place)
        words = self.reading.words
        return FieldEntry(
            answer,
            self.filled.typed.get(place.key),
            filling_words.wrong(reason, place.question.number, MAX_TEXT, words) if reason else "",
            self.filled.focus == anchor(place.key),
        )


def seen(items: Sequence[QuestionItem]) -> str:
    """The keys of the questions that a page shows, for its hidden field."""
    return " ".join(view.key for view in every_question(items) if not view.hidden)


def every_question(items: Sequence[QuestionItem]) -> Iterator[QuestionView]:
    for item in items:
        if item.question:
            yield item.question
        if item.group:
            for row in item.group.rows:
                yield from row.questions


def _is_of(place: Place, block: Block) -> bool:
    return block is place.question or block is place.group


def _drawing(reading: Reading, part: Illustrated) -> Drawing | None:
    if part.picture is None or part.alt is None:
        return None
    return Drawing(reading.picture(part.picture), reading.plain(part.alt))
