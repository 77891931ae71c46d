"""Fonts for print: static regular and bold files made from the variable Noto fonts, and a
fontconfig file that lists them alone.

Print breaks silently on anything else: WeasyPrint draws variable bold with regular widths, mixes
up files that share a family by unicode-range, and borrows missing letters from the system.
"""

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from app.assets import AssetError

WEIGHTS = {"Regular": 400, "Bold": 700}

# Latin with every accent in use (Konkani needs U+1EBD), the letters that African alphabets share
# with phonetic ones (ɔ ɛ ɓ ɗ) and their capitals, marks, punctuation, arrows and shapes.
_LATIN = (
    "0020-02FF,0300-036F,1E00-1EFF,2000-209F,20A0-20BF,2100-23FF,25A0-27BF,2C60-2C7F,A78B-A78D,"
    "A7AA-A7AE,A7B2-A7B3,FB00-FB06,FEFF,FFFD"
)
_INDIC = "0020,00A0,0964,0965,1CD0-1CF9,200B-200F,20B9,25CC"


@dataclass(frozen=True)
class Family:
    """A variable font in an installed package, and the characters to keep of it."""

    name: str
    package: str
    file: str
    keep: str


FAMILIES = (
    Family("NotoSans", "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf", _LATIN),
    Family(
        "NotoSansDevanagari",
        "fontpkg_noto_sans_devanagari",
        "files/NotoSansDevanagari[wdth,wght].ttf",
        f"0900-097F,A8E0-A8FF,{_INDIC}",
    ),
    Family(
        "NotoSansBengali",
        "justmytype_intl_south_asia",
        "fonts/ofl/notosansbengali/NotoSansBengali[wdth,wght].ttf",
        f"0980-09FF,{_INDIC}",
    ),
)

# Text in the newer Noto Arabic fonts cannot be copied out of a PDF; Amiri's can.
WHOLE = (
    ("fontpkg_amiri", "files/Amiri-Regular.ttf"),
    ("fontpkg_amiri", "files/Amiri-Bold.ttf"),
)

_FONTCONFIG = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def build(folder: Path) -> None:
    """Write `fonts/*.ttf` and `fontconfig/fonts.conf` below a folder. The same packages give the
    same bytes; raises AssetError when a package is missing."""
    fonts = folder / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for family in FAMILIES:
        for style, weight in WEIGHTS.items():
            _write_instance(family, weight, fonts / f"{family.name}-{style}.ttf")
    for package, file in WHOLE:
        source = _packaged(package, file)
        shutil.copyfile(source, fonts / source.name)
    _write_fontconfig(fonts, folder / "fontconfig")


def _write_instance(family: Family, weight: int, target: Path) -> None:
    variable = TTFont(_packaged(family.package, family.file), recalcTimestamp=False)
    font = instancer.instantiateVariableFont(variable, {"wght": weight, "wdth": 100}, inplace=True)
    options = subset.Options(
        layout_features=["*"], layout_scripts=["*"], name_IDs=["*"], notdef_outline=True
    )
    options.hinting = False
    options.drop_tables += ["meta"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(family.keep))
    cutter.subset(font)
    font.save(target)


def _packaged(package: str, file: str) -> Path:
    spec = find_spec(package)
    path = Path(spec.origin).parent / file if spec and spec.origin else None
    if path is None or not path.is_file():
        raise AssetError(f"the font {file} of {package} is missing. Run `make setup`.")
    return path


def _write_fontconfig(fonts: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    text = _FONTCONFIG.format(fonts=fonts.resolve(), cache=(folder / "cache").resolve())
    (folder / "fonts.conf").write_text(text, encoding="utf-8")
