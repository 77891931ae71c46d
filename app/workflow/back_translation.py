"""Back-translations: what a safety-critical text says, in English again, by a third person or by
an engine other than the one that drafted it. Sign-off refuses without one (H2).
"""

from typing import Any

from app.db import Database
from app.engines import ENGINES, Engine, draft_texts
from app.models import BackTranslation
from app.resources.inline import without_tokens
from app.resources.segments import Segment
from app.workflow.desk import Desk, SegmentView, note, open_desk, segment_of, text_hash, view, views
from app.workflow.people import Actor
from app.workflow.refusals import Conflict, Refused
from app.workflow.states import transition


def is_needed(segment: Segment) -> bool:
    """Whether a string must be said in English again before anyone signs it."""
    return segment.safety_critical and any(c.isalpha() for c in without_tokens(segment.text))


def standing(desk: Desk, seen: SegmentView) -> BackTranslation | None:
    """The newest back-translation of exactly this text by someone who had no part in it."""
    words = text_hash(seen.text)
    for row in reversed(desk.back_translations.get(seen.path, [])):
        if row.text_hash == words and (row.engine or not had_part(seen, row.actor_id)):
            return row
    return None


def is_lacking(desk: Desk, seen: SegmentView) -> bool:
    """Whether a text needs a back-translation and has none that holds."""
    return is_needed(seen.segment) and standing(desk, seen) is None


def had_part(seen: SegmentView, person: int) -> bool:
    return person in (seen.edited_by, seen.revised_by)


def waiting(desk: Desk, actor: Actor) -> list[str]:
    """Paths of what this person can translate back and nobody has."""
    return [
        seen.path
        for seen in views(desk)
        if seen.status in transition("back_translate").before
        and not had_part(seen, actor.id)
        and is_lacking(desk, seen)
    ]


def back_translate(
    desk: Desk, actor: Actor, path: str, text: str, opened: int | None = None
) -> BackTranslation:
    """A third person says in English what the text says; `opened` is the version of the text that
    they read. Raises Refused and Conflict."""
    rule = transition("back_translate")
    role = actor.acting(rule.roles, desk.language.tag)
    seen = _readable(desk, path, "back_translate")
    words = " ".join(text.split())
    if not words:
        raise Refused("Write in English what the translation says.")
    if had_part(seen, actor.id):
        raise Refused("You wrote or revised this text, so a third person must translate it back.")
    if opened is not None and opened != seen.version:
        raise Conflict(words, seen.text, seen.version)
    last = standing(desk, seen)
    if last is not None and (last.text, last.actor_id, last.engine) == (words, actor.id, ""):
        return last
    row = BackTranslation(**_place(desk, seen), text=words, actor_id=actor.id, role=role, engine="")
    return _keep(desk, actor, row)


def back_translate_by_engine(
    database: Database, actor: Actor, slug: str, reading_version: str, tag: str, path: str
) -> BackTranslation:
    """An engine other than the one that drafted says the text in English; raises Refused. The
    engine works outside any transaction."""
    rule = transition("back_translate_by_engine")
    role = actor.acting(rule.roles, tag)
    with database.reading() as session:
        seen = _readable(open_desk(session, slug, reading_version, tag), path, rule.action)
    engine = other_engine(tag, seen)
    if engine is None:
        raise Refused(
            "No engine is ready that reads this language and did not draft the text. A third "
            "person must translate it back."
        )
    draft = draft_texts(engine, [seen.text], tag, "en")[0]
    if draft.text is None:
        raise Refused(f"The engine gave nothing: {draft.reason or 'no reason given'}")
    with database.writing() as session:
        desk = open_desk(session, slug, reading_version, tag)
        now_seen = view(desk, path)
        if now_seen.text != seen.text:
            raise Conflict(draft.text, now_seen.text, now_seen.version)
        row = BackTranslation(
            **_place(desk, now_seen),
            text=draft.text,
            engine=draft.engine,
            model=draft.model,
            version=draft.version,
            actor_id=actor.id,
            role=role,
        )
        return _keep(desk, actor, row)


def other_engine(tag: str, seen: SegmentView) -> Engine | None:
    """A ready engine from this language into English that did not make the draft."""
    drafted = f"{seen.origin.get('engine', '')} {seen.origin.get('origin', '')}".lower()
    for name, engine in ENGINES.items():
        if name not in drafted and engine.capability(tag, "en").state == "ready":
            return engine
    return None


def _readable(desk: Desk, path: str, action: str) -> SegmentView:
    segment_of(desk, path)
    seen = view(desk, path)
    if desk.language.tag == "en" or seen.status not in transition(action).before:
        raise Refused("Only a text that a person has edited is translated back.")
    return seen


def _place(desk: Desk, seen: SegmentView) -> dict[str, Any]:
    return {
        "translation_id": desk.translation_id,
        "path": seen.path,
        "source_hash": seen.segment.hash,
        "text_hash": text_hash(seen.text),
    }


def _keep(desk: Desk, actor: Actor, row: BackTranslation) -> BackTranslation:
    desk.back_translations.setdefault(row.path, []).append(row)
    desk.session.add(row)
    note(desk, actor, row.role, row.path, "back_translate", row.text)
    return row
