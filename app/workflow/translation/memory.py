"""Memory: what people here approved before, found again for the same or like English.

Candidates come from an index of pairs of neighbouring words, which works alike on every database,
and are ranked by how many letters they share. A match is a suggestion, never an approval (H19).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from itertools import pairwise
from typing import Any
from zlib import crc32

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, TextClause, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, delete, select

from app.models import (
    MemoryKey,
    MemorySource,
    MemoryUnit,
    ResourceRow,
    SegmentText,
    Status,
    Translation,
)
from app.models.text_ref import TextRef
from app.resources.segments import Segment

MIN_SCORE = 75
"""Less alike than this is quicker to translate afresh."""
CANDIDATES = 1_500
USUAL = 80
"""Letters of a text of usual length. Of shorter ones, which share less, more are looked at."""
POSTINGS = 40_000
"""How many places of the index are read for one text, the rarest pairs of words first."""
COMMON = 4_000
"""A pair that so many texts hold tells little: no more of its places are counted or read."""
LETTER = 0.08
"""How much of a shared pair of words is undone by each letter that a text is longer or shorter."""
SAME_PLACE = 100
_BATCH = 5_000
_WORD = re.compile(r"\d+|[^\W\d_]+")
_COMMON = frozenset(
    _WORD.findall(
        "a an and are as at be been by can do does for from has have if in is it its may more not "
        "of on or so that the their them there these they this to was we what when which will "
        "with would you your"
    )
)


@dataclass(frozen=True, kw_only=True)
class MemoryMatch:
    """One approved text. `score` is out of 100, and 100 is the very same English; `in_context`
    says that it stands in the same resource."""

    score: int
    source: str
    target: str
    slug: str
    reading_version: str
    path: str
    in_context: bool
    approved_on: date


def matches(
    session: Session,
    tag: str,
    source: str,
    *,
    slug: str = "",
    path: str = "",
    reading_version: str = "",
    limit: int = 5,
) -> tuple[MemoryMatch, ...]:
    """The approved texts in a language whose English is most like `source`, the best first; of
    those about as good, the same resource and its neighbours come first."""
    scores = _scores(session, source)
    found: dict[str, tuple[tuple[int, ...], MemoryMatch]] = {}
    for unit, english in _units(session, tag, list(scores), slug, limit):
        if (unit.slug, unit.reading_version, unit.path) == (slug, reading_version, path):
            continue
        score = scores[unit.source_id]
        near = _nearness(unit, slug, path)
        rank = (_band(score), near, score, unit.approved_at.toordinal(), -(unit.id or 0))
        if unit.target not in found or found[unit.target][0] < rank:
            found[unit.target] = rank, _match(unit, english, score, near)
    ranked = sorted(found.values(), key=lambda pair: pair[0], reverse=True)
    return tuple(match for _, match in ranked[:limit])


def suggestions(session: Session, tag: str, segments: Sequence[Segment]) -> dict[str, str]:
    """Revised texts of the very same English in a language, by path: suggestions, never approvals
    (H19)."""
    texts = exact(session, tag, (segment.hash for segment in segments))
    return {s.path: texts[s.hash] for s in segments if s.hash in texts}


def exact(session: Session, tag: str, hashes: Iterable[str]) -> dict[str, str]:
    """The newest approved text in a language for each segment hash that has one."""
    wanted = list(set(hashes))
    if not wanted:
        return {}
    query = (
        select(MemoryUnit.source_hash, MemoryUnit.target)
        .where(MemoryUnit.language == tag, col(MemoryUnit.source_hash).in_(wanted))
        .order_by(col(MemoryUnit.approved_at), col(MemoryUnit.id))
    )
    return dict(session.exec(query).all())


def units(session: Session, tag: str) -> Iterator[tuple[MemoryUnit, str]]:
    """Every approved text of a language with its English, in the order of its places."""
    query = (
        select(MemoryUnit, MemorySource.text)
        .join(MemorySource, col(MemorySource.id) == col(MemoryUnit.source_id))
        .where(MemoryUnit.language == tag)
        .order_by(MemoryUnit.slug, MemoryUnit.reading_version, MemoryUnit.path)
    )
    yield from session.exec(query)


def remember(session: Session, ref: TextRef, row: SegmentText) -> None:
    """Bring memory into line with one segment, in the transaction that changed it: a revised text
    is kept, any other is forgotten."""
    same = col(MemoryUnit.translation_id) == row.translation_id, col(MemoryUnit.path) == row.path
    session.exec(delete(MemoryUnit).where(*same))
    if row.status is Status.REVISED:
        (english,) = index(session, [row.source_text])
        session.add(_unit(row, english, ref))


def rebuild(session: Session) -> int:
    """Make memory anew from the revised segments; how many it holds then."""
    for table in (MemoryUnit, MemoryKey, MemorySource):
        session.exec(delete(table))
    return _take_in(session, col(ResourceRow.archived).is_(False))


def forget(session: Session, resource_id: int) -> None:
    """Offer nothing any more that was approved for a resource: what nobody wants any more may be
    wrong by now."""
    texts = select(Translation.id).where(Translation.resource_id == resource_id)
    session.exec(delete(MemoryUnit).where(col(MemoryUnit.translation_id).in_(texts)))


def recall(session: Session, resource_id: int) -> int:
    """Take in again what was approved for a resource that `forget` was said of; how much."""
    forget(session, resource_id)
    return _take_in(session, col(ResourceRow.id) == resource_id)


def _take_in(session: Session, which: ColumnElement[bool]) -> int:
    query = (
        select(SegmentText, Translation, ResourceRow.slug)
        .join(Translation, col(Translation.id) == col(SegmentText.translation_id))
        .join(ResourceRow, col(ResourceRow.id) == col(Translation.resource_id))
        .where(SegmentText.status == Status.REVISED, which)
        .order_by(col(SegmentText.id))
    )
    held = 0
    for rows in session.exec(query).partitions(_BATCH):
        ids = index(session, [row.source_text for row, _, _ in rows])
        for (row, translation, slug), english in zip(rows, ids, strict=True):
            ref = TextRef(slug, translation.reading_version, translation.language)
            session.add(_unit(row, english, ref))
        held += len(rows)
    session.flush()
    return held


def index(session: Session, texts: Sequence[str]) -> list[int]:
    """The ids of English texts in the index, which takes in those that it does not hold."""
    ids = [source_id(text) for text in texts]
    new = dict(zip(ids, texts, strict=True))
    for held in _held(session, list(new)):
        new.pop(held, None)
    if new:
        sources = [{"id": number, "text": new[number]} for number in sorted(new)]
        # In the order of the index, so that a million are written in a minute.
        places = sorted(
            (pair, len(text), number) for number, text in new.items() for pair in keys(text)
        )
        rows = [{"key": pair, "size": size, "source_id": number} for pair, size, number in places]
        for table, values in ((MemorySource, sources), (MemoryKey, rows)):
            session.connection().execute(_insert(session, table), values)
    return ids


def source_id(text: str) -> int:
    """The id of an English text: 63 bits of its SHA-256."""
    return int.from_bytes(sha256(text.encode()).digest()[:8]) >> 1


def keys(text: str) -> list[int]:
    """Checksums of the pairs of neighbouring words of an English text, its two ends included:
    as it is written, and with the words that every sentence has left out.

    Words count by their first letters, so that a plural finds its singular; numbers are all one,
    since a changed dose is the commonest difference.
    """
    words = [_stem(word) for word in _WORD.findall(text.casefold())]
    telling = [word for word in words if word not in _COMMON]
    written = {pair for pair in _pairs(words) if not _COMMON.issuperset(pair)}
    pairs = written | _pairs(telling) if telling else _pairs(words)
    return sorted(crc32(f"{a} {b}".encode()) for a, b in pairs)


def _pairs(words: list[str]) -> set[tuple[str, str]]:
    return set(pairwise(["^", *words, "$"]))


def _stem(word: str) -> str:
    return "#" if word.isdigit() else word[:6]


def _held(session: Session, ids: Sequence[int]) -> Iterator[int]:
    for part in _parts(ids, 500):
        query = select(MemorySource.id).where(col(MemorySource.id).in_(part))
        yield from session.exec(query).all()


def _insert(session: Session, table: type[SQLModel]) -> Any:
    """An INSERT that lets a row pass which someone else put in meanwhile."""
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return make(table.__table__).on_conflict_do_nothing()  # type: ignore[attr-defined]


def _scores(session: Session, source: str) -> dict[int, int]:
    """The score of every English text that is the same or like enough, by its id, best first."""
    likes = _candidates(session, source)
    found = process.extract(
        source, likes, scorer=fuzz.ratio, score_cutoff=MIN_SCORE, limit=len(likes)
    )
    alike = {number: min(int(score), 99) for text, score, number in found if text != source}
    return {source_id(source): 100} | alike


def _candidates(session: Session, source: str) -> dict[int, str]:
    """English texts about as long as this one that share the rarest pairs of words with it."""
    size = len(source)
    # Two texts of which one is much longer cannot reach the score, whatever they share.
    ratio = MIN_SCORE / (200 - MIN_SCORE)
    window = {"shortest": size * ratio, "longest": size / ratio}
    connection = session.connection()
    pairs = keys(source)
    named = {f"key{number}": pair for number, pair in enumerate(pairs)}
    counting = {**window, **named, "most": COMMON}
    counted = connection.execute(_counting(len(pairs)), counting).all()
    held = {pair: texts for pair, texts in counted if texts}
    chosen = _rarest(held)
    named = {f"key{number}": pair for number, pair in enumerate(chosen)}
    ranked = CANDIDATES * max(1, round(USUAL / max(size, 1)))
    values = {**window, **named, "most": COMMON, "candidates": ranked, "size": size}
    # All rows at once: one by one they cost more than the query.
    rows = connection.execute(_sharing(len(chosen)), values).all() if chosen else ()
    return dict(rows)


def _rarest(held: dict[int, int]) -> list[int]:
    """The pairs that the fewest texts hold, as many as can be looked at in time."""
    chosen: list[int] = []
    left = POSTINGS
    for pair in sorted(held, key=lambda pair: held[pair]):
        left -= held[pair]
        if chosen and left < 0:
            break
        chosen.append(pair)
    return chosen


_HOLDING = (
    "SELECT source_id, size FROM memory_key WHERE key = :key{0} "
    "AND size BETWEEN :shortest AND :longest LIMIT :most"
)


@cache
def _counting(pairs: int) -> TextClause:
    """How many texts of about the length hold each pair. As plain SQL, since putting a query of
    forty parts together takes longer than asking it."""
    return text(
        " UNION ALL ".join(
            f"SELECT :key{n} AS key, count(*) AS held FROM ({_HOLDING.format(n)}) AS h"  # noqa: S608
            for n in range(pairs)
        )
    )


@cache
def _sharing(pairs: int) -> TextClause:
    """The texts that share the most of so many pairs and are about as long."""
    shared = " UNION ALL ".join(
        f"SELECT * FROM ({_HOLDING.format(n)}) AS h"  # noqa: S608
        for n in range(pairs)
    )
    return text(
        "SELECT id, text FROM memory_source JOIN (SELECT source_id "  # noqa: S608  # fixed words
        f"FROM ({shared}) AS shared GROUP BY source_id "
        f"ORDER BY count(*) - {LETTER} * abs(min(size) - :size) DESC, source_id "
        "LIMIT :candidates) AS best ON id = best.source_id"
    )


def _units(
    session: Session, tag: str, sources: list[int], slug: str, limit: int
) -> Iterator[tuple[MemoryUnit, str]]:
    """Units of these English texts in a language, best text first: those of the same resource, and
    others until there are `limit` different ones and one more."""
    query = (
        select(MemoryUnit, MemorySource.text)
        .join(MemorySource, col(MemorySource.id) == col(MemoryUnit.source_id))
        .where(MemoryUnit.language == tag)
        .order_by(col(MemoryUnit.approved_at).desc())
        .limit(SAME_PLACE)
    )
    if slug:
        for part in _parts(sources, SAME_PLACE):
            here = col(MemoryUnit.source_id).in_(part), MemoryUnit.slug == slug
            yield from session.exec(query.where(*here)).all()
        query = query.where(MemoryUnit.slug != slug)
    targets: set[str] = set()
    for part in _parts(sources, 2 * limit):
        found = session.exec(query.where(col(MemoryUnit.source_id).in_(part))).all()
        yield from found
        targets.update(unit.target for unit, _ in found)
        if len(targets) > limit:
            return


def _parts(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def _nearness(unit: MemoryUnit, slug: str, path: str) -> int:
    """3 for the same place in an older English, 2 in the same block, 1 in the same resource."""
    if not slug or unit.slug != slug:
        return 0
    if unit.path == path:
        return 3
    return 2 if unit.path.split(".")[0] == path.split(".")[0] else 1


def _band(score: int) -> int:
    return 2 if score == 100 else 1 if score >= 85 else 0


def _match(unit: MemoryUnit, english: str, score: int, near: int) -> MemoryMatch:
    return MemoryMatch(
        score=score,
        source=english,
        target=unit.target,
        slug=unit.slug,
        reading_version=unit.reading_version,
        path=unit.path,
        in_context=near > 0,
        approved_on=unit.approved_at.date(),
    )


def _unit(row: SegmentText, english: int, ref: TextRef) -> MemoryUnit:
    approved: datetime = row.updated_at
    return MemoryUnit(
        translation_id=row.translation_id,
        path=row.path,
        language=ref.language,
        source_id=english,
        source_hash=row.source_hash,
        target=row.text,
        slug=ref.slug,
        reading_version=ref.reading_version,
        approved_at=approved,
    )
