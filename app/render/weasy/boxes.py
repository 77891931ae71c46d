"""The body text of a document as WeasyPrint laid it out on pages: in reading order, by element and
by line, running matter left out. It only reads WeasyPrint's boxes; judging them is `gates`'.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any

_POINT = 0.75
"""A pixel of CSS in points."""

_HAIR = 2.0
_SKIPPED = ("style", "script", "svg")


def body_boxes(document: Any) -> list[Any]:
    """The text boxes in reading order: what a cell holds stays together where a page parts it, and
    the header of a table counts once."""
    slots: dict[object, list[Any]] = {}
    headers: set[object] = set()
    for page in document.pages:
        here: set[object] = set()
        for box, cell, header in _texts(_real(page._page_box)):
            if header is not None:
                here.add(header)
                if header in headers:
                    continue
            slots.setdefault(cell if cell is not None else box, []).append(box)
        headers |= here
    return [box for boxes in slots.values() for box in boxes if "::" not in str(box.element_tag)]


def own_texts(document: Any) -> Iterator[tuple[Any, str]]:
    """Each element of the document's body with the text that stands directly in it."""
    whole = root(document)
    body = whole.find("body")
    yield from _own(whole if body is None else body)


def root(document: Any) -> Any:
    """The element of the whole document."""
    boxes = map(_real, document.pages[0]._page_box.children)
    return next(box.element for box in boxes if not _is_running(box))


def page_boxes(page: Any) -> Iterator[Any]:
    """The text boxes of the body of one page."""
    for box, _, _ in _texts(_real(page._page_box)):
        yield box


def is_inside(box: Any, page: Any) -> bool:
    """Whether a text box stands within the margins of its page, a hair's breadth allowed, and a
    space that hangs out at its end. Up and
    down a tenth of its letters' size counts as one: Amiri's boxes are taller than its lines."""
    area = page._page_box
    tall = max(_HAIR, box.style["font_size"] / 6)
    left, top = area.content_box_x(), area.content_box_y()
    hair = _HAIR if box.text == box.text.strip() else box.style["font_size"] / 3
    return bool(
        box.position_x >= left - hair
        and box.position_x + box.width <= left + area.width + hair
        and box.position_y >= top - tall
        and box.position_y + box.height <= top + area.height + tall
    )


def over_the_edge(page: Any) -> Iterator[Any]:
    """The text boxes that do not stand within the margins of their page."""
    return (box for box in page_boxes(page) if box.text.strip() and not is_inside(box, page))


def holds(page: Any, height: float) -> bool:
    """Whether a height in points from the top lies in the body of a page."""
    area = page._page_box
    top = area.content_box_y()
    return bool(top <= height / _POINT <= top + area.height)


def filling(page: Any) -> float:
    """How much of a page is used, from 0 to 1: down to its last line, rule or picture."""
    area = page._page_box
    top = area.content_box_y()
    lowest = max((box.position_y + box.margin_height() for box in _drawn(area)), default=top)
    return float(min(1.0, (lowest - top) / area.height))


@dataclass
class Span:
    """The pages, from 0, on which an element stands, and those on which something in it does."""

    pages: set[int] = field(default_factory=set)
    inner: set[int] = field(default_factory=set)


def spans(document: Any, names: Container[str], inner: str) -> dict[str, Span]:
    """Where each element with one of these classes and an id stands, and what of this class is in
    it, by id."""
    found: dict[str, Span] = {}
    for number, page in enumerate(document.pages):
        add_spans(found, number, page._page_box, names, inner)
    return found


def add_spans(
    found: dict[str, Span], number: int, page: Any, names: Container[str], inner: str
) -> None:
    """Add what stands on one page box, whose number counts from 0."""
    for key, box in _named(_real(page), names):
        span = found.setdefault(key, Span())
        span.pages.add(number)
        if any(inner in _classes(each) for each in box.descendants()):
            span.inner.add(number)


def keys(element: Any, names: Container[str]) -> Iterator[str]:
    """The ids that `spans` finds of a whole document, by its elements."""
    for child in element:
        if not isinstance(child.tag, str) or child.get("aria-hidden") == "true":
            continue
        is_one = any(name in names for name in child.get("class", "").split())
        if is_one and (key := child.get("id")):
            yield key
        else:
            yield from keys(child, names)


def lines(page: Any) -> Iterator[str]:
    """The lines of the body of one page, those of boxes within a line on their own."""
    yield from _lines(_real(page._page_box))


def _own(element: Any) -> Iterator[tuple[Any, str]]:
    if not isinstance(element.tag, str) or element.get("aria-hidden") == "true":
        return
    if element.tag.rpartition("}")[2] in _SKIPPED:
        return
    yield element, (element.text or "") + "".join(child.tail or "" for child in element)
    for child in element:
        yield from _own(child)


def _texts(box: Any, cell: Any = None, header: Any = None) -> Iterator[tuple[Any, Any, Any]]:
    """Text boxes with the outermost cell and the table header that each stands in."""
    for child in map(_real, getattr(box, "children", ())):
        if _is_running(child):
            continue
        if getattr(child, "text", None) is not None:
            yield child, cell, header
            continue
        outer = child.element if cell is None and _is(child, "TableCellBox") else cell
        head = child.element if getattr(child, "is_header", False) else header
        yield from _texts(child, outer, head)


def _named(box: Any, names: Container[str]) -> Iterator[tuple[str, Any]]:
    for child in map(_real, getattr(box, "children", ())):
        if _is(child, "LineBox") or _is_running(child):
            continue
        if any(name in names for name in _classes(child)) and (key := child.element.get("id")):
            yield key, child
        else:
            yield from _named(child, names)


def _classes(box: Any) -> list[str]:
    return [] if box.element is None else str(box.element.get("class", "")).split()


def _drawn(box: Any) -> Iterator[Any]:
    """The lines of a page, what has a rule under it and its pictures; running matter left out."""
    for child in map(_real, getattr(box, "children", ())):
        if _is(child, "MarginBox") or child.style["position"] in ("fixed", "absolute"):
            continue
        is_line = _is(child, "LineBox")
        if is_line or _is(child, "ReplacedBox") or child.border_bottom_width:
            yield child
        if not is_line:
            yield from _drawn(child)


def _lines(box: Any) -> Iterator[str]:
    if _is_running(box):
        return
    if _is(box, "LineBox"):
        text: list[str] = []
        inner: list[Any] = []
        _collect(box, text, inner)
        yield "".join(text)
        for each in inner:
            yield from _lines(each)
        return
    for child in map(_real, getattr(box, "children", ())):
        yield from _lines(child)


def _collect(box: Any, text: list[str], inner: list[Any]) -> None:
    for child in map(_real, box.children):
        if _is_running(child):
            continue
        if getattr(child, "text", None) is not None:
            text.append(child.text)
        elif _is(child, "InlineBox"):
            _collect(child, text, inner)
        else:
            text.append(" ")
            inner.append(child)


def _is_running(box: Any) -> bool:
    hidden = box.element is not None and box.element.get("aria-hidden") == "true"
    return hidden or _is(box, "MarginBox")


def _is(box: Any, name: str) -> bool:
    return any(kind.__name__ == name for kind in type(box).__mro__)


def _real(box: Any) -> Any:
    """The box itself where layout left a placeholder for a positioned one."""
    return getattr(box, "_box", box)
