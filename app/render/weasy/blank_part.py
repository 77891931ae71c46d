"""One part of a form in which nobody answered, as it is remembered: its boxes, laid out, and what
was written to the page for them. Which parts a document has is `blank_parts`'s.
"""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import draw as weasy_draw
from weasyprint.anchors import gather_anchors
from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.stacking import StackingContext

_NUMBER = re.compile(rb"(?<=/MCID )\d+")
_ONCE = ("XObject", "Pattern", "Shading")
"""What a page has by numbers of its own: pictures and the like, which are drawn anew each time."""

_EMPTY = "display: block; border: none; padding: 0"


@dataclass(frozen=True)
class DrawnPart:
    """What a part writes to a page, as if it stood at the corner of it. `pieces` are parted where
    the number of a tag goes; `tags` are the boxes of these numbers and their tags."""

    pieces: tuple[bytes, ...]
    tags: tuple[tuple[Any, str], ...]
    fonts: dict[Any, Any]
    opacities: dict[str, dict[str, Any]]

    def put(self, stream: Any, x: float, y: float) -> None:
        first = len(stream._tags)
        text = [self.pieces[0]]
        for number, piece in enumerate(self.pieces[1:], first):
            text += (b"%d" % number, piece)
        with stream.stacked():
            stream.transform(e=x, f=y)
            stream.stream.append(b"".join(text))
        for number, (box, tag) in enumerate(self.tags, first):
            stream._tags[box] = {"tag": tag, "mcid": number}
        for name, opacity in self.opacities.items():
            stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(opacity))
        for key, font in self.fonts.items():
            _merge(stream._fonts, key, font)


class BlankPart:
    """A part on its place in the document that showed it last. Its size is that of its border."""

    def __init__(self, key: tuple[object, ...], table: Any, drawn: DrawnPart) -> None:
        self.key = key
        self.drawn = drawn
        self.width: float = table.border_width()
        self.height: float = table.border_height()
        self._elements: list[Element] = list(table.element)
        self._text = table.element.text
        self._attributes = dict(table.element.attrib)
        self._table = table

    def hold_place(self, element: Element) -> None:
        """Leave an empty block in the document, which `move_into` fills again."""
        element[:], element.text = (), None
        element.set("style", _EMPTY)

    def put_back(self, element: Element) -> None:
        """Give the document what `hold_place` took."""
        element[:], element.text = self._elements, self._text
        element.attrib = dict(self._attributes)

    def move_into(self, block: Any) -> None:
        """Put the part where the empty block stands. It leaves the document before."""
        table = self._table
        table.translate(
            block.content_box_x() - table.position_x, block.content_box_y() - table.position_y
        )
        block.children = [table]

    def text(self) -> Iterator[str]:
        """What it says, piece by piece."""
        for box in self._table.descendants():
            if isinstance(box, boxes.TextBox):
                yield box.text

    def forget_document(self) -> None:
        """Let go of the document, and of the letters, which are not shaped again."""
        del self._table.birthwords_blank
        for box in self._table.descendants():
            if isinstance(box, boxes.TextBox):
                box.pango_layout = None


def record(page: Any, stream: Any, table: Any, get_image: Any) -> DrawnPart | None:
    """What a part writes to a page; None where that cannot be written twice."""
    if stream._tags is None:
        return None
    x, y = table.position_x, table.position_y
    resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in ("ExtGState", *_ONCE)})
    resources["ColorSpace"] = stream._resources["ColorSpace"]
    sheet = stream.clone(resources=resources, tags={}, fonts=_empty(stream._fonts))
    _move(page, table, -x, -y, get_image)
    draw(page, sheet, table)
    _move(page, table, x, y, get_image)
    pieces = _NUMBER.split(b"\n".join(map(pydyf._to_bytes, sheet.stream)))
    if any(resources[name] for name in _ONCE) or len(pieces) != len(sheet._tags) + 1:
        return None
    return DrawnPart(
        pieces=tuple(pieces),
        tags=tuple((box, tag["tag"]) for box, tag in sheet._tags.items()),
        fonts={key: font for key, font in sheet._fonts.items() if font.to_unicode},
        opacities={name: dict(opacity) for name, opacity in resources["ExtGState"].items()},
    )


def draw(page: Any, stream: Any, table: Any) -> None:
    """Draw a part by itself, all of it in one place."""
    context = StackingContext.from_box(table, page)
    context.box.__dict__.pop("birthwords_blank", None)
    weasy_draw.draw_table(stream, table)
    weasy_draw.draw_stacking_context(stream, context)


def _move(page: Any, table: Any, x: float, y: float, get_image: Any) -> None:
    """With what WeasyPrint works out for the place of a box: what turns it, what is under it."""
    table.translate(x, y)
    gather_anchors(table, {}, [], [], {None: []})
    layout_box_backgrounds(page, table, get_image)


def _empty(fonts: dict[Any, Any]) -> dict[Any, Any]:
    return {key: _without_letters(font) for key, font in fonts.items()}


def _without_letters(font: Any) -> Any:
    empty = copy(font)
    empty.to_unicode, empty.widths, empty.missing = {}, {}, {}
    return empty


def _merge(fonts: dict[Any, Any], key: Any, font: Any) -> None:
    known = fonts.get(key)
    if known is None:
        known = fonts[key] = _without_letters(font)
    for glyph, text in font.to_unicode.items():
        known.to_unicode.setdefault(glyph, text)
    for glyph, width in font.widths.items():
        known.widths.setdefault(glyph, width)
