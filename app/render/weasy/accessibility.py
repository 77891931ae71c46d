"""What WeasyPrint 70 lacks for accessible PDFs: Indic words that can be copied out, language of
parts, scope of header cells, and running matter as artifacts. A print without it would not be
accessible, so that `engine` refuses a WeasyPrint that this was not written for.
"""

import io
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pydyf
from fontTools.ttLib import TTFont
from weasyprint import document as weasy_document
from weasyprint import pdf as weasy_pdf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import stream as weasy_stream
from weasyprint.pdf import tags as weasy_tags

from app.render.weasy.patches import Patch, Replacement

_JOINED = re.compile("[\u0300-\u036fǹḿṃṅṣẹịọụ\u0900-\u0dff]")
"""Marks over and under Latin letters that no letter holds already, letters that Noto Sans draws as
two glyphs, and letters of India."""
_MARK = re.compile("[\u0300-\u036f]")

_build_box_tree = weasy_tags._build_box_tree
_build_fonts_dictionary = weasy_pdf.build_fonts_dictionary
_add_links = weasy_pdf.add_links
_draw_page = weasy_document.draw_page
_stream_marked = weasy_stream.Stream.marked
_stream_show_text = weasy_stream.Stream.show_text


def _show_text(self: Any, text: str) -> None:
    """Browsers that draw with pdfium lose the width behind an empty string in an array of glyphs,
    so that Bengali letters overlap (H10); a space keeps the numbers around it apart."""
    full = text.replace("<>", " ")
    if full.strip():
        pydyf.Stream.show_text(self, full)


def _links_once(found: Any, *rest: Any) -> None:
    """A number isolated inside a link would be a second link that is tagged as none."""
    links, anchors = found
    _add_links(([link for link in links if link[3].link], anchors), *rest)


@contextmanager
def _marked(self: Any, box: Any, tag: str) -> Iterator[None]:
    """Glyphs of Indic scripts are reordered and joined, and marks over a letter are glyphs of their
    own that programs take for words, so the words go beside them as ActualText; on right-to-left
    runs that makes copying worse."""
    if self._tags is None:
        yield
        return
    if _is_artifact(box):
        pydyf.Stream.begin_marked_content(self, "Artifact")
    else:
        properties = pydyf.Dictionary({"MCID": len(self._tags)})
        self._tags[box] = {"tag": tag, "mcid": properties["MCID"]}
        text = getattr(box, "text", None)
        if text and _JOINED.search(text):
            properties["ActualText"] = pydyf.String(text)
        pydyf.Stream.begin_marked_content(self, tag, properties)
    try:
        yield
    finally:
        pydyf.Stream.end_marked_content(self)


def _tree_with_languages(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
    real = _real(box)
    if _is_artifact(real):
        return
    source = real.element
    named = source is not None and not _is_outside_the_tree(str(real.element_tag))
    for element in _build_box_tree(box, parent, *rest):
        if named:
            _describe(element, source)
        yield element


def _is_outside_the_tree(tag: str) -> bool:
    return tag in ("html", "body") or "::" in tag


def _describe(element: Any, source: Any) -> None:
    language = source.get("lang")
    if language and "Lang" not in element:
        element["Lang"] = pydyf.String(language)
    if element["S"] == "/TH" and "Scope" not in element["A"]:
        element["A"]["Scope"] = "/Row" if source.get("scope") == "row" else "/Column"


def _fonts_with_whole_text(pdf: Any, fonts: Any, *rest: Any) -> Any:
    """A glyph that stands for no text, or for several letters, is mapped to its own character if it
    has one: PDF/UA refuses glyphs without text. So is a mark that stands for its letter too, which
    would then be copied out twice."""
    for font in fonts.values():
        own = _characters_by_glyph(font.file_content, font.index)
        for glyph, text in font.to_unicode.items():
            character = own.get(glyph, "")
            if len(text) != 1 or _MARK.fullmatch(character):
                font.to_unicode[glyph] = _text_of(text, character)
    return _build_fonts_dictionary(pdf, fonts, *rest)


def _text_of(drawn: str, own: str) -> str:
    """A glyph's text: its own character, but the letters of a ligature such as “fl” as they were
    typed."""
    if drawn and unicodedata.normalize("NFKC", own) == drawn:
        return drawn
    return own or drawn or "\u200c"


@cache
def _characters_by_glyph(content: bytes, index: int) -> dict[int, str]:
    found: dict[int, str] = {}
    with TTFont(io.BytesIO(content), fontNumber=index, lazy=True) as font:
        for codepoint, name in sorted(font.getBestCmap().items()):
            found.setdefault(font.getGlyphID(name), chr(codepoint))
    return found


def _draw_with_artifacts(page: Any, stream: Any) -> Any:
    if stream._tags is not None:
        _flag_running_matter(page)
    return _draw_page(page, stream)


def _flag_running_matter(box: Any) -> None:
    real = _real(box)
    hidden = real.element is not None and real.element.get("aria-hidden") == "true"
    if hidden or isinstance(real, boxes.MarginBox):
        _flag(real)
        return
    for child in getattr(real, "children", ()):
        _flag_running_matter(child)


def _flag(box: Any) -> None:
    real = _real(box)
    real.is_birthwords_artifact = True
    for child in getattr(real, "children", ()):
        _flag(child)


def _is_artifact(box: Any) -> bool:
    return getattr(box, "is_birthwords_artifact", False)


def _real(box: Any) -> Any:
    """The box itself where layout left a placeholder for a positioned one."""
    return getattr(box, "_box", box)


PATCHES = (
    Patch(
        "tags",
        (
            Replacement(
                old=_stream_marked,
                new=_marked,
                owner=weasy_stream.Stream,
                source="40dfaffba34ec9c8",
            ),
            Replacement(
                old=_build_box_tree,
                new=_tree_with_languages,
                owner=weasy_tags,
                source="e8338d00c41d15e4",
            ),
            Replacement(
                old=_draw_page,
                new=_draw_with_artifacts,
                owner=weasy_document,
                source="40af1cc723cd8189",
            ),
        ),
    ),
    Patch(
        "links",
        (Replacement(old=_add_links, new=_links_once, owner=weasy_pdf, source="e37fc9cd900c2b9e"),),
    ),
    Patch(
        "letters",
        (
            Replacement(
                old=_build_fonts_dictionary,
                new=_fonts_with_whole_text,
                owner=weasy_pdf,
                source="934910c919b576e9",
            ),
            Replacement(
                old=_stream_show_text,
                new=_show_text,
                owner=weasy_stream.Stream,
                source="f657adc1d31a3145",
            ),
        ),
    ),
)
