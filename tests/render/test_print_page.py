"""Where the letters stand: nothing too small, nothing off the page, nothing over anything else."""

import re
from dataclasses import replace
from typing import Any

import pytest

from app.render import words
from app.render.interface import translations
from app.render.pdf import layout as laid_out
from app.render.print_page import Format, PrintPage, WrongSize, print_html, print_job
from app.render.printable import Printable, draft_of, print_page
from app.resources.schema import Group, Resource
from app.resources.segments import extract, rebuild
from tests.render import filled_plans, samples

pytestmark = pytest.mark.usefixtures("sample_picture")


SIZED = [
    (tag, layout, size)
    for tag in ("pl", "ne", "bn", "fa-AF")
    for layout, size in (("standard", 14), ("large_print", 16), ("large_print", 28), ("facing", 12))
]


@pytest.mark.parametrize(("tag", "layout", "size"), SIZED)
def test_h8_no_text_is_too_small_or_leaves_the_page(tag: str, layout: Format, size: int) -> None:
    page = samples.page(tag, layout, size=size, watermark=None)
    for number, texts in enumerate(_texts(page), 1):
        for box in texts:
            assert box.style["font_size"] * 0.75 >= page.smallest, box.text
            assert _is_on_the_page(box), (number, box.text, box.position_x, box.position_y)


@pytest.mark.parametrize(
    ("kind", "layout", "size"),
    [
        ("leaflet", "standard", 14),
        ("leaflet", "large_print", 28),
        ("leaflet", "facing", 20),
        ("plan", "standard", 14),
        ("plan", "large_print", 28),
        ("plan", "facing", 12),
    ],
)
def test_h8_words_two_fifths_longer_are_neither_cut_off_nor_overlap(
    kind: str, layout: Format, size: int
) -> None:
    english = samples.LEAFLET if kind == "leaflet" else samples.PLAN
    page = samples.page("pl", layout, _longer(english), english, size=size)
    for texts in _texts(page):
        assert all(_is_on_the_page(box) for box in texts)
        boxes = [_ink(box) for box in texts if box.text.strip()]
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                assert not _overlap(one, other), (one, other)


def _longer(resource: Resource) -> Resource:
    """Every word two fifths longer, as a pseudo-language."""
    extraction = extract(resource)

    def stretched(text: str) -> str:
        return re.sub(r"[A-Za-z’]{3,}", lambda m: m[0] + m[0][: -(-len(m[0]) * 2 // 5)], text)

    return rebuild(extraction, {each.path: stretched(each.text) for each in extraction.segments})


def _texts(page: PrintPage) -> list[list[Any]]:
    """The text boxes of each page."""
    document = laid_out(print_job(page))
    return [list(_boxes(each._page_box)) for each in document.pages]


def _boxes(box: Any) -> Any:
    real = getattr(box, "_box", box)
    if getattr(real, "text", None) is not None:
        yield real
    for child in getattr(real, "children", ()):
        yield from _boxes(child)


_WIDTH, _HEIGHT, _EDGE = 210 * 96 / 25.4, 297 * 96 / 25.4, 5 * 96 / 25.4


def _is_on_the_page(box: Any) -> bool:
    return bool(
        box.position_x >= _EDGE
        and box.position_x + box.width <= _WIDTH - _EDGE
        and box.position_y >= _EDGE
        and box.position_y + box.height <= _HEIGHT - _EDGE
    )


def _ink(box: Any) -> tuple[float, float, float, float, str]:
    """Where letters are: the middle of a line box, since lines of text share their leading."""
    size = box.style["font_size"]
    middle = box.position_y + box.height / 2
    return (
        box.position_x,
        middle - size * 0.3,
        box.position_x + box.width,
        middle + size * 0.3,
        box.text,
    )


def _overlap(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return bool(
        min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    )


def test_easy_read_keeps_each_idea_with_its_picture() -> None:
    page = samples.page("en", "easy_read", samples.EASY_READ, samples.EASY_READ)
    document = laid_out(print_job(page))
    for each in document.pages:
        texts = " ".join(box.text for box in _boxes(each._page_box))
        pictures = _count(each._page_box, "img")
        ideas = len(re.findall("You are not wasting our time", texts))
        assert pictures == ideas


def _count(box: Any, tag: str) -> int:
    real = getattr(box, "_box", box)
    own = int(getattr(real, "element_tag", "") == tag)
    return own + sum(_count(child, tag) for child in getattr(real, "children", ()))


@pytest.mark.parametrize(
    ("layout", "size"), [("large_print", 14), ("large_print", 29), ("standard", 8)]
)
def test_a_size_that_the_format_does_not_have_is_refused(layout: Format, size: int) -> None:
    with pytest.raises(WrongSize, match="is printed from"):
        samples.page("pl", layout, size=size)


def test_english_stands_on_the_left_of_a_right_to_left_language() -> None:
    page = samples.page("fa-AF", "facing")
    document = laid_out(print_job(page))
    first = {}
    for box in _boxes(document.pages[0]._page_box):
        for text in ("What", "چه"):
            if box.text.startswith(text):
                first[text] = box.position_x
    assert first["What"] < first["چه"]


def test_boxes_and_numbers_of_a_facing_plan_are_ticked_in_one_place_only() -> None:
    page = samples.page("pl", "facing", samples.plan("pl"), samples.PLAN)
    html = print_html(page)
    assert html.count('<span class="bw-option__number">1</span>') == 2
    drawn = sum(_class_count(each._page_box, "bw-box") for each in laid_out(print_job(page)).pages)
    assert drawn == 4


def _class_count(box: Any, name: str) -> int:
    real = getattr(box, "_box", box)
    element = getattr(real, "element", None)
    own = int(element is not None and element.get("class") == name)
    return own + sum(_class_count(child, name) for child in getattr(real, "children", ()))


@pytest.mark.parametrize("tag", ["fj", "kok-Latn", "so", "de", "pl", "bn", "ps"])
@pytest.mark.parametrize("layout", ["standard", "large_print"])
def test_the_notice_at_the_foot_stays_on_the_paper_that_printers_reach(
    tag: str, layout: Format
) -> None:
    """In English, under the head of its own language: the foot alone is what differs."""
    page = print_page(_untranslated(tag), layout, service="gwh", size=None, base_url="")
    document = laid_out(print_job(page))
    notice = words.demo_notice(translations(tag, demo=True))
    for each in document.pages:
        foot = [box for box in _boxes(each._page_box) if box.position_y > _HEIGHT - 45 * 96 / 25.4]
        assert all(_is_on_the_page(box) for box in foot), [box.text for box in foot]
        drawn = "".join(box.text for box in foot).replace(" ", "")
        assert "Demonstration–notforclinicaluse" in drawn
    assert page.demo_notice == notice


@pytest.mark.parametrize("tag", ["fa-AF", "ps"])
@pytest.mark.parametrize("service", ["gwh", None])
def test_latin_letters_have_one_face_among_arabic_ones(tag: str, service: str | None) -> None:
    page = print_page(_untranslated(tag), "large_print", service=service, size=None, base_url="")
    texts = [box for each in laid_out(print_job(page)).pages for box in _boxes(each._page_box)]
    latin = [box for box in texts if re.search("[A-Za-z]", box.text)]
    assert any("Unit" in box.text or "unit" in box.text for box in latin)
    assert {box.style["font_family"][0] for box in latin} == {"Noto Sans"}


@pytest.mark.parametrize("tag", ["fa-AF", "ps"])
def test_the_comma_after_a_hospital_is_that_of_her_script(tag: str) -> None:
    page = print_page(_untranslated(tag), "standard", service=None, size=None, base_url="")
    html = print_html(page)
    assert "Great Western Hospital</span>، " in html
    assert "Great Western Hospital</span>, " not in html


def test_the_first_column_of_a_table_is_as_wide_as_the_longest_word_of_its_heading() -> None:
    page = print_page(
        filled_plans.printable("pl"), "standard", service=None, size=None, base_url=""
    )
    group = next(
        each
        for each in page.shown.resource.blocks
        if isinstance(each, Group) and page.shown.is_tabular(each)
    )
    long = group.model_copy(update={"row": "Rediscutare/a"})
    blocks = tuple(long if each is group else each for each in page.shown.resource.blocks)
    resource = page.shown.resource.model_copy(update={"blocks": blocks})
    changed = replace(page, reading=replace(page.reading, resource=resource))
    drawn = [box.text.strip() for texts in _texts(changed) for box in texts]
    assert "Rediscutare/a" in drawn
    assert page.shown.first_width(group) < page.shown.first_width(long)


def _untranslated(tag: str) -> Printable:
    """The sample as if its English were this language: the words around it are."""
    return replace(draft_of(samples.LEAFLET, samples.LEAFLET, tag, demo=True), draft=False)
