"""Words as a search compares them: capitals, marks on Latin letters, digits of other scripts and
the twin letters of Arabic keyboards make no difference. Pure."""

import unicodedata

from app.resources.characters import composed

LEAST = 3
"""A search finds any run of at least this many letters."""
_LATIN_MARKS = range(0x0300, 0x0370)
_TWINS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ك": "ک",
        "ł": "l", "đ": "d", "ø": "o", "ı": "i",
        **dict.fromkeys("\u0640\u200c\u200d\u200e\u200f\u00ad\u2066\u2067\u2068\u2069\u061c", ""),
        **dict.fromkeys(map(chr, range(0x064B, 0x0656)), ""),
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text as it is compared: one space between words."""
    letters = composed(text.casefold(), "NFKD").translate(_TWINS)
    kept = (_digit(letter) for letter in letters if ord(letter) not in _LATIN_MARKS)
    return " ".join("".join(kept).split())


def _digit(letter: str) -> str:
    value = unicodedata.digit(letter, -1) if not letter.isascii() else -1
    return letter if value < 0 else str(value)
