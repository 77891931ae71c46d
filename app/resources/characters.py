"""Which characters a text may hold. What no XML file can hold (NUL, half of a surrogate pair, most
controls) a database, a file of a translation or a print refuses too, and nobody can see it.
"""

import re
import unicodedata
from typing import Literal

_UNSOUND = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_LETTERS = re.compile(r"[^\w\x00-\x7f]{31}")
_LINE_ENDS = str.maketrans("\v\f", "\n\n")
"""How word processors paste the end of a line and of a page."""
_BREAKS = re.compile("[\t-\r\x1c-\x20\x85\u2028\u2029]+")


def is_sound(text: str) -> bool:
    """Whether every store, file and print can hold the text."""
    return _UNSOUND.search(text) is None


def sound(text: str) -> str:
    """The text without the characters that nothing can hold."""
    return text if is_sound(text) else _UNSOUND.sub("", text.translate(_LINE_ENDS))


def composed(text: str, form: Literal["NFC", "NFKD"] = "NFC") -> str:
    """The text in a normal form of Unicode. One with more marks in a row than its stream-safe
    format allows stays as it is: to put marks in order takes the square of their number."""
    if any(all(map(unicodedata.combining, run)) for run in _NO_LETTERS.findall(text)):
        return text
    return unicodedata.normalize(form, text)


def one_line(text: str) -> str:
    """The text on one line, its ends trimmed and each run of plain spaces and line ends one space.
    A typist's own spaces stay: no-break (U+00A0, U+202F), thin and the like."""
    return _BREAKS.sub(" ", text).strip()


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but how their letters are composed and their spaces."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(composed(text).split())
