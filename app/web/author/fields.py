"""The forms of blocks: which fields each kind of block has, and how each is filled in. A field of a
block that is not listed here fails a test. How what was posted becomes a block is in `filled_in`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel

from app.pictures import pictures
from app.resources import blocks, questions
from app.resources.editing import ABOUT, BLOCKS, SOURCES, Data
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

    @property
    def one(self) -> str:
        """What one of several in this field is called."""
        return ONE.get(self.name, self.label)


ONE = {"items": "Point", "sentences": "Sentence", "transcript": "Paragraph", "options": "Answer"}
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
    ("table", "rows"): "Rows of the table",
    (ABOUT, "slug"): "Name in its web address",
    ("sources", "title"): "Title",
    ("sources", "sentence"): "The sentence",
    ("sources", "read"): "Day on which you read it",
}
_PARTS: Mapping[str, str] = {
    "first_week": "The first week",
    "link": "Where a link leads",
    "last_week": "The last week",
    "blocks": "What stands inside",
    "questions": "Questions",
}
"""What is no field of a form by itself."""
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


def label_of(kind: str, name: str) -> str:
    """How authors call a field of a block."""
    known = _FIELDS.get(name)
    other = _PARTS.get(name, name.replace("_", " "))
    return OWN_LABELS.get((kind, name)) or (known.label if known else other)


def choices_of(name: str) -> tuple[tuple[str, str], ...]:
    """(value, words) of what is offered for a field."""
    return _FIELDS[name].choices if name in _FIELDS else ()
