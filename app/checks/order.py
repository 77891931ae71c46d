"""Numbers that are all there but have changed places: turned ranges and swapped sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from app.checks.agreement import Item, Match, Sides, agree, items
from app.checks.base import Flaw, Pair, Severity
from app.checks.facts import is_crowd
from app.checks.numbers import Amount, NumberReading, read, read_source
from app.checks.surface import SENTENCE_END

_RANGE = re.compile(r"\s*(?:to|and|until|till|-|–|—|or)\s*")


def check_order(pair: Pair) -> Iterator[Flaw]:
    """`8 to 10` is not `10 to 8`; `call 999 now, 111 later` is not `call 111 now, 999 later`."""
    source = read_source(pair.source)
    if len([i for i in items(source) if _firm(i)]) + len(source.contacts) < 2:
        return
    both = Sides(source, read(pair.target, pair.language, source.values))
    if is_crowd(both):
        return
    ours, theirs = _firm_items(source), _firm_items(both.target)
    yield from _turned(both, ours, theirs)
    yield from _swapped(both, ours, theirs)


def _firm(item: Item) -> bool:
    return not (isinstance(item, Amount) and item.word and not item.sure)


def _firm_items(reading: NumberReading) -> list[Item]:
    return sorted((i for i in items(reading) if _firm(i)), key=lambda i: i.start)


def _turned(both: Sides, ours: list[Item], theirs: list[Item]) -> Iterator[Flaw]:
    for low, high in pairwise(ours):
        if not _RANGE.fullmatch(both.source.text[low.end : high.start]) or _same(low, high, both):
            continue
        kept = turned = None
        for a, b in pairwise(theirs):
            if b.start - a.end > 40:
                continue
            kept = kept or (_same(low, a, both) and _same(high, b, both))
            if _same(high, a, both) and _same(low, b, both):
                turned = (a, b)
        if turned and not kept:
            said = both.source.surface.shown(low.start, high.end)
            given = both.target.surface.shown(turned[0].start, turned[1].end)
            span = both.target.surface.span(turned[0].start, turned[1].end)
            message = f"The source says {said}; the translation turns it round: {given}."
            yield Flaw(Severity.BLOCKING, message, *span)


def _same(s: Item, t: Item, both: Sides) -> bool:
    return agree(s, t, both) is Match.SAME


def _swapped(both: Sides, ours: list[Item], theirs: list[Item]) -> Iterator[Flaw]:
    ends = [m.start() for m in SENTENCE_END.finditer(both.source.text.rstrip(" .!?"))]
    their_ends = [m.start() for m in SENTENCE_END.finditer(both.target.text.rstrip(" .!?।؟۔"))]
    if not ends or len(ends) != len(their_ends):
        return
    for i, first in enumerate(ours):
        for second in ours[i + 1 :]:
            a, b = _place(first, ends), _place(second, ends)
            if a == b or not _lone_in(first, ours) or not _lone_in(second, ours):
                continue
            there = [t for t in theirs if _same(first, t, both)]
            here = [t for t in theirs if _same(second, t, both)]
            if len(there) == len(here) == 1 and (
                _place(there[0], their_ends) == b and _place(here[0], their_ends) == a
            ):
                x, y = both.source.shown(first), both.source.shown(second)
                message = f"{x} and {y} have changed places between the sentences."
                yield Flaw(Severity.BLOCKING, message)
                return


def _place(item: Item, ends: list[int]) -> int:
    return sum(end < item.start for end in ends)


def _lone_in(item: Item, ours: list[Item]) -> bool:
    if not isinstance(item, Amount):
        return True
    return sum(isinstance(o, Amount) and bool(o.values & item.values) for o in ours) == 1
