"""One translation opened for work: its English, its segments and where each stands.

The steps themselves (draft, edit, revise, sign) live in `drafting` and `review`; both work on a
desk.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TypeVar

from sqlmodel import Session, col, select

from app import checks
from app.checks.base import Finding, Pair, Severity, Term
from app.checks.terms import find_terms
from app.db import hold
from app.languages import Language, find
from app.models import (
    BackTranslation,
    FindingDecision,
    Json,
    SegmentEvent,
    SegmentText,
    SourceRevision,
    Status,
    Translation,
)
from app.models.text_ref import TextRef
from app.resources.characters import is_sound
from app.resources.kinds import rules
from app.resources.schema import Resource
from app.resources.segments import Extraction, Segment
from app.workflow.dirty_texts import mark_dirty
from app.workflow.glossary.terms import glossary
from app.workflow.lengths import too_long
from app.workflow.refusals import Missing
from app.workflow.source import revisions
from app.workflow.source.archived import refuse_archived
from app.workflow.source.revisions import english, find_resource, key, newest_revision
from app.workflow.translation.lazy_rows import LazyRows
from app.workflow.translation.second_pass import read_twice, status
from app.workflow.translation.state import APPROVALS, STALE, Approval, approved_for, is_stale


@dataclass(kw_only=True)
class Desk:
    """A translation, open. `rows` are the stored segments by path, stale ones and old paths
    included; they are read as they are asked for."""

    session: Session
    slug: str
    kind: str
    reading_version: str
    language: Language
    translation: Translation
    revision: SourceRevision
    resource: Resource
    extraction: Extraction
    segments: Mapping[str, Segment]
    rows: LazyRows[SegmentText]

    @property
    def ref(self) -> TextRef:
        return TextRef(self.slug, self.reading_version, self.language.tag)

    @property
    def translation_id(self) -> int:
        """The id of the stored translation, which the first step stores: looking at one writes
        nothing."""
        if self.translation.id is None:
            self.session.add(self.translation)
            self.session.flush()
        return key(self.translation)

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of each segment in reading order, the first being 1."""
        return revisions.numbers(self.revision)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The glossary of this language, asked for once."""
        return glossary(self.session, self.language.tag)

    @cached_property
    def decisions(self) -> LazyRows[list[FindingDecision]]:
        """What people decided about findings, by path, oldest first."""
        return LazyRows(lambda path: _lists(self, FindingDecision, path))

    @cached_property
    def back_translations(self) -> LazyRows[list[BackTranslation]]:
        """Every back-translation by path, oldest first, those of earlier texts included."""
        return LazyRows(lambda path: _lists(self, BackTranslation, path))

    @cached_property
    def send_backs(self) -> LazyRows[SegmentEvent]:
        """The newest step that sent a segment back, by path: who did it, and why."""
        return LazyRows(lambda path: _send_backs(self, path))

    @cached_property
    def approvals(self) -> LazyRows[list[Approval]]:
        """By path, oldest first, how each text was approved of which a clinician ever said that a
        changed English means the same: only those are approved for more than one English."""
        return LazyRows(lambda path: _approvals(self, path))

    @cached_property
    def read_twice(self) -> LazyRows[frozenset[str]]:
        """By path, the words that were approved after a second reading."""
        return LazyRows(lambda path: read_twice(self.session, self.translation.id, path))

    @cached_property
    def origins(self) -> LazyRows[list[Json]]:
        """Where words came from that a segment ever had, by path."""
        return LazyRows(lambda path: _origins(self, path))


def mark(desk: Desk, *paths: str) -> None:
    """Mark the desk's text dirty. The lists are written from this desk, which spares opening the
    text again, unless a second one marks it too: neither knows what the other wrote."""
    mark_dirty(desk.session, desk.ref, *paths)
    marked: dict[TextRef, Desk | None] = desk.session.info.setdefault(_MARKED, {})
    marked[desk.ref] = desk if marked.get(desk.ref, desk) is desk else None


def marked_by(session: Session, ref: TextRef) -> Desk | None:
    """The one desk that marked a text dirty since this was last asked."""
    marked: dict[TextRef, Desk | None] = session.info.get(_MARKED, {})
    return marked.pop(ref, None)


_MARKED = "desks_that_marked"


def _rows(session: Session, translation: Translation, path: str | None) -> dict[str, SegmentText]:
    query = select(SegmentText).where(SegmentText.translation_id == translation.id)
    if path is not None:
        query = query.where(SegmentText.path == path)
    return {row.path: row for row in session.exec(query)}


Row = TypeVar("Row", FindingDecision, BackTranslation)


def _lists(desk: Desk, table: type[Row], path: str | None) -> dict[str, list[Row]]:
    query = select(table).where(table.translation_id == desk.translation.id)
    if path is not None:
        query = query.where(table.path == path)
    found: dict[str, list[Row]] = {}
    for row in desk.session.exec(query.order_by(col(table.id))):
        found.setdefault(row.path, []).append(row)
    return found


def _origins(desk: Desk, path: str | None) -> dict[str, list[Json]]:
    query = select(SegmentEvent.path, SegmentEvent.origin).where(
        SegmentEvent.translation_id == desk.translation.id
    )
    if path is not None:
        query = query.where(SegmentEvent.path == path)
    found: dict[str, list[Json]] = {}
    for place, origin in desk.session.exec(query).all():
        if origin and origin not in found.setdefault(place, []):
            found[place].append(dict(origin))
    return found


def _approvals(desk: Desk, path: str | None) -> dict[str, list[Approval]]:
    mine = SegmentEvent.translation_id == desk.translation.id
    query = select(SegmentEvent.path).where(mine, SegmentEvent.action == "confirm_unchanged")
    if path is not None:
        query = query.where(SegmentEvent.path == path)
    confirmed = set(desk.session.exec(query).all())
    found: dict[str, list[Approval]] = {}
    if not confirmed:
        return found
    steps = select(
        SegmentEvent.path, SegmentEvent.action, SegmentEvent.text, SegmentEvent.source_hash
    ).where(mine, col(SegmentEvent.action).in_(APPROVALS), col(SegmentEvent.path).in_(confirmed))
    for place, action, text, source in desk.session.exec(steps.order_by(col(SegmentEvent.id))):
        found.setdefault(place, []).append(Approval(action, text_hash(text), source))
    return found


def stands_for_now(desk: Desk, row: SegmentText, segment: Segment) -> bool:
    """Whether what is stored of a segment counts for its English of now."""
    return not is_stale(segment.hash, row.source_hash, row.status, _approved(desk, row, segment))


def _approved(desk: Desk, row: SegmentText, segment: Segment) -> frozenset[str]:
    """For which other English the words stand approved; asked where it makes a difference."""
    if row.source_hash == segment.hash or row.status is not Status.REVISED:
        return frozenset()
    return approved_for(desk.approvals.get(row.path, ()), text_hash(row.text))


def _send_backs(desk: Desk, path: str | None) -> dict[str, SegmentEvent]:
    query = select(SegmentEvent).where(
        SegmentEvent.translation_id == desk.translation.id, SegmentEvent.action == "reopen"
    )
    if path is not None:
        query = query.where(SegmentEvent.path == path)
    return {event.path: event for event in desk.session.exec(query.order_by(col(SegmentEvent.id)))}


@dataclass(frozen=True)
class Decided:
    """A finding that somebody dismissed or overruled, with their decision."""

    finding: Finding
    decision: FindingDecision


DOUBT = "doubt"
"""In a draft's origin: what whoever made it was not sure of."""


@dataclass(frozen=True, kw_only=True)
class SegmentView:
    """One segment as a reviewer sees it. `state` is the status, or `stale` when its English
    changed; `findings` are the open ones, `decided` those that somebody dismissed or overruled.
    `sent_back` is the step that sent it back to its writer, who has not answered."""

    segment: Segment
    text: str
    status: Status
    stale: bool
    origin: Json
    version: int
    edited_by: int | None
    revised_by: int | None
    previous_source: str
    findings: tuple[Finding, ...]
    decided: tuple[Decided, ...] = ()
    sent_back: SegmentEvent | None = None

    @property
    def path(self) -> str:
        return self.segment.path

    @property
    def state(self) -> str:
        return STALE if self.stale else self.status.value

    @property
    def doubt(self) -> str:
        """What whoever drafted these words was not sure of, until someone approves or changes
        them."""
        return "" if self.status is Status.REVISED else str(self.origin.get(DOUBT, ""))

    @property
    def blocking(self) -> bool:
        return bool(self.first_blocking)

    @property
    def first_blocking(self) -> str:
        """What must be put right first before anyone can approve this text."""
        found = (f.message for f in self.findings if f.severity is Severity.BLOCKING)
        return next(found, "")


def open_desk(
    session: Session, slug: str, reading_version: str, tag: str, *, archived: bool = False
) -> Desk:
    """Open a translation, begun or not; raises Missing, UnknownLanguage and, unless `archived`,
    Archived. In a writing transaction nobody else writes to it until the end."""
    language = find(tag)
    if not is_sound(slug + reading_version):  # a file can say so
        raise Missing("There is no resource with that name in that version.")
    hold(session, "translation", slug, reading_version, tag)
    resource_row = find_resource(session, slug)
    if not rules(resource_row.kind).stands_in(tag):
        raise Missing(f"{slug} is for staff, and stands in English alone.")
    if not archived:
        refuse_archived(session, resource_row)
    revision = newest_revision(session, slug, reading_version)
    translation = session.exec(
        select(Translation).where(
            Translation.resource_id == key(resource_row),
            Translation.reading_version == reading_version,
            Translation.language == tag,
        )
    ).first()
    if translation is None:
        translation = Translation(
            resource_id=key(resource_row), reading_version=reading_version, language=tag
        )
    return Desk(
        session=session,
        slug=slug,
        kind=resource_row.kind,
        reading_version=reading_version,
        language=language,
        translation=translation,
        revision=revision,
        resource=english(revision),
        extraction=revisions.extraction(revision),
        segments=revisions.segments(revision),
        rows=LazyRows(partial(_rows, session, translation)),
    )


def segment_of(desk: Desk, path: str) -> Segment:
    """The segment with this path; raises Missing."""
    if path not in desk.segments:
        raise Missing(
            f"{desk.slug} has no text {path!r}. The English may have changed: reload the page."
        )
    return desk.segments[path]


def view(desk: Desk, path: str) -> SegmentView:
    """One segment with its findings, which are worked out from what is stored."""
    segment = segment_of(desk, path)
    row = desk.rows.get(path)
    if row is None:
        return SegmentView(
            segment=segment,
            text="",
            status=Status.EMPTY,
            stale=False,
            origin={},
            version=0,
            edited_by=None,
            revised_by=None,
            previous_source="",
            findings=(),
        )
    stale = not stands_for_now(desk, row, segment)
    found = findings(desk, segment, row.text, machine=_is_machine(row)) if row.text else ()
    still_open, decided = _sorted_out(desk, segment, row.text, found)
    return SegmentView(
        segment=segment,
        text=row.text,
        status=row.status if stale else status(desk.language, segment, row, desk.read_twice),
        stale=stale,
        origin=row.origin,
        version=row.version,
        edited_by=row.edited_by,
        revised_by=row.revised_by,
        previous_source=row.source_text if stale else "",
        findings=still_open,
        decided=decided,
        sent_back=desk.send_backs.get(path) if row.status is Status.SENT_BACK else None,
    )


def text_hash(text: str) -> str:
    """What a signature and a decision are bound to."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _sorted_out(
    desk: Desk, segment: Segment, text: str, found: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], tuple[Decided, ...]]:
    """The findings that stand, and those decided upon for exactly this source and this text."""
    rows = desk.decisions.get(segment.path, ()) if found else ()
    place = (segment.hash, text_hash(text))
    newest = {row.key: row for row in rows if (row.source_hash, row.text_hash) == place}
    settled = {key: row for key, row in newest.items() if row.action != "reconsider"}
    return (
        tuple(f for f in found if f.key not in settled),
        tuple(Decided(f, settled[f.key]) for f in found if f.key in settled),
    )


def _is_machine(row: SegmentText) -> bool:
    return row.status is Status.DRAFT and row.edited_by is None


def views(desk: Desk) -> tuple[SegmentView, ...]:
    """Every segment in reading order."""
    for held in (desk.rows, desk.decisions, desk.back_translations):
        held.whole()
    return tuple(view(desk, path) for path in desk.segments)


def findings(
    desk: Desk, segment: Segment, text: str, *, machine: bool = False
) -> tuple[Finding, ...]:
    """What the checks say about a text for this segment; one that is too long is not read."""
    if reason := too_long(segment, text):
        return (Finding("size", Severity.BLOCKING, reason),)
    held = tuple(dict.fromkeys(term for _, _, term in find_terms(segment.text, desk.terms)))
    tag, critical = desk.language.tag, segment.safety_critical
    return _checked(
        Pair(segment.text, text, tag, safety_critical=critical, machine=machine, terms=held)
    )


@lru_cache(maxsize=20_000)
def _checked(pair: Pair) -> tuple[Finding, ...]:
    """The checks are pure, so a text that stands unchanged is not checked again."""
    return checks.run(pair)
