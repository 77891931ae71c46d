"""The month of a date, in words or digits, is the same month. Days and years are numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from app.checks.base import Flaw, Pair, Severity
from app.checks.lexicon.months import BEGINNINGS, ENGLISH
from app.checks.surface import LETTER, STARTS, fold, surface

_DATE_NAME = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? ({'|'.join(ENGLISH)})\b"
    rf"|\b({'|'.join(ENGLISH)}) (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d\b"
)
_IN_DIGITS = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-](\d{1,2})[./-](?:19|20)\d\d|20\d\d-(\d\d)-\d\d)(?!\d)"
)


@cache
def _names(language: str) -> re.Pattern[str]:
    groups = []
    for number, beginnings in enumerate(BEGINNINGS.get(language, "").split("/"), 1):
        if beginnings:
            choices = "|".join(re.escape(fold(b)) for b in beginnings.split())
            groups.append(f"(?P<m{number}>{choices})")
    # A short name ("mai", "me") must not open a longer word.
    tail = rf"(?!{LETTER}{{4}})"
    if not groups:
        return re.compile(r"(?!)")
    before, after = "|".join(groups), "|".join(groups).replace("(?P<m", "(?P<n")
    return re.compile(
        rf"\d[^\d.!?]{{0,9}}?{STARTS}(?:{before}){tail}|{STARTS}(?:{after}){tail}[^\d.!?]{{0,9}}\d"
    )


def check_months(pair: Pair) -> Iterator[Flaw]:
    """A month that the translation names must be one that the source names."""
    wanted = {ENGLISH.index(m[1] or m[2]) + 1 for m in _DATE_NAME.finditer(pair.source)}
    if not wanted:
        return
    text = surface(pair.target).text
    given = {int(m[1] or m[2]) for m in _IN_DIGITS.finditer(text)}
    given |= {int((m.lastgroup or "m0")[1:]) for m in _names(pair.language).finditer(text)}
    if given and not wanted <= given:
        month = ENGLISH[min(wanted - given) - 1]
        other = min(given - wanted or given)
        seen = ENGLISH[other - 1] if 0 < other <= 12 else f"month {other}"
        message = f"The source says {month}; the translation says {seen}."
        yield Flaw(Severity.BLOCKING, message)
