"""The blocks of a text: leaflets, plans, messages and guides are made of them, modelled on the NHS
content components. What holds them is in `schema`, the questions of plans in `questions`.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, HttpUrl, StringConstraints, model_validator

from app.resources.parts import Id, Part, Text
from app.resources.questions import Group, Question


class Item(Part):
    text: Text


class Heading(Part):
    type: Literal["heading"]
    level: Literal[2, 3] = 2
    text: Text


class Paragraph(Part):
    type: Literal["paragraph"]
    text: Text
    sources: tuple[Id, ...] = ()


class List(Part):
    type: Literal["list"]
    style: Literal["bullet", "number"] = "bullet"
    lead: Text | None = None
    items: tuple[Item, ...] = Field(min_length=1)
    sources: tuple[Id, ...] = ()


class DoList(Part):
    """What to do, or with `dont_list` what not to do; the words “Do” and “Do not” come from the
    interface."""

    type: Literal["do_list", "dont_list"]
    items: tuple[Item, ...] = Field(min_length=1)
    sources: tuple[Id, ...] = ()


class Contact(Part):
    """A number of the reader's own hospital, with its hours and the words to say for an
    interpreter."""

    type: Literal["contact"]
    contact: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
    lead: Text | None = None


class Column(Part):
    text: Text


class Row(Part):
    cells: tuple[Item, ...] = Field(min_length=1)


class Table(Part):
    """The first cell of each row is its header; every row has one cell for each column."""

    type: Literal["table"]
    caption: Text
    columns: tuple[Column, ...] = Field(min_length=2)
    rows: tuple[Row, ...] = Field(min_length=1)
    sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _rectangular(self) -> Self:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"row {row.id!r} has {len(row.cells)} cells but the table has "
                    f"{len(self.columns)} columns. Give each row one cell for each column."
                )
        return self


class Picture(Part):
    type: Literal["picture"]
    picture: Id
    alt: Text
    caption: Text | None = None


class Idea(Part):
    """Easy read: one idea, one picture, words beside it."""

    type: Literal["idea"]
    picture: Id
    alt: Text
    sentences: tuple[Item, ...] = Field(min_length=1, max_length=4)
    sources: tuple[Id, ...] = ()


class Recording(Part):
    """A sound or film, always with its words; `bsl` marks a film in British Sign Language."""

    type: Literal["audio", "video"]
    title: Text
    address: HttpUrl
    minutes: int = Field(ge=1, le=120)
    bsl: bool = False
    transcript: tuple[Item, ...] = Field(min_length=1)


Simple = Annotated[
    Heading | Paragraph | List | DoList | Contact | Table | Picture | Idea | Recording,
    Field(discriminator="type"),
]


class CareCard(Part):
    type: Literal["care_card"]
    urgency: Literal["non_urgent", "urgent", "emergency"]
    heading: Text
    blocks: tuple[Simple, ...] = Field(min_length=1)


class Callout(Part):
    """Something to stop and read."""

    type: Literal["callout"]
    heading: Text
    blocks: tuple[Simple, ...] = Field(min_length=1)


class Inset(Part):
    """A sentence that stands out from its neighbours."""

    type: Literal["inset"]
    text: Text
    sources: tuple[Id, ...] = ()


class Expander(Part):
    """More about something: closed on the page, open in print."""

    type: Literal["expander"]
    summary: Text
    blocks: tuple[Simple, ...] = Field(min_length=1)


class LibraryList(Part):
    """In a guide: every text for families by its languages, as the library holds them when the
    guide is read or printed. The heading is written; what it lists is not."""

    type: Literal["library"]
    heading: Text


Block = Annotated[
    Heading
    | Paragraph
    | List
    | DoList
    | Contact
    | Table
    | Picture
    | Idea
    | Recording
    | CareCard
    | Callout
    | Inset
    | Expander
    | LibraryList
    | Question
    | Group,
    Field(discriminator="type"),
]

NOTES = {
    "heading": "Heading",
    "paragraph": "Paragraph",
    "list": "List",
    "do_list": "List of things to do, under the heading “Do”; write each point as an instruction",
    "dont_list": "List of things not to do, under “Do not”; each point says the “not” itself",
    "contact": "Phone numbers of the local service",
    "table": "Table",
    "picture": "Picture",
    "idea": "Easy read: one idea beside one picture; short sentences",
    "audio": "Sound recording",
    "video": "Film",
    "care_card": "Card that says when and whom to call",
    "callout": "Warning box",
    "inset": "Sentence that stands out",
    "expander": "Part that opens for more",
    "library": "List of what is published, which comes by itself",
    "question": "Question of a plan",
    "group": "Questions of a plan that are asked again for each person, goal or review",
}
"""What translators are told that a string of each block is."""
