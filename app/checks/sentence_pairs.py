"""Which sentences of a translation say which of the English, where they were put into another
order, joined or split. Told by how much each says, by the words and numbers that both share and by
what both say of "before", "today" and the like; what they mean is for the checks that ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from math import log

from app.checks.surface import words
from app.checks.turn_words import Signs

MOST = 6
"""Sentences of which every order is tried."""
LONG = 30
"""Of more sentences, which no leaflet has in one text, no other pairing is looked for."""
CLEARLY = 0.5
"""By how much another order must fit better than the order in which they stand."""
_EVEN = 6.0
"""Letters that are added to each length, so that short sentences weigh less."""
_MOVED, _JOINED, _BOTH = 0.15, 0.35, 0.55
_SHARED, _NUMBERS = 0.4, 0.8
_AGREED, _UNSAID, _UNASKED = 0.4, 0.4, 0.2
_MOST_AGREED = 3
_DIGITS = re.compile(r"\d+")


NO_SIGNS = Signs()


@dataclass(frozen=True)
class SplitSentence:
    """One comparable sentence; `said` is what it says without the words that deny, `signs` its
    words that any language has, where they are to be looked at."""

    text: str
    said: str
    signs: Signs = NO_SIGNS

    @cached_property
    def length(self) -> int:
        return sum(map(len, words(self.said)))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(word[:5] for word in words(self.said) if len(word) > 3)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(_DIGITS.findall(self.text))


def together(sentences: Iterable[SplitSentence]) -> SplitSentence:
    """Several sentences as one."""
    found = tuple(sentences)
    says = frozenset[str]().union(*(s.signs.says for s in found))
    may_say = frozenset[str]().union(*(s.signs.may_say for s in found))
    text, said = ". ".join(s.text for s in found), ". ".join(s.said for s in found)
    return SplitSentence(text, said, Signs(says, may_say))


Pairs = list[tuple[SplitSentence, SplitSentence]]


def better_pairs(ours: Sequence[SplitSentence], theirs: Sequence[SplitSentence]) -> Pairs | None:
    """As many sentences on both sides, paired otherwise than by their places; None where no other
    pairing fits clearly better."""
    if not 1 < len(ours) <= LONG:
        return None
    scale = sum(s.length for s in ours) / max(1, sum(t.length for t in theirs))
    straight = list(zip(ours, theirs, strict=True))
    found = [_in_parts(ours, theirs, scale)]
    if len(ours) <= MOST:
        found.append(_reordered(ours, theirs, scale))
    cost, pairs = min(found, key=lambda one: one[0])
    return pairs if cost + CLEARLY <= sum(_cost(s, t, scale) for s, t in straight) else None


def _cost(ours: SplitSentence, theirs: SplitSentence, scale: float) -> float:
    """How badly two sentences fit: by length, and by what they share."""
    length = abs(log((ours.length + _EVEN) / (theirs.length * scale + _EVEN)))
    shared = min(2, len(ours.stems & theirs.stems)) * _SHARED
    other = _NUMBERS if ours.numbers != theirs.numbers else 0.0
    return length - shared + other - _agreement(ours.signs, theirs.signs)


def _agreement(ours: Signs, theirs: Signs) -> float:
    agreed = min(_MOST_AGREED, len(ours.says & theirs.says)) * _AGREED
    unsaid = len(ours.says - theirs.may_say) * _UNSAID
    return agreed - unsaid - len(theirs.says - ours.may_say) * _UNASKED


def _reordered(
    ours: Sequence[SplitSentence], theirs: Sequence[SplitSentence], scale: float
) -> tuple[float, Pairs]:
    """The best pairing of single sentences, in any order."""
    costs = [[_cost(s, t, scale) for t in theirs] for s in ours]

    def cost(order: Sequence[int]) -> float:
        moved = sum(place != number for number, place in enumerate(order))
        return sum(costs[n][place] for n, place in enumerate(order)) + moved * _MOVED

    best = min(permutations(range(len(ours))), key=cost)
    return cost(best), [(ours[n], theirs[place]) for n, place in enumerate(best)]


_PARTS = (
    (1, 1, 0.0),
    (1, 2, _JOINED),
    (2, 1, _JOINED),
    (2, 2, _BOTH),
    (1, 3, _BOTH),
    (3, 1, _BOTH),
)


def _in_parts(
    ours: Sequence[SplitSentence], theirs: Sequence[SplitSentence], scale: float
) -> tuple[float, Pairs]:
    """The best pairing in the order in which they stand, where some were joined or split."""
    best: dict[tuple[int, int], tuple[float, Pairs]] = {(0, 0): (0.0, [])}
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            for a, b, penalty in _PARTS:
                if (i - a, j - b) not in best:
                    continue
                before, pairs = best[i - a, j - b]
                pair = together(ours[i - a : i]), together(theirs[j - b : j])
                cost = before + penalty + _cost(*pair, scale)
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = cost, [*pairs, pair]
    return best[len(ours), len(theirs)]
