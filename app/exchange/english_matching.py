"""Which paragraph of a Word document is which of the text that it was written from: by the names
that it bears, by its words where a program lost these, and by its place where one alone is left.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.exchange.english_layout import Spot
from app.exchange.english_returned import ReturnedLine
from app.resources.characters import folded

SAME = 0.4
"""How much of their words two paragraphs share at least, so that one is the other, edited."""
MOST_IN_A_GAP = 30


@dataclass(frozen=True)
class Matched:
    """`at` is the number of the spot that a line is, by the number of the line; `joined` are lines
    that hold several paragraphs, with the numbers of these."""

    at: Mapping[int, int]
    joined: Mapping[int, tuple[int, ...]]


def match(spots: tuple[Spot, ...], lines: tuple[ReturnedLine, ...]) -> Matched:
    """Which spot each line is; a spot is one line at most."""
    work = _Matcher(spots, lines)
    work.by_name()
    work.by_words()
    work.by_place()
    return Matched(work.at, work.joined)


class _Matcher:
    def __init__(self, spots: tuple[Spot, ...], lines: tuple[ReturnedLine, ...]) -> None:
        self.spots, self.lines = spots, lines
        self.at: dict[int, int] = {}
        self.joined: dict[int, tuple[int, ...]] = {}
        self._numbers = {spot.words.mark: number for number, spot in enumerate(spots)}
        self._said = [folded(line.said) for line in lines]
        self._author = [folded(line.author) for line in lines]
        self._text = [folded(spot.words.text) for spot in spots]
        self._with: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._text):
            self._with[text].append(number)

    def same(self, line: int, spot: int) -> bool:
        """Whether a line has the words of a spot, unchanged."""
        said = self._said if self.spots[spot].words.is_note else self._author
        return said[line] == self._text[spot]

    def by_name(self) -> None:
        """A name that stands on several lines is that of the one most like it: a paragraph was cut
        in two, or copied."""
        wanted: dict[int, list[int]] = defaultdict(list)
        several: dict[int, tuple[int, ...]] = {}
        for number, line in enumerate(self.lines):
            found = [self._numbers[name] for name in line.names if name in self._numbers]
            own = [each for each in found if self.same(number, each)]
            if len(own) == 1:
                found = own
            if len(found) > 1:
                several[number] = tuple(found)
            elif found and line.said:
                wanted[found[0]].append(number)
        for spot, numbers in wanted.items():
            self._take(spot, numbers)
        for number, each_of in several.items():
            left = tuple(each for each in each_of if each not in self.at.values())
            if len(left) == 1:
                self._take(left[0], [number])
            elif left:
                self.joined[number] = left
        self._of_joined = {spot for each in self.joined.values() for spot in each}

    def _take(self, spot: int, numbers: list[int]) -> None:
        best = max(numbers, key=lambda each: (self._likeness(each, spot), -each))
        self.at[best] = spot

    def by_words(self) -> None:
        """Paragraphs whose words stand in one place alone, whatever names they bear: what was put
        before them took their name along."""
        left = self._left_lines()
        words = Counter(self._author[each] for each in left)
        held = {spot: each for each, spot in self.at.items()}
        for number in left:
            fits = [n for n in self._with[self._author[number]] if self.same(number, n)]
            if words[self._author[number]] != 1 or not fits:
                continue
            free = [n for n in fits if n not in held]
            if not free and len(fits) == 1 and not self.same(held[fits[0]], fits[0]):
                del self.at[held[fits[0]]]
                free = fits
            if len(free) == 1:
                self.at[number] = free[0]
                held[free[0]] = number

    def by_place(self) -> None:
        """What is left between the same two neighbours, of the same look and in the same order."""
        known = {*self.at.values(), *self._of_joined}
        missing = [n for n in range(len(self.spots)) if n not in known]
        for (before, behind), numbers in self._gaps().items():
            for is_note in (False, True):
                mine = [
                    n
                    for n in missing
                    if before < n < behind and self.spots[n].words.is_note == is_note
                ]
                ours = [n for n in numbers if (self.lines[n].look == "note") == is_note]
                if mine and max(len(mine), len(ours)) <= MOST_IN_A_GAP:
                    self._in_gap(ours, mine)

    def _in_gap(self, numbers: list[int], mine: list[int]) -> None:
        pairs = list(zip(numbers, mine, strict=False))
        if len(numbers) == len(mine) and all(self._fits(*pair) for pair in pairs):
            sure = len(mine) == 1 or all(self._is_cell(n) for n in mine)
            if sure or all(self._likeness(*pair) >= SAME for pair in pairs):
                self.at.update(pairs)
                return
        self._alike(numbers, mine)

    def _alike(self, numbers: list[int], mine: list[int]) -> None:
        """In order, those that share most of their words."""
        for spot in mine:
            near = [n for n in numbers if n not in self.at and self._fits(n, spot)]
            best = max(near, key=lambda each: self._likeness(each, spot), default=None)
            if best is not None and self._likeness(best, spot) >= SAME:
                self.at[best] = spot
                numbers = [n for n in numbers if n > best]

    def _gaps(self) -> Mapping[tuple[int, int], list[int]]:
        """Lines that nobody knows, by the numbers of the spots before and behind them."""
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        left = set(self._left_lines())
        before, waiting = -1, list[int]()
        for number in range(len(self.lines) + 1):
            spot = self.at.get(number, len(self.spots) if number == len(self.lines) else None)
            if number in left:
                waiting.append(number)
            elif spot is not None:
                if waiting and spot > before:
                    found[before, spot] += waiting
                before, waiting = spot, []
        return found

    def _left_lines(self) -> list[int]:
        known = {*self.at, *self.joined}
        return [n for n, line in enumerate(self.lines) if n not in known and line.said]

    def _is_cell(self, spot: int) -> bool:
        return self.spots[spot].words.look == "cell"

    def _fits(self, line: int, spot: int) -> bool:
        look, wanted = self.lines[line].look, self.spots[spot].words.look
        deep = len(self.lines[line].scope) == len(self.spots[spot].scope)
        return deep and look == ("plain" if wanted == "cell" else wanted)

    def _likeness(self, line: int, spot: int) -> float:
        if self.same(line, spot):
            return 2.0
        a = Counter(self.lines[line].said.casefold().split())
        b = Counter(self.spots[spot].words.text.casefold().split())
        every = sum((a | b).values())
        return sum((a & b).values()) / every if every else 0.0


def out_of_order(numbers: Iterable[int]) -> frozenset[int]:
    """What is not in the longest run of rising numbers."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if tails[middle] < number else (low, middle)
        before[number] = tails[low - 1] if low else None
        tails[low : low + 1] = [number]
    kept, last = set[int](), tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(before) - kept
