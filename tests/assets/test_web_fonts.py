"""The web fonts that are cut: what texts are written with comes in the small file, and no other."""

import re
from gettext import NullTranslations

import pytest

from app.assets import web_fonts
from app.config import BUILD, LOCALES
from app.languages import languages
from app.render import words

FONTS = BUILD / "static" / "fonts"
FACE = re.compile(r"@font-face\{(.*?)\}")
SPAN = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


def faces() -> dict[str, frozenset[int]]:
    """The letters for which a browser loads each file."""
    css = (BUILD / "static" / "css" / "site.css").read_text(encoding="utf-8")
    found = {}
    for face in FACE.findall(css):
        spans = SPAN.findall(face.partition("unicode-range:")[2])
        letters = (range(int(a, 16), int(b or a, 16) + 1) for a, b in spans)
        name = face.partition("/static/fonts/")[2].partition('"')[0]
        found[name] = frozenset(code for span in letters for code in span)
    return found


@pytest.mark.parametrize("script", web_fonts.SCRIPTS, ids=lambda script: script.tag)
def test_no_letter_is_loaded_from_two_files(script: web_fonts.Script) -> None:
    found = faces()
    for weight in (400, 700):
        common = found[f"birthwords-{script.tag.lower()}-{weight}.woff2"]
        assert common
        assert not common & found[script.file(weight).name]


@pytest.mark.parametrize("locale", sorted({each.locale for each in languages()} - {"en"}))
def test_h7_all_that_is_written_in_a_language_comes_in_its_small_file(locale: str) -> None:
    """Of a pair of signs in two files neither file can draw it, and a reader sees boxes."""
    common = frozenset(code for script in web_fonts.SCRIPTS for code in script.common)
    rare = frozenset(code for name, codes in faces().items() if "birthwords" not in name
                     for code in codes if code >= 0x100) - {0x2013, 0x2014}  # fmt: skip
    in_no_small_file = rare - common - faces()["noto-sans-devanagari-latin-400-normal.woff2"]
    for path in (LOCALES / locale / "LC_MESSAGES").glob("*.po"):
        lines = path.read_text(encoding="utf-8").splitlines()
        letters = set("".join(line for line in lines if not line.startswith("#")))
        assert not {letter for letter in letters if ord(letter) in in_no_small_file}


def test_the_own_names_and_the_heading_in_every_language_come_in_the_smallest_files() -> None:
    own = "".join(language.own_name for language in languages() if language.script != "Latn")
    assert words.choose_language(NullTranslations()) == web_fonts.HEADING
    for kind, most in (("names", 7_000), ("asked", 16_000)):
        drawn = (codes for name, codes in faces().items() if f"-{kind}-" in name)
        known = frozenset().union(*drawn)
        assert not {letter for letter in own if letter != " " and ord(letter) not in known}
        asks = ord("छ") in known, "a letter of the Nepali heading that no name has"
        assert asks[0] == (kind == "asked"), asks[1]
        sizes = [path.stat().st_size for path in FONTS.glob(f"birthwords-{kind}-*.woff2")]
        assert len(sizes) == 3
        assert sum(sizes) < most
