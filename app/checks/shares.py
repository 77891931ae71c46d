"""Parts of a whole in words: three quarters given as a quarter, two thirds as one.

In many languages such a word is also an ordinal or a room, so the lexicon's only confirm numbers
(`number_words`). Here one accuses, where the English names a part and the translation another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from app.checks.base import Flaw, Pair, Severity
from app.checks.lexicon.fractions import FRACTIONS
from app.checks.surface import ENDS, LETTER, STARTS, fold, surface

_SAID = re.compile(
    r"\b(?:(?P<q3>three[ -]quarters)|(?P<t2>two[ -]thirds)|(?P<q1>(?:a|one) quarter)"
    r"|(?P<t1>(?:a|one) third))\b(?= of\b)(?! of an hour)"
)
_VALUES = {"q3": Fraction(3, 4), "t2": Fraction(2, 3), "q1": Fraction(1, 4), "t1": Fraction(1, 3)}
_IN_DIGITS = re.compile(r"[\d½¼¾⅓⅔%]")


def check_shares(pair: Pair) -> Iterator[Flaw]:
    """No part of a whole has become another one."""
    source, target = surface(pair.source).text, surface(pair.target).text
    wanted = {(_VALUES[str(m.lastgroup)], m.group()) for m in _SAID.finditer(source)}
    if not wanted or pair.language not in FRACTIONS or _IN_DIGITS.search(target):
        return
    given = {_value(m.lastgroup): m.group() for m in _named(pair.language).finditer(target)}
    for value, words in wanted:
        others = [said for share, said in given.items() if share in _VALUES.values()]
        if value not in given and others:
            message = f"The source says {words}; the translation says {others[0]}."
            yield Flaw(Severity.BLOCKING, message)


@cache
def _named(language: str) -> re.Pattern[str]:
    """What names a part, the longest first: "three quarters" holds "quarters"."""
    forms = [
        (form, Fraction(share))
        for row in FRACTIONS[language].split(";")
        for share, *words in [row.split()]
        for form in words
    ]
    forms.sort(key=lambda one: (one[0].count("_"), len(one[0])), reverse=True)
    groups = (
        f"(?P<f{number}_{share.numerator}_{share.denominator}>{_pattern(form)})"
        for number, (form, share) in enumerate(forms)
    )
    return re.compile(f"{STARTS}(?:{'|'.join(groups)})")


def _pattern(form: str) -> str:
    text = re.escape(fold(form.removesuffix("*"))).replace("_", "[ -]")
    return f"{text}{LETTER}*" if form.endswith("*") else f"{text}{ENDS}"


def _value(group: str | None) -> Fraction:
    _, above, below = str(group).split("_")
    return Fraction(int(above), int(below))
