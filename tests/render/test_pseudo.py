"""A language that is two fifths longer than English, with marks above its letters: nothing that
is published runs over the edge or over anything else, in any format (H8).
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from app.languages import ENGLISH, find
from app.render.gates import inspect
from app.render.html import Reading
from app.render.pdf import draw
from app.render.print_page import Format, PrintPage, print_job
from app.render.weasy import boxes
from app.resources.schema import Resource
from app.resources.segments import extract, rebuild
from app.services import services
from tests import shipped

ACCENTS = str.maketrans("aceinosuyACEINOSUY", "ãćęïñőşűýÃĆĘÏÑŐŞŰÝ")
_WORD = re.compile(r"(<[^<>]*>|\d[\d.,:–-]*)|([^\W\d_]{2,})")


def pseudo(text: str) -> str:
    """A segment two fifths longer, in brackets that show where it begins and ends; numbers and
    tokens as they were."""
    longer = _WORD.sub(lambda m: m[1] or m[2] + m[2][: -(-len(m[2]) * 2 // 5)].lower(), text)
    return "(" + re.sub(r"<[^<>]*>|[^<]+", _accented, longer) + ")"


def _accented(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else found[0].translate(ACCENTS)


def stretched(resource: Resource) -> Resource:
    extraction = extract(resource)
    return rebuild(extraction, {each.path: pseudo(each.text) for each in extraction.segments})


RESOURCES = {
    (each.slug, str(each.reading_version)): each
    for each in shipped.texts()
    if each.slug in ("babys-movements", "my-birth-preferences")
}
CASES: list[tuple[str, str, Format, int]] = [
    ("babys-movements", "standard", "standard", 14),
    ("babys-movements", "standard", "large_print", 18),
    ("babys-movements", "standard", "large_print", 28),
    ("babys-movements", "standard", "facing", 12),
    ("babys-movements", "easy_read", "easy_read", 18),
    ("babys-movements", "easy_read", "facing", 12),
    ("my-birth-preferences", "standard", "standard", 14),
    ("my-birth-preferences", "standard", "large_print", 18),
    ("my-birth-preferences", "standard", "facing", 12),
]


def page(slug: str, version: str, layout: Format, size: int) -> PrintPage:
    english = RESOURCES[slug, version]

    def reading(resource: Resource, tag: str) -> Reading:
        language = ENGLISH if tag == "en" else find(tag)
        return Reading(
            resource=resource,
            language=language,
            services=services().services,
            is_print=True,
            demo=True,
            anchors="en-" if tag == "en" else "",
        )

    return PrintPage(
        format=layout,
        reading=reading(stretched(english), "pl"),
        english=reading(english, "en"),
        reference=english.reference,
        version=english.version,
        edition_code="AB23CD",
        status_address="https://birthwords.test/status/AB23CD",
        published="22 listopada 2026",
        review="31 października 2029",
        how_made=pseudo("First translated by machine. Not checked by anyone."),
        other_formats=pseudo("Ask your midwife if you need this in another language."),
        base_url="https://birthwords.test",
        size_pt=size,
    )


@pytest.mark.parametrize(("slug", "version", "layout", "size"), CASES)
def test_h8_two_fifths_longer_words_stay_on_the_page_and_apart(
    slug: str, version: str, layout: Format, size: int
) -> None:
    job = print_job(page(slug, version, layout, size))
    pdf, document = draw(job)
    assert [str(failure) for failure in inspect(job, document, pdf)] == []
    for number, each in enumerate(document.pages, 1):
        drawn = sorted(_ink(each), key=lambda box: box[1])
        for index, one in enumerate(drawn):
            for other in drawn[index + 1 :]:
                if other[1] >= one[3]:
                    break
                assert not _overlap(one, other), (number, one, other)


def _ink(each: Any) -> Iterator[tuple[float, float, float, float, str]]:
    """Where letters are: the middle of each line, since lines share their leading."""
    for box in boxes.page_boxes(each):
        if box.text.strip():
            size = box.style["font_size"]
            middle = box.position_y + box.height / 2
            right = box.position_x + box.width
            yield box.position_x, middle - size * 0.3, right, middle + size * 0.3, box.text


def _overlap(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return bool(
        min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    )


def test_the_pseudo_language_is_two_fifths_longer_and_keeps_numbers_and_tokens() -> None:
    for resource in RESOURCES.values():
        texts = [segment.text for segment in extract(resource).segments]
        english, longer = " ".join(texts), " ".join(map(pseudo, texts))
        assert len(longer) >= 1.35 * len(english)
        assert re.findall(r"<[^<>]*>|\d+", longer) == re.findall(r"<[^<>]*>|\d+", english)
