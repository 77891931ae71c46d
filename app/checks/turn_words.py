"""The words of a language that say a turn, such as "at least" or "before", as patterns.

The words stand in the lexicon; what they mean for a translation is decided in turns and negation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.checks.lexicon.turns import TABLES
from app.checks.surface import ENDS, LETTER, STARTS, fold

_NUMBER_AHEAD = r"(?:[^\W\d]+\.? ){0,2}\d"


@dataclass(frozen=True)
class _Words:
    """What says a turn, and what may say it."""

    strict: re.Pattern[str]
    broad: re.Pattern[str]


def is_said(name: str, text: str, language: str, broad: bool = False) -> bool:
    """Whether a comparable text has a word for a turn; a `broad` one may also mean other things."""
    words = _words(language, name)
    if words is None:
        return False
    return (words.broad if broad else words.strict).search(text) is not None


def strict_words(language: str, name: str) -> re.Pattern[str]:
    """What says a turn and hardly anything else; nothing, where the language has no words."""
    words = _words(language, name)
    return re.compile(r"(?!)") if words is None else words.strict


@cache
def _words(language: str, name: str) -> _Words | None:
    forms = TABLES.get(language, {}).get(name, "").split()
    forms.sort(key=len, reverse=True)
    if not forms:
        return None
    strict = [_pattern(form) for form in forms if not form.startswith("~")]
    broad = [_pattern(form.lstrip("~")) for form in forms]
    return _Words(re.compile("|".join(strict) or r"(?!)"), re.compile("|".join(broad)))


def _pattern(form: str) -> str:
    ahead = _NUMBER_AHEAD if form.endswith("#") else ""
    form = form.removesuffix("#").rstrip("_") if ahead else form
    starts = "" if form.startswith("*") else STARTS
    ends = "" if form.endswith("*") else ENDS
    text = re.escape(fold(form.strip("*"))).replace("_", "[ ,-]+").replace(r"\*", f"{LETTER}*")
    return f"{starts}{text}{ends}" + (rf"[ -]+{ahead}" if ahead else "")
