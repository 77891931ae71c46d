"""What a proposal would do: block by block what changes, which translations it reopens and how many
words and safety-critical ones, which approvals come back, and which editions lag behind then.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlmodel import Session, col, select

from app.languages import ENGLISH, languages
from app.models import Edition, SegmentText, SourceRevision, Status, Translation
from app.resources.beside_words import other_links
from app.resources.editing import ABOUT, SOURCES, Data, own, part, places
from app.resources.segments import TRANSLATED, Extraction, Segment, extract, links
from app.workflow.editions.published import current_ids
from app.workflow.proposals.texts import Writing
from app.workflow.review.returning import approved_before
from app.workflow.review.siblings import other_version
from app.workflow.source import revisions
from app.workflow.translation.desk import Desk, open_desk, stands_for_now
from app.workflow.translation.state import changed_segments, look

Kind = Literal["new", "gone", "changed", "moved"]
_NOT_SHOWN = ("id", "type")


@dataclass(frozen=True)
class WordChange:
    """One text of a block, before and after; empty where it does not stand."""

    path: str
    before: str
    after: str
    safety_critical: bool


@dataclass(frozen=True)
class OtherChange:
    """Something of a block that is no text for readers: a picture, a mark, sources, where a `link`
    of it leads."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, kw_only=True)
class BlockChange:
    """One block that the proposal changes; `block` is its id, `about` or `sources`."""

    block: str
    kind: Kind
    part: Data
    words: tuple[WordChange, ...]
    others: tuple[OtherChange, ...]


@dataclass(frozen=True, kw_only=True)
class LanguageEffect:
    """What the proposal does to one language: `reopens` texts with words, `returns` texts whose
    approval holds again, `fresh` texts that are new; with the English words of the first and last,
    and how many of them are safety-critical. `lags` says that it puts an edition that readers have
    behind its English, `decides` that a clinician must choose what becomes of it."""

    language: str
    reopens: int
    fresh: int
    returns: int
    words: int
    safety_critical: int
    lags: bool
    decides: bool


@dataclass(frozen=True, kw_only=True)
class Effects:
    """All that a proposal would do. `paths` are texts that are new, other or gone, in reading
    order; `languages` those with words in this text where a text changes, else those whose readers
    have an edition that shows or leads to something else, in the order of the registry; `siblings`
    the other reading versions, which may have to say the same."""

    paths: tuple[str, ...]
    safety_critical: int
    blocks: tuple[BlockChange, ...]
    languages: tuple[LanguageEffect, ...]
    siblings: tuple[str, ...]


def effects_of(session: Session, writing: Writing) -> Effects:
    """What a proposal would do; nothing is written."""
    before = revisions.segments(writing.base) if writing.base else {}
    extraction = extract(writing.resource)
    after = {each.path: each for each in extraction.segments}
    other = other_version(writing.reading_version)
    return Effects(
        paths=changed_segments(before, after),
        safety_critical=len(changed_segments(before, after, safety_critical=True)),
        blocks=tuple(_blocks(writing, before, after)),
        languages=tuple(_languages(session, writing, before, after, extraction)),
        siblings=(other,) if revisions.try_newest(session, writing.slug, other) else (),
    )


def _blocks(
    writing: Writing, before: Mapping[str, Segment], after: Mapping[str, Segment]
) -> Iterator[BlockChange]:
    old, new = writing.before, writing.data
    was, stands = ({each.id: each for each in places(side)} for side in (old, new))
    for name in (ABOUT, SOURCES):
        a, b = part(old, name), part(new, name)
        if a != b:
            paths = {"title", "summary", "text_message", "chat_message"} if name == ABOUT else set()
            yield BlockChange(
                block=name,
                kind="changed" if old else "new",
                part=b,
                words=tuple(_words(before, after, paths)),
                others=(*_others(a, b), *_links(before, after, paths)),
            )
    moved = _moved(tuple(was), tuple(stands))
    for name in dict.fromkeys((*stands, *was)):
        a, b = (own(side[name].part) if name in side else {} for side in (was, stands))
        elsewhere = name in moved or (
            name in was and name in stands and was[name].inside != stands[name].inside
        )
        if a == b and not elsewhere:
            continue
        paths = {
            path for side in (before, after) for path in side if _is_of(path, name, was, stands)
        }
        yield BlockChange(
            block=name,
            kind="new" if not a else "gone" if not b else "changed" if a != b else "moved",
            part=b or a,
            words=tuple(_words(before, after, paths)),
            others=(*(_others(a, b) if a and b else ()), *_links(before, after, paths)),
        )


def _is_of(path: str, block: str, *sides: Mapping[str, object]) -> bool:
    """Whether a text belongs to a block and to none inside of it."""
    steps = path.split(".")
    if block not in steps:
        return False
    rest = steps[steps.index(block) + 1 :]
    return not any(step in side for step in rest for side in sides)


def _words(
    before: Mapping[str, Segment], after: Mapping[str, Segment], paths: set[str]
) -> Iterator[WordChange]:
    for path in (path for path in {**after, **before} if path in paths):
        a, b = before.get(path), after.get(path)
        if (a and a.hash) != (b and b.hash):
            yield WordChange(
                path,
                a.text if a else "",
                b.text if b else "",
                any(each.safety_critical for each in (a, b) if each),
            )


def _links(
    before: Mapping[str, Segment], after: Mapping[str, Segment], paths: set[str]
) -> Iterator[OtherChange]:
    """Links that are new or lead elsewhere: words are told without their addresses."""
    sides = ([each[path] for path in paths if path in each] for each in (before, after))
    for _, led, leads in other_links(*map(links, sides)):
        if leads:
            yield OtherChange("link", led or None, leads)


def _others(before: Data, after: Data) -> Iterator[OtherChange]:
    """Fields that no segment shows: texts are told word by word, parts with ids by their own."""
    for name in dict.fromkeys((*before, *after)):
        a, b = before.get(name), after.get(name)
        if a == b or name in _NOT_SHOWN or name in TRANSLATED:
            continue
        if _are_parts(a) or _are_parts(b):
            yield from _points(name, a or [], b or [])
        else:
            yield OtherChange(name, a, b)


def _points(name: str, before: list[Data], after: list[Data]) -> Iterator[OtherChange]:
    """What changed of a list's points beside their words: their order, or a mark of one."""
    was, stands = ({each["id"]: each for each in side} for side in (before, after))
    shared = [each for each in was if each in stands]
    if shared != [each for each in stands if each in was]:
        yield OtherChange(name, "in another order", "in this order")
    for each in shared:
        a, b = (_without_words(side[each]) for side in (was, stands))
        if a != b:
            yield OtherChange(name, a, b)


def _are_parts(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _without_words(point: Data) -> Data:
    return {n: v for n, v in point.items() if n not in (*TRANSLATED, *_NOT_SHOWN)}


def _moved(was: tuple[str, ...], stands: tuple[str, ...]) -> frozenset[str]:
    """Blocks that stand in another order: all but the longest run that kept its own."""
    shared = [name for name in stands if name in was]
    order = {name: number for number, name in enumerate(n for n in was if n in stands)}
    best: list[list[str]] = []
    for name in shared:
        runs = [run for run in best if order[run[-1]] < order[name]]
        best.append([*max(runs, key=len, default=[]), name])
    kept = max(best, key=len, default=[])
    return frozenset(shared) - frozenset(kept)


def _languages(
    session: Session,
    writing: Writing,
    before: Mapping[str, Segment],
    after: Mapping[str, Segment],
    extraction: Extraction,
) -> Iterator[LanguageEffect]:
    if writing.base is None:
        return
    query = (
        select(Translation.language)
        .join(SegmentText, col(SegmentText.translation_id) == col(Translation.id))
        .where(
            Translation.resource_id == writing.base.resource_id,
            Translation.reading_version == writing.reading_version,
            SegmentText.status != Status.EMPTY,
        )
    )
    paths = changed_segments(before, after)
    begun = set(session.exec(query.distinct())) if paths else set()
    lagging = _editions(session, writing.base, writing.reading_version, extraction)
    changed = [path for path in paths if path in after]
    for language in languages():
        if language.tag not in begun and language.tag not in lagging:
            continue
        now = open_desk(session, writing.slug, writing.reading_version, language.tag)
        was, then = replace(now, segments=before), replace(now, segments=after)
        mine = {p for p in changed if p in now.rows and now.rows[p].status is not Status.EMPTY}
        held, holds = _standing(was, mine), _standing(then, mine)
        back = approved_before(then, mine).keys()
        holds |= back
        reopens = {path for path in mine - holds if path in held or path not in before}
        fresh = {path for path in changed if path not in mine}
        todo = reopens | fresh
        yield LanguageEffect(
            language=language.tag,
            reopens=len(reopens),
            fresh=len(fresh),
            returns=len((holds - held) | back),
            words=sum(len(after[path].text.split()) for path in todo),
            safety_critical=sum(after[path].safety_critical for path in todo),
            lags=language.tag in lagging,
            decides=lagging.get(language.tag, False),
        )


def _standing(desk: Desk, paths: set[str]) -> set[str]:
    """Of these texts those that count for the English on the desk."""
    return {
        path
        for path in paths
        if path in desk.segments and stands_for_now(desk, desk.rows[path], desk.segments[path])
    }


def _editions(
    session: Session, base: SourceRevision, version: str, now: Extraction
) -> dict[str, bool]:
    """Languages in which readers have an edition that these changes put behind its English, and
    whether a clinician must choose what becomes of it for them. What an earlier English changed
    is asked about already."""
    after = {each.path: each for each in now.segments}
    mine = frozenset(changed_segments(revisions.segments(base), after))
    looks = look(revisions.extraction(base)), look(now)
    found: dict[str, bool] = {}
    query = select(Edition.language, Edition.source_revision_id).where(
        Edition.resource_id == base.resource_id,
        Edition.reading_version == version,
        Edition.language != ENGLISH.tag,
        col(Edition.id).in_(current_ids()),
    )
    for tag, number in session.exec(query):
        pinned = revisions.revision(session, number)
        old = revisions.segments(pinned)
        critical = changed_segments(old, after, safety_critical=True)
        reworded = not mine.isdisjoint(changed_segments(old, after))
        if reworded or (looks[0] != looks[1] and look(revisions.extraction(pinned)) != looks[1]):
            found[tag] = not mine.isdisjoint(critical)
    return found
