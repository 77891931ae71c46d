"""How far each resource stands in each language: the table that the library and the queue are made of."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session, select

from app.languages import languages
from app.models import Edition, SegmentText, Status, Translation
from app.resources.segments import extract
from app.workflow.publishing import current
from app.workflow.sources import all_sources, english, key


@dataclass(frozen=True)
class Standing:
    """One translation in numbers; `stale` strings count in `stale` alone."""

    slug: str
    kind: str
    reading_version: str
    title: str
    language: str
    total: int
    empty: int
    draft: int
    edited: int
    revised: int
    stale: int
    edition_code: str | None

    @property
    def done(self) -> bool:
        return self.revised == self.total


def standings(session: Session, tags: frozenset[str] | None = None) -> tuple[Standing, ...]:
    """Every reading version in every language (or in `tags`), by resource and then language."""
    chosen = [
        found.tag for found in languages() if tags is None or "*" in tags or found.tag in tags
    ]
    found = []
    for row, revision in all_sources(session):
        resource = english(revision)
        hashes = {segment.path: segment.hash for segment in extract(resource).segments}
        for tag in chosen:
            counts = _counts(session, key(row), revision.reading_version, tag, hashes)
            edition: Edition | None = current(session, key(row), revision.reading_version, tag)
            found.append(
                Standing(
                    row.slug,
                    row.kind,
                    revision.reading_version,
                    resource.title,
                    tag,
                    len(hashes),
                    counts[Status.EMPTY],
                    counts[Status.DRAFT],
                    counts[Status.EDITED],
                    counts[Status.REVISED],
                    counts["stale"],
                    edition.code if edition else None,
                )
            )
    return tuple(found)


def _counts(
    session: Session, resource_id: int, version: str, tag: str, hashes: dict[str, str]
) -> Counter[str]:
    rows = session.exec(
        select(SegmentText.path, SegmentText.status, SegmentText.source_hash)
        .join(Translation)
        .where(
            Translation.resource_id == resource_id,
            Translation.reading_version == version,
            Translation.language == tag,
        )
    ).all()
    counts: Counter[str] = Counter()
    for path, status, source_hash in rows:
        if path in hashes:
            stale = status is not Status.EMPTY and source_hash != hashes[path]
            counts["stale" if stale else status] += 1
    counts[Status.EMPTY] += len(hashes) - sum(counts.values())
    return counts
