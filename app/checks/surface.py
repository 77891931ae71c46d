"""A text made comparable: ASCII digits, lower case, no invisible marks, inline tokens blanked.

Positions in it lead back to the text as it was written. What the text means is read elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache

from app.resources.characters import composed

TOKEN = re.compile(r"</?\d+/?>|%\(\w+\)[sd]|\{\w+\}")
MARKS = (
    "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u064b-\u065f\u0670"
)
LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
STARTS = rf"(?<![^\W\d_])(?<![{MARKS}])"
ENDS = rf"(?!{LETTER})"
WORD = re.compile(rf"{LETTER}+")
SENTENCE_END = re.compile(r"[.!?।॥؟۔…]+(?=\s|$)|\n+")
READABLE = 80
"""Signs of a text that a sentence about it repeats."""
NATIVE_DIGIT = re.compile(r"[०-९০-৯٠-٩۰-۹]")

_ARABIC_ZWNJ = re.compile("(?<=[\u0600-\u06ff])\u200c(?=[\u0600-\u06ff])")
_DROPPED = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u0640"
)


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(c): None for c in _DROPPED}
    for zero in (0x0966, 0x09E6, 0x0660, 0x06F0):
        table |= {zero + n: str(n) for n in range(10)}
    table |= {ord(c): " " for c in "\u00a0\u2007\u2009\u202f\t"}
    table |= {ord(c): "-" for c in "\u2010\u2011\u2212"} | {ord(c): "'" for c in "’‘ʼʻ`´"}
    pairs = {"µ": "μ", "ي": "ی", "ى": "ی", "ك": "ک", "ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț"}
    table |= {ord(a): b for a, b in pairs.items()}
    table |= {ord("٪"): "%", ord("％"): "%", ord("İ"): "i", ord("×"): "x"}
    return table


_TABLE = _table()


def fold(text: str) -> str:
    """The comparable form of `text`, without blanking tokens."""
    return _ARABIC_ZWNJ.sub(" ", composed(text)).translate(_TABLE).lower()


def blank(pattern: re.Pattern[str], text: str) -> str:
    """`text` with every match of `pattern` replaced by as many spaces."""
    return pattern.sub(lambda m: " " * len(m.group()), text)


class Surface:
    """The comparable form of one text and the way back to what was written."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.text = fold(blank(TOKEN, written)) if TOKEN.search(written) else fold(written)

    def shown(self, start: int, end: int) -> str:
        """What the author wrote between two positions of the comparable form, to be read in a
        sentence."""
        found = self.whole(start, end)
        return found if len(found) <= READABLE else f"{found[:READABLE]}…"

    def whole(self, start: int, end: int) -> str:
        """The same, however long it is."""
        a, b = self.span(start, end)
        return TOKEN.sub("", self.written[a:b]).strip()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Positions in the written text."""
        if len(self.text) == len(self.written):
            return start, end
        return self._origins[start], self._origins[end - 1] + 1 if end > start else start

    @cached_property
    def _origins(self) -> list[int]:
        origins: list[int] = []
        plain = blank(TOKEN, self.written)
        first = 0
        for last in range(1, len(plain) + 1):
            if last < len(plain) and unicodedata.category(plain[last])[0] in "MC":
                continue
            width = len(fold(plain[first:last]))
            origins += [min(first + i, last - 1) for i in range(width)]
            first = last
        missing = len(self.text) - len(origins)
        return origins + [max(len(self.written) - 1, 0)] * max(missing, 0)


@lru_cache(maxsize=4096)
def surface(text: str) -> Surface:
    """The comparable form of `text`, kept because several checks ask for the same one."""
    return Surface(text)


def words(text: str) -> list[str]:
    """The words of a comparable text, marks included."""
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, empty ones left out."""
    return [s for s in (part.strip() for part in SENTENCE_END.split(text)) if s]
