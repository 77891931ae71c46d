"""Stored words as readers meet them: numbers, hours and names of all hospitals in place of their
tokens, and links and bold by their words alone. For people who decide about words; who works on
them sees the tokens.
"""

import re
from collections.abc import Iterable

from app.languages import ENGLISH, Language
from app.render.html import Reading
from app.render.local import MissingContactError
from app.resources import inline
from app.resources.schema import Resource
from app.resources.segments import Segment
from app.services import services

_FACT = re.compile(r"<\d+/>")
_UNKNOWN = "(…)"


def as_read(
    resource: Resource, text: str, tokens: Iterable[inline.Token], language: Language = ENGLISH
) -> str:
    """The words of a segment in its form. Where its tokens are others than these, as of an older
    English, what they stood for is left open."""
    known = services()
    reading = Reading(
        resource=resource, language=language, services=known.services, demo=known.demo
    )
    try:
        return reading.plain(inline.detokenise(text, tokens)).strip()
    except (inline.MarkupError, MissingContactError):
        return inline.without_tokens(_FACT.sub(_UNKNOWN, text))


def both_as_read(
    resource: Resource,
    before: tuple[str, Segment | None],
    after: tuple[str, Segment | None],
    language: Language = ENGLISH,
) -> tuple[str, str]:
    """The same of two states of a text, each with its English; as they are stored where readers
    meet the same words in both, since only tokens differ then."""
    one, other = (
        as_read(resource, text, segment.tokens if segment else (), language)
        for text, segment in (before, after)
    )
    return (one, other) if one != other or before[0] == after[0] else (before[0], after[0])
