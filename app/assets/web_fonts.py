"""Web fonts for scripts other than Latin, cut so that a phone loads little: the letters that texts
use in one file a weight, all rarer ones in the whole file, and the own names of our languages in a
file of 2 to 5 KB. Latin letters stand in `templates/assets/_fonts.scss`; print has its own fonts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from babel.messages.pofile import read_po
from fontTools import subset
from fontTools.ttLib import TTFont

from app.assets import NODE_MODULES, AssetError
from app.config import LOCALES
from app.languages import languages

CUT = "birthwords-"
"""How the files that are cut here begin."""
NAMES = "Birthwords Names"
ASKED = "Birthwords Asked"
HEADING = "Choose your language"
"""What the home page says in every open language; its letters and the names' have files of their
own there, so that every other page loads the names alone."""
_NAMES_WEIGHT = 600


@dataclass(frozen=True, kw_only=True)
class Script:
    """A script's family and its package; `letters` are what its languages are written with, and
    `metrics` what else its rules say."""

    tag: str
    family: str
    package: str
    subset: str
    letters: str
    metrics: str = ""

    def file(self, weight: int) -> Path:
        name = f"{self.package}-{self.subset}-{weight}-normal.woff2"
        return NODE_MODULES / "@fontsource" / self.package / "files" / name

    @property
    def common(self) -> frozenset[int]:
        return frozenset(map(ord, self.letters + _JOINERS))


_FIRST = 0x100
"""Before it stand the letters that every page loads, in a face of `_fonts.scss`."""
_JOINERS = "\u200c\u200d\u25cc"
_NOTO_SANS = "ascent-override:106.9%;descent-override:29.3%;line-gap-override:0%;"
SCRIPTS = (
    Script(
        tag="Latn",
        family="Noto Sans",
        package="noto-sans-devanagari",
        subset="latin-ext",
        letters="ĄąĆćĘęŁłŃńŚśŹźŻżĂăȘșȚț",
        metrics=_NOTO_SANS,
    ),
    Script(
        tag="Deva",
        family="Noto Sans Devanagari",
        package="noto-sans-devanagari",
        subset="devanagari",
        letters="अआइईउऊऋऍएऐऑओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरऱलळवशषसहािीुूृॅेैॉोौ्ँंःऽॐ।॥०१२३४५६७८९",
    ),
    Script(
        tag="Beng",
        family="Noto Sans Bengali",
        package="noto-sans-bengali",
        subset="bengali",
        letters="অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহািীুূৃেৈোৌ্ৎংঃঁড়ঢ়য়ৗ।॥০১২৩৪৫৬৭৮৯",
    ),
    Script(
        tag="Arab",
        family="Noto Naskh Arabic",
        package="noto-naskh-arabic",
        subset="arabic",
        letters=(
            "،؛؟ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىئًٌٍَُِّْٰٓ"
            "ٹپټچځڅډړژږښکګگڼۀۂیېۍےہھ٪٫٬۔٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
        ),
    ),
)


def build(static: Path) -> str:
    """Write `fonts/*.woff2` below a folder and return the rules that load them; the whole files are
    still to be copied. Raises AssetError when a package is missing."""
    folder = static / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    return "".join(rule for script in SCRIPTS for rule in _rules(script, folder))


def _rules(script: Script, folder: Path) -> Iterable[str]:
    for weight in (400, 700):
        whole = script.file(weight)
        common, rare = f"{CUT}{script.tag.lower()}-{weight}.woff2", whole.name
        drawn = _cut(whole, script.common, folder / common)
        yield _face(script, str(weight), rare, _all(whole) - drawn)
        yield _face(script, str(weight), common, drawn)
    if script.tag == "Latn":
        return
    small = (("names", NAMES, own_letters()), ("asked", ASKED, own_letters() | asked_letters()))
    for kind, family, letters in small:
        name = f"{CUT}{kind}-{script.tag.lower()}.woff2"
        drawn = _cut(script.file(_NAMES_WEIGHT), letters, folder / name)
        yield _face(replace(script, family=family), "400 700", name, drawn)


def own_letters() -> frozenset[int]:
    """The letters of the own names of languages."""
    return frozenset(map(ord, "".join(language.own_name for language in languages())))


def asked_letters() -> frozenset[int]:
    """The letters of what the home page asks in each language."""
    words = []
    for language in languages():
        path = LOCALES / language.locale / "LC_MESSAGES" / "messages.po"
        if path.is_file():
            with path.open("rb") as file:
                found = read_po(file).get(HEADING)
            words.append(str(found.string) if found else "")
    return frozenset(map(ord, "".join(words)))


def _all(source: Path) -> frozenset[int]:
    if not source.is_file():
        raise AssetError(f"the font {source.name} is missing. Run `make setup`.")
    return frozenset(code for code in TTFont(source).getBestCmap() if code >= _FIRST)


def _cut(source: Path, wanted: frozenset[int], target: Path) -> frozenset[int]:
    """Write those letters of a font, with all that joins and places them; say which it has."""
    drawn = _all(source) & wanted
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=["*"], layout_scripts=["*"], notdef_outline=True)
    options.hinting = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=drawn)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    return drawn


def _face(script: Script, weight: str, file: str, letters: frozenset[int]) -> str:
    return (
        f'@font-face{{font-family:"{script.family}";font-style:normal;font-weight:{weight};'
        f'font-display:swap;src:url("/static/fonts/{file}") format("woff2");'
        f"{script.metrics}unicode-range:{_ranges(letters)}}}"
    )


def _ranges(letters: Iterable[int]) -> str:
    """Code points as CSS writes them: U+905-939,U+93C."""
    spans: list[list[int]] = []
    for code in sorted(letters):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in spans)
