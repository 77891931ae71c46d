"""WeasyPrint 70 reading quicker without a change to what it understands: it stops working out again
what it did a moment ago for the same style sheet, attribute or declaration.

Laying out is quickened in `layout_speed`, painting in `paint_speed`.
"""

import re
from collections import deque
from collections.abc import Iterator
from copy import copy
from io import StringIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

import weasyprint
from weasyprint import css as weasy_css
from weasyprint import html as weasy_html

from app.render.weasy.patches import Patch, Replacement
from app.render.weasy.remembered import Remembered

_NOTES = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}

_DOCTYPE = re.compile(r"\s*<!doctype html>\s*", re.IGNORECASE)
_VOID = re.compile(r"<(br|hr|img|meta)\b([^<>]*?)/?>")

_parse_html = weasyprint.tinyhtml5.parse
_parse_css = weasy_css.CSS
_find_style_attributes = weasy_css.find_style_attributes
_preprocess_declarations = weasy_css.preprocess_declarations
_set_computed_styles = weasy_css.StyleFor.set_computed_styles


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


def _own_styles(sheet: Any) -> Any:
    """WeasyPrint styles five kinds of notes and a marker for every element. We have no notes, and
    only list items have markers."""
    trimmed = copy(sheet)
    trimmed.matcher = matcher = copy(sheet.matcher)
    matcher.other_selectors = [
        entry for entry in matcher.other_selectors if entry[3] not in (*_NOTES, "marker")
    ]
    matcher.lower_local_name_selectors = {
        name: [*entries] for name, entries in matcher.lower_local_name_selectors.items()
    }
    css = weasyprint.CSS(
        string="li::marker { font-variant-numeric: tabular-nums; white-space: pre }"
    )
    for name, entries in css.matcher.lower_local_name_selectors.items():
        matcher.lower_local_name_selectors.setdefault(name, []).extend(entries)
    return trimmed


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
    if not style["anchor"]:  # which is of one document
        known.append((declared, style))


def _beneath(style: Any, pseudo_type: str | None) -> list[tuple[Any, Any]]:
    """The styles known under one, kept with it so that they go when it goes."""
    kinds = style.__dict__.setdefault("birthwords_beneath", {})
    known: list[tuple[Any, Any]] = kinds.setdefault(pseudo_type, [])
    return known


PATCHES = (
    Patch(
        "document",
        (
            Replacement(
                old=_parse_html, new=_parse, owner=weasyprint.tinyhtml5, source="63004c999bdd7a1c"
            ),
        ),
    ),
    Patch(
        "sheets",
        (Replacement(old=_parse_css, new=_css, owner=weasy_css, source="926b81ac688150fa"),),
    ),
    Patch(
        "own styles",
        (
            Replacement(
                old=weasy_html.UA_STYLESHEET,
                new=_own_styles(weasy_html.UA_STYLESHEET),
                made_of=weasy_html.UA,
                called="weasyprint.html.UA",
                source="3f352e3ebbdbe16f",
            ),
        ),
    ),
    Patch(
        "attributes",
        (
            Replacement(
                old=_find_style_attributes,
                new=_style_attributes,
                owner=weasy_css,
                source="dfa48981e1d5382b",
            ),
        ),
    ),
    Patch(
        "declarations",
        (
            Replacement(
                old=_preprocess_declarations,
                new=_declarations,
                owner=weasy_css,
                source="a79926912d9d8177",
            ),
        ),
    ),
    Patch(
        "styles",
        (
            Replacement(
                old=_set_computed_styles,
                new=_set_or_share_styles,
                owner=weasy_css.StyleFor,
                source="bed68bb994664484",
            ),
        ),
    ),
)
