"""What a resource is: leaflets, plans, messages and guides as pydantic models. What they are made
of is in `blocks`. Reading YAML is in `load`; cutting a resource into translatable segments is in
`segments`.

Every segment for readers is a `Text`; every block, item, row, cell, column and option has an
authored id.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from app.resources.blocks import (
    NOTES,
    Block,
    CareCard,
    Contact,
    Heading,
    Idea,
    Inset,
    Item,
    LibraryList,
    List,
    Paragraph,
    Picture,
    Table,
)
from app.resources.kinds import FOR_STAFF, Kind
from app.resources.parts import Id, Part, Text, all_parts, children
from app.resources.questions import (
    Condition,
    Group,
    LanguageOption,
    Option,
    OptionSet,
    Question,
)
from app.resources.text_messages import SENT, problem_of_markup

__all__ = [
    "NOTES",
    "Block",
    "CareCard",
    "Condition",
    "Contact",
    "Group",
    "Heading",
    "Id",
    "Idea",
    "Inset",
    "Item",
    "Kind",
    "LanguageOption",
    "LibraryList",
    "List",
    "Option",
    "OptionSet",
    "Paragraph",
    "Part",
    "Picture",
    "Question",
    "ReadingVersion",
    "Resource",
    "Shelf",
    "Source",
    "Stage",
    "Table",
    "Text",
    "Worry",
    "all_parts",
    "children",
    "questions_of",
]

ReadingVersion = Literal["standard", "easy_read"]
READING_VERSIONS: tuple[str, ...] = get_args(ReadingVersion)
Stage = Literal["pregnancy", "birth", "after_birth"]
"""`birth` is the end of pregnancy, when no early bleeding has to be told from other bleeding."""
Shelf = Literal["before_pregnancy", "pregnancy", "birth", "after_birth", "baby", "family"]
SHELVES: tuple[Shelf, ...] = get_args(Shelf)
"""The parts of the way in which readers look for a leaflet, in the order in which they come."""
Worry = Literal[
    "bleeding",
    "movements",
    "unwell",
    "labour",
    "feelings",
    "baby_unwell",
    "register",
    "food",
    "feeding",
    "sleep",
    "tests",
    "costs",
    "smoking",
    "language",
]
WORRIES: tuple[Worry, ...] = get_args(Worry)
"""What women ask, the most urgent first; `app.render.worries` has it in their words."""


class Source(BaseModel):
    """Where a fact comes from: the sentence, its address and the day it was read, or
    `unverified`. `read_in` marks a copy or retelling in which it was read, which staff see and
    families do not; `by` is who says it, where that is not what stands in brackets at the end of
    the title."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Id
    title: str
    address: HttpUrl
    sentence: str
    read: date | None = None
    unverified: bool = False
    read_in: bool = False
    by: str = ""

    @property
    def publisher(self) -> str:
        """Who says it, in a few words."""
        named = re.search(r"\(([^()]+)\)$", self.title)
        return self.by or (named[1] if named else self.title)

    @model_validator(mode="after")
    def _read_or_unverified(self) -> Self:
        if (self.read is None) != self.unverified:
            raise ValueError(
                "say `read: 2026-11-22` when you opened the source, else `unverified: true`."
            )
        return self


class Due(BaseModel):
    """The weeks of pregnancy in which a plan is talked about."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    first_week: int = Field(ge=1, le=45)
    last_week: int = Field(ge=1, le=45)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first_week > self.last_week:
            raise ValueError("`first_week` may not be after `last_week`.")
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
    due: Due | None = Field(None, description="Of a plan: when to talk about it.")
    stage: Stage = Field("pregnancy", description="When it is read: it says whom to call then.")
    listed_under: tuple[Shelf, ...] = Field((), description="Where readers find it in the library.")
    worries: tuple[Worry, ...] = Field((), description="The worries that it answers.")
    title: Text
    summary: Text
    text_message: Text | None = Field(None, description="Of a message: what is sent as an SMS.")
    chat_message: Text | None = Field(None, description="The same for WhatsApp: longer.")
    sources: tuple[Source, ...] = ()
    option_sets: tuple[OptionSet, ...] = ()
    blocks: tuple[Block, ...] = Field(min_length=1)

    @field_validator(*SENT)
    @classmethod
    def _is_sent(cls, text: str | None, info: ValidationInfo) -> str | None:
        if text is None:
            return None
        if info.data.get("kind", "message") != "message":
            raise ValueError(
                f"`{info.field_name}` is sent to phones, and stands only in a message "
                "(`kind: message`). Remove it."
            )
        if problem := problem_of_markup(text):
            raise ValueError(f"`{info.field_name}` {problem}")
        return text

    @model_validator(mode="after")
    def _ids_and_references(self) -> Self:
        problems = [*_duplicates(self), *_dangling(self), *_for_others(self)]
        if problems:
            raise ValueError(" ".join(problems))
        return self

    def options_of(self, question: Question) -> tuple[Option | LanguageOption, ...]:
        """The options of a question, its own or those of its option set."""
        if question.option_set is None:
            return question.options
        return next(found.options for found in self.option_sets if found.id == question.option_set)


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
    for part in all_parts(resource):
        for source in getattr(part, "sources", ()):
            if source not in sources:
                yield f"block {part.id!r} names the source {source!r}, which is not in `sources`."
    yield from _unknown_sets(resource)
    yield from _unmet_conditions(resource)


def _for_others(resource: Resource) -> Iterator[str]:
    """What staff alone have, in a text for families, and the other way round."""
    if resource.kind not in FOR_STAFF:
        for block in resource.blocks:
            if isinstance(block, LibraryList):
                yield (
                    f"block {block.id!r} lists the library for staff, and stands only in a guide "
                    "(`kind: guide`). Remove it."
                )
        return
    if resource.reading_version != "standard":
        yield "a guide is for staff and has no easy-read version: `reading_version: standard`."
    for field in ("listed_under", "worries", "due"):
        if getattr(resource, field):
            yield f"`{field}` is how families find a text, and a guide is for staff. Remove it."


def _unknown_sets(resource: Resource) -> Iterator[str]:
    known = {found.id for found in resource.option_sets}
    for part in all_parts(resource):
        if isinstance(part, Question) and part.option_set not in (None, *known):
            yield (
                f"question {part.id!r} names the option set {part.option_set!r}, "
                "which is not in `option_sets`."
            )


def _unmet_conditions(resource: Resource) -> Iterator[str]:
    """A condition names a question that was asked before, outside of other groups' rows."""
    sets = {found.id: found.options for found in resource.option_sets}
    asked: dict[str, frozenset[str]] = {}
    for block in resource.blocks:
        within = dict(asked)
        for question in questions_of(block):
            wanted = question.show_if
            known = within.get(wanted.question, frozenset()) if wanted else frozenset()
            if wanted and (unknown := [found for found in wanted.options if found not in known]):
                yield (
                    f"question {question.id!r} is asked on {wanted.question}/{unknown[0]}, "
                    "which is not a question and option that this plan asks before it."
                )
            options = (*question.options, *sets.get(question.option_set or "", ()))
            within[question.id] = frozenset(option.id for option in options)
        asked = within if isinstance(block, Question) else asked


def questions_of(block: Part) -> tuple[Question, ...]:
    """A question itself, those of a group, none of any other block."""
    if isinstance(block, Group):
        return block.questions
    return (block,) if isinstance(block, Question) else ()
