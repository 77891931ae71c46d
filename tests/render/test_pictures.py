"""Each format in each script still looks like its reference picture.

The pictures stand in `tests/render/pictures`. When print is meant to look different, draw them anew
with `python -m tests.render.pictures [NAME…]` and look at each before it is committed: it is the
claim that print looks right. Nobody who reads these languages has judged them yet. A test that
fails names a file with both pictures and their difference beside each other.
"""

import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from app.render.print_page import Format, PrintPage
from app.resources.schema import Resource
from app.resources.segments import extract, rebuild
from tests.render import samples
from tests.render.pictures import (
    DPI,
    FINER,
    FOLDER,
    WANTED,
    Difference,
    Wanted,
    beside,
    difference,
    drawn,
    picture,
    printed,
)

ZWNJ = "\u200c"
each_picture = pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.name)


@cache
def pdf(tag: str, layout: Format) -> bytes:
    return drawn(printed(tag, layout))


def reference(wanted: Wanted) -> Image.Image:
    return Image.open(wanted.path).convert("L")


def of(tag: str, layout: Format = "standard", page: int = 1) -> Wanted:
    return Wanted(tag, layout, page)


def changed(page: PrintPage, path: str, old: str, new: str) -> PrintPage:
    """The same print with letters of one segment replaced."""
    resource: Resource = page.reading.resource
    texts = {each.path: each.text for each in samples.segments(resource)}
    assert texts[path].count(old) == 1
    texts[path] = texts[path].replace(old, new)
    other = rebuild(extract(resource), texts)
    return replace(page, reading=replace(page.reading, resource=other))


def seen(wanted: Wanted, page: PrintPage) -> Difference:
    return difference(reference(wanted), picture(drawn(page), wanted.page))


@each_picture
def test_h7_h10_each_format_in_each_script_looks_like_its_reference_picture(
    wanted: Wanted, tmp_path: Path
) -> None:
    now = picture(pdf(wanted.tag, wanted.format), wanted.page)
    found = difference(reference(wanted), now)
    if found:
        beside(reference(wanted), now).save(tmp_path / f"{wanted.name}.png")
    assert not found, f"{wanted.name}: {found}. Look at {tmp_path / wanted.name}.png"


@each_picture
def test_h10_two_rasterisers_draw_the_same_and_that_is_no_difference(
    wanted: Wanted, tmp_path: Path
) -> None:
    """What browsers and what Linux desktops show of the same print, each with its own edges."""
    path = tmp_path / "print.pdf"
    path.write_bytes(pdf(wanted.tag, wanted.format))
    command = ["pdftoppm", "-gray", "-singlefile", "-r", str(FINER * DPI), "-f", str(wanted.page)]
    subprocess.run([*command, path, tmp_path / "poppler"], check=True)
    other = Image.open(tmp_path / "poppler.pgm").reduce(FINER)
    found = difference(reference(wanted), other)
    assert not found, f"{wanted.name}: {found}"


@pytest.mark.parametrize(
    ("tag", "path", "old", "new", "layout"),
    [
        ("ne", "title", "च्च", f"च्{ZWNJ}च", "standard"),
        ("ne", "first", "च्च", f"च्{ZWNJ}च", "standard"),
        ("ne", "first", "च्च", f"च्{ZWNJ}च", "large_print"),
        ("bn", "fewer.signs.less", "স্ব", f"স্{ZWNJ}ব", "standard"),
    ],
)
def test_h10_a_broken_conjunct_is_seen(
    tag: str, path: str, old: str, new: str, layout: Format
) -> None:
    """On the page that it stands on, and on no other."""
    before, broken = pdf(tag, layout), drawn(changed(printed(tag, layout), path, old, new))
    pages = range(1, 1 + len(pypdfium2.PdfDocument(before)))
    seen_on = [n for n in pages if difference(picture(before, n), picture(broken, n))]
    assert len(seen_on) >= 1
    if path != "title":  # which stands over every page
        assert len(seen_on) == 1


@pytest.mark.parametrize(("path", "old"), [("title", "طفل"), ("first", "بیشتر"), ("what", "چه")])
def test_h10_a_dari_word_whose_letters_do_not_join_is_seen(path: str, old: str) -> None:
    broken = old[0] + ZWNJ + old[1:]
    assert seen(of("fa-AF"), changed(printed("fa-AF", "standard"), path, old, broken))


@pytest.mark.parametrize("tag", ["pl", "ne", "bn", "fa-AF"])
def test_h8_a_missing_line_is_seen(tag: str) -> None:
    page = printed(tag, "standard")
    bullets = page.reading.resource.blocks[2]
    fewer = bullets.model_copy(update={"items": bullets.items[:1]})  # type: ignore[union-attr]
    blocks = tuple(fewer if each is bullets else each for each in page.reading.resource.blocks)
    shorter = page.reading.resource.model_copy(update={"blocks": blocks})
    without = replace(page, reading=replace(page.reading, resource=shorter))
    assert seen(of(tag, page=1), without) or seen(of(tag, page=2), without)


@pytest.mark.parametrize("wanted", [w for w in WANTED if w.page == 1 and w.format != "poster"])
def test_h8_text_one_point_larger_is_seen(wanted: Wanted) -> None:
    page = printed(wanted.tag, wanted.format)
    assert seen(wanted, replace(page, size_pt=page.size + 1))


def test_h9_letters_of_a_right_to_left_page_from_left_to_right_are_seen() -> None:
    assert difference(reference(of("fa-AF")), reference(of("ne")))
    mirrored = reference(of("fa-AF")).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert difference(reference(of("fa-AF")), mirrored)


def test_another_size_of_paper_is_seen() -> None:
    whole = reference(of("pl"))
    assert difference(whole, whole.crop((0, 0, whole.width, whole.height - 1)))


def test_the_pictures_are_small_and_none_is_left_over() -> None:
    kept = sorted(FOLDER.iterdir())
    assert kept == sorted(each.path for each in WANTED)
    assert all(path.stat().st_size < 40_000 for path in kept)
    assert sum(path.stat().st_size for path in kept) < 550_000
