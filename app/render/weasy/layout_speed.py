"""WeasyPrint 70 laying out quicker without a change to where anything stands: it stops measuring
and shaping again what it did a moment ago in the same style or for the same line.

Reading is quickened in `style_speed`, painting in `paint_speed`.
"""

from typing import Any

from weasyprint.css import functions
from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent
from weasyprint.text import line_break

from app.render.weasy.patches import Patch, Replacement

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_FEATURES = (
    "font_kerning",
    *(
        f"font_variant_{kind}"
        for kind in ("ligatures", "position", "caps", "numeric", "alternates", "east_asian")
    ),
    "font_feature_settings",
)

_check_math = functions.check_math
_resolve_percentages = percent.resolve_percentages
_split_first_line = line_break.split_first_line
_setup = line_break.Layout.setup
_set_text = line_break.Layout.set_text
_deactivate = line_break.Layout.deactivate
_reactivate = line_break.Layout.reactivate


# Lengths


def _is_math(token: Any) -> Any:
    """Whether a value is `calc()` or its like; nearly none is."""
    kind = type(token)
    if kind is tuple:
        return any(_is_math(item) for item in token)
    if kind is str or getattr(token, "type", None) != "function":
        return None
    return _check_math(token)


def _resolve_lengths(box: Any, containing_block: Any) -> None:
    """Margins, padding, sizes and borders of a box; where none is a percentage they are the same
    for every box of a style."""
    style = box.style
    fixed = style.__dict__.get("birthwords_lengths")
    if fixed is None and "birthwords_lengths" not in style.__dict__:
        fixed = _fixed_lengths(box, containing_block)
        style.birthwords_lengths = fixed
    if fixed:
        box.__dict__.update(fixed)
    else:
        _resolve_percentages(box, containing_block)


def _fixed_lengths(box: Any, containing_block: Any) -> dict[str, Any] | None:
    style = box.style
    if style["border_collapse"] == "collapse" or isinstance(box, boxes.PageBox):
        return None
    for name in _LENGTHS:
        value = style[name]
        if value != "auto" and getattr(value, "unit", "%") == "%":
            return None
    _resolve_percentages(box, containing_block)
    names = (*_LENGTHS, *(f"border_{side}_width" for side in _SIDES))
    return {name: getattr(box, name) for name in names}


# Lines of text


def _set_up(self: Any, style: Any) -> None:
    """A layout of plain text takes its fonts from the last one in the same style."""
    if "birthwords_fonts" not in style.__dict__:
        style.birthwords_fonts = _fonts(style)
    if style.birthwords_fonts is None:
        _setup(self, style)
        return
    pango, ffi, gobject = line_break.pango, line_break.ffi, line_break.gobject
    context, description, self.language = style.birthwords_fonts
    self.style = style
    self.first_line_direction = 0
    self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(self.layout, False)
    pango.pango_layout_set_font_description(self.layout, description)
    self.ascent = self.underline_position = self.strikethrough_position = None


def _fonts(style: Any) -> tuple[Any, Any, Any] | None:
    """Pango's context, font and language for a style, unless it asks for more than plain text."""
    features = line_break.font_features(*(style[name] for name in _FEATURES))
    if features or style["text_decoration_line"] != "none" or not style["lang"]:
        return None
    pango, ffi, gobject = line_break.pango, line_break.ffi, line_break.gobject
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    direction = line_break.PANGO_DIRECTION[style["direction"]]
    pango.pango_context_set_base_dir(context, direction)
    written, _ = line_break.unicode_to_char_p(style["lang"])
    language = pango.pango_language_from_string(written)
    pango.pango_context_set_language(context, language)
    return context, line_break.get_font_description(style), language


def _set_one_paragraph(self: Any, text: str, justify: bool = False) -> None:
    """Set before the text is shaped what is set before it is drawn, so that it stays shaped."""
    if not justify and "\n" not in text:
        line_break.pango.pango_layout_set_single_paragraph_mode(self.layout, True)
    _set_text(self, text, justify)


def _keep(self: Any) -> None:
    """A layout is drawn as it was laid out, not shaped a second time."""


def _take_up(self: Any, style: Any) -> None:
    if self.justification_spacing or style is not self.style:
        _reactivate(self, style)


def _first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: Any,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """The same words in the same style and width break in the same place of a document."""
    if context is None:
        return _split_first_line(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
    known = context.__dict__.setdefault("birthwords_lines", {})
    key = (id(style), text, max_width, justification_spacing, is_line_start, minimum)
    if key not in known:
        known[key] = _split_first_line(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
    return known[key]


PATCHES = (
    Patch(
        "calculations",
        (Replacement(old=_check_math, new=_is_math, source="0d7439a0c3f15860"),),
    ),
    Patch(
        "lengths",
        (Replacement(old=_resolve_percentages, new=_resolve_lengths, source="92016b948f740deb"),),
    ),
    Patch(
        "fonts",
        (Replacement(old=_setup, new=_set_up, owner=line_break.Layout, source="34ac4563461e1d2a"),),
    ),
    Patch(
        "shaping",
        (
            Replacement(
                old=_set_text,
                new=_set_one_paragraph,
                owner=line_break.Layout,
                source="43fa801476cb38cd",
            ),
            Replacement(
                old=_deactivate, new=_keep, owner=line_break.Layout, source="7cf0cda9446068d6"
            ),
            Replacement(
                old=_reactivate, new=_take_up, owner=line_break.Layout, source="3d5afe839d754d13"
            ),
        ),
    ),
    Patch(
        "lines",
        (Replacement(old=_split_first_line, new=_first_line, source="f5cfad56910a1b96"),),
    ),
)
