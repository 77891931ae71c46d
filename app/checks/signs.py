"""Numbers below nought: a minus before the digits, or words that say so on either side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.checks.lexicon.signs import AFTER, BEFORE, BEFORE_ZERO, NO_SIGN
from app.checks.surface import ENDS, STARTS, fold
from app.checks.units import TEMPERATURES

_MINUS = re.compile(r"(?:^|(?<=[\s(\[:=]))[-–] ?$")
# "5 - 7" is a range, and a dash that opens a line is a bullet.
_RANGE = re.compile(r"[\d%°][a-zº°]{0,2}\s*[-–] ?$|(?:^|\n)\s*[-–] $")


@dataclass(frozen=True)
class _Words:
    before: re.Pattern[str]
    cold: re.Pattern[str]
    after: re.Pattern[str]


def _choice(forms: str) -> str:
    written = (re.escape(fold(form)).replace("_", "[ -]") for form in forms.split())
    return "|".join(sorted(written, key=len, reverse=True)) or r"(?!)"


@cache
def _words(language: str) -> _Words:
    forms = BEFORE.get(language, BEFORE["en"]).split()
    plain = " ".join(f for f in forms if not f.startswith("~"))
    plain += " " + BEFORE_ZERO.get(language, "")
    cold = " ".join(f[1:] for f in forms if f.startswith("~"))
    barred = "".join(rf"(?<!\b{re.escape(w)} )" for w in NO_SIGN.get(language, "").split())
    return _Words(
        re.compile(rf"{STARTS}(?:{_choice(plain)}) ?$"),
        re.compile(rf"{STARTS}{barred}(?:{_choice(cold)}) ?$"),
        re.compile(rf"[ -]?(?:c|f|celsius\w*)?[ ,-]*(?:{_choice(AFTER.get(language, ''))}){ENDS}"),
    )


def is_below_nought(text: str, start: int, end: int, unit: str | None, language: str) -> bool:
    """Whether the number at `start:end`, unit included, has a sign that says so."""
    ahead = text[max(0, start - 24) : start]
    if _MINUS.search(ahead) and not _RANGE.search(ahead):
        return True
    words = _words(language)
    if words.before.search(ahead):
        return True
    return unit in TEMPERATURES and bool(words.cold.search(ahead) or words.after.match(text, end))
