"""How a text is shown where one must see all that it holds: tokens set apart, direction marks that
nobody sees otherwise, what a finding is about, and word by word what differs from another text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from markupsafe import Markup, escape

from app.checks.base import Finding, Severity

MARKS = {
    "\u2066": ("LRI", "left-to-right begins"),
    "\u2067": ("RLI", "right-to-left begins"),
    "\u2068": ("FSI", "isolate begins"),
    "\u2069": ("PDI", "isolate ends"),
    "\u200e": ("LRM", "left-to-right mark"),
    "\u200f": ("RLM", "right-to-left mark"),
    "\u061c": ("ALM", "Arabic letter mark"),
    "\u00ad": ("SHY", "soft hyphen"),
    "\u200b": ("ZWSP", "space of no width"),
    "\u2060": ("WJ", "word joiner"),
    "\ufeff": ("BOM", "space of no width"),
}
"""Characters that have no shape, most of which turn the direction of writing: short name, and what
each does. Those that spelling needs (U+200C in Dari) are left alone."""

_SHOWN = re.compile(rf"(?P<token></?\d+/?>)|(?P<mark>[{''.join(MARKS)}])")
_COMPARABLE = 2_000_000
_WORD = re.compile(r"(?:</?\d+/?>|[^\s<]+|<)\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A run of words that two texts share, or that stands in one of them alone."""

    kind: Literal["same", "gone", "new"]
    text: Markup


def tokens(text: str) -> Markup:
    """The text with its tokens set apart, left to right whatever stands round them, and its
    unseen marks named."""
    out, end = [], 0
    for match in _SHOWN.finditer(text):
        out += [escape(text[end : match.start()])]
        out += [_token(match[0]) if match["token"] else _mark(match[0])]
        end = match.end()
    return Markup().join((*out, escape(text[end:])))


def _token(token: str) -> Markup:
    return Markup('<bdi class="bw-token" dir="ltr">{}</bdi>').format(token)


def _mark(character: str) -> Markup:
    """The character does its work; the name beside it shows that it is there."""
    name, meaning = MARKS[character]
    chip = Markup('<bdi class="bw-unseen" dir="ltr" title="{}">{}</bdi>').format(meaning, name)
    return character + chip


def marked(text: str, findings: Iterable[Finding]) -> Markup:
    """The text with the words that findings are about; where two overlap, the first one counts."""
    out, end = Markup(), 0
    placed = [f for f in findings if f.start is not None and f.end is not None]
    for found in sorted(placed, key=lambda f: (f.start or 0, f.end or 0)):
        start, stop = found.start or 0, found.end or 0
        if start < end or stop <= start:
            continue
        kind = "red" if found.severity is Severity.BLOCKING else "grey"
        out += tokens(text[end:start])
        out += Markup('<mark class="bw-about bw-about--{}">{}</mark>').format(
            kind, tokens(text[start:stop])
        )
        end = stop
    return out + tokens(text[end:])


@dataclass(frozen=True)
class MarkedPlace:
    """Words of a text that something else on the page speaks of: its id, and that of the sentence
    which says it in short."""

    start: int
    end: int
    id: str
    says: str


def pointed(text: str, places: Iterable[MarkedPlace]) -> Markup:
    """The text with words that lead to what is said of them; a screen reader reads it there and
    then."""
    out, end = Markup(), 0
    for place in places:
        link = Markup('<a href="#{}" aria-describedby="{}">{}</a>').format(
            place.id, place.says, tokens(text[place.start : place.end])
        )
        out += tokens(text[end : place.start]) + Markup('<mark class="bw-term">{}</mark>').format(
            link
        )
        end = place.end
    return out + tokens(text[end:])


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Word by word, what of `old` is gone and what `new` brings; tokens count as words. Two texts
    of thousands of words each are shown whole: to compare them takes the product of both."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > _COMPARABLE:
        return (Piece("gone", tokens(old)), Piece("new", tokens(new)))
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False)
    for kind, first, last, start, stop in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", tokens("".join(before[first:last]))))
            continue
        if first < last:
            pieces.append(Piece("gone", tokens("".join(before[first:last]))))
        if start < stop:
            pieces.append(Piece("new", tokens("".join(after[start:stop]))))
    return tuple(pieces)


def _bare(words: Iterable[str]) -> list[str]:
    return [word.strip() for word in words]
