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

_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")
"""Marks, embeddings, overrides and isolates of direction, and the older ones that mirror and shape.
"""
TURNING = re.compile("[\u202a-\u202e\u2066-\u206f]")
"""Those of them that turn letters and numbers: not the marks, which do no harm between words."""
_UNSEEN = re.compile("[\u2060-\u2064]")
"""A joiner of words and signs between the letters of a formula."""

HIDDEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens, spaces of no width and the like, as they come along with words that are pasted. No
script of ours is spelt with them, as Dari is with U+200C; they part a word for a search, for the
memory and for the price of a text message."""

_FORMS = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdcf\ufdf0-\ufdfb\ufe80-\ufefc]")
"""Ligatures of Latin and Armenian letters, Arabic letters as they stand in one place of a word, and
Arabic words in one sign, such as the end of Abdullah."""


def is_sound(text: str) -> bool:
    """Whether every store, file and print can hold the text."""
    return _UNSOUND.search(text) is None


def sound(text: str) -> str:
    """The text without the characters that nothing can hold."""
    return text if is_sound(text) else _UNSOUND.sub("", text.translate(_LINE_ENDS))


def without_turns(text: str) -> str:
    """The text without the controls that turn the letters after them to run the other way: nobody
    sees them, and a dose or a phone number can be read backwards by them (H9). The direction of
    what was typed follows from its letters alone."""
    return _TURNS.sub("", text)


def drawn(text: str) -> str:
    """What a person typed, as print draws it: the same letters, each with its marks as one sign
    where there is one, those of a ligature or of a form for one place in a word as themselves, and
    no control that turns them."""
    plain = _FORMS.sub(lambda found: composed(found[0], "NFKC"), without_turns(text))
    return composed(_UNSEEN.sub("", plain))


def composed(text: str, form: Literal["NFC", "NFKC", "NFKD"] = "NFC") -> str:
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
    return folded(one) == folded(other)


def folded(text: str) -> str:
    """The words of a text, however its letters are composed and spaced."""
    return " ".join(composed(text).split())
