"""An English text as it is read from top to bottom in a Word document: which words stand where, and
what is said about them. Writing the document is in `english_word`, what was changed in it is in
`english_changes`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from app.resources.editing import BLOCKS, JOINED_BY, Data

Look = Literal[
    "title", "heading", "small_heading", "box_heading", "plain", "quote", "bullet", "number",
    "sentence", "caption", "cell", "note", "other",
]  # fmt: skip
"""How a paragraph looks, by its style; `other` is one of Word's that no text here has."""
ADVICE = (
    "Write in the words. Bold, links, and signs such as {phone.triage} count; other looks do not. "
    "Pictures, sources, marks, and the order of parts are changed in the editor. The small grey "
    "lines say what a part is: leave them."
)
_POINTS_OF = {**JOINED_BY, "audio": "transcript", "video": "transcript", "question": "options"}
_STEPS = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class NamedText:
    """One paragraph. `path` names it and is that of its segment; `steps` (field, id) lead to the
    part that has it in `name`. A note is said by the service and nobody's to write."""

    path: str
    text: str
    look: Look
    steps: _STEPS
    name: str = "text"

    @property
    def is_note(self) -> bool:
        return self.look == "note"

    @property
    def mark(self) -> str:
        """What names the paragraph in Word, whose names are short and hold letters and digits."""
        return mark_of(self.path)

    @property
    def blocks(self) -> tuple[str, ...]:
        """The block that it belongs to, behind those around it; none for the text itself."""
        return tuple(part for field, part in self.steps if field in BLOCKS)

    @property
    def point(self) -> tuple[str, str]:
        """(field, id) of the point that it is; empty where it is none."""
        field, part = self.steps[-1] if self.steps else ("", "")
        return ("", "") if field in BLOCKS else (field, part)


@dataclass(frozen=True)
class Box:
    """A block with others inside: what stands in it."""

    block: str
    lines: "tuple[Line, ...]"


@dataclass(frozen=True)
class Grid:
    """A table, its first row the headings."""

    block: str
    rows: tuple[tuple[NamedText, ...], ...]


Line = NamedText | Box | Grid


@dataclass(frozen=True)
class Spot:
    """A paragraph of the layout and the boxes and tables around it, by their blocks."""

    words: NamedText
    scope: tuple[str, ...]


def mark_of(name: str) -> str:
    """A name for a paragraph or a place that Word keeps."""
    return "bw_" + sha256(name.encode()).hexdigest()[:16]


def layout(data: Data) -> tuple[Line, ...]:
    """A text, as `editing.written` gives it, in reading order; the answers that questions share
    come last."""
    last = (line for each in data.get("option_sets", ()) for line in _option_set(each))
    return (*_about(data), *_parts(data.get("blocks", ()), "blocks", ()), *last)


def spots(lines: tuple[Line, ...], scope: tuple[str, ...] = ()) -> Iterator[Spot]:
    """Every paragraph, in reading order."""
    for line in lines:
        match line:
            case NamedText():
                yield Spot(line, scope)
            case Box():
                yield from spots(line.lines, (*scope, line.block))
            case Grid():
                for row in line.rows:
                    yield from spots(row, (*scope, line.block))


def _about(data: Data) -> Iterator[Line]:
    yield _words((), "title", data, "title")
    yield _words((), "summary", data, "plain")
    for name, label in (
        ("text_message", "Text message (SMS)"),
        ("chat_message", "Longer message, as for WhatsApp"),
    ):
        if name in data:
            yield _note((), label, name)
            yield _words((), name, data, "plain")


def _parts(parts: list[Data], field: str, steps: _STEPS) -> tuple[Line, ...]:
    return tuple(line for each in parts for line in _block(each, (*steps, (field, each["id"]))))


def _block(part: Data, steps: _STEPS) -> Iterator[Line]:
    match part["type"]:
        case "heading":
            level: Look = "small_heading" if part.get("level") == 3 else "heading"
            yield _words(steps, "text", part, level)
        case "paragraph":
            yield _words(steps, "text", part, "plain")
        case "inset":
            yield _words(steps, "text", part, "quote")
        case "list" | "do_list" | "dont_list":
            yield from _list(part, steps)
        case "table":
            yield from _table(part, steps)
        case "contact":
            yield from _given(steps, part, ("lead", "plain", ""))
            yield _note(steps, f"Here stand the hospital’s numbers: {part['contact']}.")
        case "library":
            yield _words(steps, "heading", part, "heading")
            yield _note(steps, "Here stands the list of what is published.")
        case "care_card" | "callout" | "expander" | "group":
            yield Box(part["id"], tuple(_box(part, steps)))
        case "question":
            yield from _question(part, steps)
        case _:
            yield from _shown(part, steps)


def _list(part: Data, steps: _STEPS) -> Iterator[Line]:
    if label := {"do_list": "What to do", "dont_list": "What not to do"}.get(part["type"]):
        yield _note(steps, label)
    yield from _given(steps, part, ("lead", "plain", ""))
    look: Look = "number" if part.get("style") == "number" else "bullet"
    yield from _points(part, steps, look)


def _table(part: Data, steps: _STEPS) -> Iterator[Line]:
    yield _words(steps, "caption", part, "caption")
    heads = tuple(_points(part, steps, "cell", "columns"))
    rows = (
        tuple(_points(row, (*steps, ("rows", row["id"])), "cell", "cells")) for row in part["rows"]
    )
    yield Grid(part["id"], (heads, *rows))


def _shown(part: Data, steps: _STEPS) -> Iterator[Line]:
    """Pictures, ideas, recordings."""
    if part["type"] in ("audio", "video"):
        kind = "Film" if part["type"] == "video" else "Sound recording"
        yield _note(steps, f"{kind}, {part['address']}: its title, then all that is said")
        yield _words(steps, "title", part, "plain")
    else:
        yield from _given(steps, part, ("alt", "plain", _picture(part)), ("caption", "caption", ""))
    yield from _points(part, steps, "sentence")


def _box(part: Data, steps: _STEPS) -> Iterator[Line]:
    yield _note(steps, _BOXES[part["type"]].format(part.get("urgency", "").replace("_", " ")))
    name = {"expander": "summary", "group": "text"}.get(part["type"], "heading")
    yield _words(steps, name, part, "box_heading")
    if part["type"] == "group":
        yield from _given(
            steps, part,
            ("hint", "plain", "Hint"), ("row", "plain", "What one of them is called"),
            ("alt", "plain", _picture(part)),
        )  # fmt: skip
    inside = "questions" if part["type"] == "group" else "blocks"
    yield from _parts(part[inside], inside, steps)


def _question(part: Data, steps: _STEPS) -> Iterator[Line]:
    yield _note(steps, f"Question {part['number']}")
    yield _words(steps, "text", part, "box_heading")
    yield from _given(
        steps, part,
        ("hint", "plain", "Hint"), ("least", "plain", "The lowest point means"),
        ("most", "plain", "The highest point means"), ("alt", "plain", _picture(part)),
    )  # fmt: skip
    yield from _points(part, steps, "bullet")


def _option_set(part: Data) -> Iterator[Line]:
    steps = (("option_sets", part["id"]),)
    yield _note(steps, "Answers that questions share")
    yield from _points(part, steps, "bullet", "options")


def _points(part: Data, steps: _STEPS, look: Look, field: str = "") -> Iterator[NamedText]:
    field = field or _POINTS_OF.get(part["type"], "items")
    for each in part.get(field, ()):
        if "text" in each:  # a language that can be chosen has names, which nobody writes
            yield _words((*steps, (field, each["id"])), "text", each, look)


def _given(steps: _STEPS, part: Data, *fields: tuple[str, Look, str]) -> Iterator[NamedText]:
    """Fields that may be empty, each with what is said before it."""
    for name, look, label in fields:
        if name in part:
            if label:
                yield _note(steps, label, name)
            yield _words(steps, name, part, look)


def _picture(part: Data) -> str:
    return f"Picture “{part.get('picture', '')}”: what it shows, for people who do not see it"


def _words(steps: _STEPS, name: str, part: Mapping[str, str], look: Look) -> NamedText:
    return NamedText(
        path=_path(steps, "" if name == "text" else name),
        text=part[name],
        look=look,
        steps=steps,
        name=name,
    )


def _note(steps: _STEPS, text: str, name: str = "") -> NamedText:
    return NamedText(
        path=f"{_path(steps, name)}#note", text=text, look="note", steps=steps, name=""
    )


def _path(steps: _STEPS, name: str) -> str:
    return ".".join((*(part for _, part in steps), *((name,) if name else ())))


_BOXES = {
    "care_card": "Card: when and whom to call ({})",
    "callout": "Warning box",
    "expander": "Part that opens for more",
    "group": "Questions asked for each person, goal or review",
}
