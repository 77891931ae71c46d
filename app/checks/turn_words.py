"""The words of a language that say a turn, such as "at least" or "before", as patterns.

The words stand in the lexicon; what they mean for a translation is decided in turns and negation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from app.checks.lexicon.turns import TABLES
from app.checks.lexicon.turns.english import TURNS
from app.checks.surface import ENDS, LETTER, STARTS, fold

_NUMBER_AHEAD = r"(?:[^\W\d]+\.? ){0,2}\d"
_NO_RANGE = r"(?! (?:\S+ )?[^\W\d]{0,3}\d)(?!-\d)"
"""“Every 2 to 3 hours” is not every other hour."""


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


_BESIDE_NOT = frozenset(
    {"go_on", "stop", "never", "always", "only", "alternate", "with", "without", "unless"}
)
"""Turns that stand for a "not" or go with one, and so tell nothing about where one belongs."""
_NAMES = tuple(name for name in TURNS if name not in _BESIDE_NOT)
_SAYS = {name: re.compile(TURNS[name].says) for name in _NAMES} | {
    "if": re.compile(r"\b(?:if|when)\b")
}
_KNOWN = {name: re.compile(TURNS[name].known) for name in _NAMES}


@dataclass(frozen=True)
class Signs:
    """The turns that a sentence says, and those that its words may stand for besides."""

    says: frozenset[str] = frozenset()
    may_say: frozenset[str] = frozenset()


@lru_cache(maxsize=2048)
def english_signs(text: str) -> Signs:
    """What tells an English sentence from its neighbours in any language."""
    says = frozenset(name for name in _NAMES if _SAYS[name].search(text))
    return Signs(says, says | {name for name in _NAMES if _KNOWN[name].search(text)})


@lru_cache(maxsize=2048)
def signs(text: str, language: str) -> Signs:
    """The same of a translated sentence."""
    return Signs(
        frozenset(name for name in _NAMES if is_said(name, text, language)),
        frozenset(name for name in _NAMES if is_said(name, text, language, broad=True)),
    )


@cache
def _words(language: str, name: str) -> _Words | None:
    forms = TABLES.get(language, {}).get(name, "").split()
    forms.sort(key=len, reverse=True)
    if not forms:
        return None
    after = _NO_RANGE if name == "alternate" else ""
    strict = [_pattern(form) + after for form in forms if not form.startswith("~")]
    broad = [_pattern(form.lstrip("~")) + after for form in forms]
    return _Words(re.compile("|".join(strict) or r"(?!)"), re.compile("|".join(broad)))


def _pattern(form: str) -> str:
    ahead = _NUMBER_AHEAD if form.endswith("#") else ""
    form = form.removesuffix("#").rstrip("_") if ahead else form
    starts = "" if form.startswith("*") else STARTS
    ends = "" if form.endswith("*") else ENDS
    text = re.escape(fold(form.strip("*"))).replace("_", "[ ,-]+").replace(r"\*", f"{LETTER}*")
    return f"{starts}{text}{ends}" + (rf"[ -]+{ahead}" if ahead else "")
