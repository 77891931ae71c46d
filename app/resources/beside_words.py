"""What differs between two states of a text beside its words, each difference a sentence: what a
clinician vouches for with them must be read before it is signed again (H30).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.languages import ENGLISH, format_date
from app.resources.segments import Extraction, cited, shape, vouched


def beside_words(before: Extraction, now: Extraction) -> tuple[str, ...]:
    """Sources, approver and review date, where links lead, then the blocks: their order, and what
    of them is other than their words, such as a picture or a mark. Empty where a signature stands
    for both."""
    was, stands = vouched(before), vouched(now)
    found = [
        *_sources(was["sources"], stands["sources"]),
        *_named("Parts that rest on other sources", cited(before), cited(now)),
        *_value("Clinical approver", was["approver"], stands["approver"]),
        *_value("Review date", _day(was["review_by"]), _day(stands["review_by"])),
        *told_links(was["links"], stands["links"]),
    ]
    if shape(before) != shape(now):
        found += _blocks(shape(before), shape(now))
    return tuple(found)


def _sources(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> Iterator[str]:
    was, stands = ({each["id"]: each for each in side} for side in (before, now))
    for what, names in (
        ("New sources", [stands[each]["title"] for each in stands if each not in was]),
        ("Sources that are gone", [was[each]["title"] for each in was if each not in stands]),
        (
            "Sources that say something else",
            [stands[each]["title"] for each in stands if each in was and was[each] != stands[each]],
        ),
    ):
        if names:
            yield f"{what}: {'; '.join(names)}."
    if before != now and was == stands:
        yield "The sources stand in another order."


def _value(name: str, before: str, now: str) -> Iterator[str]:
    if before != now:
        yield f"{name}: “{before}” is now “{now}”."


Links = Mapping[str, Sequence[str]]
"""The addresses of each segment's links, as `segments.links` has them."""


def told_links(before: Links, now: Links) -> Iterator[str]:
    """A sentence for each link that is new or leads elsewhere."""
    for path, was, stands in other_links(before, now):
        if was and stands:
            yield f"A link in {path} leads to {stands}. It led to {was}."
        elif stands:
            yield f"A new link in {path} leads to {stands}."


def other_links(before: Links, now: Links) -> Iterator[tuple[str, str, str]]:
    """(path, where it led, where it leads) of each link that is other; "" where it does not stand.
    Where a segment has more or fewer links than before, no link is another one's heir."""
    for path in {**now, **before}:
        was, stands = before.get(path, ()), now.get(path, ())
        if len(was) == len(stands):
            yield from ((path, a, b) for a, b in zip(was, stands, strict=True) if a != b)
        else:
            yield from ((path, each, "") for each in was if each not in stands)
            yield from ((path, "", each) for each in stands if each not in was)


def _day(written: str) -> str:
    return format_date(date.fromisoformat(written), ENGLISH)


def _named(what: str, before: Mapping[str, object], now: Mapping[str, object]) -> Iterator[str]:
    """Those that stand on both sides and are not the same."""
    if other := [name for name in now if name in before and before[name] != now[name]]:
        yield f"{what}: {', '.join(other)}."


def _blocks(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    was, stands = dict(_parts(before, "")), dict(_parts(now, ""))
    shared = [each for each in was if each in stands]
    moved = shared != [each for each in stands if each in was]
    inside = {each for each in shared if was[each][0] != stands[each][0]}
    if moved or inside:
        yield "Parts stand in another order or place."
    own = ({each: side[each][1] for each in shared} for side in (was, stands))
    yield from _named("Parts that are shown or marked in another way", *own)
    for what, one, other in (("New parts", stands, was), ("Parts that are gone", was, stands)):
        if names := [each for each in one if each not in other]:
            yield f"{what}: {', '.join(names)}."
    if _own(before) != _own(now):
        yield "The text as a whole is shown or marked in another way."


def _parts(value: Mapping[str, Any], inside: str) -> Iterator[tuple[str, tuple[str, object]]]:
    """Each part by its id, with the part that it stands in and what is its own."""
    for each in value.values():
        for part in each if isinstance(each, list) else ():
            if isinstance(part, Mapping) and "id" in part:
                yield part["id"], (inside, _own(part))
                yield from _parts(part, part["id"])


def _own(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """What of a part is neither words, which stand here by their paths, nor parts in it."""
    return {
        name: value
        for name, value in part.items()
        if not (isinstance(value, list) and any(isinstance(each, Mapping) for each in value))
    }
