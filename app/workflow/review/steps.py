"""The human steps: edit, revise, reopen, sign off. Each refuses what the rules forbid, whatever
a page shows."""

import json

from sqlmodel import col, select

from app.languages import ENGLISH, format_date
from app.models import (
    Edition,
    EditionEvent,
    EditionState,
    SegmentEvent,
    SegmentText,
    SignOff,
    Status,
)
from app.workflow.lengths import REASON, refuse_longer, too_long
from app.workflow.people.accounts import Actor
from app.workflow.people.competence import refuse_incompetent
from app.workflow.refusals import Conflict, Missing, Refused
from app.workflow.review import back_translation
from app.workflow.review.findings import rested_on
from app.workflow.review.remarks import WAITS, open_questions, refuse_open_question
from app.workflow.transitions import transition
from app.workflow.translation.desk import (
    Desk,
    SegmentView,
    mark,
    record,
    segment_of,
    text_hash,
    view,
    views,
)

STATEMENT = (
    "I have checked this {language} text, its findings and its history against the English. "
    "It is safe to publish."
)


def save(desk: Desk, actor: Actor, path: str, text: str, opened: int, why: str = "") -> SegmentText:
    """Save a person's text: the segment is then *edited* by them and needs another person to
    revise it.

    `opened` is the version that the person saw; raises Conflict when someone saved since,
    Refused otherwise. Saving the same words twice changes nothing.
    """
    rule = transition("edit")
    role = actor.require_role(rule.roles, desk.language.tag)
    text = " ".join(text.split())
    segment_of(desk, path)
    if desk.language.is_source:
        raise Refused("English is the source. An author changes it by bringing in its file again.")
    if not text:
        raise Refused("The translation is empty. Write it, or leave the text as it was.")
    if reason := too_long(desk.segments[path], text):
        raise Refused(reason)
    row = desk.rows.get(path)
    seen = view(desk, path)
    if (
        seen.text == text
        and seen.status is Status.EDITED
        and row
        and row.edited_by == actor.id
        and not seen.stale
    ):
        return row
    if seen.version != opened:
        raise Conflict(text, seen.text, seen.version)
    return record(
        desk,
        actor,
        role,
        path,
        "edit",
        text=text,
        status=rule.after,
        edited_by=actor.id,
        revised_by=None,
        why=why,
    )


def restore(desk: Desk, actor: Actor, path: str, event_id: int, opened: int) -> SegmentText:
    """Put the text of an earlier step back: a new edit by this person, under all the rules of
    `save`. Raises Missing, Refused or Conflict."""
    query = select(SegmentEvent).where(
        SegmentEvent.id == event_id,
        SegmentEvent.translation_id == desk.translation.id,
        SegmentEvent.path == path,
    )
    event = desk.session.exec(query).first()
    if event is None:
        raise Missing("There is no such step in the history of this text.")
    if event.text == view(desk, path).text:
        raise Refused("That is the text that stands now.")
    why = f"Put back as it was on {format_date(event.at.date(), ENGLISH)}, {event.at:%H:%M} UTC."
    return save(desk, actor, path, event.text, opened, why)


def revise(desk: Desk, actor: Actor, path: str, opened: int, why: str = "") -> SegmentText:
    """A second person approves the text as it stands; raises Refused or Conflict."""
    rule = transition("revise")
    role = actor.require_role(rule.roles, desk.language.tag)
    seen = view(desk, path)
    if seen.status is Status.REVISED and seen.revised_by == actor.id and not seen.stale:
        return desk.rows[path]
    refuse_incompetent(actor, desk.language.tag)
    if seen.version != opened:
        raise Conflict(seen.text, seen.text, seen.version)
    if seen.stale:
        raise Refused("The English of this text has changed. Edit the translation first.")
    if seen.status not in rule.before:
        raise Refused(
            "Only a text that a person has edited can be revised. Check it and save it first."
        )
    if seen.edited_by == actor.id:
        raise Refused("You wrote this text, so another person must revise it.")
    refuse_open_question(desk, path)
    refuse_blocking(seen)
    return record(
        desk, actor, role, path, "revise", status=rule.after, revised_by=actor.id, why=why
    )


def reopen(desk: Desk, actor: Actor, path: str, opened: int, why: str) -> SegmentText:
    """Send a text back to be edited again, with the reason; raises Refused or Conflict."""
    rule = transition("reopen")
    role = actor.require_role(rule.roles, desk.language.tag)
    if not why.strip():
        raise Refused("Say why the text must be looked at again.")
    refuse_longer(why, REASON, "The reason")
    seen = view(desk, path)
    if _reopened(desk, actor, path, why.strip()):
        return desk.rows[path]
    if seen.version != opened:
        raise Conflict(seen.text, seen.text, seen.version)
    if seen.status not in rule.before:
        raise Refused("This text is open already.")
    return record(
        desk, actor, role, path, "reopen", status=rule.after, revised_by=None, why=why.strip()
    )


def _reopened(desk: Desk, actor: Actor, path: str, why: str) -> bool:
    """Whether this very step was the last one: a form posted twice."""
    last = history(desk, path, limit=1)
    return bool(last) and (last[0].action, last[0].actor_id, last[0].why) == (
        "reopen",
        actor.id,
        why,
    )


def refuse_blocking(seen: SegmentView) -> None:
    """Raises Refused with the first blocking finding."""
    if seen.blocking:
        message = next(f.message for f in seen.findings if f.severity == "blocking")
        raise Refused(f"{seen.path}: {message}")


def covers(desk: Desk) -> list[list[str]]:
    """What a signature on this translation covers: [path, source hash, text hash] of every
    segment."""
    if desk.language.is_source:
        return [[s.path, s.hash, text_hash(s.text)] for s in desk.segments.values()]
    texts = {path: row.text for path, row in desk.rows.items()}
    return [[s.path, s.hash, text_hash(texts.get(s.path, ""))] for s in desk.segments.values()]


def fingerprint(desk: Desk) -> str:
    """One word for all that a signature would cover and rest on."""
    held = (desk.back_translations, desk.decisions)
    ids = [sorted(row.id or 0 for rows in kept.values() for row in rows) for kept in held]
    return text_hash(json.dumps([covers(desk), ids]))


def rests_on(desk: Desk) -> dict[str, list[int]]:
    """The ids of the back-translations and the decisions about findings behind a signature."""
    if desk.language.is_source:
        return {}
    seen = views(desk)
    needed = (one for one in seen if back_translation.is_needed(one.segment))
    found = (back_translation.current_back_translation(desk, one) for one in needed)
    return {
        "back_translations": [row.id or 0 for row in found if row is not None],
        "decisions": [decided.decision.id or 0 for decided in rested_on(seen)],
    }


def obstacles(desk: Desk) -> tuple[str, ...]:
    """What stands between this translation and a signature, one sentence a segment; empty when
    nothing does."""
    if desk.language.is_source:
        return ()
    found = []
    waiting = open_questions(desk)
    for seen in views(desk):
        if seen.path in waiting:
            found.append(f"{seen.path}: {WAITS}")
        elif seen.stale:
            found.append(f"{seen.path}: {CHANGED_ENGLISH}")
        elif seen.status is not Status.REVISED:
            found.append(f"{seen.path}: {NOT_READY[seen.status]}")
        elif seen.blocking:
            found.append(f"{seen.path}: {seen.findings[0].message}")
        elif back_translation.is_lacking(desk, seen):
            found.append(f"{seen.path}: {NO_BACK_TRANSLATION}")
    return tuple(found)


CHANGED_ENGLISH = "the English has changed."
NO_BACK_TRANSLATION = "is safety-critical and nobody independent has translated it back."
NOT_READY: dict[str, str] = {
    Status.EMPTY: "has no text.",
    Status.DRAFT: "is a draft that nobody has edited.",
    Status.EDITED: "is waiting for a second person.",
}


def sign_off(desk: Desk, actor: Actor, statement: str = "", seen: str | None = None) -> SignOff:
    """A clinician signs all segments as they stand; raises Refused.

    `seen` is the fingerprint of what the person had before them: what changed since is never
    signed unseen.
    """
    role = actor.require_role(transition("sign").roles, desk.language.tag)
    if blockers := obstacles(desk):
        raise Refused(f"{len(blockers)} texts are not ready. First: {blockers[0]}")
    if desk.language.is_source and desk.revision.created_by == actor.id:
        raise Refused("You brought in this English, so another clinician must sign it.")
    if wrote_or_revised(desk, actor):
        raise Refused(
            "You wrote, revised or translated back part of this text, so another clinician must "
            "sign it."
        )
    if seen is not None and seen != fingerprint(desk):
        raise Refused("A text has changed since you opened this page. Read it again, then sign.")
    if (signed := valid_sign_off(desk)) is not None and signed.actor_id == actor.id:
        return signed
    signature = SignOff(
        translation_id=desk.translation_id,
        source_revision_id=desk.revision.id or 0,
        covers=covers(desk),
        relies_on=rests_on(desk),
        statement=statement or STATEMENT.format(language=desk.language.english_name),
        actor_id=actor.id,
        role=role,
    )
    desk.session.add(signature)
    desk.session.flush()
    mark(desk)
    return signature


def wrote_or_revised(desk: Desk, actor: Actor) -> bool:
    """Whether any text that stands now is this person's work, or was translated back by them, so
    that another must sign."""
    rows = [desk.rows[path] for path in desk.segments if path in desk.rows]
    said_back = (
        back.actor_id == actor.id and not back.engine and back.text_hash == text_hash(row.text)
        for row in rows
        for back in desk.back_translations.get(row.path, ())
    )
    return any(actor.id in (row.edited_by, row.revised_by) for row in rows) or any(said_back)


def valid_sign_off(desk: Desk) -> SignOff | None:
    """The newest signature, if it covers exactly what stands now (H3) and nothing that was
    published under it has been withdrawn since (H16)."""
    signed = signatures(desk)
    if not signed or signed[0].covers != covers(desk) or _withdrawn_under(desk, signed[0]):
        return None
    return signed[0]


def _withdrawn_under(desk: Desk, signature: SignOff) -> bool:
    query = (
        select(EditionEvent.id)
        .join(Edition, col(Edition.id) == col(EditionEvent.edition_id))
        .where(Edition.sign_off_id == signature.id, EditionEvent.state == EditionState.WITHDRAWN)
    )
    return desk.session.exec(query.limit(1)).first() is not None


def signatures(desk: Desk) -> list[SignOff]:
    """Every signature on this translation, newest first."""
    query = select(SignOff).where(SignOff.translation_id == desk.translation.id)
    return list(desk.session.exec(query.order_by(col(SignOff.id).desc())).all())


def history(
    desk: Desk, path: str | None = None, *, before: int | None = None, limit: int | None = None
) -> list[SegmentEvent]:
    """Steps of one segment, or of all, newest first; `before` is the id of the event to go on
    from."""
    query = select(SegmentEvent).where(SegmentEvent.translation_id == desk.translation.id)
    if path is not None:
        query = query.where(SegmentEvent.path == path)
    if before is not None:
        query = query.where(col(SegmentEvent.id) < before)
    return list(desk.session.exec(query.order_by(col(SegmentEvent.id).desc()).limit(limit)).all())
