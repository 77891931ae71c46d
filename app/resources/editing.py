"""Steps of writing: a resource with one part changed, moved, added or gone, as plain data in which
nothing stands that has its default (`written`).

Nothing here checks that what comes out is a resource: `load.checked` does. Ids are made once, from
the first words, and stay when words change, so that translations stay with their texts.
"""

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from app.errors import ExpectedError
from app.resources.schema import Resource

Data = dict[str, Any]

BLOCKS = ("option_sets", "blocks", "questions")
"""The fields whose parts are written one by one, at a place of their own."""
POINTS = ("items", "sentences", "transcript", "options", "columns", "rows", "cells")
"""The fields whose parts are written together with what holds them."""
NAMED_BY = ("text", "heading", "caption", "lead", "title", "summary", "alt")
"""Where the first words of a part stand, for its id and for people."""
JOINED_BY = {"list": "items", "do_list": "items", "dont_list": "items", "idea": "sentences"}
ABOUT = "about"
"""What stands for a resource's own fields where a part's id is asked for; no block may have it."""
SOURCES = "sources"
"""The same for its list of sources."""


MOST_BLOCKS = 300
"""Of one text, three times as many as the longest has: its page in the editor holds them all."""
TOO_MANY = f"A text has at most {MOST_BLOCKS} blocks. Make two texts of it."


class CannotEdit(ExpectedError):
    """A step that makes no sense there; the message says what to do instead."""

    status = 422


def written(resource: Resource) -> Data:
    """The resource as an author wrote it."""
    return resource.model_dump(mode="json", exclude_defaults=True)


@dataclass(frozen=True, kw_only=True)
class BlockPlace:
    """A block and where it stands: `inside` is the id of the block around it, else empty; `of` and
    `at` are how many siblings there are and its number among them, from 0."""

    part: Data
    inside: str
    field: str
    at: int
    of: int
    depth: int

    @property
    def id(self) -> str:
        return str(self.part["id"])


def places(data: Data, inside: str = "", depth: int = 0) -> Iterator[BlockPlace]:
    """Every block, depth first, in the order in which they are read."""
    for field in BLOCKS:
        siblings = data.get(field, ())
        for at, part in enumerate(siblings):
            yield BlockPlace(
                part=part, inside=inside, field=field, at=at, of=len(siblings), depth=depth
            )
            yield from places(part, part["id"], depth + 1)


def place(data: Data, block: str) -> BlockPlace:
    """Where a block stands; raises CannotEdit."""
    found = next((each for each in places(data) if each.id == block), None)
    if found is None:
        raise CannotEdit("This block is not here any more. Someone took it out, or it was moved.")
    return found


def part(data: Data, block: str) -> Data:
    """A block by its id, the resource's own fields, or its sources."""
    if block == ABOUT:
        return {name: value for name, value in data.items() if name not in (*BLOCKS, SOURCES)}
    if block == SOURCES:
        return {SOURCES: data.get(SOURCES, [])}
    return place(data, block).part


def own(found: Data) -> Data:
    """What of a block is written with it: all but the blocks inside."""
    return {name: value for name, value in found.items() if name not in BLOCKS}


def fingerprint(data: Data, block: str) -> str:
    """One word for how a block is written; "" where it does not stand."""
    try:
        found = part(data, block)
    except CannotEdit:
        return ""
    return mark_of(found)


def mark_of(found: Data) -> str:
    """The same of a block at hand."""
    return sha256(dumps(own(found), sort_keys=True).encode()).hexdigest()[:12]


def ids(data: Any) -> Iterator[str]:
    """Every id that stands anywhere."""
    if isinstance(data, dict):
        if "id" in data:
            yield str(data["id"])
        for value in data.values():
            yield from ids(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from ids(value)


def added(data: Data, *blocks: Data, after: str = "", inside: str = "") -> Data:
    """With more blocks in a row: behind another, or first inside one, or first of all. Raises
    CannotEdit."""
    done = copy.deepcopy(data)
    if after:
        spot = place(done, after)
        siblings, at = _siblings(done, spot), spot.at + 1
    else:
        around = place(done, inside).part if inside else done
        field = "questions" if around.get("type") == "group" else "blocks"
        siblings, at = around.setdefault(field, []), 0
    siblings[at:at] = blocks
    return done


def changed(data: Data, block: str, *instead: Data) -> Data:
    """With one block written anew, as one or as several; the blocks inside of it stay with the
    first. Raises CannotEdit."""
    done = copy.deepcopy(data)
    if block == ABOUT:
        return {**{n: v for n, v in done.items() if n in (*BLOCKS, SOURCES)}, **instead[0]}
    if block == SOURCES:
        return {**done, SOURCES: instead[0][SOURCES]}
    spot = place(done, block)
    inside = {name: value for name, value in spot.part.items() if name in BLOCKS}
    first, *others = instead
    _siblings(done, spot)[spot.at : spot.at + 1] = [{**first, **inside}, *others]
    return done


def taken_out(data: Data, block: str) -> Data:
    """Without one block and what is inside of it; raises CannotEdit."""
    done = copy.deepcopy(data)
    spot = place(done, block)
    if spot.of == 1 and spot.field != "option_sets":
        raise CannotEdit(
            "This is the only block here, and there must be one. Add another one first, or take "
            "out what is around it."
        )
    siblings = _siblings(done, spot)
    del siblings[spot.at]
    if not siblings:
        done.pop("option_sets")
    return done


def moved(data: Data, block: str, by: int) -> Data:
    """With one block so many places further down, or up; raises CannotEdit."""
    done = copy.deepcopy(data)
    spot = place(done, block)
    siblings, to = _siblings(done, spot), spot.at + by
    if not 0 <= to < spot.of:
        raise CannotEdit(f"It is the {'last' if by > 0 else 'first'} one here already.")
    siblings.insert(to, siblings.pop(spot.at))
    return done


def moved_behind(data: Data, block: str, other: str) -> Data:
    """With one block behind another, in another box or out of one; raises CannotEdit."""
    spot, target = place(data, block), place(data, other)
    if target.id == spot.id or target.id in set(ids(spot.part)):
        raise CannotEdit("A block cannot stand behind itself. Choose another one.")
    if "option_sets" in (spot.field, target.field) and spot.field != target.field:
        raise CannotEdit("Answers that questions share stand in a list of their own.")
    if spot.of == 1 and spot.inside != target.inside:
        raise CannotEdit(
            "It is the only block in its box, and there must be one. Move or take out the box."
        )
    done = copy.deepcopy(data)
    spot = place(done, block)
    moving = _siblings(done, spot).pop(spot.at)
    target = place(done, other)
    _siblings(done, target).insert(target.at + 1, moving)
    return done


def joined(data: Data, block: str) -> Data:
    """With the next block taken into this one: paragraphs become one, the points of two lists one
    list. The ids of the first and of all points stay. Raises CannotEdit."""
    done = copy.deepcopy(data)
    spot = place(done, block)
    siblings = _siblings(done, spot)
    if spot.at + 1 == spot.of:
        raise CannotEdit("There is no block after it to join with.")
    first, second = spot.part, siblings[spot.at + 1]
    if not can_join(first, second):
        raise CannotEdit("Only two paragraphs, or two lists of the same kind, can be joined.")
    if bool(first.get("safety_critical")) != bool(second.get("safety_critical")):
        raise CannotEdit(
            "One of the two is marked as safety-critical and the other is not. Mark both alike "
            "first."
        )
    if first["type"] == "paragraph":
        first["text"] = f"{first['text']} {second['text']}"
    else:
        points = JOINED_BY[first["type"]]
        if second.get("lead"):
            raise CannotEdit("The second list has words before it. Take these out first.")
        known = {each["id"] for each in first[points]}
        first[points] = [
            *first[points],
            *({**each, "id": _free(each["id"], known)} for each in second[points]),
        ]
    named = [*first.get("sources", []), *second.get("sources", [])]
    if named:
        first["sources"] = list(dict.fromkeys(named))
    if notes := [each["note"] for each in (first, second) if each.get("note")]:
        first["note"] = " ".join(notes)
    del siblings[spot.at + 1]
    return done


def can_join(first: Data, second: Data) -> bool:
    """Whether two neighbours can become one."""
    kind = first.get("type")
    return kind == second.get("type") and (kind == "paragraph" or kind in JOINED_BY)


def split(data: Data, block: str, before: str, new_id: str) -> Data:
    """With a list cut in two before one of its points; raises CannotEdit."""
    done = copy.deepcopy(data)
    spot = place(done, block)
    field = JOINED_BY.get(spot.part.get("type", ""), "")
    points = spot.part.get(field, [])
    at = next((n for n, each in enumerate(points) if each["id"] == before), 0)
    if not at:
        raise CannotEdit("A list is split before its second point or a later one.")
    rest = {name: value for name, value in spot.part.items() if name not in ("lead", field)}
    spot.part[field] = points[:at]
    _siblings(done, spot).insert(spot.at + 1, {**rest, "id": new_id, field: points[at:]})
    return done


def put_back(data: Data, block: Data, spot: tuple[str, str, int]) -> Data:
    """With a block that was taken out where it stood: (the block around it, the field, its number),
    or at the end where that is gone."""
    inside, field, at = spot
    done = copy.deepcopy(data)
    around = next((each.part for each in places(done) if each.id == inside), done)
    siblings = around.setdefault(field if around is not done or not inside else "blocks", [])
    siblings.insert(min(at, len(siblings)), block)
    return done


def new_id(found: Data, taken: set[str]) -> str:
    """An id from the first words of a part, or from what it is, that nothing else has or had."""
    words = next((str(found[name]) for name in NAMED_BY if found.get(name)), "")
    words = words or str(found.get("picture") or found.get("type") or "part")
    base = "-".join(re.findall(r"[a-z0-9]+", words.lower())[:5])[:50].strip("-") or "part"
    return _free(base, taken | {ABOUT, SOURCES})


def with_ids(found: Data, taken: set[str]) -> Data:
    """A part in which every part that needs an id has one; `taken` grows by those that are made."""
    done = dict(found)
    if not done.get("id"):
        done = {"id": new_id(done, taken), **{k: v for k, v in done.items() if k != "id"}}
    taken.add(done["id"])
    for field in (*BLOCKS, *POINTS):
        if isinstance(done.get(field), list):
            done[field] = [
                with_ids(each, taken) if isinstance(each, dict) else each for each in done[field]
            ]
    return done


def first_words(found: Data, most: int = 60) -> str:
    """How people know a block."""
    own_words = next((str(found[name]) for name in NAMED_BY if found.get(name)), "")
    if not own_words:
        points: Sequence[Data] = next((found[name] for name in POINTS if found.get(name)), ())
        own_words = first_words(points[0]) if points else str(found.get("contact", ""))
    own_words = re.sub(r"\*\*|\[([^\]]*)\]\([^)]*\)", r"\1", own_words)
    return own_words if len(own_words) <= most else own_words[:most].rsplit(" ", 1)[0] + " …"


def _free(base: str, taken: set[str]) -> str:
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _siblings(data: Data, spot: BlockPlace) -> list[Data]:
    around = place(data, spot.inside).part if spot.inside else data
    found: list[Data] = around[spot.field]
    return found


Change = Callable[[Data], Data]
"""One step: the data before it, and after it."""
