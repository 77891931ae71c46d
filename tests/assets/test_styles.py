"""The built styles are small, mirrored, and ask nobody but us; the web fonts hold every letter."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from app.assets import AssetError, styles
from app.config import BUILD, TEMPLATES

STATIC = BUILD / "static"
UNSTYLED = {"nhsuk-table__body"}
"""Names that the NHS's own styles do not use either."""
SHEETS = ("site.css", "site.rtl.css", "staff.css", "plans.css", "plans.rtl.css")
FACE = re.compile(r"@font-face\s*\{(.*?)\}")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)


def sheet(name: str) -> str:
    return (STATIC / "css" / name).read_text(encoding="utf-8")


def web_characters() -> set[int]:
    """The characters that a reader's browser can draw with our files: in a face's range and in its
    file."""
    found: set[int] = set()
    for face in FACE.findall(sheet("site.css")):
        address = next(iter(styles.own_addresses(face)))
        drawn = TTFont(STATIC / Path(address).relative_to("/static")).getBestCmap()
        for start, end in RANGE.findall(face.partition("unicode-range:")[2]):
            wanted = range(int(start, 16), int(end or start, 16) + 1)
            found |= {code for code in wanted if code in drawn}
    return found


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_stays_small(name: str) -> None:
    """Readers' phones load the others; staff.css is for a desk."""
    most = 80 if name == "staff.css" else 60
    assert len(sheet(name).encode()) <= most * 1024


@pytest.mark.parametrize(
    ("folders", "sheets"),
    [
        (("workbench", "library", "people", "account"), ("site.css", "staff.css")),
        (("plans",), ("site.css", "plans.css")),
        (("public",), ("site.css",)),
    ],
)
def test_every_part_of_the_nhs_that_a_page_uses_is_styled(
    folders: tuple[str, ...], sheets: tuple[str, ...]
) -> None:
    """A tick box without its rules stands on a line of its own, above its words. A page may link a
    sheet of its own besides."""
    bare = {
        f"{folder}: {name}"
        for folder in folders
        for file in (TEMPLATES / folder).rglob("*.html")
        for name in unstyled(file.read_text(encoding="utf-8"), sheets)
    }
    assert not bare


def unstyled(template: str, sheets: Iterable[str]) -> Iterator[str]:
    own = re.findall(r"plans\.css", template)
    rules = "".join(sheet(name) for name in {*sheets, *own})
    styled = UNSTYLED | set(re.findall(r"\.(nhsuk-[\w-]+)", rules))
    for names in re.findall(r'class="([^"]*)"', template):
        words = re.sub(r"\{[%{].*?[%}]\}", " ", names).split()
        yield from (name for name in words if name.startswith("nhsuk-") and name not in styled)


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_loads_only_our_own_files_and_they_exist(name: str) -> None:
    for address in styles.own_addresses(sheet(name)):
        assert (STATIC / Path(address).relative_to("/static")).is_file(), address


@pytest.mark.parametrize("name", SHEETS)
def test_the_font_of_the_nhs_is_not_asked_for(name: str) -> None:
    assert "frutiger" not in sheet(name).lower()


@pytest.mark.parametrize(
    "css",
    [
        "a{background:url(https://example.org/a.svg)}",
        "a{background:url('//example.org/a.svg')}",
        '@import "https://example.org/a.css";',
        "@font-face{src:url(/assets/frutiger.woff2)}",
    ],
)
def test_a_style_that_asks_another_server_is_refused(css: str) -> None:
    with pytest.raises(AssetError, match="Serve the file from /static/"):
        styles.own_addresses(css)


def test_a_drawing_inside_a_style_asks_nobody() -> None:
    assert styles.own_addresses('a{background:url("data:image/svg+xml,%3Csvg/%3E")}') == set()


def test_right_to_left_pages_are_mirrored() -> None:
    left, right = sheet("site.css"), sheet("site.rtl.css")
    for one, other in (("margin-left", "margin-right"), ("padding-left", "padding-right")):
        assert left.count(f"{one}:") == right.count(f"{other}:")
        assert left.count(f"{other}:") == right.count(f"{one}:")
    assert left != right


@pytest.mark.parametrize(
    "letters",
    [
        "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
        "ăâîșțĂÂÎȘȚ",
        "ãõçáàâêéíóôúÃÕÇ",
        "ẽĩũẼĨŨ",
        "äöüßèìòùñ¿¡œ–—“”„‘’…•",
        "अआइईउऊकखगङञणक्षत्रज्ञळंँः०१२३४५६७८९।",
        "অআইঈকখগঙঞণক্ষড়ঢ়য়ৎংঃঁ০১২৩৪৫৬৭৮৯।",
        "ابپتټجچځڅډذرړژږسشښکګگڼوهیېۍئء۰۱۲۳۴۵۶۷۸۹،؛؟",
    ],
)
def test_h7_the_web_fonts_draw_every_letter(letters: str) -> None:
    drawn = web_characters()
    assert not {letter for letter in letters if ord(letter) not in drawn}
