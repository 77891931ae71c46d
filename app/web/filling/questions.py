"""The questions of one section as the NHS form components take them, with what was answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup

from app.plans.answers import (
    MAX_TEXT,
    Answer,
    Answers,
    Place,
    condition_key,
    places,
    takes_text,
    visible,
)
from app.plans.form import TypedFields, Wrong
from app.render import filling_words
from app.render.html import Reading
from app.resources.questions import Illustrated
from app.resources.schema import Block, Group, Question
from app.web.filling.fields import DATE_PARTS, anchor, chosen, dated, written

Macro = Literal["radios", "checkboxes", "textarea", "input", "date"]
Params = dict[str, Any]


@dataclass(frozen=True)
class Drawing:
    """The picture before a question of an easy-read plan, and what it shows."""

    address: str
    alt: str


@dataclass(frozen=True)
class QuestionView:
    """One question: the NHS macro that draws it and what that is given; `more` is a box for words
    beside options. `hidden` until the field `asks` has one of the values `when`."""

    key: str
    id: str
    macro: Macro
    params: Params
    more: Params | None
    hidden: bool
    asks: str
    when: str
    answered: bool
    note: str
    drawing: Drawing | None


@dataclass(frozen=True)
class RowView:
    """One row of a group."""

    number: int
    title: Markup
    questions: tuple[QuestionView, ...]
    remove: str


@dataclass(frozen=True)
class GroupView:
    """Questions that are asked once for each row."""

    id: str
    title: Markup
    hint: Markup | None
    rows: tuple[RowView, ...]
    add: str
    drawing: Drawing | None


@dataclass(frozen=True)
class Item:
    """What stands next in a section: text, a question or a group."""

    html: Markup | None = None
    question: QuestionView | None = None
    group: GroupView | None = None


@dataclass(frozen=True)
class Filled:
    """What the fields of a section show: answers, what is wrong with what was typed, rows."""

    answers: Answers
    wrong: Sequence[Wrong]
    typed: Mapping[str, TypedFields]
    rows: Mapping[str, int]
    focus: str = ""


def items(reading: Reading, blocks: Sequence[Block], filled: Filled) -> tuple[Item, ...]:
    """A section's blocks in reading order."""
    shown = visible(reading.resource, filled.answers, filled.rows)
    every = places(reading.resource, filled.answers, filled.rows)
    return tuple(
        _item(reading, block, [each for each in every if _is_of(each, block)], filled, shown)
        for block in blocks
    )


def seen(items_: Sequence[Item]) -> str:
    """The keys of the questions that a page shows, for its hidden field."""
    return " ".join(view.key for view in every_question(items_) if not view.hidden)


def every_question(items_: Sequence[Item]) -> Iterator[QuestionView]:
    for item in items_:
        if item.question:
            yield item.question
        if item.group:
            for row in item.group.rows:
                yield from row.questions


def _is_of(place: Place, block: Block) -> bool:
    return block in (place.question, place.group)


def _item(
    reading: Reading, block: Block, found: Sequence[Place], filled: Filled, shown: frozenset[str]
) -> Item:
    if isinstance(block, Question):
        return Item(question=_question(reading, found[0], filled, shown))
    if isinstance(block, Group):
        return Item(group=_group(reading, block, found, filled, shown))
    return Item(html=reading.html([block], 2))


def _group(
    reading: Reading, group: Group, found: Sequence[Place], filled: Filled, shown: frozenset[str]
) -> GroupView:
    count = max(place.row for place in found)
    rows = tuple(
        RowView(
            row,
            Markup("{} {}").format(reading.inline(group.row), row),
            tuple(_question(reading, each, filled, shown) for each in found if each.row == row),
            f"remove:{group.id}/{row}" if count > 1 else "",
        )
        for row in range(1, count + 1)
    )
    hint = reading.inline(group.hint) if group.hint else None
    add = f"add:{group.id}" if count < group.most_rows else ""
    return GroupView(
        group.id, reading.inline(group.text), hint, rows, add, _drawing(reading, group)
    )


def _drawing(reading: Reading, part: Illustrated) -> Drawing | None:
    if part.picture is None or part.alt is None:
        return None
    return Drawing(reading.picture(part.picture), reading.plain(part.alt))


def _question(
    reading: Reading, place: Place, filled: Filled, shown: frozenset[str]
) -> QuestionView:
    question, answer = place.question, filled.answers.get(place.key)
    reason = next((each.reason for each in filled.wrong if each.place.key == place.key), "")
    error = filling_words.wrong(reason, question.number, MAX_TEXT, reading.words) if reason else ""
    macro, params = _field(reading, place, answer, filled.typed)
    if filled.focus == anchor(place.key):
        first = params["items"][0] if "items" in params else params
        first["attributes"] = {**first.get("attributes", {}), "autofocus": "autofocus"}
    if error:
        params["errorMessage"] = {
            "text": error,
            "visuallyHiddenText": filling_words.error_prefix(reading.words),
        }
    return QuestionView(
        place.key,
        anchor(place.key),
        macro,
        params,
        _more(reading, place, answer, filled.typed) if macro in ("radios", "checkboxes") else None,
        place.key not in shown,
        chosen(condition_key(place)) if question.show_if else "",
        " ".join(question.show_if.options) if question.show_if else "",
        bool(answer.options),
        filling_words.on_paper(reading.words) if answer.on_paper else "",
        _drawing(reading, question),
    )


def _field(
    reading: Reading, place: Place, answer: Answer, typed: Mapping[str, TypedFields]
) -> tuple[Macro, Params]:
    match place.question.answer:
        case "date":
            return "date", _date(reading, place, answer, typed)
        case "text" | "line":
            macro: Macro = "textarea" if place.question.answer == "text" else "input"
            return macro, _words(reading, place, answer, typed)
        case "many":
            return "checkboxes", _choice(reading, place, answer)
        case _:
            return "radios", _choice(reading, place, answer)


def title(reading: Reading, question: Question) -> Markup:
    """A question with the number that it bears in every language."""
    return Markup('<span class="bw-question__number">{}</span> {}').format(
        question.number, reading.inline(question.text)
    )


def _hint(reading: Reading, question: Question, *more: str) -> Params | None:
    parts = [reading.inline(question.hint)] if question.hint else []
    parts += [reading.isolated(each) for each in more]
    return {"html": Markup(" ").join(parts)} if parts else None


def _legend(reading: Reading, question: Question) -> Params:
    return {"legend": {"html": title(reading, question), "size": "m"}}


def _choice(reading: Reading, place: Place, answer: Answer) -> Params:
    question = place.question
    how = filling_words.how_many(question.answer, reading.words)
    return {
        "name": chosen(place.key),
        "idPrefix": anchor(place.key),
        "fieldset": _legend(reading, question),
        "hint": _hint(reading, question, how),
        "classes": "bw-scale" if question.points else "",
        "items": [
            *(_point(reading, question, point, answer) for point in question.points),
            *(
                {
                    "value": option.id,
                    "html": Markup(
                        '<span class="bw-option__number">{}</span> '
                        '<span class="bw-option__text">{}</span>'
                    ).format(option.number, reading.inline(option.text)),
                    "checked": option.id in answer.options,
                }
                for option in reading.options(question)
            ),
        ],
    }


def _point(reading: Reading, question: Question, point: int, answer: Answer) -> Params:
    """A point of a scale; the first and the last say what they mean."""
    ends = {question.lowest: question.least, question.highest: question.most}
    words = ends.get(point)
    html = Markup("{}").format(point)
    if words:
        html = Markup("{} – {}").format(point, reading.inline(words))
    return {"value": str(point), "html": html, "checked": str(point) in answer.options}


def _words(
    reading: Reading, place: Place, answer: Answer, typed: Mapping[str, TypedFields]
) -> Params:
    name = written(place.key)
    return {
        "id": anchor(place.key),
        "name": name,
        "label": {"html": title(reading, place.question), "size": "m"},
        "hint": _hint(reading, place.question),
        "value": _text(place, answer, typed),
        "rows": max(3, place.question.lines),
        "autocomplete": "off",
        "attributes": _hers(reading, answer),
    }


def _more(
    reading: Reading, place: Place, answer: Answer, typed: Mapping[str, TypedFields]
) -> Params | None:
    if not takes_text(place.question):
        return None
    name = written(place.key)
    return {
        "id": f"{anchor(place.key)}-words",
        "name": name,
        "label": {"text": filling_words.own_words(reading.words)},
        "value": _text(place, answer, typed),
        "rows": max(2, place.question.lines),
        "autocomplete": "off",
        "attributes": _hers(reading, answer),
    }


def _text(place: Place, answer: Answer, typed: Mapping[str, TypedFields]) -> str:
    """Her words, as they were typed where they could not be taken."""
    found = typed.get(place.key)
    return answer.text if found is None else found.words


def _hers(reading: Reading, answer: Answer) -> Params:
    """A field with words that she typed on a page in another language keeps their language."""
    language = answer.text_language
    other = bool(answer.text and language) and language != reading.language.tag
    return {"dir": "auto", "lang": language} if other else {"dir": "auto"}


def _date(
    reading: Reading, place: Place, answer: Answer, typed: Mapping[str, TypedFields]
) -> Params:
    year, month, day = answer.text.split("-") if answer.text else ("", "", "")
    found = typed.get(place.key)
    values = (day.lstrip("0"), month.lstrip("0"), year) if found is None else found.day
    labels = filling_words.date_parts(reading.words)
    return {
        "id": f"{anchor(place.key)}-date",
        "fieldset": _legend(reading, place.question),
        "hint": _hint(reading, place.question, filling_words.date_hint(reading.words)),
        "items": [
            {
                "id": anchor(place.key) + ("" if part == "day" else f"-{part}"),
                "name": dated(place.key, part),
                "label": labels[part],
                "value": value,
                "width": 4 if part == "year" else 2,
                "autocomplete": "off",
                "attributes": {"dir": "ltr"},
            }
            for part, value in zip(DATE_PARTS, values, strict=True)
        ],
    }
