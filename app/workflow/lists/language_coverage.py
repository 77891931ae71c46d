"""How far each language is, all its texts together: what is drafted, reviewed and published of the
texts, of those that are safety-critical and of the interface. Counted in the lists that
`projection` writes, or where there are none in the drafts that come with the code; one translation
in numbers is in `coverage`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from app.languages import ENGLISH, Language, languages
from app.models import Edition, SegmentListing, SourceRevision, Status, TextSummary
from app.render import interface_resource
from app.render.interface import interface_state
from app.resources.segments import extract
from app.workflow.editions.published import current_ids
from app.workflow.imports import shipped_drafts
from app.workflow.source.revisions import all_sources, key, known_segments, revision

InterfaceStage = Literal["none", "begun", "drafted", "reviewed", "open"]
"""How far the interface of a language is; `open` is what readers see."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Of `total` texts, how many have words (those of changed English too), how many a second
    person approved as they stand, and how many readers have with the English of today."""

    total: int = 0
    drafted: int = 0
    reviewed: int = 0
    published: int = 0


@dataclass(frozen=True, kw_only=True)
class LanguageCoverage:
    """One language in numbers. `critical` are those of `texts` that are safety-critical,
    `critical_words` those of `interface`; `doubts` are texts, of the interface too, that their
    drafter was not sure of and nobody has approved; `confidence` is that of the drafts that come
    with the code, empty where they do not say."""

    language: Language
    texts: Tally
    critical: Tally
    interface: Tally
    critical_words: Tally
    stage: InterfaceStage
    editions: int
    doubts: int
    confidence: str


@dataclass(frozen=True)
class _Kind:
    """What is counted together."""

    language: str
    interface: bool
    critical: bool


_Counts = Counter[tuple[_Kind, str]]
_DOUBTS, _EDITIONS = "doubts", "editions"


@cache
def in_files() -> tuple[LanguageCoverage, ...]:
    """What comes with the code, in the registry's order. Files hold drafts, so that nothing of them
    is reviewed or published; those of other English than today's are none. Raises ContentError and
    PoError."""
    counts: _Counts = Counter()
    for resource in shipped_drafts.resources():
        is_interface = resource.kind == interface_resource.KIND
        english = [e for e in extract(resource).segments if _is_seen(resource.kind, e.path)]
        for language in languages():
            file = shipped_drafts.read(resource, language)
            drafts = {entry.path: entry for entry in (file.entries if file else ())}
            for segment in english:
                kind = _Kind(language.tag, is_interface, segment.safety_critical)
                counts[kind, "total"] += 1
                draft = drafts.get(segment.path)
                if draft is not None and draft.source == segment.text and draft.text.strip():
                    counts[kind, "drafted"] += 1
                    counts[kind, _DOUBTS] += bool(draft.doubt)
    return tuple(_coverage(language, counts, is_open=False) for language in languages())


def in_database(session: Session, *, demo: bool) -> tuple[LanguageCoverage, ...]:
    """What a database holds, in the registry's order; nothing where it has no texts. In a `demo`
    its own editions count."""
    counts = _listed(session)
    if not counts:
        return ()
    counts += _published(session, demo=demo)
    return tuple(
        _coverage(each, counts, is_open=interface_state(each.tag, demo) == "open")
        for each in languages()
    )


def _is_seen(kind: str, path: str) -> bool:
    """Whether readers ever see a segment of this kind of resource."""
    return kind != interface_resource.KIND or path not in interface_resource.UNSEEN


def _coverage(language: Language, counts: _Counts, *, is_open: bool) -> LanguageCoverage:
    def number(what: str, *, interface: bool, critical: Iterable[bool]) -> int:
        return sum(counts[_Kind(language.tag, interface, each), what] for each in critical)

    def tally(*, interface: bool, critical: Iterable[bool]) -> Tally:
        fields = ("total", "drafted", "reviewed", "published")
        return Tally(
            **{name: number(name, interface=interface, critical=critical) for name in fields}
        )

    words = tally(interface=True, critical=_BOTH)
    return LanguageCoverage(
        language=language,
        texts=tally(interface=False, critical=_BOTH),
        critical=tally(interface=False, critical=(True,)),
        interface=words,
        critical_words=tally(interface=True, critical=(True,)),
        stage="open" if is_open else _stage(words),
        editions=number(_EDITIONS, interface=False, critical=_BOTH),
        doubts=sum(number(_DOUBTS, interface=each, critical=_BOTH) for each in _BOTH),
        confidence=shipped_drafts.confidence(language),
    )


_BOTH = (False, True)


def _stage(words: Tally) -> InterfaceStage:
    if not words.drafted:
        return "none"
    if words.drafted < words.total:
        return "begun"
    return "reviewed" if words.reviewed == words.total else "drafted"


def _listed(session: Session) -> _Counts:
    """What the lists say of every segment but the English."""
    row, text = SegmentListing, TextSummary

    def number(condition: Any) -> Any:
        return func.sum(case((condition, 1), else_=0))

    unseen = (col(text.kind) == interface_resource.KIND) & col(row.path).in_(
        interface_resource.UNSEEN
    )
    groups = (col(row.language), col(text.kind), col(row.safety_critical))
    query = (
        select(
            *groups,
            func.count(),
            number(col(row.state) != Status.EMPTY.value),
            number(col(row.state) == Status.REVISED.value),
            number(col(row.doubt).is_(True)),
        )
        .join(text, col(text.id) == col(row.summary_id))
        .where(~unseen)
        .group_by(*groups)
    )
    counts: _Counts = Counter()
    for tag, kind, critical, *numbers in session.execute(query):
        place = _Kind(tag, kind == interface_resource.KIND, bool(critical))
        for what, found in zip(("total", "drafted", "reviewed", _DOUBTS), numbers, strict=True):
            counts[place, what] += int(found)
    return counts


def _published(session: Session, *, demo: bool) -> _Counts:
    """The texts of today's English that stand in editions which readers have. Nobody reads a text
    while the words around it are closed (H23)."""
    today = {
        (key(row), each.reading_version): (row.kind, each) for row, each in all_sources(session)
    }
    columns = (
        col(Edition.resource_id),
        col(Edition.reading_version),
        col(Edition.language),
        col(Edition.source_revision_id),
        col(Edition.demo),
    )
    current = select(*columns).where(
        col(Edition.id).in_(current_ids()), col(Edition.language) != ENGLISH.tag
    )
    counts: _Counts = Counter()
    unchanged: dict[tuple[int, int], Counter[bool]] = {}
    for resource, version, tag, made_from, is_demo in session.execute(current):
        if (resource, version) not in today or (is_demo and not demo):
            continue
        kind, newest = today[resource, version]
        is_interface = kind == interface_resource.KIND
        if not is_interface and interface_state(tag, demo) != "open":
            continue
        between = key(newest), made_from
        if between not in unchanged:
            unchanged[between] = _unchanged(kind, newest, revision(session, made_from))
        for critical, number in unchanged[between].items():
            counts[_Kind(tag, is_interface, critical), "published"] += number
        counts[_Kind(tag, is_interface, False), _EDITIONS] += 1
    return counts


def _unchanged(kind: str, newest: SourceRevision, then: SourceRevision) -> Counter[bool]:
    """How many segments of the newest English an earlier one has too, by whether they are
    safety-critical."""
    before = known_segments(then)
    return Counter(
        segment.safety_critical
        for path, segment in known_segments(newest).items()
        if _is_seen(kind, path) and path in before and before[path].hash == segment.hash
    )
