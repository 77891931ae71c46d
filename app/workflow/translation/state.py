"""Where a text stands against its English: pure functions of hashes, statuses and decisions.

Nothing here knows a database. Desks, lists, signatures and editions all ask here, so that one text
cannot stand in two states on two pages (ADR 2).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.models import Status
from app.resources.segments import Extraction, Segment, links, shape

STALE = "stale"
APPROVALS = ("revise", "agency", "return", "confirm_unchanged")
"""The steps by which a text is approved for the English of that moment."""


@dataclass(frozen=True)
class Approval:
    """One such step: which it was, of which words, for which English; both by their hash."""

    action: str
    text: str
    source: str


def approved_for(approvals: Sequence[Approval], text: str) -> frozenset[str]:
    """The hashes of the English for which these words stand approved, from all approvals of a
    segment, oldest first: that for which two people approved them last, and each for which a
    clinician said since that the meaning is the same."""
    found: set[str] = set()
    for each in reversed(approvals):
        if each.text != text:
            break
        found.add(each.source)
        if each.action != "confirm_unchanged":
            break
    return frozenset(found)


def is_stale(
    source: str, written_for: str, status: Status, approved: Collection[str] = frozenset()
) -> bool:
    """Whether words that stand for the English `written_for` do not count for `source`, the English
    of now. Approved words count for each English in `approved`: where the English comes back, so
    does the approval."""
    if status is Status.EMPTY or source == written_for:
        return False
    return status is not Status.REVISED or source not in approved


Covered = Iterable[Sequence[str]]
"""[path, hash of the English, hash of the words] of each segment of a text."""


def holds(signed: Covered, now: Covered) -> bool:
    """Whether a signature covers exactly what stands, in whatever order: a block that is moved
    changes no word."""
    return {tuple(each) for each in signed} == {tuple(each) for each in now}


def changed(before: Mapping[str, object], now: Mapping[str, object]) -> tuple[str, ...]:
    """Paths of segments that are new, other or gone, from the hash of each; those of now first, in
    their order."""
    return tuple(path for path in {**now, **before} if before.get(path) != now.get(path))


def changed_segments(
    old: Mapping[str, Segment], now: Mapping[str, Segment], *, safety_critical: bool = False
) -> tuple[str, ...]:
    """The same between two states of the English: all paths, or those of segments that are
    safety-critical on either side."""
    before, after = ({path: each.hash for path, each in side.items()} for side in (old, now))
    return tuple(
        path
        for path in changed(before, after)
        if not safety_critical
        or any(side[path].safety_critical for side in (old, now) if path in side)
    )


def look(text: Extraction) -> tuple[object, object]:
    """What readers have of a text beside its words: blocks with their pictures, in any order, and
    where links lead. No translation reopens for it; each is published anew to show it."""
    return shape(text, to_readers=True), links(text.segments)


def moved_links(old: Mapping[str, Segment], now: Mapping[str, Segment]) -> tuple[str, ...]:
    """Paths of segments with the same words on both sides, of which a link leads elsewhere."""
    before, after = (links(side.values()) for side in (old, now))
    return tuple(
        path
        for path in changed(before, after)
        if path in old and path in now and old[path].hash == now[path].hash
    )


@dataclass(frozen=True)
class EnglishStep:
    """Something that happened to the English of one reading version: it became the text with this
    hash, a clinician signed it, or somebody said that it says the same as the `other` one of this
    hash."""

    version: str
    kind: Literal["text", "signed", "same"]
    hash: str = ""


def lagging(steps: Iterable[EnglishStep], versions: tuple[str, str]) -> frozenset[str]:
    """Which of two reading versions of one text has not followed the other, from all steps in the
    order in which they were taken. Whoever changes one that lags follows the other with it, so that
    this does not call for the other in turn; and where a text comes back as it was, nothing lags.
    """
    now: dict[str, str] = {}
    agrees: dict[str, str] = {}
    for step in steps:
        mine, other = step.version, versions[step.version == versions[0]]
        if step.kind == "text":
            first = mine not in now
            follows = other in now and not first and agrees[mine] != now[other]
            if not first and step.hash == now[mine]:
                continue
            now[mine] = step.hash
            if first or follows:
                agrees[mine], agrees[other] = now.get(other, ""), step.hash
        elif step.kind == "signed":
            agrees[mine] = now.get(other, "")
        else:
            agrees[mine] = step.hash
    if len(now) < len(versions):
        return frozenset()
    return frozenset(v for v in versions if agrees[v] != now[versions[v == versions[0]]])
