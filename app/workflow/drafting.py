"""Machine drafts: what is missing is gathered in one transaction, translated outside any,
checked, and written in another. A draft never replaces words that a person wrote or saved
meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app import checks
from app.checks.base import Pair, Severity
from app.db import Database
from app.engines import draft_texts
from app.engines.base import Draft, Engine
from app.models import Json, Status
from app.resources.segments import Segment
from app.workflow.desk import Desk, SegmentView, open_desk, record, view
from app.workflow.memory import exact
from app.workflow.people import Actor
from app.workflow.refusals import Refused
from app.workflow.states import transition


@dataclass(frozen=True)
class Drafted:
    """What one run did: strings drafted, taken from memory, and kept out with the reason."""

    drafted: int
    remembered: int
    refused: tuple[tuple[str, str], ...]


def draft_translation(
    database: Database, actor: Actor, slug: str, reading_version: str, tag: str, engine: Engine
) -> Drafted:
    """Draft every string that has no words yet; raises Refused when the engine cannot do this
    language."""
    rule = transition("draft")
    actor.acting(rule.roles, tag)
    if tag == "en":
        raise Refused("English is the source: there is nothing to draft.")
    with database.writing() as session:
        desk = open_desk(session, slug, reading_version, tag)
        todo = missing(desk)
        known = memory(desk, todo)
    rest = [segment for segment in todo if segment.path not in known]
    drafts: list[Draft] = []
    if rest:
        capability = engine.capability("en", tag)
        if capability.state != "ready" and not known:
            raise Refused(capability.reason)
        if capability.state == "ready":
            drafts = draft_texts(engine, [segment.text for segment in rest], "en", tag)
    with database.writing() as session:
        desk = open_desk(session, slug, reading_version, tag)
        remembered = sum(
            _write(desk, actor, s, known[s.path], {"memory": True}) for s in todo if s.path in known
        )
        refused = []
        drafted = 0
        for segment, draft in zip(rest, drafts, strict=False):
            reason = _reason_against(segment, draft, tag)
            if reason:
                refused.append((segment.path, reason))
            elif draft.text is not None:
                drafted += _write(desk, actor, segment, draft.text, origin(draft))
    return Drafted(drafted, remembered, tuple(refused))


def missing(desk: Desk) -> list[Segment]:
    """Strings that a draft may fill: empty ones, and drafts whose English has changed."""
    return [segment for path, segment in desk.segments.items() if _open(view(desk, path))]


def _open(seen: SegmentView) -> bool:
    """A text that was reopened is a draft too, but a person wrote it: it stays."""
    untouched = seen.status is Status.DRAFT and seen.edited_by is None
    return seen.status is Status.EMPTY or (untouched and seen.stale)


def memory(desk: Desk, segments: Sequence[Segment]) -> dict[str, str]:
    """Revised texts of the very same English in this language, by path: suggestions, never
    approvals (H19)."""
    texts = exact(desk.session, desk.language.tag, (segment.hash for segment in segments))
    return {s.path: texts[s.hash] for s in segments if s.hash in texts}


def origin(draft: Draft) -> Json:
    """What is kept of where a draft came from."""
    return {
        "engine": draft.engine,
        "model": draft.model,
        "version": draft.version,
        "checksum": draft.checksum,
        "score": draft.score,
        "flags": list(draft.flags),
    }


def _reason_against(segment: Segment, draft: Draft, tag: str) -> str:
    if draft.text is None:
        return draft.reason or "the engine gave nothing"
    found = checks.run(Pair(segment.text, draft.text, tag, segment.safety_critical, machine=True))
    blocking = [finding.message for finding in found if finding.severity is Severity.BLOCKING]
    return blocking[0] if blocking else ""


def _write(desk: Desk, actor: Actor, segment: Segment, text: str, where_from: Json) -> int:
    rule = transition("draft")
    if desk.segments.get(segment.path) != segment:
        return 0
    if not _open(view(desk, segment.path)):
        return 0
    role = actor.acting(rule.roles, desk.language.tag)
    record(
        desk, actor, role, segment.path, "draft", text=text, status=rule.after, origin=where_from
    )
    return 1
