"""WeasyPrint 70 painting quicker without a change to what is seen: most boxes have neither border
nor background, and what their style says once is not asked again for each box.

Reading is quickened in `style_speed`, laying out in `layout_speed`.
"""

import zlib
from functools import lru_cache
from typing import Any

import pydyf
from weasyprint.draw import border
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background
from weasyprint.text import line_break

from app.render.weasy.patches import Patch, Replacement

_SIDES = ("top", "right", "bottom", "left")
_CORNERS = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_UNSEEN: tuple[str, ...] = ()

_draw_border = border.draw_border
_layout_backgrounds = background.layout_box_backgrounds
_strut = line_break.strut
_next_break_point = line_break.get_next_break_point_from_text
_flows_normally = boxes.Box.is_in_normal_flow
_to_bytes = pydyf._to_bytes
_dictionary = pydyf.Dictionary.data
_page_references = pydyf.PDF.page_references
_stream = pydyf.Stream.data

_PACKED = 7
"""How hard a page is packed: one hundredth larger than at 9, in a third of the time."""


def _sides(style: Any) -> tuple[str, ...] | None:
    """The sides that a style gives a solid border on square corners; None where it asks for more
    than that."""
    if "birthwords_sides" not in style.__dict__:
        style.birthwords_sides = _plain_sides(style)
    found: tuple[str, ...] | None = style.birthwords_sides
    return found


def _plain_sides(style: Any) -> tuple[str, ...] | None:
    has_columns = style["column_width"] != "auto" or style["column_count"] != "auto"
    has_image = style["border_image_source"][0] != "none"
    if style["visibility"] != "visible" or has_columns or has_image or not _is_square(style):
        return None
    sides = tuple(side for side in _SIDES if style[f"border_{side}_width"])
    if any(style[f"border_{side}_style"] != "solid" for side in sides):
        return None
    return sides


def _is_square(style: Any) -> bool:
    return all((0, "px") in style[corner] for corner in _CORNERS)


def _borders(stream: Any, box: Any) -> None:
    """A line on one side is one rectangle; WeasyPrint would clip and fill a frame for it."""
    sides = _sides(box.style)
    if sides == _UNSEEN:
        return
    if sides is None or len(sides) > 1:
        _draw_border(stream, box)
        return
    [side] = sides
    width, color = (
        getattr(box, f"border_{side}_width"),
        get_color(box.style, f"border_{side}_color"),
    )
    if not width or not color.alpha:
        return
    with stream.artifact(), stream.stacked():
        stream.set_color(color)
        stream.rectangle(*_line(box, side, width))
        stream.fill()


def _line(box: Any, side: str, width: float) -> tuple[float, float, float, float]:
    left, top = box.border_box_x(), box.border_box_y()
    across, down = box.border_width(), box.border_height()
    if side in ("top", "bottom"):
        return left, top + (0 if side == "top" else down - width), across, width
    return left + (0 if side == "left" else across - width), top, width, down


def _backgrounds(
    page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
) -> None:
    if style is not None or box is page or not layout_children or _is_painted(box.style):
        _layout_backgrounds(page, box, get_image, layout_children, style)
        return
    for child in box.all_children():
        _backgrounds(page, child, get_image)
    for corner in _CORNERS:  # an absolute box stands behind a placeholder, which passes these on
        setattr(box, corner, (0, 0))
    box.background = None


def _is_painted(style: Any) -> bool:
    """Whether a style asks for anything beneath or around its text but a square border."""
    painted: bool | None = style.__dict__.get("birthwords_painted")
    if painted is None:
        painted = style.birthwords_painted = (
            style["border_image_source"][0] != "none"
            or style["mask_border_source"][0] != "none"
            or style["visibility"] == "hidden"
            or any(kind != "none" for kind, _ in style["background_image"])
            or get_color(style, "background_color").alpha != 0
            or bool(style["box_shadow"])
            or not _is_square(style)
        )
    return painted


def _line_height(style: Any) -> Any:
    known = style.__dict__.get("birthwords_strut")
    if known is None:
        known = style.birthwords_strut = _strut(style)
    return known


_break_point = lru_cache(maxsize=4_000)(_next_break_point)


def forget_words() -> None:
    """Leave nothing in this process of what is written in a document (H6)."""
    _break_point.cache_clear()


def _is_in_normal_flow(self: Any) -> bool:
    style = self.style
    position = style["position"]
    return style["float"] == "none" and not (
        position in ("absolute", "fixed") or position[0] in ("running()", "note()")
    )


def _bytes(item: Any) -> bytes:
    """A number, name or object as a PDF writes it."""
    kind = type(item)
    if kind is bytes:
        return bytes(item)
    if kind is float:
        return b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0")
    if kind is int:
        return b"%d" % item
    if isinstance(item, pydyf.Object):
        data: bytes = item.data
        return data
    return str(item).encode("ascii")


def _dictionary_bytes(self: Any) -> bytes:
    """A dictionary as a PDF writes it; most hold bytes and words."""
    out = [b"<<"]
    for key, value in self.items():
        kind = type(value)
        if kind is str:
            written = value.encode("ascii")
        else:
            written = value if kind is bytes else _bytes(value)
        out += (b"/", _bytes(key), b" ", written)
    out.append(b">>")
    return b"".join(out)


def _pages_by_number(self: Any) -> tuple[bytes, ...]:
    """The references of all pages, which each tag asks for."""
    numbers = self.pages["Kids"][::3]
    known: tuple[bytes, ...] = self.__dict__.get("birthwords_pages", ())
    if len(known) != len(numbers):
        known = self.birthwords_pages = tuple(b"%d 0 R" % number for number in numbers)
    return known


def _stream_bytes(self: Any) -> bytes:
    """What is drawn on a page, or the objects of a document, as a PDF holds it."""
    data = b"\n".join(map(_bytes, self.stream))
    extra = pydyf.Dictionary(self.extra)
    if self.compress:
        extra["Filter"] = "/FlateDecode"
        data = zlib.compress(data, _PACKED)
    extra["Length"] = len(data)
    return b"\n".join((_dictionary_bytes(extra), b"stream", data, b"endstream"))


PATCHES = (
    Patch(
        "borders",
        (Replacement(old=_draw_border, new=_borders, source="aa87ba068599a89f"),),
    ),
    Patch(
        "backgrounds",
        (Replacement(old=_layout_backgrounds, new=_backgrounds, source="3a31f4bc48483de6"),),
    ),
    Patch(
        "line heights",
        (Replacement(old=_strut, new=_line_height, source="e0631a4e87ce02c2"),),
    ),
    Patch(
        "break points",
        (Replacement(old=_next_break_point, new=_break_point, source="eab6bdc51cc7fac4"),),
    ),
    Patch(
        "flow",
        (
            Replacement(
                old=_flows_normally,
                new=_is_in_normal_flow,
                owner=boxes.Box,
                source="725b6f2ce9a02286",
            ),
        ),
    ),
    Patch(
        "numbers",
        (Replacement(old=_to_bytes, new=_bytes, owner=pydyf, source="2d07f1549e6fba05"),),
    ),
    Patch(
        "packing",
        (
            Replacement(
                old=_stream,
                new=property(_stream_bytes),
                owner=pydyf.Stream,
                source="5015917c1cdad161",
            ),
        ),
    ),
    Patch(
        "dictionaries",
        (
            Replacement(
                old=_dictionary,
                new=property(_dictionary_bytes),
                owner=pydyf.Dictionary,
                source="eda112ee5cb2ad21",
            ),
            Replacement(
                old=_page_references,
                new=property(_pages_by_number),
                owner=pydyf.PDF,
                source="89373e60c5d69b37",
            ),
        ),
    ),
)
