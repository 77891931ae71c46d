"""Halves and quarters said in words: `halb drei`, `dos y media`, `two and a half tablets`.

Some are times only; others may be of an hour or of anything else, and are numbers until they are
compared with a time. The forms stand in the lexicon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from app.checks.lexicon.spoken import SPOKEN
from app.checks.surface import ENDS, LETTER, STARTS, fold

_FAR = 20
"""Signs between a number and its half, at most: room for a unit."""
RUN_ON = frozenset({"ne", "bn", "kok-Latn", "kok-Deva"})
"""Languages whose particles are written on to the number."""


@dataclass(frozen=True)
class SpokenNumber:
    """A number with its half or quarter, of hours where `clock` says that it is a time and nothing
    else. `start:end` is the whole of it, `inner` what stands between, such as a unit."""

    value: Fraction
    clock: bool
    start: int
    end: int
    inner: tuple[int, int] | None = None


@dataclass(frozen=True)
class _Form:
    pattern: re.Pattern[str]
    clock: bool
    step: Fraction | None
    """In hours; None where the minutes are said."""
    sign: int


@dataclass(frozen=True)
class _Forms:
    trigger: re.Pattern[str]
    forms: tuple[_Form, ...]
    hours: dict[str, int]
    minutes: dict[str, int]


def _table(text: str) -> dict[str, int]:
    rows = (row.split() for row in text.split(";") if row.strip())
    return {fold(form).replace("_", " "): int(value) for value, *forms in rows for form in forms}


def _choice(table: dict[str, int]) -> str:
    return "|".join(sorted((re.escape(form) for form in table), key=len, reverse=True))


@cache
def _forms(language: str) -> _Forms | None:
    spoken = SPOKEN.get(language)
    if spoken is None:
        return None
    hours, minutes = _table(spoken.hours), _table(spoken.minutes)
    hour = rf"(?P<h>{_choice(hours)}|1\d|2[0-4]|\d(?!\d))"
    ends = f"{LETTER}*" if language in RUN_ON else ENDS
    forms = []
    for line in spoken.forms.strip().splitlines():
        kind, _, form = line.partition(": ")
        text = fold(form).replace("_", r"[ -]+").replace("[ -]+?", "[ -]?")
        text = text.replace("{h-1}", hour).replace("{h}", hour)
        text = text.replace("{m}", rf"(?P<m>{_choice(minutes)})")
        text = text.replace("{u}", rf"(?P<u>{LETTER}{{1,{_FAR}}}[ -]+)?")
        if "'" in hour:  # un'ora e mezza
            text = text.replace("[ -]+(?P<u>", "[ -]*(?P<u>")
        forms.append(_form(re.compile(f"{STARTS}{text}{ends}"), kind, earlier="{h-1}" in form))
    cues = "|".join(re.escape(fold(cue)) for cue in spoken.cues.split())
    return _Forms(re.compile(f"{STARTS}(?:{cues})"), tuple(forms), hours, minutes)


def _form(pattern: re.Pattern[str], kind: str, earlier: bool) -> _Form:
    amount = kind.removeprefix("clock ")
    sign = -1 if amount[0] == "-" else 1
    clock = kind.startswith("clock")
    if amount[1:] == "m":
        return _Form(pattern, clock, None, sign)
    step = Fraction(amount[1:]) / (60 if clock else 1)
    return _Form(pattern, clock, step - 1 if earlier else step, sign)


def read_spoken(text: str, language: str) -> tuple[list[SpokenNumber], str]:
    """What a comparable text says so, and the text with it blanked (same length)."""
    forms = _forms(language)
    found: list[SpokenNumber] = []
    if forms is None or not forms.trigger.search(text):
        return found, text
    for form in forms.forms:
        for m in form.pattern.finditer(text):
            found.append(_number(m, form, forms))
            text = text[: m.start()] + "." * len(m.group()) + text[m.end() :]
    return found, text


def _number(m: re.Match[str], form: _Form, forms: _Forms) -> SpokenNumber:
    hour = int(m["h"]) if m["h"].isdigit() else forms.hours[m["h"]]
    step = form.step if form.step is not None else Fraction(forms.minutes[m["m"]], 60)
    inner = m.span("u") if "u" in m.re.groupindex and m["u"] else None
    return SpokenNumber(hour + form.sign * step, form.clock, *m.span(), inner)
