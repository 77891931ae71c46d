"""The words of a Word document as its reader sees them: tracked changes taken as made, hidden words
left out, symbols as letters. What cannot be words is named, and where words are bold or a link.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

Look = Literal["strong", "link"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}rt", f"{W}pPr", f"{W}rPr"})
"""Taken out, moved away, a field's command, how a word is read, and what only describes."""
_SIGNS = {
    f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": " ", f"{W}cr": " ",
    f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_NAMED = {
    f"{W}footnoteReference": "a footnote stands here: write its words into the text",
    f"{W}endnoteReference": "an endnote stands here: write its words into the text",
    f"{W}object": "an object stands here: write its words",
    f"{_MATHS}oMath": "a formula stands here: write it as plain text",
}
_OF_FIELDS = (f"{W}fldChar", f"{W}instrText")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapf dingbats")
_SYMBOL = {
    0x2D: "−", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "µ", 0xA3: "≤", 0xAE: "→", 0xB0: "°",
    0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…",
}  # fmt: skip
"""Adobe's Symbol encoding, as far as leaflets need it."""
_OFF = frozenset({"0", "false", "off", "none"})
_LINKS_TO = re.compile(r'\s*HYPERLINK\b\s*(\\l)?\s*"([^"]*)"')
"""A field that is a link: its address, or with `\\l` a place in the document."""


@dataclass(frozen=True)
class Styles:
    """The names of styles that hide or strike words, or make them bold."""

    hidden: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    strong: frozenset[str] = frozenset()


@dataclass(frozen=True)
class MarkedRun:
    """The parts from `start` to before `end` are bold, or a link to `to`: the id of a relationship,
    an address, or behind “#” a place in the document."""

    start: int
    end: int
    look: Look
    to: str = ""


@dataclass
class Words:
    """What was read so far, and what about it is wrong."""

    parts: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    marks: list[MarkedRun] = field(default_factory=list)
    fields: list["_Field"] = field(default_factory=list)
    """The fields that are open: words may stand in several."""

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def trouble(self) -> str:
        return self.troubles[0] if self.troubles else ""


@dataclass
class _Field:
    """A field of Word: its command, and the part with which its words begin."""

    command: str = ""
    start: int | None = None


def styles(root: etree._Element | None) -> Styles:
    """What the styles of a document hide or strike, those that they build on included."""
    nodes = () if root is None else root.findall(f"{W}style")
    own = {str(node.get(f"{W}styleId")): node for node in nodes}

    def says(name: str, tags: tuple[str, ...], depth: int = 0) -> bool:
        node = own.get(name)
        if node is None or depth > len(own):
            return False
        about = node.find(f"{W}rPr")
        for tag in tags if about is not None else ():
            if (found := about.find(f"{W}{tag}")) is not None:
                return _on(found)
        above = node.find(f"{W}basedOn")
        return above is not None and says(str(above.get(f"{W}val")), tags, depth + 1)

    return Styles(
        frozenset(name for name in own if says(name, _HIDE)),
        frozenset(name for name in own if says(name, _STRIKE)),
        frozenset(name for name in own if says(name, _BOLD)),
    )


_HIDE = ("vanish",)
_STRIKE = ("strike", "dstrike")
_BOLD = ("b",)
_RAISED = frozenset({"superscript", "subscript"})
_FIGURE = "a raised or lowered figure stands here: write it as a sign such as ² or ½"


def paragraphs(holder: etree._Element) -> list[etree._Element]:
    """The paragraphs of a cell; those of a box belong to the paragraph that it stands in."""
    return [p for p in holder.iter(f"{W}p") if next(p.iterancestors(f"{W}p"), None) is None]


def words(lines: list[etree._Element], known: Styles, *, hidden: bool = False) -> Words:
    """The words of paragraphs, parted by a space unless the mark between two was taken out;
    `hidden` words only where asked for."""
    found = Words()
    parted = True
    for paragraph in lines:
        if found.parts and parted:
            found.parts.append(" ")
        _walk(paragraph, found, known, hidden=hidden)
        about = paragraph.find(f"{W}pPr/{W}rPr")
        gone = about is not None and any(node.tag in _GONE for node in about)
        parted = not gone
    return found


def _walk(node: etree._Element, found: Words, known: Styles, *, hidden: bool) -> None:
    for child in _children(node):
        if child.tag in _GONE:
            continue
        if child.tag == f"{W}r":
            _run(child, found, known, hidden=hidden)
        elif child.tag in (f"{W}hyperlink", f"{W}fldSimple"):
            before = len(found.parts)
            _walk(child, found, known, hidden=hidden)
            found.marks.append(MarkedRun(before, len(found.parts), "link", _leads_to(child)))
        elif child.tag in _NAMED:
            found.troubles.append(_NAMED[child.tag])
        elif child.tag == f"{_MC}AlternateContent":
            _alternate(child, found, known, hidden=hidden)
        elif child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
            # A box of text in a paragraph is parted from the words on both sides of it.
            edge = [" "] if child.tag == f"{W}p" else []
            found.parts += edge
            _walk(child, found, known, hidden=hidden)
            found.parts += edge


def _leads_to(node: etree._Element) -> str:
    if node.tag == f"{W}fldSimple":
        return _address_of(node.get(f"{W}instr", ""))
    anchor = node.get(f"{W}anchor", "")
    return f"#{anchor}" if anchor else str(node.get(f"{_R}id", ""))


def _address_of(command: str) -> str:
    said = _LINKS_TO.match(command)
    return "" if said is None else f"#{said[2]}" if said[1] else said[2]


def _field_sign(node: etree._Element, found: Words) -> None:
    """A field begins, its words begin, it ends, or a piece of its command."""
    kind = node.get(f"{W}fldCharType")
    if node.tag == f"{W}instrText" and found.fields:
        found.fields[-1].command += node.text or ""
    if kind == "begin":
        found.fields.append(_Field())
    elif kind == "separate" and found.fields:
        found.fields[-1].start = len(found.parts)
    elif kind == "end" and found.fields:
        done = found.fields.pop()
        to = _address_of(done.command)
        if to and done.start is not None:
            found.marks.append(MarkedRun(done.start, len(found.parts), "link", to))


def _children(node: etree._Element) -> Iterator[etree._Element]:
    return (child for child in node if isinstance(child.tag, str))


def _alternate(node: etree._Element, found: Words, known: Styles, *, hidden: bool) -> None:
    """One of the ways to say the same: the first that has words."""
    for way in _children(node):
        one = Words()
        _walk_run(way, one, known, "", hidden=hidden)
        if one.text or one.trouble:
            found.parts += one.parts
            found.troubles += one.troubles
            return


def _run(run: etree._Element, found: Words, known: Styles, *, hidden: bool) -> None:
    about = run.find(f"{W}rPr")
    if not hidden and _has(run, about, _HIDE, known.hidden):
        return
    before = len(found.parts)
    fonts = about.find(f"{W}rFonts") if about is not None else None
    font = "" if fonts is None else fonts.get(f"{W}ascii", "")
    _walk_run(run, found, known, font, hidden=hidden)
    said = "".join(found.parts[before:])
    if said.strip() and _has(run, about, _STRIKE, known.struck):
        found.troubles.append("words are struck through: take them out, or lift the line")
    if _is_strong(about, known):
        found.marks.append(MarkedRun(before, len(found.parts), "strong"))
    raised = None if about is None else about.find(f"{W}vertAlign")
    if raised is not None and raised.get(f"{W}val") in _RAISED and any(map(str.isdigit, said)):
        found.troubles.append(_FIGURE)


def _has(
    run: etree._Element, about: etree._Element | None, tags: tuple[str, ...], names: frozenset[str]
) -> bool:
    """Whether a run is so, by itself, by its style or by its paragraph's."""
    if about is not None:
        for tag in tags:
            if (node := about.find(f"{W}{tag}")) is not None:
                return _on(node)
        style = about.find(f"{W}rStyle")
        if style is not None and style.get(f"{W}val") in names:
            return True
    paragraph = next(run.iterancestors(f"{W}p"), None)
    style = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") in names


def _is_strong(about: etree._Element | None, known: Styles) -> bool:
    """Whether a run is bold by itself: in a heading all is, which says nothing."""
    if about is None:
        return False
    if (node := about.find(f"{W}b")) is not None:
        return _on(node)
    style = about.find(f"{W}rStyle")
    return style is not None and style.get(f"{W}val") in known.strong


def _on(node: etree._Element) -> bool:
    return node.get(f"{W}val", "1") not in _OFF


def _walk_run(run: etree._Element, found: Words, known: Styles, font: str, *, hidden: bool) -> None:
    for child in _children(run):
        kind = etree.QName(child).localname
        if child.tag == f"{W}t":
            found.parts.append(_letters(child.text or "", font, found))
        elif child.tag in _SIGNS:
            found.parts.append(_SIGNS[child.tag])
        elif kind in ("sym", "symEx"):
            found.parts.append(_symbol(child, found))
        elif child.tag == f"{_MC}AlternateContent":
            _alternate(child, found, known, hidden=hidden)
        elif child.tag in _NAMED:
            found.troubles.append(_NAMED[child.tag])
        elif child.tag in _OF_FIELDS:
            _field_sign(child, found)
        elif child.tag not in _GONE:
            _walk(child, found, known, hidden=hidden)


def _symbol(node: etree._Element, found: Words) -> str:
    space = f"{{{etree.QName(node).namespace}}}"
    try:
        sign = chr(int(node.get(f"{space}char", ""), 16))
    except (ValueError, OverflowError):
        return ""
    return _letters(sign, str(node.get(f"{space}font", "")), found)


def _letters(text: str, font: str, found: Words) -> str:
    """Letters of a font of symbols as what they look like; those of no known look are named."""
    pictures = font.casefold().startswith(_SYMBOL_FONTS)
    if not pictures and not any("\uf000" <= sign <= "\uf0ff" for sign in text):
        return text
    table = _SYMBOL if font.casefold() == "symbol" or not font else {}
    said = []
    for sign in text:
        private = "\uf000" <= sign <= "\uf0ff"
        if sign.isspace() or not (private or (pictures and ord(sign) < 0x100)):
            said.append(sign)
            continue
        code = ord(sign) & 0xFF
        if code not in table:
            found.troubles.append(
                f"a sign of the font {font or 'Symbol'} stands here: write it as a letter or words"
            )
        said.append(table.get(code, ""))
    return "".join(said)
