"""Machine drafts: what is missing is gathered in one transaction, translated and checked outside
any, and written in another. A draft never replaces words that a person wrote or saved meanwhile.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from app import checks
from app.checks.base import Pair, Severity
from app.engines import draft_texts
from app.engines.base import Draft, Engine, EngineHung, ReadsAround, Surroundings
from app.languages import ENGLISH, is_source
from app.models import Json, SegmentOutcome, SegmentText, Status
from app.resources.segments import Segment
from app.workflow.drafting.surroundings import surroundings
from app.workflow.glossary.terms import fixed_words
from app.workflow.lengths import too_long
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.transitions import transition
from app.workflow.translation import memory
from app.workflow.translation.desk import Desk
from app.workflow.translation.provenance import drafted_by
from app.workflow.translation.recording import record
from app.workflow.translation.state import is_stale

KEPT = "Someone filled it while the draft was made; their words stay."


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """Segments that a draft may fill, the words that memory knows for some of them and the engines
    that drafted those, by path, whether there are more, and the glossary's fixed words. What
    stands `around` each is there where the engine reads it."""

    todo: tuple[Segment, ...]
    known: Mapping[str, str]
    more: bool = False
    fixed: Mapping[str, str] = field(default_factory=dict)
    drafted_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    around: Mapping[str, Surroundings] = field(default_factory=dict)


@dataclass(frozen=True)
class MadeDraft:
    """A text to write, with where it came from, or the reason why there is none."""

    segment: Segment
    text: str | None
    origin: Json
    reason: str = ""


@dataclass(frozen=True)
class DraftOutcome:
    """What became of one segment."""

    segment: Segment
    kind: SegmentOutcome
    reason: str = ""


def refuse_english(tag: str) -> None:
    if is_source(tag):
        raise Refused("English is the source: there is nothing to draft.")


def gather(
    desk: Desk,
    limit: int | None = None,
    tried: Container[tuple[str, str]] = (),
    engine: Engine | None = None,
) -> Gathered:
    """Up to `limit` segments that have no words yet and were not tried, by (path, source hash),
    with all that `engine` wants to know of them."""
    every = [s for s in missing(desk) if (s.path, s.hash) not in tried]
    todo = every[:limit]
    known, tag = memory.suggestions(desk.session, desk.language.tag, todo), desk.language.tag
    made_by = drafted_by(desk.session, tag, (s.hash for s in todo if s.path in known))
    fixed, around = fixed_words(desk.session, tag), {}
    if isinstance(engine, ReadsAround):
        around = surroundings(desk, [s for s in todo if s.path not in known], fixed)
    return Gathered(
        todo=tuple(todo),
        known=known,
        more=len(every) > len(todo),
        fixed=fixed,
        drafted_by={s.path: made_by[s.hash] for s in todo if s.hash in made_by},
        around=around,
    )


def make(engine: Engine, tag: str, gathered: Gathered) -> tuple[MadeDraft, ...]:
    """Words for what was gathered: memory's first, then the engine's that pass the checks. Where
    the engine cannot do the language, nothing is said of the segments that memory does not know."""
    known = [
        MadeDraft(s, gathered.known[s.path], _from_memory(gathered.drafted_by.get(s.path, ())))
        for s in gathered.todo
        if s.path in gathered.known
    ]
    rest = [s for s in gathered.todo if s.path not in gathered.known]
    if not rest or engine.capability(ENGLISH.tag, tag).state != "ready":
        return tuple(known)
    drafts = through_engine(
        engine,
        [segment.text for segment in rest],
        ENGLISH.tag,
        tag,
        gathered.fixed,
        around=[gathered.around[s.path] for s in rest] if gathered.around else (),
    )
    return (*known, *(_judged(s, d, tag) for s, d in zip(rest, drafts, strict=True)))


def _from_memory(drafted_by: Sequence[str]) -> Json:
    return {"memory": True, **({"drafted_by": list(drafted_by)} if drafted_by else {})}


def through_engine(
    engine: Engine,
    texts: Sequence[str],
    source: str,
    target: str,
    fixed: Mapping[str, str],
    seconds: float = inf,
    around: Sequence[Surroundings] = (),
) -> list[Draft]:
    """What an engine makes of texts; raises Refused when it does not answer in its time."""
    try:
        return draft_texts(engine, texts, source, target, fixed, seconds, around)
    except EngineHung as hung:
        raise Refused(str(hung)) from None


def write(
    desk: Desk, actor: Actor, made: Sequence[MadeDraft], stamp: Json | None = None
) -> tuple[DraftOutcome, ...]:
    """Write what was made into the segments that are still open; `stamp` is added to each
    origin."""
    return tuple(_write(desk, actor, each, stamp or {}) for each in made)


def missing(desk: Desk) -> list[Segment]:
    """Segments that a draft may fill: empty ones, and drafts whose English has changed."""
    return [
        segment for path, segment in desk.segments.items() if _open(desk.rows.get(path), segment)
    ]


def _open(row: SegmentText | None, segment: Segment) -> bool:
    """A text that was reopened is a draft too, but a person wrote it: it stays. So does what a
    translator's file calls unfinished."""
    if row is None or row.status is Status.EMPTY:
        return True
    by_a_person = row.edited_by is not None or row.origin.get("machine") is False
    untouched = row.status is Status.DRAFT and not by_a_person
    return untouched and is_stale(segment.hash, row.source_hash, row.status)


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


def _judged(segment: Segment, draft: Draft, tag: str) -> MadeDraft:
    reason = _reason_against(segment, draft, tag)
    return MadeDraft(segment, None if reason else draft.text, origin(draft), reason)


def _reason_against(segment: Segment, draft: Draft, tag: str) -> str:
    if draft.text is None:
        return draft.reason or "the engine gave nothing"
    if reason := too_long(segment, draft.text):
        return reason
    found = checks.run(
        Pair(segment.text, draft.text, tag, safety_critical=segment.safety_critical, machine=True)
    )
    blocking = [finding.message for finding in found if finding.severity is Severity.BLOCKING]
    return blocking[0] if blocking else ""


def _write(desk: Desk, actor: Actor, made: MadeDraft, stamp: Json) -> DraftOutcome:
    segment = made.segment
    rule = transition("draft")
    role = actor.require_role(rule.roles, desk.language.tag)
    same_english = desk.segments.get(segment.path) == segment
    if not same_english or not _open(desk.rows.get(segment.path), segment):
        return DraftOutcome(segment, SegmentOutcome.KEPT, KEPT if same_english else _CHANGED)
    if made.text is None:
        return DraftOutcome(segment, SegmentOutcome.REFUSED, made.reason)
    record(
        desk,
        actor,
        role,
        segment.path,
        "draft",
        text=made.text,
        status=rule.after,
        origin={**made.origin, **stamp},
    )
    kind = SegmentOutcome.REMEMBERED if made.origin.get("memory") else SegmentOutcome.DRAFTED
    return DraftOutcome(segment, kind)


_CHANGED = "The English changed while the draft was made."
