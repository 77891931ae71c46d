"""Two changes of the same text made one: what only one side changed is taken from it, and where
both wrote differently one side stays and the place is named. Texts are plain data, as
`editing.written` gives them; parts are known by their ids.
"""

from dataclasses import dataclass, field
from typing import Any

from app.resources.editing import Data, first_words

_NOTHING: Any = object()


@dataclass(frozen=True)
class Clash:
    """Both sides wrote differently here: `path` names the part and its field, `mine` stays."""

    path: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """What comes out, and where both sides wrote."""

    data: Data
    clashes: tuple[Clash, ...]


def merge(base: Data, mine: Data, theirs: Data) -> Merged:
    """`mine` with what `theirs` changed since `base`."""
    work = _Merge()
    return Merged(work.fields(base, mine, theirs, ""), tuple(work.clashes))


@dataclass
class _Merge:
    clashes: list[Clash] = field(default_factory=list)

    def fields(self, base: Data, mine: Data, theirs: Data, path: str) -> Data:
        done: Data = {}
        for name in dict.fromkeys((*mine, *theirs, *base)):
            sides = (side.get(name, _NOTHING) for side in (base, mine, theirs))
            found = self.value(*sides, path=f"{path}.{name}" if path else name)
            if found is not _NOTHING:
                done[name] = found
        return done

    def value(self, base: Any, mine: Any, theirs: Any, *, path: str) -> Any:
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        if _are_parts(mine) and _are_parts(theirs):
            return self.parts(base if _are_parts(base) else [], mine, theirs, path)
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self.fields(base if isinstance(base, dict) else {}, mine, theirs, path)
        self.clashes.append(Clash(path, _said(mine), _said(theirs)))
        return theirs if mine is _NOTHING else mine

    def parts(self, base: list[Data], mine: list[Data], theirs: list[Data], path: str) -> Any:
        """Parts by id. Their order is mine, unless only theirs was changed."""
        old, ours, others = ({each["id"]: each for each in side} for side in (base, mine, theirs))
        place = path.rpartition(".")[0]
        kept: dict[str, Data] = {}
        for name in dict.fromkeys((*ours, *others)):
            sides = (side.get(name, _NOTHING) for side in (old, ours, others))
            at = f"{place}.{name}" if place else name
            found = self.value(*sides, path=at)
            if found is not _NOTHING:
                kept[name] = found
        shared = old.keys() & ours.keys() & others.keys()
        was, is_mine = ([name for name in side if name in shared] for side in (old, ours))
        led, other = (others, ours) if is_mine == was else (ours, others)
        order = [name for name in led if name in kept]
        for before, name in zip([None, *other], other, strict=False):
            if name in kept and name not in order:
                order.insert(order.index(before) + 1 if before in order else 0, name)
        return [kept[name] for name in order]


def _are_parts(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(each, dict) and "id" in each for each in value)
    )


def _said(value: Any) -> str:
    if value is _NOTHING:
        return ""
    if isinstance(value, dict):
        return first_words(value, 200)
    return str(value)
