"""Do two numbers, doses or times say the same? Values and units, never spelling.

What to tell the reviewer is decided in facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import cached_property

from app.checks.clock import TWENTY_FOUR_HOURS, Clock, hours_of
from app.checks.numbers import Amount, NumberReading
from app.checks.units import DOSES, MEASURES, MONEY, PERIODS, SIZES, TEMPERATURES, units_in
from app.languages import ENGLISH

Item = Amount | Clock
_DOTTED_TIME = re.compile(r"(2[0-4]|[01]?\d)[.,]([0-5]\d)")


class Match(IntEnum):
    """How well an item of the translation answers one of the source, worst first."""

    NONE = 0
    UNIT_CHANGED = 1
    UNIT_MISSING = 2
    UNIT_UNSEEN = 3
    VAGUE = 4
    CONVERTED = 5
    SAME = 6


@dataclass(frozen=True)
class Sides:
    """Both readings, and the units that each text names: seldom asked for and dear to find."""

    source: NumberReading
    target: NumberReading

    @cached_property
    def source_units(self) -> frozenset[str]:
        return frozenset(units_in(self.source.text, ENGLISH.tag))

    @cached_property
    def target_units(self) -> frozenset[str]:
        return frozenset(units_in(self.target.text, self.target.language))


def items(reading: NumberReading) -> Iterator[Item]:
    """Times first, then numbers."""
    yield from reading.clocks
    yield from reading.amounts


def agree(s: Item, t: Item, both: Sides) -> Match:
    """How well `t` answers `s`."""
    if isinstance(s, Clock):
        return _clock(s, t, both)
    if isinstance(t, Clock):
        return Match.SAME if _is_hour(s, t) and not _is_taken(t, both) else Match.NONE
    if t.part and s.part is None and s.unit is None and _is_taken(t, both):
        return Match.NONE
    return _amounts(s, t, both)


def _is_taken(t: Item, both: Sides) -> bool:
    """Whether `t` says a time of the source: then it says no other number, such as the "two" of
    "from 2pm, two visitors"."""
    return any(_clock(s, t, both) is Match.SAME for s in both.source.clocks)


def same_size(s: Amount, t: Amount) -> bool:
    """Whether two doses are equal though their units differ, such as 400 micrograms and 0.4 mg."""
    if s.unit == t.unit or s.unit not in SIZES or t.unit not in SIZES:
        return False
    (kind, size), (other_kind, other_size) = SIZES[s.unit], SIZES[t.unit]
    return kind == other_kind and any(
        a * size == b * other_size for a in s.values for b in t.values
    )


def _converted(s: Amount, t: Amount) -> bool:
    """Whether two measures are one, told in units of two systems, or in a longer and a shorter
    time. Doses are not: the box names one unit."""
    if s.unit is None or t.unit is None or s.unit == t.unit or {s.unit, t.unit} <= DOSES:
        return False
    return any(
        abs(a - b) <= slack
        for x in s.values
        for y in t.values
        for a, b, slack in _compared(x, s.unit, y, t.unit)
    )


def _compared(
    x: Fraction, unit: str, y: Fraction, other: str
) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """Both measures in one unit, and how far they may differ through rounding."""
    if {unit, other} == {"celsius", "fahrenheit"}:
        c, f = (x, y) if unit == "celsius" else (y, x)
        yield c * 9 / 5 + 32, f, Fraction(1, 2)
    elif unit in SIZES and other in SIZES and SIZES[unit][0] == SIZES[other][0]:
        a, b = x * SIZES[unit][1], y * SIZES[other][1]
        yield a, b, Fraction(0) if SIZES[unit][0] == "time" else abs(a) / 50


def _amounts(s: Amount, t: Amount, both: Sides) -> Match:
    if _converted(s, t):
        return Match.SAME if SIZES.get(s.unit or "", ("", 0))[0] == "time" else Match.CONVERTED
    if not s.values & t.values:
        return Match.NONE
    if s.unit == t.unit:
        return Match.SAME
    if t.word and not t.sure:
        return _hint(s, t, both)
    if s.unit is None or not s.attached:
        foreign = t.unit in DOSES and t.attached and t.unit not in both.source_units
        return Match.UNIT_CHANGED if foreign and not s.label else Match.SAME
    return _no_unit(s.unit, both) if t.unit is None else _other_unit(s.unit, t, both)


def _hint(s: Amount, t: Amount, both: Sides) -> Match:
    fits = s.unit not in DOSES and (t.unit is None or s.unit is None)
    if fits and s.unit and not s.attached:
        # "1 to 2 days": an article elsewhere is not the beginning of a range.
        fits = any(0 < other.start - t.end <= 14 for other in both.target.amounts)
    return Match.SAME if fits else Match.NONE


def _no_unit(unit: str, both: Sides) -> Match:
    if unit in DOSES:
        return Match.UNIT_MISSING
    if unit in both.target_units:
        return Match.SAME
    strange = (both.target_units - both.source_units) & {"day", "week", "month"}
    return Match.UNIT_CHANGED if strange and unit in PERIODS else Match.UNIT_UNSEEN


def _other_unit(unit: str, t: Amount, both: Sides) -> Match:
    if {unit, t.unit} <= TEMPERATURES and "degree" in {unit, t.unit}:
        return Match.SAME
    if {unit, t.unit} == {"lb", "gbp"}:
        return Match.SAME  # "pounds" of either kind is one word in most languages.
    strange = t.unit in PERIODS and t.unit not in both.source_units
    if unit in both.target_units and not t.attached and not strange:
        return Match.SAME
    if t.unit in PERIODS | DOSES | MONEY or unit in DOSES or {unit, t.unit} <= MEASURES:
        return Match.UNIT_CHANGED
    return Match.SAME


def _clock(s: Clock, t: Item, both: Sides) -> Match:
    if isinstance(t, Clock):
        hour, minute, hours, vague = t.hour, t.minute, t.hours, t.vague
        strict = both.target.language in TWENTY_FOUR_HOURS
    else:
        read = _as_time(t, both.target)
        if read is None:
            return Match.NONE
        hour, minute, hours, vague = read
        strict = False
    if minute != s.minute:
        return Match.NONE
    if s.hours & hours:
        return Match.SAME
    if vague and (hour + 12) % 24 in {h % 24 for h in s.hours} | {(h + 12) % 24 for h in s.hours}:
        if _later_elsewhere(both):
            return Match.SAME
        return Match.NONE if strict else Match.VAGUE
    return Match.NONE


def _later_elsewhere(both: Sides) -> bool:
    """ "2 to 4 in the afternoon": one word for both hours."""
    return any(a.part in {"pm", "night"} for a in both.target.amounts)


def _as_time(t: Amount, target: NumberReading) -> tuple[int, int, frozenset[int], bool] | None:
    if t.unit not in {None, "hour"} and t.attached:
        return None
    dotted = _DOTTED_TIME.match(target.surface.text[t.start : t.end])
    if dotted and not t.word:
        hour, minute = int(dotted[1]), int(dotted[2])
    else:
        value = max(t.values)
        # "dos y media" may be half past two.
        if value.denominator not in ((1, 2, 4) if t.word else (1,)) or not 0 <= value <= 24:
            return None
        hour, minute = int(value), int(value % 1 * 60)
    return hour, minute, hours_of(hour, t.part), t.part is None and hour <= 12


def _is_hour(s: Amount, t: Clock) -> bool:
    if s.unit not in {None, "hour"}:
        return False
    hours = {int(v) for v in s.values if v.denominator == 1}
    if t.minute:
        return any(v * 100 % 100 == t.minute and int(v) == t.hour for v in s.values)
    return bool(hours & (t.hours | {t.hour} | {h - 12 for h in t.hours}))
