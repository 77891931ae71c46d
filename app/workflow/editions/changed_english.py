"""When the English changes: a clinician's signed decision that the meaning is the same, and the
choice between an urgent notice and a withdrawal where safety-critical words changed (H3, H16).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.db import Database
from app.models import (
    Edition,
    Remedy,
    SegmentText,
    SourceChange,
    SourceRevision,
)
from app.resources.schema import Resource
from app.resources.segments import extract
from app.workflow.editions.integrity import is_whole
from app.workflow.editions.publishing import current, key_of, withdraw
from app.workflow.lengths import REASON, refuse_longer
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Conflict, Missing, Refused
from app.workflow.review.steps import refuse_blocking
from app.workflow.source import revisions
from app.workflow.transitions import transition
from app.workflow.translation.desk import Desk, open_desk, view
from app.workflow.translation.recording import record
from app.workflow.translation.state import changed_segments

UNCHANGED = (
    "I have read the English before and after the change beside this text. The meaning has not "
    "changed, so the approval stands."
)
_SAY_WHY = "Say what changed in the English and why the meaning is the same."


def confirm_unchanged(desk: Desk, actor: Actor, path: str, opened: int, why: str) -> SegmentText:
    """Sign that a changed English means the same, so that the approval stands against it too.

    Never automatic: one segment, one clinician, a reason. Raises Refused and Conflict.
    """
    rule = transition("confirm_unchanged")
    role = actor.require_role(rule.roles, desk.language.tag)
    seen = view(desk, path)
    if not seen.stale:
        raise Refused("The English of this text has not changed.")
    if seen.version != opened:
        raise Conflict(seen.text, seen.text, seen.version)
    if seen.status not in rule.before or not seen.previous_source:
        raise Refused("There is no approval to keep: two people have not approved this text.")
    authors = revisions.authors_of(desk.session, desk.revision)
    if actor.id in {seen.edited_by, seen.revised_by, *authors}:
        raise Refused("You wrote, revised or changed this text, so another clinician must decide.")
    if not why.strip():
        raise Refused(_SAY_WHY)
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


@dataclass(frozen=True)
class KeptInLanguages:
    """The languages in which an approval was kept, and (language, reason) of those in which it was
    not."""

    kept: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def confirm_unchanged_in(
    database: Database,
    actor: Actor,
    text: tuple[str, str],
    path: str,
    opened: Mapping[str, int],
    why: str,
) -> KeptInLanguages:
    """The same decision on one segment of (slug, reading version) in several languages, with one
    reason; `opened` is the version that the person saw by language. Each is a decision of its own,
    in a transaction of its own: what is refused in one language
    changes nothing about the others. Raises
    Refused without a reason or a language, and Missing."""
    if not opened:
        raise Refused("Choose at least one language.")
    if not why.strip():
        raise Refused(_SAY_WHY)
    refuse_longer(why, REASON, "The reason")
    kept, refused = [], []
    for tag, version in opened.items():
        try:
            with database.writing() as session:
                confirm_unchanged(open_desk(session, *text, tag), actor, path, version, why)
            kept.append(tag)
        except Missing:
            raise
        except Refused as refusal:
            refused.append((tag, str(refusal)))
    return KeptInLanguages(tuple(kept), tuple(refused))


@dataclass(frozen=True)
class PendingChange:
    """A live edition behind its English: the safety-critical segments that changed, and the
    clinician's choice once there is one."""

    edition: Edition
    paths: tuple[str, ...]
    choice: SourceChange | None


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
    return PendingChange(live, paths, _choice(desk.session, live, desk.revision))


def changed_critical(before: Resource, desk: Desk) -> tuple[str, ...]:
    """Paths of safety-critical segments that are new, other or gone since `before`."""
    old = {segment.path: segment for segment in extract(before).segments}
    return changed_segments(old, desk.segments, safety_critical=True)


def critical_changes(before: SourceRevision, after: SourceRevision) -> tuple[str, ...]:
    """The same between two states of the English."""
    return changed_segments(
        revisions.segments(before), revisions.segments(after), safety_critical=True
    )


def decide_change(desk: Desk, actor: Actor, remedy: Remedy, why: str) -> SourceChange:
    """A clinician chooses for the live edition: an urgent notice on it, or its withdrawal. Raises
    Refused."""
    role = actor.require_role(transition("decide_change").roles, desk.language.tag)
    pending = pending_change(desk)
    if pending is None:
        raise Refused("No safety-critical English has changed under an edition that readers see.")
    if not why.strip():
        raise Refused("Say why: the reason stays on record.")
    refuse_longer(why, REASON, "The reason")
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


def has_urgent_notice(session: Session, code: str) -> bool:
    """Whether a clinician chose an urgent notice for this edition."""
    query = (
        select(SourceChange.remedy)
        .join(Edition, col(Edition.id) == col(SourceChange.edition_id))
        .where(Edition.code == code)
        .order_by(col(SourceChange.id).desc())
        .limit(1)
    )
    return session.exec(query).first() is Remedy.NOTICE


def _choice(session: Session, edition: Edition, revision: SourceRevision) -> SourceChange | None:
    return session.exec(
        select(SourceChange)
        .where(
            SourceChange.edition_id == edition.id,
            SourceChange.source_revision_id == revision.id,
        )
        .order_by(col(SourceChange.id).desc())
        .limit(1)
    ).first()
