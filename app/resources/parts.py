"""What everything in a resource is made of: a part with an authored id, and the kinds of text and
id. The blocks themselves stand in `schema`, the questions of plans in `questions`.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.resources import inline


class Translatable:
    """Marks a field whose text readers see, so that `segments` finds it."""


def _readable(text: str) -> str:
    inline.parse(text)
    return " ".join(text.split())


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_readable), Translatable()]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Part(BaseModel):
    """Anything with an authored id. `safety_critical` and `note` pass down to what it holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Id
    safety_critical: bool | None = None
    note: str | None = Field(None, description="A note for the translator; readers never see it.")


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
