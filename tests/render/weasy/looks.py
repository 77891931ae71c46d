"""Whether two PDFs look and read the same where one draws its lines in another way: the edge of a
line may fall on the next dot, text and filled areas may not differ at all.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

SCALE = 2
"""144 dots an inch, where the thinnest line is more than one dot wide."""

EDGE = 100
"""How much darker, of 255, a dot may be than all dots around its place. A line that rasterisers
round another way makes 72, one that is lost 170 and more."""

HAIR = 2
"""How far apart, in hundredths of a point, a letter may stand in two prints."""


def differences(one: bytes, other: bytes, *, in_order: bool = True) -> Iterator[str]:
    """What differs, page by page; nothing if nobody would see or read it. Unless `in_order`, text
    may have been written to the page in another order, and by a hair in another place."""
    same_letters = _are_same if in_order else _stand_alike
    pages, others = pypdfium2.PdfDocument(one), pypdfium2.PdfDocument(other)
    if len(pages) != len(others):
        yield f"{len(pages)} pages, not {len(others)}"
    for number, (page, like) in enumerate(zip(pages, others, strict=False), 1):
        if not same_letters(_letters(page), _letters(like)):
            yield f"page {number}: the text, or where it stands"
        images = (each.render(scale=SCALE, grayscale=True).to_pil() for each in (page, like))
        if not _are_alike(*images):
            yield f"page {number}: what is painted"
    pages.close()
    others.close()


_Letters = list[tuple[str, tuple[int, ...]]]


def _letters(page: Any) -> _Letters:
    """The letters of a page, each with where it stands in hundredths of a point."""
    text = page.get_textpage()
    boxes = [text.get_charbox(index, loose=True) for index in range(text.count_chars())]
    places = [tuple(round(100 * edge) for edge in box) for box in boxes]
    return [(text.get_text_range(index, 1), place) for index, place in enumerate(places)]


def _are_same(letters: _Letters, others: _Letters) -> bool:
    return letters == others


def _stand_alike(letters: _Letters, others: _Letters) -> bool:
    """Whether each letter that is seen has its like."""
    places = defaultdict(list)
    for letter, place in others:
        if letter.strip():
            places[letter].append(place)
    for letter, place in letters:
        if letter.strip():
            like = [each for each in places[letter] if _are_near(each, place)]
            if not like:
                return False
            places[letter].remove(like[0])
    return not any(places.values())


def _are_near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(edge - like) <= HAIR for edge, like in zip(one, other, strict=True))


def _are_alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    darkest, lightest = _around(one)
    darkest_like, lightest_like = _around(other)
    edges = ImageChops.lighter(
        ImageChops.subtract(lightest, darkest), ImageChops.subtract(lightest_like, darkest_like)
    )
    inside = edges.point([255] + [0] * 255)
    apart = ImageChops.multiply(ImageChops.difference(one, other), inside)
    darker = (ImageChops.subtract(darkest_like, one), ImageChops.subtract(darkest, other))
    return not any(apart.histogram()[1:]) and not any(
        count for each in darker for count in each.histogram()[EDGE + 1 :]
    )


def _around(image: Image.Image) -> tuple[Image.Image, Image.Image]:
    """For each dot the darkest and the lightest of it and its neighbours."""
    darkest = lightest = image
    for across, down in ((1, 0), (0, 1)):
        for picture, choose in ((darkest, ImageChops.darker), (lightest, ImageChops.lighter)):
            back = ImageChops.offset(picture, -across, -down)
            forth = ImageChops.offset(picture, across, down)
            chosen = choose(choose(picture, back), forth)
            if choose is ImageChops.darker:
                darkest = chosen
            else:
                lightest = chosen
    return darkest, lightest
