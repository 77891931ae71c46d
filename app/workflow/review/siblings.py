"""The two reading versions of one text, which say the same to different readers: when the English
of one changes, the other is to be looked at. Worked out from what happened, never stored.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Any

from cachetools import LRUCache, cached
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from app.db import hold
from app.languages import ENGLISH
from app.models import ResourceRow, Role, SiblingDecision, SignOff, SourceRevision, Translation
from app.resources.schema import READING_VERSIONS
from app.workflow.lengths import REASON, refuse_empty, refuse_longer
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused
from app.workflow.source import revisions
from app.workflow.source.archived import refuse_archived
from app.workflow.source.revisions import find_resource, key
from app.workflow.transitions import transition
from app.workflow.translation.state import EnglishStep, changed_segments, lagging

_BOTH = (READING_VERSIONS[0], READING_VERSIONS[1])


@dataclass(frozen=True, kw_only=True)
class LaggingSibling:
    """A reading version of a text whose other version has other English since `since`, in so many
    segments, while nobody said that it still says the same. `mark` is one word for the English of
    both."""

    slug: str
    kind: str
    title: str
    reading_version: str
    since: datetime
    changed: int
    mark: str


def other_version(version: str) -> str:
    return _BOTH[version == _BOTH[0]]


def sees_siblings(actor: Actor) -> bool:
    """Whoever writes the English or vouches for it is told where its versions differ."""
    return any(actor.languages(role) for role in (Role.AUTHOR, Role.CLINICIAN))


def lagging_siblings(session: Session, slug: str = "") -> tuple[LaggingSibling, ...]:
    """All reading versions that have not followed the other one, by title; of one resource, where
    it is named."""
    rows = list(_with_both(session, slug))
    steps = _steps(session, rows) if rows else {}
    found = []
    for row in rows:
        mine = sorted(steps[key(row)], key=lambda each: each[0])
        for version in sorted(lagging((step for _, step in mine), _BOTH)):
            found.append(_lagging(session, row, version, mine))
    return tuple(sorted(found, key=lambda each: (each.title, each.slug)))


def lagging_behind(session: Session, slug: str, version: str) -> LaggingSibling | None:
    """What one reading version has not followed of the other; None where it lags in nothing."""
    lags = lagging_siblings(session, slug)
    return next((each for each in lags if each.reading_version == version), None)


def say_same(
    session: Session, actor: Actor, slug: str, version: str, why: str, seen: str | None = None
) -> SiblingDecision:
    """An author says that a reading version still says the same as the other one, whose English
    changed; `seen` is the mark of what they had before them (H30). Raises Refused and Missing."""
    role = actor.require_role(transition("say_same").roles, ENGLISH.tag)
    if version not in _BOTH:
        raise Missing("There is no such reading version.")
    hold(session, "siblings", slug)
    row = find_resource(session, slug)
    refuse_archived(session, row)
    if (lag := lagging_behind(session, slug, version)) is None:
        raise Refused("Both versions say the same already, or somebody changed this one since.")
    if seen is not None and seen != lag.mark:
        raise Refused(
            "The English changed after you opened this page. Read both versions again, then decide."
        )
    refuse_empty(why, "Say why it still says the same: the reason stays on record.")
    refuse_longer(why, REASON, "The reason")
    decision = SiblingDecision(
        resource_id=key(row),
        reading_version=version,
        sibling_revision_id=key(revisions.newest_revision(session, slug, other_version(version))),
        actor_id=actor.id,
        role=role,
        why=why.strip(),
    )
    session.add(decision)
    session.flush()
    return decision


_Dated = tuple[datetime, EnglishStep]


def _with_both(session: Session, slug: str) -> Iterator[ResourceRow]:
    """Resources in lists that have both reading versions, one of which changed."""
    easy = select(SourceRevision.resource_id).where(SourceRevision.reading_version == _BOTH[1])
    standard = select(SourceRevision.resource_id).where(SourceRevision.reading_version == _BOTH[0])
    changed_once = select(SourceRevision.resource_id).where(SourceRevision.number > 1)
    query = select(ResourceRow).where(
        col(ResourceRow.archived).is_(False),
        col(ResourceRow.id).in_(easy),
        col(ResourceRow.id).in_(standard),
        col(ResourceRow.id).in_(changed_once),
    )
    if slug:
        query = query.where(ResourceRow.slug == slug)
    yield from session.exec(query).all()


def _steps(session: Session, rows: list[ResourceRow]) -> dict[int, list[_Dated]]:
    """What happened to the English of these resources, by resource."""
    ids = [key(row) for row in rows]
    found: dict[int, list[_Dated]] = defaultdict(list)
    texts: dict[int, str] = {}
    query = select(SourceRevision).where(col(SourceRevision.resource_id).in_(ids))
    for revision in session.exec(query.options(defer(_CONTENT)).order_by(col(SourceRevision.id))):
        texts[key(revision)] = text = _text(revision)
        step = EnglishStep(revision.reading_version, "text", text)
        found[revision.resource_id].append((revision.created_at, step))
    signatures = (
        select(Translation.resource_id, Translation.reading_version, SignOff.at)
        .join(SignOff, col(SignOff.translation_id) == col(Translation.id))
        .where(col(Translation.resource_id).in_(ids), Translation.language == ENGLISH.tag)
    )
    for resource, version, at in session.exec(signatures.order_by(col(SignOff.id))):
        found[resource].append((at, EnglishStep(version, "signed")))
    decisions = select(SiblingDecision).where(col(SiblingDecision.resource_id).in_(ids))
    for said in session.exec(decisions.order_by(col(SiblingDecision.id))):
        step = EnglishStep(said.reading_version, "same", texts[said.sibling_revision_id])
        found[said.resource_id].append((said.at, step))
    return found


_CONTENT: Any = SourceRevision.content
"""Long, and read once for each revision there ever was."""


@cached(LRUCache(20_000), key=lambda revision: revision.hash, lock=Lock())
def _text(revision: SourceRevision) -> str:
    """One word for all segments of a revision, in whatever order they stand."""
    hashes = sorted((path, each.hash) for path, each in revisions.known_segments(revision).items())
    return sha256(repr(hashes).encode()).hexdigest()[:16]


def _lagging(
    session: Session, row: ResourceRow, version: str, steps: list[_Dated]
) -> LaggingSibling:
    """Since when: the first change of the other version after which this one lagged on and on."""
    other = other_version(version)
    at = len(steps)
    while at and version in lagging((step for _, step in steps[:at]), _BOTH):
        at -= 1
    since = steps[at][0]
    numbers = session.exec(
        select(SourceRevision)
        .where(
            SourceRevision.resource_id == key(row),
            SourceRevision.reading_version == other,
            SourceRevision.created_at < since,
        )
        .order_by(col(SourceRevision.number).desc())
    ).first()
    newest = revisions.newest_revision(session, row.slug, other)
    mine = revisions.newest_revision(session, row.slug, version)
    sides = [revisions.known_segments(side) if side else {} for side in (numbers, newest)]
    return LaggingSibling(
        slug=row.slug,
        kind=row.kind,
        title=revisions.title_of(session, row),
        reading_version=version,
        since=since,
        changed=len(changed_segments(*sides)),
        mark=f"{mine.hash[:16]}{newest.hash[:16]}",
    )
