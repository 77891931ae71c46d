"""The questions of a plan: options, scales, conditions, and groups of questions that are asked once
for each row. Every question and option bears a number that is the same in every language.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.resources.parts import Id, Part, Text

CHOICES = ("one", "many", "scale")
"""The kinds of answer that have options."""
Asked = Literal["spoken", "written"]
"""What a question about languages asks."""
UNSURE = "?"
"""What stands on paper beside “I'm not sure yet” under a scale, where a number reads as a grade."""


class Marked(Part):
    """`flag`: staff must see this answer first. `accessible_information`: a need in the scope of
    the Accessible Information Standard (disability, impairment, sensory loss)."""

    flag: bool = False
    accessible_information: bool = False


class Illustrated(Part):
    """Easy read: a picture before the words, with what it shows for people who do not see it."""

    picture: Id | None = None
    alt: Text | None = None

    @model_validator(mode="after")
    def _picture_has_words(self) -> Self:
        if (self.picture is None) != (self.alt is None):
            raise ValueError("`picture` and `alt` (what it shows) stand together. Write both.")
        return self


class Option(Marked):
    """`picture`: easy read shows it beside the words on screens. It has no words of its own, since
    those of the option stand beside it."""

    number: int = Field(ge=1, le=99)
    text: Text
    picture: Id | None = None


class LanguageName(BaseModel):
    """A language in its own words, with what draws them: its tag (BCP 47), script and direction."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    tag: str
    script: str
    direction: Literal["ltr", "rtl"]


class LanguageOption(Marked):
    """A language that may be chosen, frozen into the plan, so that an older one is read with the
    languages that it offered. It has names and no text: nobody translates it. A language that is
    written in two scripts is spoken once, and has two names then."""

    number: int = Field(ge=1, le=99)
    english_name: str
    names: tuple[LanguageName, ...] = Field(min_length=1)

    @property
    def text(self) -> str:
        """How staff call it."""
        return self.english_name

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(each.tag for each in self.names)


class OptionSet(Part):
    """Options that several questions share, translated once."""

    options: tuple[Option, ...] = Field(min_length=2)


class Condition(BaseModel):
    """Ask only when another question has one of these options. In a group, a question of the same
    group means that of the same row."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    question: Id
    options: tuple[Id, ...] = Field(min_length=1)


class Question(Marked, Illustrated):
    """A numbered question of a plan. `one` and `many` have options; a `scale` has points from
    `lowest` to `highest` with words for both ends, and may have one option beside them (“I'm not
    sure yet”); the others have room to write.

    `identifies`: the answer says whose plan it is, so that no code holds it.
    """

    type: Literal["question"]
    number: int = Field(ge=1, le=999)
    text: Text
    hint: Text | None = None
    answer: Literal["one", "many", "scale", "text", "line", "date"]
    lowest: int | None = Field(None, ge=0, le=1, description="The first point of a scale.")
    highest: int | None = Field(None, ge=3, le=10, description="The last point of a scale.")
    least: Text | None = None
    most: Text | None = None
    options: tuple[Option | LanguageOption, ...] = ()
    option_set: Id | None = None
    languages: Asked | None = Field(
        None, description="The languages of the registry are options too, and come with the plan."
    )
    lines: int = Field(0, ge=0, le=20, description="Lines to write on beneath, in print.")
    show_if: Condition | None = None
    identifies: bool = False

    @property
    def points(self) -> tuple[int, ...]:
        """The points of a scale, lowest first; none where it is no scale."""
        if self.lowest is None or self.highest is None:
            return ()
        return tuple(range(self.lowest, self.highest + 1))

    def sign(self, option: Option | LanguageOption) -> str:
        """What stands beside an option on paper: its number, or beside a scale a sign that is no
        grade. Its number stays what codes and older papers know it by."""
        return UNSURE if self.answer == "scale" else str(option.number)

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        if problem := next(self._misfits(), None):
            raise ValueError(problem)
        return self

    def _misfits(self) -> Iterator[str]:
        chosen = bool(self.options) + (self.option_set is not None)
        if self.answer in ("one", "many") and chosen != 1:
            yield (
                "a question with `answer: one` or `answer: many` needs either `options` or "
                "`option_set`."
            )
        if self.answer == "scale" and self.option_set is not None:
            yield "a question with `answer: scale` has `options` of its own, no `option_set`."
        if self.answer == "scale" and len(self.options) > 1:
            yield "a scale has one option beside its points, such as “I'm not sure yet”."
        if self.languages and (self.answer not in ("one", "many") or not self.lines):
            yield (
                "a question with `languages` needs `answer: one` or `answer: many`, and `lines: 1` "
                "for another language."
            )
        if self.answer not in CHOICES and chosen:
            yield f"a question with `answer: {self.answer}` has no options. Remove them."
        scale = (self.lowest, self.highest, self.least, self.most)
        if self.answer == "scale" and None in scale:
            yield (
                "a question with `answer: scale` needs `lowest` and `highest` (such as 0 and 10) "
                "and words for both, `least` and `most`."
            )
        if self.answer != "scale" and any(each is not None for each in scale):
            yield (
                f"a question with `answer: {self.answer}` is no scale. Empty `lowest`, `highest`, "
                "`least` and `most`."
            )
        numbers = Counter((*(option.number for option in self.options), *self.points))
        if twice := [number for number, times in numbers.items() if times > 1]:
            yield f"two options have the number {twice[0]}. Number them 1, 2, 3 …"


class Group(Illustrated):
    """Questions that are asked once for each row, such as each person or each review. `row` is what
    one row is called; its number follows (“Review 2”)."""

    type: Literal["group"]
    text: Text
    hint: Text | None = None
    row: Text
    rows: int = Field(3, ge=1, le=10, description="Rows drawn on paper with nothing filled in.")
    most_rows: int = Field(10, ge=1, le=20, description="Rows that can be filled in.")
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rows_fit(self) -> Self:
        if self.rows > self.most_rows:
            raise ValueError("`rows` may not be more than `most_rows`.")
        return self
