"""Which editions are behind their English, since when and in what: worked out from the texts, so
that English which comes back as it was, or stands in another order, outdates nothing.

English that an author brought in is held until its own edition is published: before that nobody
vouches for it, and nobody but staff can read it. What a clinician decided about an edition counts
at once, since that is signed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock

from cachetools import LRUCache, cached
from sqlmodel import Session, col, select

from app.languages import ENGLISH
from app.models import Edition, SourceChange, SourceRevision
from app.workflow.editions.publishing import current, says
from app.workflow.source import revisions
from app.workflow.translation.state import changed_segments, look, moved_links


@dataclass(frozen=True)
class EnglishChange:
    """The English that readers have, or that a clinician decided about, against that of an edition:
    `paths` of texts that are other or gone, or of which a link leads elsewhere, and those that are
    `new`, in reading order; `critical` are those of both that are safety-critical. All may be
    empty, where something else changed."""

    since: date
    paths: tuple[str, ...]
    new: tuple[str, ...]
    critical: frozenset[str]


@dataclass(frozen=True)
class _Published:
    """One edition of the English."""

    revision: int
    on: date


@dataclass(frozen=True)
class _Newer:
    """The English that counts against an edition, and since when."""

    revision: int
    since: date
    is_published: bool


@dataclass(frozen=True)
class NewEnglish:
    """All editions of English, oldest first, by resource and reading version; what clinicians
    decided, newest, by edition; and the hashes of the revisions that any of these are of."""

    session: Session
    published: Mapping[tuple[int, str], tuple[_Published, ...]]
    decided: Mapping[int, _Published]
    hashes: Mapping[int, str]

    def is_newer(self, row: Edition) -> bool:
        return self._newer(row) is not None

    def change(self, row: Edition) -> EnglishChange | None:
        """What changed for the readers of an edition."""
        newer = self._newer(row)
        if newer is None:
            return None
        try:
            before, after = (
                revisions.segments(revisions.revision(self.session, number))
                for number in (row.source_revision_id, newer.revision)
            )
        except ValueError:  # damaged: nobody knows what changed
            return EnglishChange(newer.since, (), (), frozenset())
        paths = (*changed_segments(before, after), *moved_links(before, after))
        critical = {
            path
            for path in paths
            if any(side[path].safety_critical for side in (before, after) if path in side)
        }
        return EnglishChange(
            since=newer.since,
            paths=tuple(path for path in before if path in paths),
            # Words that nobody signed are not spoken of.
            new=tuple(p for p in paths if p not in before) if newer.is_published else (),
            critical=frozenset(critical),
        )

    def _newer(self, row: Edition) -> _Newer | None:
        mine = self.published.get((row.resource_id, row.reading_version), ())
        behind = list(self._behind(row, mine))
        if behind:
            return _Newer(mine[-1].revision, behind[-1].on, True)
        decided = self.decided.get(row.id or 0)
        if decided is None or (mine and mine[-1].revision >= decided.revision):
            return None
        if self._came_back(row):
            return None
        return _Newer(decided.revision, decided.on, False)

    def _came_back(self, row: Edition) -> bool:
        """Whether the newest English is that which readers of English have, as it was before what a
        clinician decided about: it makes no new edition."""
        english = current(self.session, row.resource_id, row.reading_version, ENGLISH.tag)
        newest = revisions.newest_of(self.session, row.resource_id, row.reading_version)
        return english is not None and newest is not None and says(self.session, english, newest)

    def _behind(self, row: Edition, mine: tuple[_Published, ...]) -> Iterator[_Published]:
        """The newest editions of English that say something else, newest first."""
        for each in reversed(mine):
            pinned = row.source_revision_id
            if each.revision <= pinned or not self._differ(pinned, each.revision):
                return
            yield each

    def _differ(self, before: int, after: int) -> bool:
        hashes = self.hashes[before], self.hashes[after]
        return _differ(self.session, before, after, hashes)


def new_english(session: Session, resources: Collection[int] | None = None) -> NewEnglish:
    """What counts as changed for readers, of all resources or of these (by id)."""
    published: dict[tuple[int, str], tuple[_Published, ...]] = defaultdict(tuple)
    editions = select(
        Edition.resource_id, Edition.reading_version, Edition.source_revision_id,
        Edition.published_at,
    ).where(Edition.language == ENGLISH.tag)  # fmt: skip
    decisions = select(SourceChange.edition_id, SourceChange.source_revision_id, SourceChange.at)
    of = select(Edition.source_revision_id)
    if resources is not None:
        mine = col(Edition.resource_id).in_(resources)
        editions, of = editions.where(mine), of.where(mine)
        decisions = decisions.join(Edition, col(Edition.id) == col(SourceChange.edition_id))
        decisions = decisions.where(mine)
    for resource, version, revision, at in session.exec(editions.order_by(col(Edition.id))):
        published[resource, version] += (_Published(revision, at.date()),)
    decided = {
        edition: _Published(revision, at.date())
        for edition, revision, at in session.exec(decisions.order_by(col(SourceChange.id)))
    }
    pinned = select(SourceRevision.id, SourceRevision.hash).where(
        col(SourceRevision.id).in_(of.distinct())
    )
    hashes = {number or 0: hash_ for number, hash_ in session.exec(pinned)}
    return NewEnglish(session, published, decided, hashes)


PAIRS = 4_000


@cached(LRUCache(PAIRS), key=lambda session, before, after, hashes: hashes, lock=Lock())
def _differ(session: Session, before: int, after: int, hashes: tuple[str, str]) -> bool:
    """Whether two states of the English say different things to readers. Where one of them is
    damaged, nobody knows that they do not."""
    if hashes[0] == hashes[1]:
        return False
    try:
        old, now = (
            revisions.extraction(revisions.revision(session, number)) for number in (before, after)
        )
    except ValueError:  # damaged
        return True
    sides = ({each.path: each for each in side.segments} for side in (old, now))
    return bool(changed_segments(*sides)) or look(old) != look(now)
