"""What a resource is made of: leaflets, plans and messages as pydantic models, modelled on the
NHS content components. Reading YAML is in `load`; cutting a resource into translatable strings
is in `segments`.

Every string for readers is a `Text`; every block, item, row, cell, column and option has an
authored id.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    model_validator,
)

from app.resources import inline


class Translatable:
    """Marks a field whose text readers see, so that `segments` finds it."""


def _readable(text: str) -> str:
    inline.parse(text)
    return " ".join(text.split())


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_readable), Translatable()]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
ReadingVersion = Literal["standard", "easy_read"]
Kind = Literal["leaflet", "plan", "message"]


class Part(BaseModel):
    """Anything with an authored id. `safety_critical` and `note` pass down to what it holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Id
    safety_critical: bool | None = None
    note: str | None = Field(None, description="A note for the translator; readers never see it.")


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
    contact: Id
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


class Option(Part):
    number: int = Field(ge=1, le=99)
    text: Text


class OptionSet(Part):
    """Options that several questions share, translated once."""

    options: tuple[Option, ...] = Field(min_length=2)


class Condition(BaseModel):
    """Ask only when another question has one of these options."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    question: Id
    options: tuple[Id, ...] = Field(min_length=1)


class Question(Part):
    """A numbered question of a plan. `one` and `many` have options, the others room to write."""

    type: Literal["question"]
    number: int = Field(ge=1, le=999)
    text: Text
    hint: Text | None = None
    answer: Literal["one", "many", "text", "line", "date"]
    options: tuple[Option, ...] = ()
    option_set: Id | None = None
    lines: int = Field(0, ge=0, le=20, description="Lines to write on beneath, in print.")
    show_if: Condition | None = None

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        chosen = bool(self.options) + (self.option_set is not None)
        if self.answer in ("one", "many") and chosen != 1:
            raise ValueError(
                "a question with `answer: one` or `many` needs either `options` or `option_set`."
            )
        if self.answer not in ("one", "many") and chosen:
            raise ValueError(
                f"a question with `answer: {self.answer}` has no options. Remove them."
            )
        numbers = Counter(option.number for option in self.options)
        if twice := [number for number, times in numbers.items() if times > 1]:
            raise ValueError(f"two options have the number {twice[0]}. Number them 1, 2, 3 …")
        return self


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
    | Question,
    Field(discriminator="type"),
]


class Source(BaseModel):
    """Where a fact comes from: the sentence, its address and the day it was read, or
    `unverified`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Id
    title: str
    address: HttpUrl
    sentence: str
    read: date | None = None
    unverified: bool = False

    @model_validator(mode="after")
    def _read_or_unverified(self) -> Self:
        if (self.read is None) != self.unverified:
            raise ValueError(
                "say `read: 2026-11-22` when you opened the source, else `unverified: true`."
            )
        return self


class Resource(BaseModel):
    """One reading version of one thing for readers, in one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Kind
    slug: Id
    reading_version: ReadingVersion = "standard"
    reference: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{3,20}$")]
    version: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)?$")]
    owner: str = Field(
        description="The named owner's role, such as “Lead midwife for antenatal care”."
    )
    organisation: str
    approver: str = Field(description="The clinical approver's role.")
    review_by: date = Field(description="At most three years after publication.")
    safety_critical: bool = False
    title: Text
    summary: Text
    sources: tuple[Source, ...] = ()
    option_sets: tuple[OptionSet, ...] = ()
    blocks: tuple[Block, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_and_references(self) -> Self:
        problems = list(_duplicates(self)) + list(_dangling(self))
        if problems:
            raise ValueError(" ".join(problems))
        return self

    def options_of(self, question: Question) -> tuple[Option, ...]:
        """The options of a question, its own or those of its option set."""
        if question.option_set is None:
            return question.options
        return next(found.options for found in self.option_sets if found.id == question.option_set)


def children(part: BaseModel) -> Iterator[tuple[str, Part]]:
    """The parts directly inside a resource or a part, with the name of the field that holds
    each."""
    for name in type(part).model_fields:
        value: Any = getattr(part, name)
        if isinstance(value, tuple):
            for child in value:
                if isinstance(child, Part):
                    yield name, child


def all_parts(part: BaseModel) -> Iterator[Part]:
    """Every part of a resource, depth first, in reading order."""
    for _, child in children(part):
        yield child
        yield from all_parts(child)


def _duplicates(resource: Resource) -> Iterator[str]:
    blocks = [
        part.id
        for part in all_parts(resource)
        if hasattr(part, "type") or isinstance(part, OptionSet)
    ]
    for found, times in Counter(blocks).items():
        if times > 1:
            yield f"the id {found!r} stands on {times} blocks. Give each block an id of its own."
    for part in all_parts(resource):
        siblings = Counter(child.id for _, child in children(part))
        for found, times in siblings.items():
            if times > 1:
                yield f"in {part.id!r} the id {found!r} stands {times} times. Ids must differ."
    numbers = Counter(part.number for part in all_parts(resource) if isinstance(part, Question))
    for number, times in numbers.items():
        if times > 1:
            yield f"{times} questions have the number {number}. Number them once each."


def _dangling(resource: Resource) -> Iterator[str]:
    sources = {source.id for source in resource.sources}
    sets = {found.id for found in resource.option_sets}
    questions = {part.id: part for part in all_parts(resource) if isinstance(part, Question)}
    for part in all_parts(resource):
        for source in getattr(part, "sources", ()):
            if source not in sources:
                yield f"block {part.id!r} names the source {source!r}, which is not in `sources`."
        if not isinstance(part, Question):
            continue
        if part.option_set is not None and part.option_set not in sets:
            yield (
                f"question {part.id!r} names the option set {part.option_set!r}, "
                "which is not in `option_sets`."
            )
        elif part.show_if is not None:
            asked = questions.get(part.show_if.question)
            known = {option.id for option in resource.options_of(asked)} if asked else set()
            if unknown := [found for found in part.show_if.options if found not in known]:
                yield (
                    f"question {part.id!r} is asked on {part.show_if.question}/{unknown[0]}, "
                    "which is not a question and option of this plan."
                )
