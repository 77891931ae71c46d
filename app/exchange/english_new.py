"""Paragraphs that somebody added to an English text in Word: where they belong, if that is beyond
doubt, and as what.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy

from app.exchange.english_layout import Look, Spot
from app.exchange.english_matching import Matched
from app.exchange.english_returned import ReturnedLine
from app.resources import editing
from app.resources.editing import Data

_KINDS: dict[Look, Data] = {
    "plain": {"type": "paragraph"},
    "quote": {"type": "inset"},
    "heading": {"type": "heading"},
    "small_heading": {"type": "heading", "level": 3},
    "box_heading": {"type": "heading", "level": 3},
}
_POINTS: dict[Look, tuple[str, ...]] = {
    "bullet": ("items",),
    "number": ("items",),
    "sentence": ("sentences", "transcript"),
}
MOST_SENTENCES = 4
_IN_EDITOR = "Add it in the editor."
IN_PART = f"it was added inside a part that holds no paragraph of its own there. {_IN_EDITOR}"
LISTED = f"it was added as a list, or away from the points of one. {_IN_EDITOR}"
TABLE = f"it was added to a table, or as one. {_IN_EDITOR}"
ANSWER = f"an answer or a question needs a number and more than words. {_IN_EDITOR}"
LOOK = f"its style in Word is none that a text here has. Choose another style, or: {_IN_EDITOR}"
FULL = "an idea has at most four sentences. Shorten it, or add another idea in the editor."


Refusals = list[tuple[ReturnedLine, str]]


def add_new(
    data: Data,
    base: Data,
    here: Data,
    used: set[str],
    known: tuple[tuple[Spot, ...], tuple[ReturnedLine, ...], Matched],
    wrong: Callable[[ReturnedLine], str],
) -> tuple[Data, Refusals]:
    """`data` with each new paragraph, under an id of its own, or the one that it has `here` since
    the same document came in before; and those that are not taken, with the reason."""
    work = _Adder(data, base, here, used, *known)
    refused: Refusals = []
    taken = 0
    for number, line in enumerate(work.lines):
        if work.passes(number) or not (line.said or line.trouble):
            continue
        full = editing.TOO_MANY if taken >= editing.MOST_BLOCKS else ""
        if problem := full or wrong(line) or work.add(number, line):
            refused.append((line, problem))
        else:
            taken += 1
    return work.data, refused


class _Adder:
    def __init__(
        self,
        data: Data,
        base: Data,
        here: Data,
        used: set[str],
        spots: tuple[Spot, ...],
        lines: tuple[ReturnedLine, ...],
        matched: Matched,
    ) -> None:
        self.data, self.base, self.here, self.used = data, base, here, used
        self.spots, self.lines, self.matched = spots, lines, matched
        self._notes = {spot.words.text for spot in spots if spot.words.is_note}
        self._parts = {each.id: each for each in editing.places(base)}
        self._added: dict[tuple[str, str], str] = {}
        """The last part that was put behind another since that was passed, by (block, field)."""
        self._scopes: dict[tuple[int, ...], tuple[str, ...]] = {(): ()}
        for number, at in matched.at.items():
            actual, own = lines[number].scope, spots[at].scope
            for depth in range(len(actual) + 1 if len(actual) == len(own) else 0):
                self._scopes.setdefault(actual[:depth], own[:depth])

    def passes(self, number: int) -> bool:
        """Whether a line is known, so that what comes then stands behind it, or says what the
        service says itself."""
        known = number in self.matched.at or number in self.matched.joined
        if known:
            self._added.clear()
        line = self.lines[number]
        return known or (line.look == "note" and line.said in self._notes)

    def add(self, number: int, line: ReturnedLine) -> str:
        """Put a line where it belongs; why not, where that is in doubt."""
        scope = self._scopes.get(line.scope)
        if scope is None or (scope and self._type(scope[-1]) == "table"):
            return TABLE
        before = self._near(range(number - 1, -1, -1), line.scope)
        behind = self._near(range(number + 1, len(self.lines)), line.scope)
        if line.look in _POINTS:
            return self._point(line, before, behind)
        if line.look not in _KINDS:
            return LOOK
        return self._block(line, scope, before, behind)

    def _near(self, numbers: range, scope: tuple[int, ...]) -> Spot | None:
        """The nearest known paragraph in the same box, or in one inside of it."""
        for number in numbers:
            if self.lines[number].scope[: len(scope)] != scope:
                continue
            if number in self.matched.at:
                return self.spots[self.matched.at[number]]
            if number in self.matched.joined:
                return self.spots[self.matched.joined[number][0]]
        return None

    def _type(self, block: str) -> str:
        return str(self._parts[block].part.get("type", "option_set"))

    def _block(
        self, line: ReturnedLine, scope: tuple[str, ...], before: Spot | None, behind: Spot | None
    ) -> str:
        level = len(scope)
        own, following = _block_at(before, level), _block_at(behind, level)
        if before is None or (behind is not None and own == following):
            return IN_PART
        if own and self._parts[own].field == "option_sets":
            return IN_PART
        if scope and self._type(scope[-1]) == "group":
            return ANSWER
        kind = _KINDS[line.look]
        if scope and kind["type"] == "inset":
            kind = _KINDS["plain"]
        inside = scope[-1] if scope else ""
        new = self._with_id(
            {**kind, "text": line.author}, (e.part for e in editing.places(self.here))
        )
        after = self._added.get((inside, ""), own)
        self.data = editing.added(self.data, new, after=after, inside="" if after else inside)
        self._added[inside, ""] = new["id"]
        return ""

    def _point(self, line: ReturnedLine, before: Spot | None, behind: Spot | None) -> str:
        fields = _POINTS[line.look]
        first = None
        if before is not None and before.words.point[0] in fields:
            near, after = before, before.words.point[1]
        elif behind is not None and behind.words.point[0] in fields:
            near, after = behind, ""
            first = behind.words.point[1]
        else:
            points = before.words.point[0] if before is not None else ""
            return ANSWER if points == "options" else LISTED
        block, field = near.words.blocks[-1], near.words.point[0]
        after = self._added.get((block, field), after)
        self.data = deepcopy(self.data)
        points = editing.place(self.data, block).part[field]
        if field == "sentences" and len(points) >= MOST_SENTENCES:
            return FULL
        names = [each["id"] for each in points]
        if not after and names[0] != first:
            return LISTED
        mine = next((e.part for e in editing.places(self.here) if e.id == block), {})
        new = self._with_id({"text": line.author}, mine.get(field, ()), set(names))
        points.insert(names.index(after) + 1 if after else 0, new)
        self._added[block, field] = new["id"]
        return ""

    def _with_id(self, new: Data, here: Iterable[Data], siblings: set[str] | None = None) -> Data:
        old = set(editing.ids(self.base)) if siblings is None else siblings
        taken = set(editing.ids(self.data))
        for each in here:
            known = str(each["id"])
            if known not in old and known not in taken and {**new, "id": known} == each:
                return dict(each)
        return editing.with_ids(new, self.used)


def _block_at(spot: Spot | None, level: int) -> str:
    """The block that a paragraph belongs to among those of a box; empty for the box's own words."""
    blocks = spot.words.blocks if spot is not None else ()
    return blocks[level] if len(blocks) > level else ""
