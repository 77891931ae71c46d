"""Changed safety-critical English that waits for a clinician, for the page of their day. The
decisions themselves are in `editions.changed_english`; here the lists of all texts are asked, so
that a damaged edition, which nobody sees, is listed too until it is published anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.languages import ENGLISH, languages
from app.models import (
    Edition,
    Role,
    SegmentEvent,
    SegmentListing,
    SegmentText,
    SourceChange,
    Status,
    TextSummary,
    Translation,
)
from app.workflow.editions.changed_english import (
    choice_holds,
    critical_changes,
    said_otherwise,
)
from app.workflow.editions.published import current_ids
from app.workflow.lists.waiting import LISTED
from app.workflow.people.accounts import Actor
from app.workflow.review.waits import CHANGED
from app.workflow.source.authors import authors_of_segment
from app.workflow.source.revisions import DamagedEnglish, revision
from app.workflow.translation.desk import open_desk


@dataclass(frozen=True, kw_only=True)
class ChangedText:
    """One translation whose safety-critical English changed. `edition` says that readers see it as
    it was; `changed` is in how many texts its English changed; `approved` of these two people
    approved before, the first at `path`. `signed` is whether a clinician signed the new English."""

    slug: str
    reading_version: str
    language: str
    title: str
    signed: bool
    edition: bool
    changed: int
    approved: int
    path: str


@dataclass(frozen=True)
class _Approved:
    number: int
    path: str


def changed_texts(session: Session, actor: Actor, chosen: str | None) -> tuple[ChangedText, ...]:
    """What waits for a clinician's decision, by title and language: an edition that readers see, to
    be marked or withdrawn, and approved texts that may stand if the meaning is the same."""
    tags = [
        each.tag
        for each in languages()
        if actor.can(Role.CLINICIAN, each.tag) and chosen in (None, each.tag)
    ]
    if not tags:
        return ()
    lagging = _lagging(session, tags)
    approved = _approved(session, actor, tags)
    ids = {*lagging, *approved}
    if not ids:
        return ()
    rows = session.execute(_TEXTS.where(col(TextSummary.id).in_(ids))).all()
    return tuple(
        ChangedText(
            slug=slug,
            reading_version=version,
            language=tag,
            title=title,
            signed=english in ("publish", "done"),
            edition=number in lagging,
            changed=lagging.get(number, 0) or approved[number].number,
            approved=approved[number].number if number in approved else 0,
            path=approved[number].path if number in approved else "",
        )
        for number, slug, version, tag, title, english in rows
    )


def _english() -> Any:
    """The stage of a text's English, beside any language's row."""
    source = TextSummary.__table__.alias("english")  # type: ignore[attr-defined]
    return (
        select(source.c.stage)
        .where(
            source.c.resource_id == col(TextSummary.resource_id),
            source.c.reading_version == col(TextSummary.reading_version),
            source.c.language == ENGLISH.tag,
        )
        .scalar_subquery()
    )


_TEXTS: Any = select(
    col(TextSummary.id),
    col(TextSummary.slug),
    col(TextSummary.reading_version),
    col(TextSummary.language),
    col(TextSummary.title),
    _english(),
).order_by(col(TextSummary.title), col(TextSummary.slug), col(TextSummary.language))


def _lagging(session: Session, tags: Iterable[str]) -> dict[int, int]:
    """The texts whose edition lags behind safety-critical English, with how many texts of it
    changed, and no decision yet that holds; by the id of the text."""
    chosen = (
        select(col(SourceChange.source_revision_id))
        .where(col(SourceChange.edition_id) == col(Edition.id))
        .order_by(col(SourceChange.id).desc())
        .limit(1)
        .correlate(Edition)
        .scalar_subquery()
    )
    query = (
        select(
            col(TextSummary.id),
            col(Edition.source_revision_id),
            col(TextSummary.revision_id),
            col(Edition.id),
            chosen,
        )
        .join(
            Edition,
            (col(Edition.resource_id) == col(TextSummary.resource_id))
            & (col(Edition.reading_version) == col(TextSummary.reading_version))
            & (col(Edition.language) == col(TextSummary.language)),
        )
        .where(
            col(TextSummary.language).in_(tags),
            col(Edition.source_revision_id) != col(TextSummary.revision_id),
            col(Edition.id).in_(current_ids()),
        )
    )

    @cache
    def critical(before: int, after: int) -> tuple[str, ...]:
        return critical_changes(*(revision(session, each) for each in (before, after)))

    @cache
    def holds(before: int, then: int, after: int) -> bool:
        return choice_holds(*(revision(session, each) for each in (before, then, after)))

    found: dict[int, int] = {}
    for text, before, after, edition, decided in session.execute(query).all():
        changed = critical(before, after)
        if not changed or (decided is not None and holds(before, decided, after)):
            continue
        try:
            desk = open_desk(session, *session.get_one(TextSummary, text).ref.parts)
        except DamagedEnglish:  # nobody can say what changed; its own pages say so
            continue
        if other := said_otherwise(desk, session.get_one(Edition, edition), changed):
            found[text] = len(other)
    return found


def approved_by_others(query: Any, actor: Actor, tags: Iterable[str]) -> Any:
    """A query over listed segments, of those in these languages that two other people approved for
    the English before, and of which a clinician may say that they mean the same."""
    row = SegmentListing
    brought_in = (
        select(col(SegmentEvent.id))
        .where(
            col(SegmentEvent.translation_id) == col(SegmentText.translation_id),
            col(SegmentEvent.path) == col(SegmentText.path),
            col(SegmentEvent.text) == col(SegmentText.text),
            col(SegmentEvent.action) == "agency",
            col(SegmentEvent.actor_id) == actor.id,
        )
        .exists()
    )
    return (
        query.join(TextSummary, col(TextSummary.id) == col(row.summary_id))
        .join(Translation, LISTED)
        .join(
            SegmentText,
            (col(SegmentText.translation_id) == col(Translation.id))
            & (col(SegmentText.path) == col(row.path)),
        )
        .where(
            col(row.language).in_(tags),
            col(row.waits) == CHANGED,
            col(row.blocking) == 0,  # what blocks is for a translator to put right
            col(SegmentText.status) == Status.REVISED,
            col(SegmentText.edited_by) != actor.id,
            col(SegmentText.revised_by) != actor.id,
            ~brought_in,
        )
    )


def _approved(session: Session, actor: Actor, tags: Iterable[str]) -> dict[int, _Approved]:
    """Safety-critical texts that two others approved for the English before, and whose English this
    person did not change since, by the id of the text."""
    row = SegmentListing
    query = (
        approved_by_others(
            select(
                col(row.summary_id),
                col(row.path),
                col(TextSummary.revision_id),
                col(SegmentText.source_hash),
            ),
            actor,
            tags,
        )
        .where(col(row.safety_critical).is_(True))
        .order_by(col(row.position))
    )
    others = changed_by_others(session, actor)
    found: dict[int, list[str]] = defaultdict(list)
    for text, path, number, approved in session.execute(query).all():
        if others(number, path, approved):
            found[text].append(path)
    return {text: _Approved(len(paths), paths[0]) for text, paths in found.items()}


def changed_by_others(session: Session, actor: Actor) -> Callable[[int, str, str], bool]:
    """Says of (the newest English by its id, a segment's path, the hash of the English that it was
    approved for) whether somebody else changed it since: who did must not say that it means the
    same."""

    @cache
    def authors(number: int, path: str, approved: str) -> frozenset[int]:
        return authors_of_segment(session, revision(session, number), path, approved)

    return lambda number, path, approved: actor.id not in authors(number, path, approved)
