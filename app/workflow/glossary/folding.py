"""Words as a search compares them: capitals, marks on Latin letters, digits of other scripts and
the twin letters of Arabic keyboards make no difference. Pure."""

import unicodedata

from app.resources.characters import composed

LEAST = 3
"""A search finds any run of at least this many letters."""
_LATIN_MARKS = range(0x0300, 0x0370)


class _Letters(dict[int, int | str | None]):
    """What each letter is compared as, worked out when it is first met."""

    def __missing__(self, code: int) -> int | str | None:
        value = unicodedata.digit(chr(code), -1)
        kept = str(value) if value >= 0 else code
        self[code] = None if code in _LATIN_MARKS else kept
        return self[code]


_TWINS = {
    "ي": "ی", "ى": "ی", "ك": "ک",
    "ł": "l", "đ": "d", "ø": "o", "ı": "i",
}  # fmt: skip
_UNSEEN = "\u0640\u200c\u200d\u200e\u200f\u00ad\u2066\u2067\u2068\u2069\u061c"
_ARABIC_MARKS = map(chr, range(0x064B, 0x0656))
_LETTERS = _Letters(
    {ord(each): twin for each, twin in _TWINS.items()}
    | {ord(each): None for each in (*_UNSEEN, *_ARABIC_MARKS)}
)


def fold(text: str) -> str:
    """The text as it is compared: one space between words."""
    letters = text.casefold()
    if not letters.isascii():
        letters = composed(letters, "NFKD").translate(_LETTERS)
    return " ".join(letters.split())
