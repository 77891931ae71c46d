"""What the approver of a resource has to decide: sources that nobody opened, doubts that its
authors noted, and what it says in numbers and orders, each with the sources that it rests on.

How a page shows it is for `app.cli.approver`. What is decided is not known here: sign-off is in
`review`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from app.checks.numbers import Amount, NumberReading, read_source
from app.checks.units import PERIODS
from app.resources.inline import without_tokens
from app.resources.schema import (
    Heading,
    Idea,
    List,
    Part,
    Resource,
    Source,
    Table,
    all_parts,
    children,
)
from app.resources.segments import Segment, extract

ORDER = re.compile(
    r"\b(?:must not|must|do not|don't|never|always|straight away|at once|immediately|today"
    r"|999|111)\b",
    re.IGNORECASE,
)
"""Words that tell a reader what to do or to leave, or how soon."""

_FOR_APPROVER = re.compile(r"for the approver:?\s*", re.IGNORECASE)
_SOURCES_DIFFER = re.compile(
    r"\bno source\b|\bsources?\b.*\b(?:differ|disagree|do not agree|names? (?:other|another))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“])")
_WHEN = re.compile(r"\b(?:if|when|unless)\b[^.?!]{0,20}:$", re.IGNORECASE)
_CALL_IF = re.compile(
    r"\b(?:call|go to|tell|ask)\b.*\bif\b|^if\b.*\b(?:call|go to|tell|ask)\b", re.IGNORECASE
)
_CANNOT_NAME_SOURCES = ("title", "summary")

Quantity = tuple[frozenset[Fraction], str | None]
EMERGENCY = frozenset({frozenset({Fraction(999)}), frozenset({Fraction(111)})})
"""Phone numbers that everybody knows, and no source has to say."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Sentences of a text with a number, an order or a reason to call in them. `marks` are where
    numbers and orders stand in `text`; `sources` are ids. `said_at` is the path of a sourced
    statement with the same numbers, where the text can name no source itself."""

    path: str
    text: str
    marks: tuple[tuple[int, int], ...]
    has_number: bool
    sources: tuple[str, ...]
    said_at: str = ""

    @property
    def is_unsourced(self) -> bool:
        return not self.sources and not self.said_at


@dataclass(frozen=True)
class Doubt:
    """What an author noted for the approver at a block or an item."""

    path: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ApproverSheet:
    """All that is to be decided about one reading version."""

    resource: Resource
    statements: tuple[Statement, ...]
    doubts: tuple[Doubt, ...]

    def resting_on(self, source: Source) -> tuple[str, ...]:
        """The ids of the parts that name a source."""
        return tuple(
            part.id for part in all_parts(self.resource) if source.id in _named_sources(part)
        )


def to_approve(resource: Resource) -> ApproverSheet:
    """What the approver of this reading version has to decide, in reading order."""
    return ApproverSheet(
        resource=resource,
        statements=tuple(_with_repeats(tuple(_found(resource)))),
        doubts=tuple(_doubts(resource)),
    )


def _doubts(resource: Resource) -> Iterator[Doubt]:
    for path, part in _paths(resource):
        note = part.note or ""
        if _FOR_APPROVER.match(note) or _SOURCES_DIFFER.search(note):
            yield Doubt(path, _FOR_APPROVER.sub("", note, count=1))


def _paths(part: Resource | Part, prefix: str = "") -> Iterator[tuple[str, Part]]:
    """Every part with its path, as segments have it."""
    for _, child in children(part):
        path = f"{prefix}.{child.id}" if prefix else child.id
        yield path, child
        yield from _paths(child, path)


@dataclass(frozen=True, kw_only=True)
class _Passage:
    """One text as an approver reads it: a segment, or a row of a table."""

    path: str
    text: str
    is_critical: bool
    is_reason: bool
    repeats: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    """A statement with its quantities, and whether it only repeats another."""

    statement: Statement
    quantities: frozenset[Quantity]
    repeats: bool


def _found(resource: Resource) -> Iterator[_Found]:
    for passage in _passages(resource):
        kept = [each for each in _SENTENCE_END.split(passage.text) if _is_told(each, passage)]
        if kept:
            text = " ".join(kept)
            reading = read_source(text)
            quantities = frozenset((a.values, a.unit) for a in _amounts(reading))
            statement = Statement(
                path=passage.path,
                text=text,
                marks=tuple(_joined(_marks(text, passage.is_critical))),
                has_number=bool(quantities or reading.clocks),
                sources=passage.sources,
            )
            yield _Found(statement, quantities, passage.repeats)


def _is_told(sentence: str, passage: _Passage) -> bool:
    is_reason = passage.is_critical and (passage.is_reason or bool(_CALL_IF.search(sentence)))
    return is_reason or any(_marks(sentence, passage.is_critical))


def _marks(text: str, is_critical: bool) -> Iterator[tuple[int, int]]:
    reading = read_source(text)
    numbers = [(each.start, each.end) for each in _amounts(reading)]
    numbers += [(each.start, each.end) for each in reading.clocks]
    numbers += [(each.start, each.end) for each in reading.contacts]
    yield from (reading.surface.span(*each) for each in numbers)
    if is_critical:
        yield from (found.span() for found in ORDER.finditer(text))


def _amounts(reading: NumberReading) -> Iterator[Amount]:
    """What is said in digits, and in words where these can be no article and no turn of speech."""
    for amount in reading.amounts:
        is_time = amount.unit in PERIODS - {"day"} and amount.values != {1}
        is_count = amount.sure and amount.values != {1}
        is_said = not amount.word or is_time or is_count
        if is_said and (amount.unit or amount.values not in EMERGENCY):
            yield amount


def _joined(marks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Marks in order, those that touch made one."""
    start = end = -1
    for a, b in sorted(marks):
        if a > end:
            if end > start:
                yield start, end
            start, end = a, b
        end = max(end, b)
    if end > start:
        yield start, end


def _with_repeats(found: tuple[_Found, ...]) -> Iterator[Statement]:
    """A title, summary or heading rests on the text whose number it repeats."""
    for each in found:
        said_at = next(
            (
                other.statement.path
                for other in found
                if other.statement.sources and each.quantities <= other.quantities
            ),
            "",
        )
        repeats = each.repeats and each.quantities and not each.statement.sources
        yield replace(each.statement, said_at=said_at) if repeats else each.statement


def _passages(resource: Resource) -> Iterator[_Passage]:
    blocks = {part.id: part for part in all_parts(resource) if hasattr(part, "type")}
    heads = dict[str, str]()
    for row, segments in groupby(extract(resource).segments, lambda each: _row(each, blocks)):
        cells = [each for each in segments if not each.path.endswith(".alt")]
        for path, text, one in _read(row, cells):
            if path.endswith((".heading", ".lead")):
                heads[path.rpartition(".")[0]] = text
            block = blocks.get(one.block)
            yield _Passage(
                path=path,
                text=text,
                is_critical=one.safety_critical,
                is_reason=isinstance(block, List | Idea) and _says_when(path, heads),
                repeats=isinstance(block, Heading) or path in _CANNOT_NAME_SOURCES,
                sources=_sources(block),
            )
    yield from _due(resource)


def _row(segment: Segment, blocks: dict[str, Part]) -> str:
    """The path of a table's row for its cells, else nothing."""
    in_table = isinstance(blocks.get(segment.block), Table)
    row = segment.path.rpartition(".")[0]
    return row if in_table and row.rpartition(".")[2] != segment.block else ""


def _read(row: str, cells: list[Segment]) -> Iterator[tuple[str, str, Segment]]:
    if row:
        yield row, " – ".join(_plain(cell) for cell in cells), cells[0]
        return
    yield from ((cell.path, _plain(cell), cell) for cell in cells)


def _plain(segment: Segment) -> str:
    """The words alone; what a hospital fills in is named."""
    text = segment.text
    for token in segment.tokens:
        text = text.replace(f"<{token.number}/>", f"({token.ref})")
    return without_tokens(text)


def _says_when(path: str, heads: dict[str, str]) -> bool:
    """Whether a point stands under words such as “Call 999 if:”."""
    return any(
        path.startswith(f"{block}.") and (ORDER.search(head) or _WHEN.search(head))
        for block, head in heads.items()
    )


def _sources(block: Part | None) -> tuple[str, ...]:
    """What a block names; the heading of a card rests on what is inside."""
    if block is None:
        return ()
    inside = (one for part in all_parts(block) for one in _named_sources(part))
    return _named_sources(block) or tuple(dict.fromkeys(inside))


def _named_sources(part: Part) -> tuple[str, ...]:
    named: tuple[str, ...] = getattr(part, "sources", ())
    return named


def _due(resource: Resource) -> Iterator[_Passage]:
    if resource.due:
        yield _Passage(
            path="due",
            text=(
                f"Talked about from week {resource.due.first_week} "
                f"to week {resource.due.last_week} of pregnancy."
            ),
            is_critical=False,
            is_reason=False,
            repeats=False,
            sources=(),
        )
