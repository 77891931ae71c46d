"""The forms of blocks: which fields each kind of block has, how each is filled in, and how what was
posted becomes a block again. A field of a block that is not listed here fails a test.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel

from app.pictures import pictures
from app.resources import blocks, questions
from app.resources.editing import ABOUT, BLOCKS, SOURCES, Data, new_id
from app.resources.parts import Part
from app.resources.schema import Resource
from app.services import CONTACTS, services

Kind = Literal[
    "text", "line", "number", "date", "choice", "many", "yes", "picture", "points", "options",
    "table", "sources", "asked", "weeks",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing to fill in. `choices` are (value, words); `optional` may stay empty."""

    name: str
    kind: Kind
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    optional: bool = False


MARKUP = (
    "**strong** makes words strong, [words](https://…) or [words](leaflet:name) a link, "
    "{phone.triage} the number of the reader’s hospital."
)
_STAGES = (
    ("pregnancy", "In pregnancy"),
    ("birth", "In the last weeks and in labour"),
    ("after_birth", "After the birth"),
)
_SHELVES = (
    ("before_pregnancy", "Before pregnancy"),
    ("pregnancy", "Pregnancy"),
    ("birth", "Birth"),
    ("after_birth", "After the birth"),
    ("baby", "Baby"),
    ("family", "Family"),
)
_WORRIES = (
    ("bleeding", "I am bleeding"),
    ("movements", "My baby moves less"),
    ("unwell", "I feel unwell"),
    ("labour", "Is this labour?"),
    ("feelings", "How I feel"),
    ("baby_unwell", "My baby is unwell"),
    ("register", "How do I register?"),
    ("food", "What can I eat?"),
    ("feeding", "Feeding my baby"),
    ("sleep", "My baby’s sleep"),
    ("tests", "Tests"),
    ("costs", "What does it cost?"),
    ("smoking", "Smoking"),
    ("language", "I do not speak English"),
)
_YES_NO = (("", "As the whole text"), ("true", "Yes"), ("false", "No"))

_FIELDS: Mapping[str, Field] = {
    each.name: each
    for each in (
        Field(name="text", kind="text", label="Words", hint=MARKUP),
        Field(name="heading", kind="line", label="Heading"),
        Field(name="title", kind="line", label="Title"),
        Field(name="summary", kind="text", label="Summary", hint="One or two sentences."),
        Field(name="lead", kind="line", label="Words before it", optional=True),
        Field(name="caption", kind="line", label="What it shows (caption)", optional=True),
        Field(
            name="alt",
            kind="line",
            label="What the picture shows",
            hint="For people who do not see it.",
            optional=True,
        ),
        Field(name="hint", kind="line", label="Hint under it", optional=True),
        Field(name="least", kind="line", label="What its lowest point means", optional=True),
        Field(name="most", kind="line", label="What its highest point means", optional=True),
        Field(name="row", kind="line", label="What one of them is called", hint="A number follows"),
        Field(
            name="text_message",
            kind="text",
            label="Text message (SMS)",
            hint="At most 160 letters.",
            optional=True,
        ),
        Field(
            name="chat_message", kind="text", label="Longer message, as for WhatsApp", optional=True
        ),
        Field(name="reference", kind="line", label="Reference", hint="Such as BSW-MAT-035"),
        Field(name="version", kind="line", label="Version", hint="Such as 1 or 1.1"),
        Field(name="owner", kind="line", label="Owner", hint="A role, such as a lead midwife"),
        Field(name="organisation", kind="line", label="Organisation"),
        Field(name="approver", kind="line", label="Who approves it", hint="A clinical role"),
        Field(
            name="review_by",
            kind="date",
            label="Review it by",
            hint="At most three years after it is published.",
        ),
        Field(name="due", kind="weeks", label="Weeks in which it is talked about", optional=True),
        Field(name="stage", kind="choice", label="When it is read", choices=_STAGES),
        Field(
            name="listed_under",
            kind="many",
            label="Where readers find it",
            choices=_SHELVES,
            optional=True,
        ),
        Field(
            name="worries",
            kind="many",
            label="Which worries it answers",
            choices=_WORRIES,
            optional=True,
        ),
        Field(
            name="level",
            kind="choice",
            label="Size of the heading",
            choices=(("2", "Large"), ("3", "Small, under a large one")),
        ),
        Field(
            name="style",
            kind="choice",
            label="Kind of list",
            choices=(("bullet", "Points"), ("number", "Numbered, in this order")),
        ),
        Field(
            name="urgency",
            kind="choice",
            label="How urgent",
            choices=(
                ("non_urgent", "Not urgent: soon"),
                ("urgent", "Urgent: today, maternity triage or NHS 111"),
                ("emergency", "Emergency: now, 999 or A&E"),
            ),
        ),
        Field(
            name="answer",
            kind="choice",
            label="How it is answered",
            choices=(
                ("one", "One of the answers below"),
                ("many", "Any number of the answers below"),
                ("scale", "A point on a scale"),
                ("text", "In her own words"),
                ("line", "In one line"),
                ("date", "With a date"),
            ),
        ),
        Field(
            name="languages",
            kind="choice",
            label="Languages as answers",
            choices=(("", "No"), ("spoken", "Languages spoken"), ("written", "Languages read")),
            optional=True,
        ),
        Field(
            name="contact",
            kind="choice",
            label="Whose numbers",
            hint="Each hospital’s own numbers stand there.",
        ),
        Field(name="option_set", kind="choice", label="Answers shared with others", optional=True),
        Field(name="bsl", kind="yes", label="It is in British Sign Language"),
        Field(name="identifies", kind="yes", label="The answer says whose plan it is"),
        Field(name="flag", kind="yes", label="Staff must see the answer first"),
        Field(
            name="accessible_information",
            kind="yes",
            label="A need in the scope of the Accessible Information Standard",
        ),
        Field(name="minutes", kind="number", label="Length in minutes"),
        Field(name="lowest", kind="number", label="Lowest point of the scale", optional=True),
        Field(name="highest", kind="number", label="Highest point of the scale", optional=True),
        Field(name="lines", kind="number", label="Lines to write on, in print", optional=True),
        Field(name="rows", kind="number", label="Rows on paper", optional=True),
        Field(name="most_rows", kind="number", label="Rows that can be filled in", optional=True),
        Field(name="address", kind="line", label="Web address"),
        Field(name="picture", kind="picture", label="Picture", optional=True),
        Field(name="items", kind="points", label="Points", hint=MARKUP),
        Field(name="sentences", kind="points", label="Sentences", hint="At most four, short ones."),
        Field(name="transcript", kind="points", label="All that is said, in words"),
        Field(name="options", kind="options", label="Answers", optional=True),
        Field(name="columns", kind="table", label="Table"),
        Field(name="show_if", kind="asked", label="Ask it only after", optional=True),
        Field(
            name="sources", kind="sources", label="Where its facts come from", optional=True
        ),
        Field(
            name="safety_critical",
            kind="choice",
            label="Safety-critical",
            hint="A dose, a warning, when to call: such words are checked by two people and a "
            "clinician in every language. If you change this, say why at the end.",
            choices=_YES_NO,
            optional=True,
        ),
        Field(
            name="note",
            kind="text",
            label="Note for translators",
            hint="Readers never see it. What must be understood, what else a word could mean.",
            optional=True,
        ),
    )
}  # fmt: skip
_NOT_FILLED_IN = ("id", "type", "number", "kind", "slug", "reading_version", *BLOCKS)
"""What the service writes itself, or what is written block by block."""
_LAST = (
    "picture", "alt", "flag", "accessible_information", "identifies", "show_if", "sources",
    "safety_critical", "note",
)  # fmt: skip
"""What stands at the end of a form, so that words come first."""
_SHOWN = ("picture", "alt")
"""What of it is the block itself in a block that is a picture."""
_OF_A_PICTURE = ("picture", "idea")
OWN_LABELS: Mapping[tuple[str, str], str] = {
    ("expander", "summary"): "Words that open it",
    ("contact", "lead"): "Words before the numbers",
    ("question", "text"): "Question",
    ("question", "alt"): "What its picture shows",
    ("group", "text"): "Heading of the questions",
    ("group", "rows"): "Rows on paper",
    ("option_set", "options"): "Answers",
    ("table", "caption"): "What the table shows",
}
NAMES: Mapping[str, str] = {
    "paragraph": "Paragraph",
    "heading": "Heading",
    "list": "List",
    "do_list": "What to do",
    "dont_list": "What not to do",
    "care_card": "Card: when and whom to call",
    "contact": "Phone numbers of the hospital",
    "callout": "Warning box",
    "inset": "Sentence that stands out",
    "expander": "Part that opens for more",
    "table": "Table",
    "picture": "Picture",
    "idea": "Easy read: one idea beside one picture",
    "audio": "Sound recording",
    "video": "Film",
    "question": "Question",
    "group": "Questions asked for each person, goal or review",
    "library": "List of what is published, which comes by itself",
    "option_set": "Answers that questions share",
}
"""Every kind of block as authors call it, in the order in which they are offered."""
BOXES = ("care_card", "callout", "expander", "group")
"""Blocks that hold others: the first of these is written with them."""
FIRST = Field(
    name="first",
    kind="text",
    label="First words inside",
    hint="A paragraph; in questions the first question. Add more blocks to it afterwards.",
)
POINTS_MORE = 3
"""Empty rows at the end of a list."""


@cache
def models() -> Mapping[str, type[BaseModel]]:
    """The model of each kind of block, and of the shared answers."""
    found: dict[str, type[BaseModel]] = {"option_set": questions.OptionSet}
    for model in get_args(get_args(blocks.Block)[0]):
        for kind in get_args(model.model_fields["type"].annotation):
            found[kind] = model
    return found


def kind_of(part: Data) -> str:
    """What a block is; answers that questions share have no type."""
    return str(part.get("type", "option_set"))


def offered(inside: str, resource_kind: str, reading_version: str) -> tuple[str, ...]:
    """The kinds of block that can be added in a text, or inside a block of a kind."""
    simple = {kind for each in get_args(get_args(blocks.Simple)[0]) for kind in _kinds(each)}
    plan = {"question", "group"}
    if inside == "group":
        known = {"question"}
    elif inside:
        known = simple
    else:
        known = set(NAMES) - {"option_set"} - (set() if resource_kind == "plan" else plan)
        known -= set() if resource_kind == "guide" else {"library"}
    if reading_version != "easy_read":
        known -= {"idea"}
    return tuple(kind for kind in NAMES if kind in known)


def _kinds(model: Any) -> tuple[str, ...]:
    found: tuple[str, ...] = get_args(model.model_fields["type"].annotation)
    return found


def fields_of(kind: str, *, new: bool = False, resource_kind: str = "") -> tuple[Field, ...]:
    """What a block of this kind has to fill in, in the order of the form."""
    if kind == ABOUT:
        names = [n for n in Resource.model_fields if n not in (*_NOT_FILLED_IN, SOURCES)]
        only = {"due": "plan", "text_message": "message", "chat_message": "message"}
        names = [n for n in names if only.get(n, resource_kind) == resource_kind]
        names.sort(key=lambda n: n not in ("title", "summary", "text_message", "chat_message"))
        return tuple(_field(kind, n, Resource) for n in names)
    model = models()[kind]
    names = [
        n for n in model.model_fields if n not in (*_NOT_FILLED_IN, "rows") or _is_count(model, n)
    ]
    last = [n for n in _LAST if n in names and not (kind in _OF_A_PICTURE and n in _SHOWN)]
    names = [n for n in names if n not in last] + last
    found = tuple(_field(kind, n, model) for n in names)
    if new and kind in BOXES:
        return (
            *(f for f in found if f.name not in _LAST),
            FIRST,
            *(f for f in found if f.name in _LAST),
        )
    return found


def _is_count(model: type[BaseModel], name: str) -> bool:
    return name == "rows" and model.model_fields[name].annotation is int


def _field(kind: str, name: str, model: type[BaseModel]) -> Field:
    found = _FIELDS[name]
    needed = model.model_fields[name].is_required() or name in ("stage", "style", "level")
    changes: dict[str, Any] = {
        "label": OWN_LABELS.get((kind, name), found.label),
        "optional": not needed,
    }
    if name == "contact":
        changes["choices"] = _contacts()
    if kind == ABOUT and name == "safety_critical":
        changes["choices"] = (("", "Only the blocks that say so"), ("true", "All of it"))
    if name == "rows" and kind == "group":
        changes["kind"] = "number"
    return Field(**{**found.__dict__, **changes})


@cache
def _contacts() -> tuple[tuple[str, str], ...]:
    known = {contact for service in services().services for contact in service.contacts}
    order = [*(c for c in CONTACTS if c in known), *sorted(known - set(CONTACTS))]
    return tuple((each, each.replace("_", " ").replace("-", " ").capitalize()) for each in order)


@cache
def picture_choices() -> tuple[tuple[str, str], ...]:
    """(id, what it shows) of every picture that may be shown."""
    return tuple((each.id, each.shows) for each in pictures())


# ---- from what was posted to a block ----


@dataclass
class Posted:
    """What a form sent, by field. `again` says that the person asked for more room and not to be
    saved."""

    values: Sequence[tuple[str, str]]
    used: set[str] = field(default_factory=set)

    def one(self, name: str) -> str:
        return next((value for key, value in self.values if key == name), "").strip()

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.values if key == name]

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.values)


def filled_in(kind: str, before: Data, posted: Posted, used: set[str], resource_kind: str) -> Data:
    """A block as the form says it is, from what it was; new points get ids that are not `used`."""
    found = dict(before)
    if kind not in (ABOUT, "option_set"):
        found["type"] = kind
    for each in fields_of(kind, new=not before.get("id"), resource_kind=resource_kind):
        value = _value(kind, each, before, posted, used)
        if value in ("", None, _default(kind, each.name)) or value in ([], {}):
            found.pop(each.name, None)
        else:
            found[each.name] = value
    if "first" in found:
        found |= _first(kind, str(found.pop("first")), used)
    if kind == "table":
        found |= _table(posted, before, used)
    return found


def _default(kind: str, name: str) -> Any:
    """What stands where nobody wrote anything."""
    model = Resource if kind == ABOUT else models()[kind]
    known = model.model_fields.get(name)
    return None if known is None or known.is_required() else known.default


def _first(kind: str, words: str, used: set[str]) -> Data:
    paragraph: Data = {"type": "paragraph", "text": words}
    if kind != "group":
        return {"blocks": [_named(paragraph, used)]}
    return {"questions": [_named({"type": "question", "text": words, "answer": "text"}, used)]}


def _named(part: Data, used: set[str]) -> Data:
    name = new_id(part, used)
    used.add(name)
    return {"id": name, **part}


def _value(kind: str, each: Field, before: Data, posted: Posted, used: set[str]) -> Any:
    name = each.name
    if each.kind in ("points", "options", "table"):
        return _rows(each, before, posted, used)
    if each.kind in ("many", "sources"):
        ticked = [value for value in posted.all(name) if value]
        kept = [value for value in before.get(name, ()) if value in ticked]
        return [*kept, *(value for value in ticked if value not in kept)]
    if each.kind == "asked":
        return _condition(posted.all(name))
    if each.kind == "weeks":
        weeks = {n: _number(posted.one(f"due.{n}")) for n in ("first_week", "last_week")}
        return weeks if any(value is not None for value in weeks.values()) else None
    if each.kind == "yes":
        return posted.one(name) == "true"
    if each.kind == "number" or name == "level":
        return _number(posted.one(name))
    if name == "safety_critical":
        return {"true": True, "false": False}.get(posted.one(name))
    return " ".join(posted.one(name).split())


def _rows(each: Field, before: Data, posted: Posted, used: set[str]) -> Any:
    if each.kind == "points":
        return _points(each.name, before, posted, used)
    return _options(before, posted, used) if each.kind == "options" else before.get(each.name)


def _number(value: str) -> int | str | None:
    """A whole number, nothing, or what stands there instead, which the schema refuses in words."""
    if not value:
        return None
    return int(value) if value.isascii() and value.isdigit() else value


def _condition(values: Sequence[str]) -> Data | None:
    chosen = [value.partition("/") for value in values if "/" in value]
    if not chosen:
        return None
    first = chosen[0][0]
    return {"question": first, "options": [option for asked, _, option in chosen if asked == first]}


def several_asked(posted: Posted) -> bool:
    """Whether a condition names more than one question."""
    return len({value.partition("/")[0] for value in posted.all("show_if") if value}) > 1


def _points(name: str, before: Data, posted: Posted, used: set[str]) -> list[Data]:
    known = {each["id"]: each for each in before.get(name, ())}
    rows = _in_order(posted, name)
    found = []
    for row in rows:
        text = " ".join(row["text"].split())
        if text:
            kept = known.get(row["id"], {})
            found.append(_kept(kept, {"text": text}, used))
    return found


def _options(before: Data, posted: Posted, used: set[str]) -> list[Data]:
    """Answers keep their numbers, which stand on paper; a new one gets the next that is free. The
    languages of the registry stay behind them."""
    known = {each["id"]: each for each in before.get("options", ())}
    numbers = [int(each["number"]) for each in known.values()]
    found = []
    for row in _in_order(posted, "options"):
        text = " ".join(row["text"].split())
        if not text:
            continue
        kept = dict(known.get(row["id"], {}))
        if "number" not in kept:
            kept["number"] = max(numbers, default=0) + 1
            numbers.append(kept["number"])
        for mark in ("flag", "accessible_information"):
            kept.pop(mark, None)
            if row["id"] in posted.all(f"options.{mark}"):
                kept[mark] = True
        kept.pop("picture", None)
        if row.get("picture"):
            kept["picture"] = row["picture"]
        found.append(_kept(kept, {"text": text}, used))
    return [*found, *(each for each in known.values() if "names" in each)]


def _in_order(posted: Posted, name: str) -> list[dict[str, str]]:
    """The rows of a list as posted, by the number that each was given."""
    columns = ("id", "text", "order", "picture")
    by = {column: posted.all(f"{name}.{column}") for column in columns}
    rows = [
        {column: by[column][n] if n < len(by[column]) else "" for column in columns}
        for n in range(len(by["text"]))
    ]
    return sorted(rows, key=lambda row: _place(row["order"]))


def _place(order: str) -> float:
    try:
        return float(order.replace(",", "."))
    except ValueError:
        return float("inf")


def _kept(kept: Data, change: Data, used: set[str]) -> Data:
    return {**kept, **change} if kept.get("id") else _named({**kept, **change}, used)


def _table(posted: Posted, before: Data, used: set[str]) -> Data:
    """Columns and rows from a grid; those that are left empty go."""
    heads, names = posted.all("columns.text"), posted.all("columns.id")
    cells, cell_ids = posted.all("cells.text"), posted.all("cells.id")
    row_ids, wide = posted.all("rows.id"), len(heads)
    if not wide:
        return {}
    grid = [cells[n : n + wide] for n in range(0, len(cells), wide)]
    kept = [
        n for n in range(wide) if heads[n].strip() or any(len(r) > n and r[n].strip() for r in grid)
    ]
    old_columns = {each["id"]: each for each in before.get("columns", ())}
    old_rows = {each["id"]: each for each in before.get("rows", ())}
    old_cells = {c["id"]: c for row in before.get("rows", ()) for c in row["cells"]}
    columns = [
        _kept(old_columns.get(names[n], {}), {"text": " ".join(heads[n].split())}, used)
        for n in kept
    ]
    rows = []
    for at, row in enumerate(grid):
        if not any(cell.strip() for cell in row):
            continue
        inside = [
            _kept(
                old_cells.get(cell_ids[at * wide + n], {}),
                {"text": " ".join(row[n].split())},
                used,
            )
            for n in kept
        ]
        old = old_rows.get(row_ids[at] if at < len(row_ids) else "", {})
        rows.append(_kept({**old, "text": inside[0]["text"]}, {"cells": inside}, used))
    for each in rows:
        each.pop("text", None)
    return {"columns": columns, "rows": rows}


def sources_filled_in(before: Data, posted: Posted, used: set[str]) -> Data:
    """The list of sources as its form says; one without any words goes. One with no day on which it
    was read counts as unverified."""
    known = {each["id"]: each for each in before.get(SOURCES, ())}
    names = ("id", "title", "address", "sentence", "read", "by")
    by = {name: posted.all(f"sources.{name}") for name in names}
    found = []
    for n in range(len(by["title"])):
        row = {name: " ".join(by[name][n].split()) for name in names if n < len(by[name])}
        if not any(row.get(name) for name in ("title", "address", "sentence")):
            continue
        kept = {k: v for k, v in known.get(row["id"], {}).items() if k == "id"}
        one: Data = {name: row[name] for name in names[1:] if row.get(name)}
        if not row.get("read"):
            one["unverified"] = True
        if str(n) in posted.all("sources.read_in"):
            one["read_in"] = True
        found.append(_kept(kept, one, used))
    return {SOURCES: found}


def next_number(data: Data) -> int:
    """The next number that no question of a plan has."""
    numbers = [each["number"] for each in _questions(data)]
    return max(numbers, default=0) + 1


def _questions(data: Data) -> list[Data]:
    found = []
    for block in data.get("blocks", ()):
        if block.get("type") == "question" and "number" in block:
            found.append(block)
        found += [q for q in block.get("questions", ()) if "number" in q]
    return found


def with_numbers(data: Data) -> Data:
    """With a number on each question that has none yet."""
    number = next_number(data)
    for block in data.get("blocks", ()):
        for question in (block, *block.get("questions", ())):
            if question.get("type") == "question" and "number" not in question:
                question["number"] = number
                number += 1
    return data


def is_day(value: str) -> bool:
    """Whether a text is a day."""
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def parts_with_fields() -> tuple[type[Part], ...]:
    """For the test that no field is forgotten."""
    return tuple(model for model in models().values() if issubclass(model, Part))


def label_of(kind: str, name: str) -> str:
    """How authors call a field of a block."""
    known = _FIELDS.get(name)
    return OWN_LABELS.get((kind, name)) or (known.label if known else name.replace("_", " "))
