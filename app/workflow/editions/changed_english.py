"""When the English changes: a clinician's signed decision that the meaning is the same, and the
choice between an urgent notice and a withdrawal where safety-critical words changed (H3, H16).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.db import Database
from app.models import (
    Edition,
    Remedy,
    SegmentText,
    SourceChange,
    SourceRevision,
    Status,
)
from app.resources.schema import Resource
from app.resources.segments import extract
from app.workflow.editions.integrity import is_whole
from app.workflow.editions.publishing import current, key_of, withdraw
from app.workflow.lengths import REASON, refuse_empty, refuse_longer
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Conflict, Missing, Refused
from app.workflow.review.steps import history, refuse_blocking
from app.workflow.source import revisions
from app.workflow.source.authors import authors_of_segment
from app.workflow.transitions import transition
from app.workflow.translation.desk import Desk, SegmentView, open_desk, view
from app.workflow.translation.english_seen import EnglishChanged, refuse_other_english
from app.workflow.translation.provenance import brought_in
from app.workflow.translation.recording import record
from app.workflow.translation.state import changed_segments

UNCHANGED = (
    "I have read the English before and after the change beside this text. The meaning has not "
    "changed, so the approval stands."
)
_SAY_WHY = "Say what changed in the English and why the meaning is the same."
_ON_RECORD = "Say why: the reason stays on record."


def confirm_unchanged(
    desk: Desk, actor: Actor, path: str, opened: int, why: str, *, english: str | None = None
) -> SegmentText:
    """Sign that a changed English means the same, so that the approval stands against it too.

    Never automatic: one segment, one clinician, a reason. `english` is the mark of the English that
    the person read. Raises Refused, EnglishChanged and Conflict.
    """
    rule = transition("confirm_unchanged")
    role = actor.require_role(rule.roles, desk.language.tag)
    if english is not None:
        refuse_other_english(desk, path, english)
    seen = view(desk, path)
    if not seen.stale and _was_kept(desk, actor, path, why):  # a form that was sent twice
        return desk.rows[path]
    if not seen.stale:
        raise Refused("The English of this text has not changed.")
    if seen.version != opened:
        raise Conflict(seen.text, seen.text, seen.version)
    if seen.status not in rule.before or not seen.previous_source:
        raise Refused("There is no approval to keep: two people have not approved this text.")
    if had_a_part(desk, seen, actor):
        raise Refused("You wrote, revised or changed this text, so another clinician must decide.")
    refuse_empty(why, _SAY_WHY)
    refuse_longer(why, REASON, "The reason")
    refuse_blocking(seen)
    return record(
        desk,
        actor,
        role,
        path,
        "confirm_unchanged",
        status=rule.after,
        why=f"{UNCHANGED} {why.strip()}",
    )


def had_a_part(desk: Desk, seen: SegmentView, actor: Actor) -> bool:
    """Whether somebody wrote or revised this text, brought it in from an agency, or changed its
    English since it was approved."""
    if actor.id in (seen.edited_by, seen.revised_by) or brought_in(desk, actor.id, (seen.path,)):
        return True
    approved = desk.rows[seen.path].source_hash if seen.path in desk.rows else ""
    return actor.id in authors_of_segment(desk.session, desk.revision, seen.path, approved)


def _was_kept(desk: Desk, actor: Actor, path: str, why: str) -> bool:
    """Whether this very decision was the last step at a segment."""
    last = history(desk, path, limit=1)
    said = ("confirm_unchanged", actor.id, f"{UNCHANGED} {why.strip()}")
    return bool(last) and (last[0].action, last[0].actor_id, last[0].why) == said


@dataclass(frozen=True)
class DecidedInLanguages:
    """The languages in which a decision was taken, and (language, reason) of those in which it was
    not."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def _in_each(
    database: Database,
    text: tuple[str, str],
    tags: Collection[str],
    why: str,
    decide: Callable[[Desk], object],
) -> DecidedInLanguages:
    """The same decision about (slug, reading version) in several languages, with one reason. Each
    is a decision of its own, in a transaction of its own: what is refused in one language changes
    nothing about the others. Raises Refused without a language or with too long a reason, and
    before anything was decided EnglishChanged and Missing."""
    if not tags:
        raise Refused("Choose at least one language.")
    refuse_longer(why, REASON, "The reason")
    done, refused = [], []
    for tag in tags:
        try:
            with database.writing() as session:
                decide(open_desk(session, *text, tag))
            done.append(tag)
        except Refused as refusal:
            if not done and isinstance(refusal, Missing | EnglishChanged):
                raise  # as it is for all of them, and nothing was decided
            refused.append((tag, str(refusal)))
    return DecidedInLanguages(tuple(done), tuple(refused))


def confirm_unchanged_in(
    database: Database,
    actor: Actor,
    text: tuple[str, str],
    path: str,
    opened: Mapping[str, int],
    why: str,
    english: str,
) -> DecidedInLanguages:
    """The same decision on one segment of a text in several languages (`_in_each`); `opened` is the
    version that the person saw by language, `english` the mark of the English that they read.
    Raises Refused without a reason."""
    refuse_empty(why, _SAY_WHY)

    def confirm(desk: Desk) -> SegmentText:
        version = opened[desk.language.tag]
        return confirm_unchanged(desk, actor, path, version, why, english=english)

    return _in_each(database, text, opened, why, confirm)


@dataclass(frozen=True)
class PendingChange:
    """A live edition behind its English: the safety-critical segments that changed, and the
    clinician's choice once there is one."""

    edition: Edition
    paths: tuple[str, ...]
    choice: SourceChange | None
    number: int
    """That of the English which is newer than the edition's."""

    @property
    def mark(self) -> str:
        """One word for all of it, so that nobody decides about what they did not see."""
        chosen = self.choice.id if self.choice else 0
        return f"{self.edition.code}-{self.number}-{chosen}"


def pending_change(desk: Desk) -> PendingChange | None:
    """What a clinician must decide about the edition that readers see; None when no
    safety-critical words changed. A damaged edition is seen by nobody, and published anew."""
    live = current(desk.session, key_of(desk), desk.reading_version, desk.language.tag)
    if live is None or desk.language.is_source or live.source_revision_id == desk.revision.id:
        return None
    if not is_whole(live, desk.slug):
        return None
    paths = changed_critical(Resource.model_validate(live.english), desk)
    if not paths:
        return None
    choice = _choice(desk.session, live, desk.revision)
    if not (paths := said_otherwise(desk, live, paths)):
        return None
    return PendingChange(live, paths, choice, desk.revision.number)


def said_otherwise(desk: Desk, live: Edition, paths: Collection[str]) -> tuple[str, ...]:
    """Without the segments of which readers have the very words that are approved for the English
    of now, as when a clinician said that it means the same."""
    try:
        shown = extract(Resource.model_validate(live.content)).segments
    except ValueError:  # a damaged edition
        return tuple(paths)
    texts = {each.path: each.text for each in shown}
    seen = {path: view(desk, path) for path in paths if path in desk.segments}
    same = {
        path
        for path, each in seen.items()
        if each.status is Status.REVISED and not each.stale and each.text == texts.get(path)
    }
    return tuple(path for path in paths if path not in same)


def changed_critical(before: Resource, desk: Desk) -> tuple[str, ...]:
    """Paths of safety-critical segments that are new, other or gone since `before`."""
    old = {segment.path: segment for segment in extract(before).segments}
    return changed_segments(old, desk.segments, safety_critical=True)


def critical_changes(before: SourceRevision, after: SourceRevision) -> tuple[str, ...]:
    """The same between two states of the English."""
    sides = map(revisions.known_segments, (before, after))
    return changed_segments(*sides, safety_critical=True)


DECIDED_MEANWHILE = (
    "The English, or what was decided about it, changed after you opened this page, so nothing was "
    "done. Read how it stands now, then decide."
)


def decide_change(
    desk: Desk, actor: Actor, remedy: Remedy, why: str, *, seen: str | None = None
) -> SourceChange:
    """A clinician chooses for the live edition: an urgent notice on it, or its withdrawal. `seen`
    is the mark of the change that the person read. Raises Refused."""
    role = actor.require_role(transition("decide_change").roles, desk.language.tag)
    if (done := _last_choice(desk)) and _is_same(done, actor, remedy, why):
        return done  # a form that was sent twice
    pending = pending_change(desk)
    if pending is None:
        raise Refused("No safety-critical English has changed under an edition that readers see.")
    refuse_empty(why, _ON_RECORD)
    refuse_longer(why, REASON, "The reason")
    if seen not in (None, pending.mark):
        raise Refused(DECIDED_MEANWHILE)
    if pending.choice is not None and pending.choice.remedy is remedy:
        return pending.choice
    row = SourceChange(
        edition_id=pending.edition.id or 0,
        source_revision_id=revisions.key(desk.revision),
        remedy=remedy,
        actor_id=actor.id,
        role=role,
        why=why.strip(),
    )
    desk.session.add(row)
    if remedy is Remedy.WITHDRAWAL:
        withdraw(desk.session, actor, pending.edition.code, why)
    desk.session.flush()
    return row


def decide_change_in(
    database: Database,
    actor: Actor,
    text: tuple[str, str],
    remedy: Remedy,
    why: str,
    seen: Mapping[str, str],
) -> DecidedInLanguages:
    """The same choice for the editions of a text in several languages (`_in_each`); `seen` is the
    mark of the change that the person read, by language. Raises Refused without a reason."""
    refuse_empty(why, _ON_RECORD)

    def decide(desk: Desk) -> SourceChange:
        return decide_change(desk, actor, remedy, why, seen=seen[desk.language.tag])

    return _in_each(database, text, seen, why, decide)


def has_urgent_notice(session: Session, code: str) -> bool:
    """Whether a clinician chose an urgent notice for this edition. It is one while safety-critical
    English is other than the edition's."""
    query = (
        select(SourceChange.remedy)
        .join(Edition, col(Edition.id) == col(SourceChange.edition_id))
        .where(Edition.code == code)
        .order_by(col(SourceChange.id).desc())
        .limit(1)
    )
    return session.exec(query).first() is Remedy.NOTICE


def choices_of(desk: Desk) -> list[tuple[SourceChange, Edition]]:
    """Every choice about an edition of this text, newest first."""
    query = (
        select(SourceChange, Edition)
        .join(Edition, col(Edition.id) == col(SourceChange.edition_id))
        .where(
            Edition.resource_id == key_of(desk),
            Edition.reading_version == desk.reading_version,
            Edition.language == desk.language.tag,
        )
        .order_by(col(SourceChange.id).desc())
    )
    return list(desk.session.exec(query).all())


def _last_choice(desk: Desk) -> SourceChange | None:
    """The newest choice about any edition of this text beside the English of now."""
    every = (each for each, _ in choices_of(desk))
    return next((each for each in every if each.source_revision_id == desk.revision.id), None)


def _is_same(done: SourceChange, actor: Actor, remedy: Remedy, why: str) -> bool:
    return (done.actor_id, done.remedy, done.why) == (actor.id, remedy, why.strip())


def _choice(session: Session, edition: Edition, revision: SourceRevision) -> SourceChange | None:
    """The newest choice about an edition, while safety-critical words are as they were then."""
    newest = session.exec(
        select(SourceChange)
        .where(SourceChange.edition_id == edition.id)
        .order_by(col(SourceChange.id).desc())
        .limit(1)
    ).first()
    if newest is None or newest.source_revision_id == revision.id:
        return newest
    numbers = edition.source_revision_id, newest.source_revision_id
    before, then = (revisions.revision(session, number) for number in numbers)
    return newest if choice_holds(before, then, revision) else None


def choice_holds(before: SourceRevision, then: SourceRevision, now: SourceRevision) -> bool:
    """Whether what was chosen beside the English `then` holds beside that of `now`, for an edition
    of the English `before`: no words are other that are safety-critical in any of the three, as a
    mark may be lifted first and the words changed after."""
    sides = tuple(map(revisions.known_segments, (before, then, now)))
    other = changed_segments(*sides[1:])
    return not any(side[path].safety_critical for path in other for side in sides if path in side)
