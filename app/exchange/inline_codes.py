"""The inline elements of XLIFF and TMX as the numbered tokens of a segment. What no token can stand
for stays visible as a damaged one, so that the merge names it.
"""

from collections.abc import Callable

from lxml import etree

_PAIRS = frozenset({"g", "pc"})
_ALONE = frozenset({"x", "ph"})
_OPENING = frozenset({"bpt", "bx", "sc"})
_CLOSING = frozenset({"ept", "ex", "ec"})
_WORDS_ALONE = frozenset({"mrk", "hi"})
_NOTHING = frozenset({"sm", "em", "ut"})
"""Marks for tools: an annotation, or a code that TMX says nothing about."""
_TAKEN_OUT = "x-sdl-deleted"
"""How Trados marks words that somebody took out while changes were tracked."""
_OPENS = frozenset({"open", "begin"})


def text_of(node: etree._Element | None) -> str:
    """The words of an element with its inline elements as tokens; white space as it stands."""
    if node is None:
        return ""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str):
            parts.append(token(child))
        parts.append(child.tail or "")
    return "".join(parts)


def token(child: etree._Element) -> str:
    """An inline element as the token or tokens that stand for it."""
    kind = etree.QName(child).localname
    number = _number(child)
    if kind in _WORDS_ALONE:
        return "" if child.get("mtype") == _TAKEN_OUT else text_of(child)
    if kind in _PAIRS:
        return f"<{number}>{text_of(child)}</{number}>"
    if kind in _NOTHING:
        return ""
    if child.find("{*}sub") is not None:
        return f"<sub {number}>"  # words inside a code, which no text of ours has
    return _SIMPLE.get(kind, _unknown)(child, number)


def _one_end(child: etree._Element, number: str) -> str:
    return f"<{number}>" if child.get("pos") in _OPENS else f"</{number}>"


def _character(child: etree._Element, number: str) -> str:
    try:
        return chr(int(child.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return _unknown(child, number)


def _unknown(child: etree._Element, number: str) -> str:
    return f"<{etree.QName(child).localname} {number}>"


def _number(child: etree._Element) -> str:
    """What both ends of a code have in common: a reference to its start before its own id."""
    names = ("startRef", "rid", "i", "id", "x")
    return next((str(child.get(name)) for name in names if child.get(name)), "")


_SIMPLE: dict[str, Callable[[etree._Element, str], str]] = {
    **dict.fromkeys(_ALONE, lambda _, number: f"<{number}/>"),
    **dict.fromkeys(_OPENING, lambda _, number: f"<{number}>"),
    **dict.fromkeys(_CLOSING, lambda _, number: f"</{number}>"),
    "it": _one_end,
    "cp": _character,
}
