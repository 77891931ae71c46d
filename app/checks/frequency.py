"""How often: "every day" must not become "every week". Numbers of times are counted in facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from app.checks.base import Flaw, Pair
from app.checks.surface import surface
from app.checks.units import units_in

_OFTEN = re.compile(
    r"\b(?:every|each|per|an?|once an?|other) (minute|hour|day|week|month|year)\b"
    r"|\b(dai|week|month|year|hour)ly\b"
)
_SOURCE = re.compile(r"\b(minute|hour|day|week|month|year)s?\b|\b(dai|week|month|year|hour)ly\b")


def check_frequency(pair: Pair) -> Iterator[Flaw]:
    """The period of "every …" is gone and another one, unknown to the source, is there."""
    text = surface(pair.source).text
    wanted = {_unit(m) for m in _OFTEN.finditer(text)}
    if not wanted:
        return
    known = Counter(_unit(m) for m in _SOURCE.finditer(text))
    given = Counter(units_in(surface(pair.target).text, pair.language))
    lost = wanted - given.keys()
    strange = {u for u in ("day", "week", "month") if given[u] > known[u]}
    if lost and strange:
        said, seen = min(lost), min(strange)
        message = f"The source says how often: every {said}. The translation speaks of a {seen}."
        yield Flaw(pair.severity, message)


def _unit(match: re.Match[str]) -> str:
    return match[1] or {"dai": "day"}.get(match[2], match[2])
