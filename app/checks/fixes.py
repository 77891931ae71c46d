"""The mend of a wrong fact, where it is certain: the right number, contact or digits to write.

Which facts are wrong is decided in facts.
"""

from __future__ import annotations

import re
from fractions import Fraction

from app.checks.agreement import Item, Sides
from app.checks.base import Fix
from app.checks.contacts import ContactWords
from app.checks.numbers import DECIMAL_COMMA, LONGEST, Amount
from app.checks.surface import NATIVE_DIGIT, fold

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


def in_ascii(target: str) -> Fix | None:
    """Every native digit, and the separator between two of them, as people here write it."""
    places = [m.start() for m in NATIVE_DIGIT.finditer(target)]
    if not places:
        return None
    first, last = places[0], places[-1] + 1
    part = re.sub(r"(?<=[٠-٩۰-۹])٫(?=[٠-٩۰-۹])", ".", target[first:last])
    return Fix(first, last, NATIVE_DIGIT.sub(lambda m: fold(m.group()), part))


def contact(both: Sides, wanted: ContactWords, given: ContactWords | None) -> Fix | None:
    """The source's own phone number or address, where the text gives just one wrong one."""
    if given is None or len(both.source.contacts) != len(both.target.contacts):
        return None
    if sum(c.kind == wanted.kind for c in both.source.contacts) > 1:
        return None
    span = both.target.surface.span(given.start, given.end)
    return Fix(*span, both.source.surface.whole(wanted.start, wanted.end))


def number(both: Sides, wanted: Item, given: Item) -> Fix | None:
    """The right digits, where both say one number of the same unit."""
    if not isinstance(wanted, Amount) or not isinstance(given, Amount):
        return None
    if wanted.word or given.word or wanted.unit != given.unit or len(wanted.values) != 1:
        return None
    written = _DIGITS.match(both.target.surface.text, given.start)
    text = _plain(next(iter(wanted.values)), both.target.language)
    if written is None or text is None:
        return None
    # A scale word or a second group of digits after the number would multiply the right one.
    if re.match(r" ?\d", both.target.surface.text[written.end() :]) or _scaled(both, given):
        return None
    return Fix(*both.target.surface.span(*written.span()), text)


def _plain(value: Fraction, language: str) -> str | None:
    if value.denominator == 1:
        return str(value.numerator) if value < 1000 else None
    if 100 % value.denominator:
        return None
    text = f"{float(value):.2f}".rstrip("0")
    return text.replace(".", ",") if language in DECIMAL_COMMA else text


def _scaled(both: Sides, given: Amount) -> bool:
    written = both.target.surface.text[given.start : given.end]
    whole = [v.numerator for v in given.values if v.denominator == 1 and v < 10**LONGEST]
    return not any(str(v) in written for v in whole) and len(whole) == len(given.values)
