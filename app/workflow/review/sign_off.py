"""A clinician's signature: what it covers and rests on, what stands in its way, and whether it
still holds.
"""

import json

from sqlmodel import col, select

from app.models import (
    Edition,
    EditionEvent,
    EditionState,
    SignOff,
    User,
)
from app.resources.segments import shape, vouched
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.review import back_translation
from app.workflow.review.findings import rested_on
from app.workflow.review.remarks import open_questions
from app.workflow.review.siblings import lagging_behind
from app.workflow.review.waits import SIGN, reason, waits_for
from app.workflow.source import revisions
from app.workflow.source.authors import authors_since
from app.workflow.transitions import transition
from app.workflow.translation.desk import (
    Desk,
    mark,
    text_hash,
    views,
)
from app.workflow.translation.provenance import brought_in
from app.workflow.translation.state import holds

STATEMENT = (
    "I have checked the findings, the back-translations, the decisions and the history of this "
    "{language} text against its English, and seen its proof. Its translator and its reviser "
    "vouch for the language. It is safe to publish."
)
OF_ENGLISH = (
    "I have read this English and where its facts come from. Its clinical content is right. It is "
    "safe to publish."
)


def statement_for(desk: Desk) -> str:
    """What a clinician vouches for with a signature, and what not."""
    if desk.language.is_source:
        return OF_ENGLISH
    return STATEMENT.format(language=desk.language.english_name)


def covers(desk: Desk) -> list[list[str]]:
    """What a signature on this translation covers: [path, source hash, text hash] of every
    segment."""
    if desk.language.is_source:
        return [[s.path, s.hash, text_hash(s.text)] for s in desk.segments.values()]
    texts = {path: row.text for path, row in desk.rows.items()}
    return [[s.path, s.hash, text_hash(texts.get(s.path, ""))] for s in desk.segments.values()]


def fingerprint(desk: Desk) -> str:
    """One word for all that a signature would cover and rest on; of English the whole revision, as
    a signature on it covers more than words, and the other reading version where that changed: who
    signs says that this one still says the same (H18)."""
    held = (desk.back_translations, desk.decisions)
    ids = [sorted(row.id or 0 for rows in kept.values() for row in rows) for kept in held]
    whole, beside = "", ""
    if desk.language.is_source:
        lag = lagging_behind(desk.session, desk.slug, desk.reading_version)
        whole, beside = desk.revision.hash, lag.mark if lag else ""
    return text_hash(json.dumps([covers(desk), ids, whole, beside]))


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
    found, questions = [], open_questions(desk)
    for seen in views(desk):
        waits = waits_for(desk, seen, question=seen.path in questions)
        if waits != SIGN:
            found.append(f"{seen.path}: {reason(waits, seen.state, seen.first_blocking)}")
    return tuple(found)


def sign_off(desk: Desk, actor: Actor, statement: str = "", seen: str | None = None) -> SignOff:
    """A clinician signs all segments as they stand; raises Refused.

    `seen` is the fingerprint of what the person had before them: what changed since is never
    signed unseen.
    """
    role = actor.require_role(transition("sign").roles, desk.language.tag)
    if blockers := obstacles(desk):
        raise Refused(f"{len(blockers)} texts are not ready. First: {blockers[0]}")
    if own := own_part(desk, actor):
        raise Refused(own)
    if seen is not None and seen != fingerprint(desk):
        raise Refused("A text has changed since you opened this page. Read it again, then sign.")
    if (signed := valid_sign_off(desk)) is not None:
        if signed.actor_id == actor.id:
            return signed
        name = desk.session.get_one(User, signed.actor_id).name
        raise Refused(f"{name} has signed this text as it stands. It needs no second signature.")
    signature = SignOff(
        translation_id=desk.translation_id,
        source_revision_id=desk.revision.id or 0,
        covers=covers(desk),
        relies_on=rests_on(desk),
        statement=statement or statement_for(desk),
        actor_id=actor.id,
        role=role,
    )
    desk.session.add(signature)
    desk.session.flush()
    mark(desk)
    return signature


def own_part(desk: Desk, actor: Actor) -> str:
    """Why another must sign what this person had a part in; "" for anybody else."""
    if desk.language.is_source:
        authors = authors_since(desk.session, desk.revision, _last_signed(desk))
        if actor.id in authors:
            return "You wrote part of this English, so another clinician must sign it."
    elif _wrote_or_revised(desk, actor):
        return (
            "You wrote, revised or translated back part of this text, so another clinician must "
            "sign it."
        )
    elif brought_in(desk, actor.id, desk.segments):
        return "You brought in an agency’s words of this text, so another clinician must sign it."
    return ""


def _last_signed(desk: Desk) -> int:
    """The id of the newest older English that a clinician vouches for; 0 where there is none."""
    older = (
        each
        for each in signatures(desk)
        if each.source_revision_id < revisions.key(desk.revision)
        and not _withdrawn_under(desk, each)
    )
    return next((each.source_revision_id for each in older), 0)


def _wrote_or_revised(desk: Desk, actor: Actor) -> bool:
    """Whether any text that stands now is this person's work, or was translated back by them."""
    rows = [desk.rows[path] for path in desk.segments if path in desk.rows]
    said_back = (
        back.actor_id == actor.id and not back.engine and back.text_hash == text_hash(row.text)
        for row in rows
        for back in desk.back_translations.get(row.path, ())
    )
    return any(actor.id in (row.edited_by, row.revised_by) for row in rows) or any(said_back)


def valid_sign_off(desk: Desk) -> SignOff | None:
    """The newest signature, if it covers exactly what stands now (H3) and what was published under
    it has not been withdrawn since (H16). That of English covers more than words."""
    newest = next(iter(signatures(desk)), None)
    if newest is None or not holds(newest.covers, covers(desk)):
        return None
    if not _has_the_signed_shape(desk, newest) or _withdrawn_under(desk, newest):
        return None
    return newest


def _has_the_signed_shape(desk: Desk, signature: SignOff) -> bool:
    """Whether the English has the blocks, marks and pictures in the order in which a clinician read
    them, and the sources, approver and review date that they vouched for. A translation is
    published beside its English alone, which has been signed so."""
    if not desk.language.is_source or signature.source_revision_id == desk.revision.id:
        return True
    signed = revisions.revision(desk.session, signature.source_revision_id)
    try:
        before, now = revisions.extraction(signed), desk.extraction
        return shape(before) == shape(now) and vouched(before) == vouched(now)
    except ValueError:  # that English is damaged, so nobody knows what was signed
        return False


def _withdrawn_under(desk: Desk, signature: SignOff) -> bool:
    """Whether the newest edition under a signature was withdrawn. Of one that another under it
    replaced before, prints alone are withdrawn."""
    newest = (
        select(Edition.id)
        .where(Edition.sign_off_id == signature.id)
        .order_by(col(Edition.number).desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(EditionEvent.id).where(
        EditionEvent.edition_id == newest, EditionEvent.state == EditionState.WITHDRAWN
    )
    return desk.session.exec(query.limit(1)).first() is not None


def signatures(desk: Desk) -> list[SignOff]:
    """Every signature on this translation, newest first."""
    query = select(SignOff).where(SignOff.translation_id == desk.translation.id)
    return list(desk.session.exec(query.order_by(col(SignOff.id).desc())).all())
