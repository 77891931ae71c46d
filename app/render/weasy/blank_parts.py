"""Parts of a filled plan in which nobody answered, remembered from one print to the next: those
that the template names (`data-blank`) are laid out and drawn once in each worker. Nothing that
anybody wrote is in them, so that no answer outlives its print (H6).

What is remembered of each is `blank_part`'s; here it is taken out of a document before WeasyPrint
reads it, and put in its place on the page.
"""

from collections import Counter
from collections.abc import Iterator
from math import isclose
from typing import Any
from xml.etree.ElementTree import Element, tostring

import weasyprint
from cachetools import LRUCache
from weasyprint import document as weasy_document
from weasyprint import draw as weasy_draw
from weasyprint import stacking
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block as weasy_block

from app.render.weasy.blank_part import BlankPart, draw, record
from app.render.weasy.paint_speed import forget_words
from app.render.weasy.patches import Patch, Replacement

MARK = "data-blank"
MOST = 300
"""Parts that a worker remembers, in about 20 MB: those of four plans in a language and a size."""

known: LRUCache[tuple[object, ...], BlankPart] = LRUCache(MOST)
"""What is remembered."""

_render = weasyprint.HTML.render
_layout_document = weasy_document.layout_document
_block_box_layout = weasy_block.block_box_layout
_dispatch = stacking._dispatch
_draw_block_level = weasy_draw.draw_block_level


class _Changed(Exception):
    """A part would not look here as it is remembered."""


class BlankParts:
    """The blank parts of one document: those taken out of it, and those that it shows first."""

    def __init__(self, root: Element, base_url: Any) -> None:
        self.root = root
        self.taken: dict[Element, BlankPart] = {}
        self.unknown: dict[Element, tuple[object, ...]] = {}
        self.first_seen: dict[Element, BlankPart] = {}
        self.pieces: Counter[Element] = Counter()
        self.get_image: Any = None
        marked = [element for element in root.iter("div") if MARK in element.attrib]
        kind = _kind(root, base_url) if marked else ()
        seen = set()
        for element in marked:
            key = (*kind, tostring(element, encoding="unicode"))
            if key in seen:  # a part stands in one place
                continue
            seen.add(key)
            if part := known.get(key):
                self.taken[element] = part
                part.hold_place(element)
            else:
                self.unknown[element] = key

    def put_back(self) -> None:
        """Give the document its elements again, and the parts to whoever draws it next."""
        for element, part in self.taken.items():
            part.put_back(element)

    def give_up(self) -> None:
        """Let everything be laid out anew."""
        self.put_back()
        for element, part in self.taken.items():
            known.pop(part.key, None)
            self.unknown[element] = part.key
        self.taken = {}

    def attach(self, page: Any) -> None:
        """Put what was taken out on its place on a page, and mark what is to be drawn apart."""
        if not self.taken and not self.unknown:
            return
        for box in tuple(page.descendants()):
            if part := self.taken.get(box.element):
                if not isclose(box.width, part.width):
                    raise _Changed
                part.move_into(box)
                box.birthwords_blank = self, box.element
            elif isinstance(box, boxes.TableBox) and box.element in self.unknown:
                self.pieces[box.element] += 1
                box.birthwords_blank = self, box.element

    def draw(self, page: Any, stream: Any, table: Any, element: Element) -> None:
        """Draw the part that stands in an element, as it was drawn before if it was."""
        part = self.taken.get(element) or self.first_seen.get(element)
        if part is None and self.pieces[element] == 1 and stands_alone(page, table):
            part = self._first_seen(page, stream, table, element)
        if part is None:
            draw(page, stream, table)
        else:
            part.drawn.put(stream, table.position_x, table.position_y)

    def _first_seen(self, page: Any, stream: Any, table: Any, element: Element) -> BlankPart | None:
        drawn = record(page, stream, table, self.get_image)
        if drawn is None:
            return None
        part = self.first_seen[element] = BlankPart(self.unknown[element], table, drawn)
        return part

    def keep(self) -> bool:
        """Remember what this document showed first; says whether that was anything."""
        for part in self.first_seen.values():
            part.forget_document()
            known[part.key] = part
        return bool(self.first_seen)


def stands_alone(page: Any, table: Any) -> bool:
    """Whether a row of cells looks the same wherever it stands: it always fits on a page, says
    nothing about how pages break around it, and has no margin that the top of a page cuts off."""
    rows = [row for group in table.children for row in group.children]
    return (
        table.style["break_inside"] == "avoid"
        and [row.element for row in rows] == [table.element]
        and table.border_height() <= page.height / 2
        and not any(_has_margin_above(cell) for row in rows for cell in row.children)
    )


def _has_margin_above(box: Any) -> bool:
    for first in box.children[:1]:
        if isinstance(first, boxes.LineBox):
            return False
        return first.style["margin_top"].value != 0 or _has_margin_above(first)
    return False


def _kind(root: Element, base_url: Any) -> tuple[object, ...]:
    """What the look of a part hangs on besides its own elements. No rule of ours for what stands
    in a part looks at the parts before it."""
    styles = tuple((style.get("media"), style.text) for style in root.iter("style"))
    links = (link.get("href", "") for link in root.iter("a"))
    around = (each.items() for each in (root, *root.findall("body"), *root.iter("main")))
    return (
        base_url,
        styles,
        frozenset(link for link in links if link.startswith("#")),
        tuple(tuple(sorted(items)) for items in around),
    )


def _render_with_parts(self: Any, *arguments: Any, **options: Any) -> Any:
    parts = self.birthwords_parts = BlankParts(self.etree_element, self.base_url)
    try:
        return _render(self, *arguments, **options)
    except _Changed:
        parts.give_up()
        return _render(self, *arguments, **options)
    finally:
        parts.put_back()
        forget_words()


def _lay_out_document(html: Any, root_box: Any, context: Any, *rest: Any) -> Iterator[Any]:
    parts = context.birthwords_parts = html.birthwords_parts
    parts.get_image = context.get_image_from_uri
    for page in _layout_document(html, root_box, context, *rest):
        parts.attach(page)
        yield page


def _lay_out_block(context: Any, box: Any, *rest: Any) -> Any:
    if part := context.birthwords_parts.taken.get(box.element):
        box.height = part.height
    return _block_box_layout(context, box, *rest)


def _dispatch_blank(
    box: Any, page: Any, child_contexts: Any, blocks: Any, floats: Any, inside: Any
) -> Any:
    if "birthwords_blank" not in box.__dict__:
        return _dispatch(box, page, child_contexts, blocks, floats, inside)
    alone = box.copy_with_children([])
    alone.birthwords_table = box if isinstance(box, boxes.TableBox) else box.children[0]
    inside[alone] = {}
    return alone


def _draw_blocks(page: Any, stream: Any, blocks: dict[Any, Any]) -> None:
    """What is drawn apart is drawn where its text would be."""
    for block, inside in blocks.items():
        if "birthwords_blank" in block.__dict__:
            parts, element = block.birthwords_blank
            parts.draw(page, stream, block.birthwords_table, element)
            continue
        if isinstance(block, boxes.ReplacedBox):
            with stream.marked(block, "Figure"):
                weasy_draw.draw_replacedbox(stream, block)
        elif block.children and isinstance(block.children[-1], boxes.LineBox):
            for child in block.children:
                weasy_draw.draw_inline_level(stream, page, child)
        _draw_blocks(page, stream, inside)


PATCHES = (
    Patch(
        "blank parts",
        (
            Replacement(
                old=_render,
                new=_render_with_parts,
                owner=weasyprint.HTML,
                source="c1a4e8fe64f805be",
            ),
            Replacement(
                old=_layout_document,
                new=_lay_out_document,
                owner=weasy_document,
                source="421aba4c280938be",
            ),
            Replacement(
                old=_block_box_layout,
                new=_lay_out_block,
                owner=weasy_block,
                source="cdeb75ab3eab7e86",
            ),
            Replacement(
                old=_dispatch, new=_dispatch_blank, owner=stacking, source="2fc0a5fb39e54cb4"
            ),
            Replacement(
                old=_draw_block_level, new=_draw_blocks, owner=weasy_draw, source="f4e6041f67ae9f8a"
            ),
        ),
    ),
)
