"""What somebody changed in a Word document of an English text: changed words, new paragraphs, new
points of a list. All else is named by its place, with what to do in the editor; nothing is taken
out or moved by a file of Word.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from app.exchange.english_layout import ADVICE, NamedText, layout, mark_of, spots
from app.exchange.english_matching import Matched, match, out_of_order
from app.exchange.english_new import add_new
from app.exchange.english_returned import ReturnedLine
from app.resources import inline
from app.resources.characters import same_words
from app.resources.editing import Data, first_words, ids, places

_ADVICE = ADVICE[:40]
OTHER_LOOK = (
    "It has a style of another kind in the file. Here it stays what it was: add a block of that "
    "kind in the editor, and take this one out."
)
_SORTS: Mapping[str, str] = {
    **dict.fromkeys(("heading", "small_heading", "box_heading"), "heading"),
    **dict.fromkeys(("bullet", "number"), "point"),
    **dict.fromkeys(("plain", "quote"), "words"),
}
"""Looks that differ in what a block is; of other looks programs make their own."""


@dataclass(frozen=True)
class NotTaken:
    """Something of the document that is not in the text now: where, why, and what to do. `block` is
    the block that it is about, where it is about one."""

    place: str
    reason: str
    block: str = ""


@dataclass(frozen=True)
class EnglishChanges:
    """The text as the document has it, as far as that is taken, and what is not."""

    data: Data
    not_taken: tuple[NotTaken, ...]


def changes(
    base: Data, here: Data, lines: tuple[ReturnedLine, ...], used: set[str]
) -> EnglishChanges:
    """What the lines of a document change of `base`, from which it was written. `here` is the text
    as it stands: what came into it from the same document before is known again. `used` are ids
    that nothing new may have; it grows."""
    work = _Differ(base, lines)
    work.change()
    data, refused = add_new(
        work.data, base, here, used, (work.spots, work.lines, work.matched), _wrong
    )
    asides = [(line, line.aside) for line in work.lines if line.aside]
    found = (
        *work.not_taken,
        *(NotTaken(_quoted(line.said), _sentence(reason)) for line, reason in (*refused, *asides)),
    )
    return EnglishChanges(data, tuple(dict.fromkeys(found)))


def _wrong(line: ReturnedLine) -> str:
    """Why a line cannot be a text here; empty where it can."""
    if line.trouble:
        return line.trouble
    try:
        inline.parse(line.author)
    except inline.MarkupError as error:
        return str(error)
    return ""


class _Differ:
    def __init__(self, base: Data, lines: tuple[ReturnedLine, ...]) -> None:
        self.base, self.data = base, deepcopy(base)
        self.spots = tuple(spots(layout(base)))
        addresses = _Addresses(base)
        self.lines = tuple(addresses.line(each) for each in lines if _ADVICE not in each.said)
        self.matched: Matched = match(self.spots, self.lines)
        self.not_taken: list[NotTaken] = []

    def change(self) -> None:
        for number, line in enumerate(self.lines):
            if number in self.matched.joined:
                self._say_joined(line, self.matched.joined[number])
            elif number in self.matched.at:
                self._words(line, self.spots[self.matched.at[number]].words)
        self._say_gone()
        self._say_moved()

    def _words(self, line: ReturnedLine, words: NamedText) -> None:
        if words.is_note:
            if line.said and not same_words(line.said, words.text):
                self._say(words, line.said, "The service says this itself, so it stays as it was.")
            return
        if line.trouble:
            self._say(words, line.said, _sentence(line.trouble))
        elif not _is_same(line, words):
            if problem := _wrong(line):
                self._say(words, line.said, _sentence(problem))
            else:
                _put(self.data, words, line.author)
        if _looks_otherwise(line, words):
            self._say(words, line.said, OTHER_LOOK)

    def _say(self, words: NamedText, said: str, reason: str) -> None:
        block = words.blocks[-1] if words.blocks else ""
        self.not_taken.append(
            NotTaken(f"{words.path.partition('#')[0]}: {_quoted(said)}", reason, block)
        )

    def _say_joined(self, line: ReturnedLine, numbers: tuple[int, ...]) -> None:
        first = self.spots[numbers[0]].words
        self._say(
            first, line.said,
            "Several parts were made one in Word. Both stay as they were: join them in the editor.",
        )  # fmt: skip

    def _say_gone(self) -> None:
        """What was taken out stays. A block of which nothing is left is named once."""
        here = set(self.matched.at.values()) | {
            n for each in self.matched.joined.values() for n in each
        }
        gone = [spot for n, spot in enumerate(self.spots) if n not in here]
        left = {block for n in here for block in self.spots[n].words.blocks}
        parts = {each.id: each.part for each in places(self.base)}
        whole = dict[str, None]()
        for spot in gone:
            lost = next((block for block in spot.words.blocks if block not in left), None)
            if lost is not None:
                whole.setdefault(lost)
            elif not spot.words.is_note:
                self._say(
                    spot.words, inline.plain(spot.words.text),
                    "It is gone in the file, and stays here. Take it out in the editor.",
                )  # fmt: skip
        for block in whole:
            self.not_taken.append(
                NotTaken(
                    f"{block}: {_quoted(first_words(parts[block]))}",
                    "It is gone in the file, and stays here. Take it out in the editor.",
                    block,
                )
            )

    def _say_moved(self) -> None:
        at = self.matched.at
        moved = out_of_order(at[number] for number in sorted(at))
        elsewhere = {
            n
            for number, n in at.items()
            if len(self.lines[number].scope) != len(self.spots[n].scope)
        }
        said: set[tuple[str, ...]] = set()
        for n in sorted(moved | elsewhere):
            words = self.spots[n].words
            if words.is_note or words.blocks in said:
                continue
            said.add(words.blocks)
            self._say(
                words, inline.plain(words.text),
                "It stands elsewhere in the file. Here it stays where it was: move it in the "
                "editor.",
            )  # fmt: skip


def _looks_otherwise(line: ReturnedLine, words: NamedText) -> bool:
    """Whether somebody made a heading, a point or plain words of something else."""
    now, was = (_SORTS.get(look, "") for look in (line.look, words.look))
    return bool(now and was) and now != was


def _is_same(line: ReturnedLine, words: NamedText) -> bool:
    return same_words(line.author, words.text)


def _put(data: Data, words: NamedText, text: str) -> None:
    """Write a text where it stands."""
    part: Any = data
    for field, name in words.steps:
        part = next(each for each in part[field] if each["id"] == name)
    part[words.name] = text


class _Addresses:
    """Where links lead, as authors write it: programs write addresses in their own way."""

    def __init__(self, base: Data) -> None:
        self._known = {mark_of(f"#{each}"): f"#{each}" for each in ids(base)}
        for spot in spots(layout(base)):
            if not spot.words.is_note:
                for node in inline.parse(spot.words.text):
                    if node.kind == "link":
                        self._known[_plain(node.ref)] = node.ref

    def line(self, line: ReturnedLine) -> ReturnedLine:
        return replace(
            line,
            nodes=tuple(
                replace(node, ref=self._known.get(_plain(node.ref), node.ref))
                for node in line.nodes
            ),
        )


def _plain(address: str) -> str:
    mark = address.removeprefix("#")
    return mark if mark.startswith("bw_") else unquote(address).rstrip("/").casefold()


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 80 else text[:80].rsplit(' ', 1)[0] + ' …'}”"


def _sentence(reason: str) -> str:
    """A reason as a sentence of its own."""
    said = reason[:1].upper() + reason[1:]
    return said if re.search(r"[.!?]$", said) else f"{said}."
