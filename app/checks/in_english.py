"""Doses of a translation as English writes them, so that a machine that puts the rest into English
need not know a unit's name and cannot change it."""

from __future__ import annotations

from fractions import Fraction

from app.checks import fixes
from app.checks.numbers import LONGEST, Amount, NumberReading, read
from app.checks.units import DOSES, NAMES


def doses_in_english(text: str, language: str) -> str:
    """“1,5 miligramos” as “1.5 milligrams”, native digits as 0–9; what can be read in two ways, or
    is no dose in digits, stays as it is."""
    if (digits := fixes.in_ascii(text)) is not None:
        text = digits.applied(text)
    reading = read(text, language)
    for amount in sorted(reading.amounts, key=lambda a: a.start, reverse=True):
        if (dose := _in_english(amount, reading)) is not None:
            start, end = reading.surface.span(amount.start, amount.end)
            text = f"{text[:start]}{dose}{text[end:]}"
    return text


def _in_english(amount: Amount, reading: NumberReading) -> str | None:
    certain = amount.sure and amount.attached and len(amount.values) == 1
    if amount.unit not in DOSES or amount.word or amount.label or not certain:
        return None
    # A unit before its number is outside these positions.
    written = reading.surface.text[amount.start : amount.end]
    number = _number(next(iter(amount.values)))
    if number is None or not any(c.isalpha() or c == "%" for c in written):
        return None
    return f"{number}%" if amount.unit == "percent" else f"{number} {NAMES[amount.unit]}"


def _number(value: Fraction) -> str | None:
    if value >= 10**LONGEST:
        return None
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{float(value):.3f}".rstrip("0") if 1000 % value.denominator == 0 else None
