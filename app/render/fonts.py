"""The fonts that print may use, and whether they can draw a text: every character covered, every
Indic cluster well formed. The files themselves are built by `app.assets`; drawing is
WeasyPrint's.
"""

import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from app.config import BUILD
from app.render.print_errors import CannotPrint

FOLDER = BUILD / "fonts"
FONTCONFIG = BUILD / "fontconfig" / "fonts.conf"

_LATIN = "NotoSans-Regular.ttf"
FILES = {
    "Latn": (_LATIN,),
    "Deva": (_LATIN, "NotoSansDevanagari-Regular.ttf"),
    "Beng": (_LATIN, "NotoSansBengali-Regular.ttf"),
    "Arab": (_LATIN, "Amiri-Regular.ttf"),
}
"""The files that draw each script (ISO 15924); print has no font for any other."""
_CLUSTERS = {
    "Deva": re.compile("[\u0900-\u097f\u200c\u200d]+"),
    "Beng": re.compile("[\u0980-\u09ff\u200c\u200d]+"),
}
_UNDRAWN = {
    *(0x9, 0xA, 0xD, 0xAD, 0xFEFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
}
_DOTTED_CIRCLE = 0x25CC


class FontsNotBuilt(CannotPrint):
    """The built fonts are missing, so nothing can be printed."""


@dataclass(frozen=True)
class GlyphProblem:
    """A character that no font of ours draws, or letters that do not join into a syllable, and the
    text it stands in."""

    character: str
    text: str
    malformed: bool = False

    @property
    def message(self) -> str:
        """What is wrong and what to do, in one sentence or two."""
        codes = " ".join(f"U+{ord(each):04X}" for each in self.character)
        where = f"in “{_shortened(self.text, self.character)}”"
        if self.malformed:
            return (
                f"“{self.character}” ({codes}) {where} is not a well-formed syllable: a vowel or "
                "other sign stands without its letter. Type the word again."
            )
        if len(self.character) > 1:
            return (
                f"{len(self.character)} marks on one letter {where} would cover the lines around "
                "it. Type the word again."
            )
        name = unicodedata.name(self.character, "a character without a name").lower()
        return (
            f"“{self.character}” ({codes}, {name}) {where} cannot be printed in this language's "
            "letters. Write it in words or with another character."
        )


def use_only_our_fonts() -> None:
    """Point fontconfig at our fonts alone, with no fallback to the system's (H7). Must run before
    WeasyPrint is imported; raises FontsNotBuilt."""
    needed = (FONTCONFIG, *(FOLDER / name for names in FILES.values() for name in names))
    if not all(path.is_file() for path in needed):
        raise FontsNotBuilt("The fonts for print are not built. Run `make setup`.")
    os.environ["FONTCONFIG_FILE"] = str(FONTCONFIG)


@cache
def families() -> frozenset[str]:
    """The families of our fonts, as PDFs name them."""
    return frozenset(_family(path) for path in FOLDER.glob("*.ttf"))


def _family(path: Path) -> str:
    with TTFont(path, lazy=True) as font:
        return str(font["name"].getDebugName(1))


_HEAP = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{5,}")
"""More marks than any word has on a letter: names have up to three."""


def missing_glyphs(texts: Iterable[str], script: str) -> list[GlyphProblem]:
    """What cannot be drawn with the fonts of an ISO 15924 script and the Latin ones, each problem
    once in each text; raises FontsNotBuilt."""
    covered = _covered(script)
    problems: list[GlyphProblem] = []
    for text in texts:
        odd = dict.fromkeys(each for each in text if ord(each) not in covered)
        problems += [GlyphProblem(each, text) for each in odd]
        problems += [GlyphProblem(heap, text) for heap in dict.fromkeys(_HEAP.findall(text))]
        if script in _CLUSTERS:
            words = dict.fromkeys(_CLUSTERS[script].findall(text))
            problems += [
                GlyphProblem(word, text, malformed=True)
                for word in words
                if odd.keys().isdisjoint(word) and _is_malformed(word, FILES[script][-1])
            ]
    return problems


@cache
def _covered(script: str) -> frozenset[int]:
    return frozenset(_UNDRAWN).union(*(_characters(name) for name in FILES.get(script, (_LATIN,))))


@cache
def _characters(name: str) -> frozenset[int]:
    try:
        with TTFont(FOLDER / name, lazy=True) as font:
            return frozenset(font.getBestCmap())
    except OSError:
        raise FontsNotBuilt(f"The font {name} is not built. Run `make setup`.") from None


@cache
def _shaper(name: str) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(FOLDER / name))))


@lru_cache(maxsize=500)
def width(text: str, script: str) -> float:
    """How wide a text is on one line, in the size of its letters; raises FontsNotBuilt."""
    name = FILES.get(script, (_LATIN,))[-1]
    if not (FOLDER / name).is_file():
        raise FontsNotBuilt(f"The font {name} is not built. Run `make setup`.")
    font, buffer = _shaper(name), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return float(sum(each.x_advance for each in buffer.glyph_positions) / font.face.upem)


@lru_cache(maxsize=50_000)
def _is_malformed(word: str, name: str) -> bool:
    """HarfBuzz puts a dotted circle under a sign that has no letter to sit on."""
    font = _shaper(name)
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    circle = font.get_nominal_glyph(_DOTTED_CIRCLE)
    return any(glyph.codepoint == circle for glyph in buffer.glyph_infos)


def _shortened(text: str, around: str) -> str:
    at = text.find(around)
    start, end = max(0, at - 30), at + len(around) + 30
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
