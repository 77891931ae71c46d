"""Back-translations: what a safety-critical text says, in English again, by a third person or by
an engine that had no part in it (`drafting.back_translations`). Sign-off refuses without one (H2).
"""

from typing import Any

from app.checks.base import Pair
from app.checks.facts import BOX, check_facts
from app.checks.negation import check_negation
from app.engines import maker
from app.languages import ENGLISH
from app.models import BackTranslation
from app.resources.characters import one_line
from app.resources.inline import without_tokens
from app.resources.segments import Segment
from app.workflow.lengths import too_long
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Conflict, Refused, Unfilled
from app.workflow.transitions import transition
from app.workflow.translation import provenance
from app.workflow.translation.desk import Desk, SegmentView, segment_of, text_hash, view
from app.workflow.translation.recording import note


def is_needed(segment: Segment) -> bool:
    """Whether a segment must be said in English again before anyone signs it."""
    return segment.safety_critical and any(c.isalpha() for c in without_tokens(segment.text))


def current_back_translation(desk: Desk, seen: SegmentView) -> BackTranslation | None:
    """The newest back-translation of exactly this text by someone who had no part in it."""
    words = text_hash(seen.text)
    for row in reversed(desk.back_translations.get(seen.path, [])):
        if row.text_hash == words and not _is_by_contributor(desk, seen, row):
            return row
    return None


def _is_by_contributor(desk: Desk, seen: SegmentView, row: BackTranslation) -> bool:
    if row.engine:
        return provenance.contributed(desk, seen, maker(row.engine, row.model))
    return contributed(seen, row.actor_id)


def is_lacking(desk: Desk, seen: SegmentView) -> bool:
    """Whether a text needs a back-translation and has none that holds."""
    return is_needed(seen.segment) and current_back_translation(desk, seen) is None


def contributed(seen: SegmentView, person: int) -> bool:
    return person in (seen.edited_by, seen.revised_by)


CONTRIBUTED = "You wrote or revised this text, so a third person must translate it back."
NOT_WRITTEN = "Only a text that a person has edited is translated back."


def why_not_back(desk: Desk, actor: Actor, seen: SegmentView) -> str:
    """Why this person cannot say this text in English again; empty when they can. Whether they hold
    the role is not asked here."""
    if not _is_written(desk, seen, "back_translate"):
        return NOT_WRITTEN
    return CONTRIBUTED if contributed(seen, actor.id) else ""


def back_translate(
    desk: Desk, actor: Actor, path: str, text: str, opened: int | None = None
) -> BackTranslation:
    """A third person says in English what the text says; `opened` is the version of the text that
    they read. Raises Refused and Conflict."""
    rule = transition("back_translate")
    role = actor.require_role(rule.roles, desk.language.tag)
    seen = readable(desk, path, "back_translate")
    words = one_line(text)
    if not words:
        raise Unfilled("Write in English what the translation says.", "text")
    if reason := too_long(seen.segment, words):
        raise Unfilled(reason, "text")
    if contributed(seen, actor.id):
        raise Refused(CONTRIBUTED)
    if opened is not None and opened != seen.version:
        raise Conflict(words, seen.text, seen.version)
    last = current_back_translation(desk, seen)
    if last is not None and (last.text, last.actor_id, last.engine) == (words, actor.id, ""):
        return last
    row = BackTranslation(**place(desk, seen), text=words, actor_id=actor.id, role=role, engine="")
    return record(desk, actor, row)


def differences(segment: Segment, said: str) -> tuple[str, ...]:
    """Sentences on facts and negations in which a back-translation differs from the English: doubts
    about the translation, or about who translated it back."""
    pair = Pair(segment.text, said, ENGLISH.tag, safety_critical=segment.safety_critical)
    found = (*check_facts(pair), *check_negation(pair))
    return tuple(
        each.message.replace("he translation", "he back-translation").removesuffix(BOX).rstrip()
        for each in found
    )


def readable(desk: Desk, path: str, action: str) -> SegmentView:
    """A segment whose text may be translated back; raises Refused and Missing."""
    segment_of(desk, path)
    seen = view(desk, path)
    if not _is_written(desk, seen, action):
        raise Refused(NOT_WRITTEN)
    return seen


def _is_written(desk: Desk, seen: SegmentView, action: str) -> bool:
    return not desk.language.is_source and seen.status in transition(action).before


def place(desk: Desk, seen: SegmentView) -> dict[str, Any]:
    """What a back-translation is bound to."""
    return {
        "translation_id": desk.translation_id,
        "path": seen.path,
        "source_hash": seen.segment.hash,
        "text_hash": text_hash(seen.text),
    }


def record(desk: Desk, actor: Actor, row: BackTranslation) -> BackTranslation:
    """Write a back-translation, and that it was made."""
    desk.back_translations.setdefault(row.path, []).append(row)
    desk.session.add(row)
    note(desk, actor, row.role, row.path, "back_translate", row.text)
    return row
