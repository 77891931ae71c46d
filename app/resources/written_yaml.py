"""A resource as a YAML file: written anew, or into a file that is there, of which every line whose
words did not change stays as it is, with its comments. Reading is in `load`.
"""

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from app.resources.content_problems import ContentError
from app.resources.editing import Data, written
from app.resources.language_options import without_languages
from app.resources.load import composed, parse
from app.resources.schema import Resource

WIDTH = 100
"""Longer lines are folded, as in `content/`."""
_FIRST = ("id", "type", "number", "safety_critical")
_APART = ("title", "sources", "option_sets", "blocks")
"""What of a resource follows an empty line."""
_DAYS = ("review_by", "read")
_PLAIN = re.compile(r"[A-Za-z(“‘][^\n\t\r\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_OTHERWISE = re.compile(r"(?i)(true|false|yes|no|on|off|null|y|n)|.*(: | #).*|.*[: ]")
"""What plain YAML would read as something else than these words."""
_FOLDED = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]+( [^\n\t\r\x0b\x0c \x85\u2028\u2029\ufeff]+)*")


def authored(resource: Resource) -> Data:
    """A resource as its file has it: without what comes by itself."""
    return without_languages(written(resource))


def as_yaml(data: Data) -> str:
    """The file of a resource that `authored` gave."""
    whole = {"reading_version": "standard", **data}
    order = ["kind", "slug", "reading_version"]
    names = [*order, *(name for name in whole if name not in order)]
    lines: list[str] = []
    for name in names:
        lines += [""] * (name in _APART) + _entry(name, whole[name], 0)
    return "\n".join(lines) + "\n"


def rewritten(text: str, data: Data) -> str:
    """The same file with this content. What did not change stays letter for letter, and a comment
    above something goes where that goes; it goes with it where that is gone. Raises ContentError
    when the file is no resource."""
    if "\r\n" in text:
        return rewritten(text.replace("\r\n", "\n"), data).replace("\n", "\r\n")
    before = authored(parse(text))
    if before == data:
        return text
    lines = text.split("\n")
    root = composed(text)
    if isinstance(root, MappingNode) and not root.flow_style:
        new = _Rewrite(lines).mapping(root, _Span(0, len(lines)), 0, before, data)
        found = "\n".join(new).rstrip("\n") + "\n"
        with suppress(ContentError):
            if authored(parse(found)) == data:
                return found
    return as_yaml(data)


@dataclass(frozen=True)
class _Span:
    """Lines from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class _Chunk:
    """One entry of a mapping or a list: the comments and empty lines above it, and its own."""

    above: tuple[str, ...]
    span: _Span


@dataclass(frozen=True)
class _Rewrite:
    lines: list[str]

    def mapping(
        self, node: MappingNode, span: _Span, indent: int, before: Data, after: Data
    ) -> list[str]:
        """The lines of a mapping that stands at `indent`, `before` made `after`."""
        names = [str(key.value) for key, _ in node.value]
        values = {str(key.value): value for key, value in node.value}
        starts = [key.start_mark.line for key, _ in node.value]
        chunks = dict(zip(names, self._chunks(starts, span, indent), strict=True))
        order = [name for name in names if name in after or name not in before]
        for previous, name in _pairs(ordered(after)):
            if name not in order:
                at = order.index(previous) + 1 if previous in order else 0
                order.insert(at, name)
        found: list[str] = []
        for name in order:
            chunk = chunks.get(name)
            if chunk is None:
                apart = indent == 0 and name in _APART
                found += [""] * apart + _entry(name, after[name], indent)
                continue
            found += chunk.above
            if before.get(name) == after.get(name):
                found += self._own(chunk)
            else:
                was, now = before.get(name), after[name]
                found += self._value(name, values[name], chunk.span, indent, was, now)
        return [*found, *self.lines[self._end(chunks, span) : span.end]]

    def _value(
        self, name: str, node: Node, span: _Span, indent: int, before: Any, after: Any
    ) -> list[str]:
        inside = _Span(span.start + 1, span.end)
        is_below = not getattr(node, "flow_style", True) and node.start_mark.line > span.start
        if is_below and isinstance(node, SequenceNode) and _are_parts(before) and _are_parts(after):
            return [self.lines[span.start], *self._parts(node, inside, indent, before, after)]
        return _entry(name, after, indent)

    def _parts(
        self, node: SequenceNode, span: _Span, indent: int, before: list[Data], after: list[Data]
    ) -> list[str]:
        """The lines of a list of parts, which are known by their ids."""
        starts = [each.start_mark.line for each in node.value]
        dash = self.lines[starts[0]].index("-")
        chunks = self._chunks(starts, span, dash)
        known = {each["id"]: n for n, each in enumerate(before)}
        apart = len(chunks) > 1 and all("" in each.above for each in chunks[1:])
        found: list[str] = []
        for part in after:
            number = known.get(part["id"])
            if number is None:
                found += [""] * (apart and bool(found)) + _item(part, dash)
                continue
            chunk, child = chunks[number], node.value[number]
            found += chunk.above
            if part == before[number]:
                found += self._own(chunk)
            elif isinstance(child, MappingNode) and not child.flow_style:
                column = child.start_mark.column
                mine = self.mapping(child, chunk.span, column, before[number], part)
                found += [self._dashed(mine[0], dash, column), *mine[1:]]
            else:
                found += _item(part, dash)
        return found

    def _dashed(self, line: str, dash: int, column: int) -> str:
        return f"{' ' * dash}-{' ' * (column - dash - 1)}{line[column:]}"

    def _chunks(self, starts: Sequence[int], span: _Span, indent: int) -> list[_Chunk]:
        """Each entry from its line to the next one's; comments and empty lines at the end of one
        stand above the next."""
        found: list[_Chunk] = []
        above = span.start
        for start, following in zip(starts, [*starts[1:], span.end], strict=True):
            end = following
            while end > start + 1 and self._is_between(self.lines[end - 1], indent):
                end -= 1
            found.append(_Chunk(tuple(self.lines[above:start]), _Span(start, end)))
            above = end
        return found

    def _is_between(self, line: str, indent: int) -> bool:
        words = line.lstrip()
        return not words or (words.startswith("#") and len(line) - len(words) <= indent)

    def _own(self, chunk: _Chunk) -> list[str]:
        return self.lines[chunk.span.start : chunk.span.end]

    def _end(self, chunks: dict[str, _Chunk], span: _Span) -> int:
        return max((each.span.end for each in chunks.values()), default=span.start)


def ordered(part: Data) -> list[str]:
    """The names of a part in the order in which they are written."""
    first = [name for name in _FIRST if name in part and "kind" not in part]
    last = [name for name in ("note",) if name in part]
    return [*first, *(name for name in part if name not in (*first, *last)), *last]


def _pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    yield from zip(["", *names], names, strict=False)


def _entry(name: str, value: Any, indent: int) -> list[str]:
    """A name and its value, in lines."""
    head = f"{' ' * indent}{name}:"
    if _are_parts(value):
        return [head, *(line for part in value for line in _item(part, indent + 2))]
    if isinstance(value, (list, dict)):
        return [f"{head} {_flow(value)}"]
    said = _scalar(name, value)
    if isinstance(value, str) and len(head) + 1 + len(said) > WIDTH and _FOLDED.fullmatch(value):
        room = WIDTH - indent - 2
        folded = textwrap.wrap(value, room, break_long_words=False, break_on_hyphens=False)
        if len(folded) > 1:
            return [f"{head} >-", *(f"{' ' * (indent + 2)}{line}" for line in folded)]
    return [f"{head} {said}"]


def _item(part: Data, indent: int) -> list[str]:
    lines = [line for name in ordered(part) for line in _entry(name, part[name], indent + 2)]
    return [f"{' ' * indent}- {lines[0].lstrip()}", *lines[1:]]


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_flow(each)}' for name, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    said = _scalar("", value)
    return said if not re.search(r"[,\[\]{}]", said) or said[0] == '"' else json.dumps(value)


def _scalar(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if name in _DAYS and _is_day(value):
        return value
    if name == "address" and re.fullmatch(r"https?://[^\s#]+[^\s:#]", value):
        return value
    if _PLAIN.fullmatch(value) and not _OTHERWISE.fullmatch(value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _are_parts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)
