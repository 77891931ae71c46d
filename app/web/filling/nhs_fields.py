"""The fields of one question as the NHS form components draw them: what each is given for an
answer, and its HTML. `stencils` draws the same with gaps, once for many answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup

from app.plans.answers import Answer, Place, takes_text
from app.plans.form import TypedFields
from app.render import filling_words
from app.render.html import Reading
from app.render.templating import template
from app.resources.schema import LanguageOption, Option, Question
from app.web.filling.fields import DATE_PARTS, anchor, chosen, dated, written

Macro = Literal["radios", "checkboxes", "textarea", "input", "dateInput"]
Params = dict[str, Any]
_TEMPLATES: Mapping[Macro, str] = {
    "radios": "radios",
    "checkboxes": "checkboxes",
    "textarea": "textarea",
    "input": "input",
    "dateInput": "date-input",
}


@dataclass(frozen=True)
class FieldEntry:
    """What the fields of a question show: the answer, or what was typed where that could not be
    taken, and why; `focus`: a browser goes to them."""

    answer: Answer
    typed: TypedFields | None = None
    error: str = ""
    focus: bool = False

    @property
    def text(self) -> str:
        return self.answer.text if self.typed is None else self.typed.words

    @property
    def day(self) -> tuple[str, str, str]:
        """Day, month and year."""
        if self.typed is not None:
            return self.typed.day
        year, month, day = self.answer.text.split("-") if self.answer.text else ("", "", "")
        return day.lstrip("0"), month.lstrip("0"), year


def fields(reading: Reading, place: Place, entry: FieldEntry) -> Markup:
    """The fields of a question, under its words."""
    return drawn(reading, *params(reading, place, entry))


def more_fields(reading: Reading, place: Place, entry: FieldEntry) -> Markup:
    """The box for words beside options."""
    return drawn(reading, "textarea", _more(reading, place, entry))


def has_more_fields(question: Question) -> bool:
    return macro_of(question) in ("radios", "checkboxes") and takes_text(question)


def drawn(reading: Reading, macro: Macro, given: Params) -> Markup:
    """A component of the NHS."""
    name = f"nhsuk/components/{_TEMPLATES[macro]}/macro.jinja"
    component = getattr(template(name, reading.language.tag, reading.demo).module, macro)
    return Markup(component(given))  # noqa: S704 the macros escape


def macro_of(question: Question) -> Macro:
    match question.answer:
        case "date":
            return "dateInput"
        case "text":
            return "textarea"
        case "line":
            return "input"
        case "many":
            return "checkboxes"
        case _:
            return "radios"


def params(reading: Reading, place: Place, entry: FieldEntry) -> tuple[Macro, Params]:
    """The component of a question, and what it is given."""
    macro = macro_of(place.question)
    found = _MAKE[macro](reading, place, entry)
    if entry.focus:
        first = found["items"][0] if "items" in found else found
        first["attributes"] = {**first.get("attributes", {}), "autofocus": "autofocus"}
    if entry.error:
        found["errorMessage"] = {
            "text": entry.error,
            "visuallyHiddenText": filling_words.error_prefix(reading.words),
        }
    return macro, found


def _title(reading: Reading, question: Question) -> Markup:
    """A question with the number that it bears in every language."""
    return Markup('<span class="bw-question__number">{}</span> {}').format(
        question.number, reading.inline(question.text)
    )


def _hint(reading: Reading, question: Question, *more: str) -> Params | None:
    parts = [reading.inline(question.hint)] if question.hint else []
    parts += [reading.isolated(each) for each in more]
    return {"html": Markup(" ").join(parts)} if parts else None


def _legend(reading: Reading, question: Question) -> Params:
    return {"legend": {"html": _title(reading, question), "size": "m"}}


def _choice(reading: Reading, place: Place, entry: FieldEntry) -> Params:
    question, answer = place.question, entry.answer
    how = filling_words.how_many(question.answer, reading.words)
    return {
        "name": chosen(place.key),
        "idPrefix": anchor(place.key),
        "fieldset": _legend(reading, question),
        "hint": _hint(reading, question, how),
        "classes": _classes(reading, question),
        "items": [
            *(_point(reading, question, point, answer) for point in question.points),
            *(
                {
                    "value": option.id,
                    "html": _words_of(reading, question, option),
                    "checked": option.id in answer.options,
                }
                for option in reading.offered(question)
            ),
        ],
    }


def _words_of(reading: Reading, question: Question, option: Option | LanguageOption) -> Markup:
    """An option with its number and, in easy read, its picture."""
    drawn = reading.drawing_of(option)
    picture = Markup('<img class="bw-option__picture" src="{}" alt="" width="44" height="44"> ')
    return Markup(
        '<span class="bw-option__number">{}</span> {}<span class="bw-option__text">{}</span>'
    ).format(question.sign(option), picture.format(drawn) if drawn else "", reading.option(option))


def _classes(reading: Reading, question: Question) -> str:
    if question.languages:
        return "bw-offered"
    if question.points:
        return "bw-scale"
    return "bw-illustrated" if reading.is_illustrated(question) else ""


def choice_ids(reading: Reading, question: Question) -> tuple[str, ...]:
    """What may be chosen, in the order in which it is drawn."""
    points = (str(point) for point in question.points)
    return (*points, *(option.id for option in reading.offered(question)))


def _point(reading: Reading, question: Question, point: int, answer: Answer) -> Params:
    """A point of a scale; the first and the last say what they mean."""
    ends = {question.lowest: question.least, question.highest: question.most}
    words = ends.get(point)
    html = Markup("{}").format(point)
    if words:
        html = Markup("{} – {}").format(point, reading.inline(words))
    return {"value": str(point), "html": html, "checked": str(point) in answer.options}


def _words(reading: Reading, place: Place, entry: FieldEntry) -> Params:
    return {
        "id": anchor(place.key),
        "name": written(place.key),
        "label": {"html": _title(reading, place.question), "size": "m"},
        "hint": _hint(reading, place.question),
        "value": entry.text,
        "rows": max(3, place.question.lines),
        "autocomplete": "off",
        "attributes": _hers(reading, entry.answer),
    }


def _more(reading: Reading, place: Place, entry: FieldEntry) -> Params:
    return {
        "id": f"{anchor(place.key)}-words",
        "name": written(place.key),
        "label": {"text": reading.more_label(place.question)},
        "value": entry.text,
        "rows": max(2, place.question.lines),
        "autocomplete": "off",
        "attributes": _hers(reading, entry.answer),
    }


def _hers(reading: Reading, answer: Answer) -> Params:
    """A field with words that she typed on a page in another language keeps their language."""
    other = is_other(reading, answer)
    return {"dir": "auto", "lang": answer.text_language} if other else {"dir": "auto"}


def is_other(reading: Reading, answer: Answer) -> bool:
    """Whether she wrote in another language than the page's."""
    language = answer.text_language
    return bool(answer.text and language) and language != reading.language.tag


def _date(reading: Reading, place: Place, entry: FieldEntry) -> Params:
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
            for part, value in zip(DATE_PARTS, entry.day, strict=True)
        ],
    }


_MAKE = {
    "radios": _choice,
    "checkboxes": _choice,
    "textarea": _words,
    "input": _words,
    "dateInput": _date,
}
