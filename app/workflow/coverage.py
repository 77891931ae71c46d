"""How far each resource stands in each language: the table that the library and the queue are
made of."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, col, func, select

from app.languages import ENGLISH, languages
from app.models import (
    Edition,
    EditionEvent,
    EditionState,
    ResourceRow,
    SegmentText,
    Status,
    Translation,
)
from app.resources.schema import Resource
from app.workflow import sources
from app.workflow.desk import open_desk
from app.workflow.publishing import would_change
from app.workflow.review import valid_sign_off
from app.workflow.sources import all_sources, english, key

_Place = tuple[int, str, str]
_String = tuple[str, Status, str, int | None]


@dataclass(frozen=True)
class Standing:
    """One translation in numbers; `stale` strings count in `stale` alone.

    `edited_by` says how many of the edited strings each person wrote. `signed` is true when a
    signature covers exactly what stands now, `published` when the current edition is that very
    text with the numbers of today.
    """

    slug: str
    kind: str
    reading_version: str
    title: str
    owner: str
    language: str
    total: int
    empty: int
    draft: int
    edited: int
    revised: int
    stale: int
    edited_by: Mapping[int, int] = field(default_factory=dict)
    signed: bool = False
    published: bool = False
    edition_code: str | None = None

    @property
    def done(self) -> bool:
        return self.revised == self.total

    @property
    def begun(self) -> bool:
        return self.empty < self.total


@dataclass(frozen=True)
class _Source:
    row: ResourceRow
    version: str
    resource: Resource
    hashes: Mapping[str, str]


def standings(session: Session, tags: frozenset[str] | None = None) -> tuple[Standing, ...]:
    """Every reading version in every language (or in `tags`), by resource and then language,
    English first."""
    chosen = [
        found.tag
        for found in (ENGLISH, *languages())
        if tags is None or "*" in tags or found.tag in tags
    ]
    strings, codes = _strings(session), _codes(session)
    found = []
    for row, revision in all_sources(session):
        resource = english(revision)
        hashes = {segment.path: segment.hash for segment in sources.extraction(revision).segments}
        source = _Source(row, revision.reading_version, resource, hashes)
        for tag in chosen:
            place = (key(row), source.version, tag)
            found.append(_standing(session, source, tag, strings[place], codes.get(place)))
    return tuple(found)


def _standing(
    session: Session, source: _Source, tag: str, strings: list[_String], code: str | None
) -> Standing:
    counts, editors = _counts(source, tag, strings)
    signature, published = None, False
    if counts[Status.REVISED] == len(source.hashes):
        desk = open_desk(session, source.row.slug, source.version, tag)
        signature = valid_sign_off(desk)
        published = signature is not None and not would_change(desk, signature)
    return Standing(
        source.row.slug,
        source.row.kind,
        source.version,
        source.resource.title,
        source.resource.owner,
        tag,
        len(source.hashes),
        counts[Status.EMPTY],
        counts[Status.DRAFT],
        counts[Status.EDITED],
        counts[Status.REVISED],
        counts["stale"],
        editors,
        signature is not None,
        published,
        code,
    )


def _counts(source: _Source, tag: str, strings: list[_String]) -> tuple[Counter[str], Counter[int]]:
    """How many strings stand where, and how many of the edited ones each person wrote."""
    counts: Counter[str] = Counter()
    editors: Counter[int] = Counter()
    for path, status, source_hash, editor in strings:
        if path in source.hashes:
            stale = status is not Status.EMPTY and source_hash != source.hashes[path]
            counts["stale" if stale else status] += 1
            if status is Status.EDITED and not stale and editor is not None:
                editors[editor] += 1
    if tag == "en":
        counts[Status.REVISED] = len(source.hashes)
    counts[Status.EMPTY] += len(source.hashes) - sum(counts.values())
    return counts, editors


def _codes(session: Session) -> dict[_Place, str]:
    """The code of each edition that readers see, by resource, version and language."""
    newest = select(func.max(EditionEvent.id)).group_by(col(EditionEvent.edition_id))
    rows = session.exec(
        select(Edition.resource_id, Edition.reading_version, Edition.language, Edition.code)
        .join(EditionEvent, col(EditionEvent.edition_id) == col(Edition.id))
        .where(col(EditionEvent.id).in_(newest), EditionEvent.state == EditionState.CURRENT)
    )
    return {(resource, version, tag): code for resource, version, tag, code in rows.all()}


def _strings(session: Session) -> defaultdict[_Place, list[_String]]:
    """The strings of every translation, by resource, version and language."""
    found: defaultdict[tuple[int, str, str], list[_String]] = defaultdict(list)
    rows = session.exec(
        select(Translation, SegmentText).join(
            SegmentText, col(SegmentText.translation_id) == col(Translation.id)
        )
    )
    for translation, text in rows.all():
        place = (translation.resource_id, translation.reading_version, translation.language)
        found[place].append((text.path, text.status, text.source_hash, text.edited_by))
    return found
