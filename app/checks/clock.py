"""Times of day: `9am`, `17:00`, `9h30`, and the words for morning, evening, noon and midnight."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from operator import attrgetter

from app.checks.lexicon.parts_of_day import PARTS
from app.checks.surface import ENDS, STARTS, fold

# The part of the day stands before the hour here, after it elsewhere.
PART_FIRST = frozenset({"ne", "bn", "kok-Latn", "kok-Deva", "ps"})
# `5:00` without a part of the day is five in the morning here.
TWENTY_FOUR_HOURS = frozenset({"pl", "ro", "pt-PT", "es", "fr", "it", "de"})
# Noon begins with the word for the middle of the day here, elsewhere "before noon" with noon.
NOON_FIRST = frozenset({"fj"})
AM_IS_A_WORD = frozenset({"de", "ro", "fj", "so", "kok-Latn"})

_CLOCK = (
    r"(?<![\d.,:])(?P<h>2[0-4]|[01]?\d)(?!\d)"
    r"(?:(?P<sep>[:.]| ?h ?)(?P<m>[0-5]\d)(?!\d)(?![.,:]\d))?(?P<mer> ?[ap](?:{mark}))?"
)
_DOTTED = re.compile(_CLOCK.replace("{mark}", r"\. ?m\b\.?"))
_LOOSE = re.compile(_CLOCK.replace("{mark}", r"m\b|\. ?m\b\.?"))


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A time of day; `hours` holds each hour of 0–23 that it can mean."""

    hour: int
    minute: int
    hours: frozenset[int]
    vague: bool
    start: int
    end: int


@dataclass(frozen=True)
class DayPart:
    """A word for a part of the day."""

    kind: str
    start: int
    end: int


def hours_of(hour: int, part: str | None) -> frozenset[int]:
    """The hours of a day that `hour` means with a word such as `am`, `night` or none."""
    hour %= 24
    later = hour + 12 if hour < 12 else hour
    options = {
        "am": {0 if hour == 12 else hour},
        "pm": {later},
        "night": {0} if hour == 12 else _at_night(hour),
        "noon": {12} if hour == 12 else {later},
        "midnight": {0},
    }
    return frozenset(options.get(part or "", {hour}))


def _at_night(hour: int) -> set[int]:
    """Two in the night is early, nine is late, and five or six may be either."""
    later = hour + 12 if hour < 12 else hour
    return {hour} if hour < 5 else {later} if hour > 6 else {hour, later}


@cache
def _parts(language: str) -> re.Pattern[str]:
    groups = []
    for row in PARTS.get(language, "").split(";"):
        kind, _, forms = row.strip().partition(":")
        choices = []
        for form in sorted(forms.split(), key=len, reverse=True):
            text = re.escape(fold(form.rstrip("*"))).replace("_", r"[ -]*")
            choices.append(text if form.endswith("*") else text + ENDS)
        if choices:
            groups.append(rf"(?P<{kind}>{'|'.join(choices)})")
    # Midnight and "before noon" hold the word for noon: the longest reading comes first.
    last = "<noon" if language not in NOON_FIRST else "<pm"
    groups.sort(key=lambda g: ("<midnight" not in g, last in g))
    return re.compile(rf"{STARTS}(?:{'|'.join(groups)})" if groups else r"(?!)")


def read_parts(text: str, language: str) -> list[DayPart]:
    """The words for parts of the day in a comparable text."""
    return [DayPart(m.lastgroup or "", *m.span()) for m in _parts(language).finditer(text)]


def spoken_clock(hours: Fraction, part: str | None, start: int, end: int) -> Clock:
    """A time said in words, so many hours after midnight or noon unless `part` says which."""
    hour, minute = int(hours) % 24, int(hours % 1 * 60)
    both = hours_of(hour, "am") | hours_of(hour, "pm") if hour <= 12 else frozenset({hour})
    return Clock(
        hour=hour or 12,
        minute=minute,
        hours=hours_of(hour, part) if part else both,
        vague=part is None,
        start=start,
        end=end,
    )


_NEAR = 22
_start, _end = attrgetter("start"), attrgetter("end")


def part_for(parts: list[DayPart], start: int, end: int, text: str, language: str) -> str | None:
    """The part of the day that belongs to the hour written at `start:end`, if any stands by it."""
    sides = ["before", "after"] if language in PART_FIRST else ["after", "before"]
    near = parts[
        bisect_left(parts, start - _NEAR, key=_end) : bisect_right(parts, end + _NEAR, key=_start)
    ]
    for side in sides:
        for part in near:
            gap = text[part.end : start] if side == "before" else text[end : part.start]
            close = part.end <= start if side == "before" else part.start >= end
            if (
                close
                and len(gap) <= (_NEAR if side == sides[0] else 8)
                and not re.search(r"[\d.?!।,؛;]", gap)
            ):
                return part.kind
    return None


def read_clocks(text: str, language: str, parts: list[DayPart]) -> tuple[list[Clock], str]:
    """The times written as such, and the text with them blanked (same length)."""
    pattern = _DOTTED if language in AM_IS_A_WORD else _LOOSE
    found: list[Clock] = []
    spans: list[tuple[int, int]] = []
    for m in pattern.finditer(text):
        separator = (m["sep"] or "").strip()
        if not m["mer"] and separator not in {":", "h"}:
            continue
        hour, minute = int(m["h"]), int(m["m"] or 0)
        part = f"{m['mer'].strip()[0]}m" if m["mer"] else part_for(parts, *m.span(), text, language)
        vague = part is None and hour <= 12
        found.append(
            Clock(
                hour=hour,
                minute=minute,
                hours=hours_of(hour, part),
                vague=vague,
                start=m.start(),
                end=m.end(),
            )
        )
        spans.append(m.span())
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "." * (end - start)]
        at = end
    return found, "".join(pieces) + text[at:]
