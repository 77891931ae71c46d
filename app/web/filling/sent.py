"""What a browser sent, read in memory and no further than its limit. There is no cookie on these
pages and nothing stored that a forged form could reach, so that no CSRF token is needed: whoever
sends a form has nothing but the answers that the form itself holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal
from urllib.parse import parse_qs

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from app.errors import ExpectedError
from app.resources.characters import sound
from app.web.frame.bodies import LONG_TEXT, BodyTooLarge, allow
from app.web.frame.sent_values import refuse_charset

MOST = LONG_TEXT
"""Bytes of a form or file; a seal of the longest answers and what was typed beside it fit."""
_FIELDS = 2000

Why = Literal[
    "too_large", "damaged", "expired", "ended", "empty", "code_damaged", "code_newer",
    "code_unknown", "gone",
]  # fmt: skip


class PlanRefused(ExpectedError):
    """Nothing was taken from what was sent; `why` chooses the words that say so."""

    status = 400

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why
        self.status = {"gone": 404, "too_large": 413}.get(why, self.status)


@dataclass(frozen=True)
class Sent:
    """The fields of a form, each with all its values, and a file's text."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: str = ""

    def one(self, name: str) -> str:
        return self.fields.get(name, ("",))[-1]

    def all(self, name: str) -> tuple[str, ...]:
        return self.fields.get(name, ())

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(self.one(name).split())


async def sent(request: Request) -> Sent:
    """A posted form; raises PlanRefused. Nothing of it is written to a disk on the way."""
    allow(request, MOST)
    try:
        body = await request.body()
    except BodyTooLarge:
        raise PlanRefused("too_large") from None
    if request.headers.get("content-type", "").startswith("multipart/"):
        return await _with_file(request)
    try:
        found = parse_qs(
            body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS
        )
    except ValueError:
        raise PlanRefused("damaged") from None
    return Sent({sound(name): tuple(map(sound, values)) for name, values in found.items()})


async def _with_file(request: Request) -> Sent:
    fields: dict[str, tuple[str, ...]] = {}
    text = ""
    refuse_charset(request)
    async with request.form(max_files=1, max_fields=20, max_part_size=MOST) as data:
        for name, value in data.multi_items():
            if isinstance(value, UploadFile):
                text = sound((await value.read()).decode("utf-8", "replace"))
            else:
                fields[sound(name)] = (*fields.get(sound(name), ()), sound(value))
    return Sent(fields, text)


Posted = Annotated[Sent, Depends(sent)]
