"""Number words from 13 to 99 put together from their pieces: `fünfundzwanzig`, `quatre-vingt-dix`.

The pieces stand in the lexicon; what a word means in a text is decided in number_words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.checks.lexicon.compounds import COMPOUNDS, Compounds
from app.checks.surface import ENDS, LETTER, STARTS, fold


@dataclass(frozen=True)
class Composed:
    """What a language writes in several words, and how each piece is read."""

    pattern: re.Pattern[str]
    pieces: tuple[tuple[re.Pattern[str], int], ...]

    def value(self, match: re.Match[str]) -> int:
        """The value of a whole match: its tens and its ones."""
        return sum(
            next(value for piece, value in self.pieces if piece.fullmatch(part))
            for part in match.groups()
            if part
        )


def _rows(text: str) -> Iterator[tuple[int, str]]:
    for row in text.split(";"):
        value, *forms = row.split()
        for form in forms:
            yield int(value), form


def _piece(form: str) -> str:
    text = re.escape(fold(form.rstrip("*"))).replace("_", "[ -]")
    return f"{text}{LETTER}*" if form.endswith("*") else text


@cache
def composed(language: str) -> Composed | None:
    """How `twenty-five` is read in a language, where it is more than one word."""
    parts = COMPOUNDS.get(language)
    if parts is None or not parts.tens or parts.joined:
        return None
    tens, ones = ([_piece(f) for _, f in _rows(text)] for text in (parts.tens, parts.ones))
    orders = [(ones, tens)] if parts.ones_first else [(tens, ones)]
    if parts.either_first:
        orders.append(orders[0][::-1])
    choices = (f"({'|'.join(a)}){parts.link}({'|'.join(b)}){ENDS}" for a, b in orders)
    pattern = rf"{STARTS}(?:{'|'.join(choices)})"
    rows = (*_rows(parts.tens), *_rows(parts.ones))
    return Composed(
        re.compile(pattern), tuple((re.compile(_piece(form)), value) for value, form in rows)
    )


def single_words(language: str) -> Iterator[tuple[int, str]]:
    """Every number from 13 to 99 that is one word, with `_` and `*` as in the lexicon."""
    parts = COMPOUNDS.get(language)
    if parts is None:
        return
    yield from _rows(parts.words)
    if parts.joined:
        yield from _joined(parts)


def _joined(parts: Compounds) -> Iterator[tuple[int, str]]:
    for ten, tens in _rows(parts.tens):
        for one, ones in _rows(parts.ones):
            if parts.ones_first:
                yield ten + one, f"{ones}{parts.link}{tens}"
            else:
                # Italian drops the last vowel before another: ventuno, ventotto.
                yield ten + one, f"{tens[:-1] if ones[0] in 'aeiou' else tens}{ones}"
