"""WeasyPrint 70 made quicker without a change to what it draws: it stops doing again what it did a
moment ago for the same style, the same line or the same style sheet.

What it draws differently for accessibility is in `accessibility`.
"""

import re
import sys
from collections import deque
from collections.abc import Callable, Iterator
from io import StringIO
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

import weasyprint
from weasyprint import css as weasy_css
from weasyprint import html as weasy_html
from weasyprint.css import functions as weasy_functions
from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent
from weasyprint.text import line_break

from app.render.weasy import paint_speed
from app.render.weasy.accessibility import require_tested
from app.render.weasy.remembered import Remembered

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
_NOTES = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}

_DOCTYPE = re.compile(r"\s*<!doctype html>\s*", re.IGNORECASE)
_VOID = re.compile(r"<(br|hr|img|meta)\b([^<>]*?)/?>")

_parse_html = weasyprint.tinyhtml5.parse
_parse_css = weasy_css.CSS
_preprocess_declarations = weasy_css.preprocess_declarations
_set_computed_styles = weasy_css.StyleFor.set_computed_styles
_check_math = weasy_functions.check_math
_resolve_percentages = percent.resolve_percentages
_split_first_line = line_break.split_first_line
_setup = line_break.Layout.setup
_set_text = line_break.Layout.set_text
_reactivate = line_break.Layout.reactivate


def apply() -> None:
    """Quicken WeasyPrint in this process, once; raises UntestedWeasyPrint."""
    require_tested()
    paint_speed.apply()
    _trim_own_styles()
    weasyprint.tinyhtml5 = SimpleNamespace(parse=_parse)
    weasy_css.CSS = _css
    weasy_css.find_style_attributes = _style_attributes
    weasy_css.preprocess_declarations = _declarations
    weasy_css.StyleFor.set_computed_styles = _set_or_share_styles
    for old, new in (
        (_check_math, _is_math),
        (_resolve_percentages, _resolve_lengths),
        (_split_first_line, _first_line),
        *paint_speed.replacements(),
    ):
        _replace(old, new)
    line_break.Layout.setup = _set_up
    line_break.Layout.set_text = _set_one_paragraph
    line_break.Layout.deactivate = _keep
    line_break.Layout.reactivate = _take_up


def _replace(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    """Wherever a module of WeasyPrint has imported a function."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("weasyprint"):
            for key in [key for key, value in vars(module).items() if value is old]:
                setattr(module, key, new)


# The document


def _parse(source: Any, **options: Any) -> Any:
    """Our templates close every element, so that the parser in C can read them; all else is read
    as browsers read it."""
    tree = _read_strictly(source.getvalue()) if isinstance(source, StringIO) else None
    return _parse_html(source, **options) if tree is None else tree


def _read_strictly(source: str) -> Element | None:
    start = _DOCTYPE.match(source)
    if start is None:
        return None
    try:
        # Without its doctype a document can declare no entities.
        root = fromstring(_VOID.sub(r"<\1\2/>", source[start.end() :]))  # noqa: S314
    except ParseError:
        return None
    if root.tag != "html" or [child.tag for child in root] != ["head", "body"]:
        return None
    root.text = root[0].tail = root[1].tail = None
    return root


# Style sheets and attributes


def _trim_own_styles() -> None:
    """WeasyPrint styles five kinds of notes and a marker for every element. We have no notes, and
    only list items have markers."""
    matcher = weasy_html.UA_STYLESHEET.matcher
    matcher.other_selectors = [
        entry for entry in matcher.other_selectors if entry[3] not in (*_NOTES, "marker")
    ]
    css = weasyprint.CSS(
        string="li::marker { font-variant-numeric: tabular-nums; white-space: pre }"
    )
    for name, entries in css.matcher.lower_local_name_selectors.items():
        matcher.lower_local_name_selectors.setdefault(name, []).extend(entries)


def _read_css(string: str, base_url: str | None, media_type: str) -> tuple[Any, list[Any]]:
    rules: list[Any] = []
    css = _parse_css(string=string, base_url=base_url, media_type=media_type, page_rules=rules)
    return css, rules


_sheets = Remembered(_read_css, 32)


def _css(
    *, string: str | None = None, base_url: Any = None, media_type: str = "print", **rest: Any
) -> Any:
    """The style sheet in an element; one that asks for fonts, counters or other sheets is read
    anew."""
    if string is None or "@font-face" in string or "@import" in string or "@counter" in string:
        return _parse_css(string=string, base_url=base_url, media_type=media_type, **rest)
    css, rules = _sheets(string, base_url, media_type)
    rest["page_rules"].extend(rules)
    return css


_attribute = Remembered(lambda text: tuple(weasy_css.tinycss2.parse_blocks_contents(text)), 5_000)


def _style_attributes(tree: Any, hints: bool = False, base_url: Any = None) -> Iterator[Any]:
    """What `style`, `lang` and `id` say; the same words give the same object, by which elements
    share their computed style. An id that no link leads to says nothing."""
    links = (link.get("href", "") for link in tree.iter("a"))
    linked = {link[1:] for link in links if link.startswith("#")}
    anchors: set[str] = set()
    for element in tree.iter():
        if style := element.get("style"):
            yield (1, 0, 0), element, _attribute(style), base_url
        said = ""
        if language := element.get("lang"):
            said += f'-weasy-lang:"{language}";'
        if anchor := element.get("id"):
            if anchor in anchors:
                weasy_css.LOGGER.warning("Anchor defined twice: %s", anchor)
            anchors.add(anchor)
            if anchor in linked:
                said += f'-weasy-anchor:"{anchor}";'
        if said:
            yield (0, 0, 0), element, _attribute(said), base_url


def _read_declarations(base_url: Any, declarations: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_preprocess_declarations(base_url, declarations))


_known_declarations = Remembered(_read_declarations, 5_000)


def _declarations(base_url: Any, declarations: Any, prelude: Any = None) -> Any:
    if prelude is None and type(declarations) is tuple:
        return _known_declarations(base_url, declarations)
    return _preprocess_declarations(base_url, declarations, prelude)


_roots: deque[tuple[Any, Any]] = deque(maxlen=24)
"""The styles of the last kinds of document (a format in a language), each with those beneath it."""


def _set_or_share_styles(
    self: Any,
    element: Any,
    parent: Any,
    pseudo_type: str | None = None,
    base_url: Any = None,
    target_collector: Any = None,
    **rest: Any,
) -> None:
    """The same declarations under the same parent give the same computed style, in the next
    document too: pages, their margin boxes, markers of lists and elements alike."""
    declared = self.get_cascaded_styles().get((element, pseudo_type), {})
    computed = self.get_computed_styles()
    known = _roots if parent is None else _beneath(computed[parent, None], pseudo_type)
    for like, style in known:
        if like == declared and style.base_url == base_url:
            computed[element, pseudo_type] = style
            if target_collector and style["anchor"]:
                target_collector.collect_anchor(style["anchor"])
            return
    _set_computed_styles(
        self,
        element,
        parent,
        pseudo_type=pseudo_type,
        base_url=base_url,
        target_collector=target_collector,
        **rest,
    )
    style = computed[element, pseudo_type]
    # Layout changes a table's own style; an anchor is of one document.
    if not style["anchor"] and not any("table" in kind for kind in style["display"]):
        known.append((declared, style))


def _beneath(style: Any, pseudo_type: str | None) -> list[tuple[Any, Any]]:
    """The styles known under one, kept with it so that they go when it goes."""
    kinds = style.__dict__.setdefault("birthwords_beneath", {})
    known: list[tuple[Any, Any]] = kinds.setdefault(pseudo_type, [])
    return known


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
