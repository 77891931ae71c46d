"""Back-translations by engines: which engine may say a text in English again, and saying it. An
engine checks no words in whose making it had a part (H2).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from app import engines
from app.checks.in_english import doses_in_english
from app.db import Database
from app.engines import Draft, Engine, maker, name_of
from app.languages import ENGLISH
from app.models import BackTranslation, Role, SegmentOutcome
from app.models.text_ref import TextRef
from app.workflow.drafting.drafts import DraftOutcome, through_engine
from app.workflow.glossary.terms import fixed_words
from app.workflow.lists.strings import text_of, waiting
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Conflict, Refused
from app.workflow.review.back_translation import (
    current_back_translation,
    is_lacking,
    place,
    readable,
    record,
)
from app.workflow.review.waits import BACK
from app.workflow.transitions import transition
from app.workflow.translation.desk import Desk, SegmentView, open_desk, view
from app.workflow.translation.lazy_rows import FEW
from app.workflow.translation.provenance import contributed

ACTION = "back_translate_by_engine"
MOST = 100_000
"""More safety-critical texts than any resource has."""
NOBODY = (
    "No engine is ready that reads this language and had no part in the text. A third person must "
    "translate it back."
)
CHANGED = "Someone changed the text meanwhile, or it has a back-translation now."


IN_A_REQUEST = 60.0
"""Seconds for one text while somebody waits; a job has more."""


@dataclass(frozen=True)
class EngineOffer:
    """An engine that puts a language into English. `barred` says why it must not say this text in
    English again, empty where it may."""

    engine: Engine
    barred: str


@dataclass(frozen=True)
class EngineResult:
    """What an engine made of a text, or the reason why there is nothing."""

    seen: SegmentView
    draft: Draft


def offers(desk: Desk, seen: SegmentView) -> tuple[EngineOffer, ...]:
    """Every engine that is able, with what stands against it for this text."""
    return tuple(
        EngineOffer(engine, barred(desk, seen, engine.id))
        for engine in engines.into_english(desk.language.tag)
    )


def barred(desk: Desk, seen: SegmentView, engine: str) -> str:
    """Why an engine must not say a text in English again, empty where it may."""
    if not contributed(desk, seen, engine):
        return ""
    name = name_of(engine)
    return f"{name} had a part in this text, so another engine or a third person must do it."


def back_translate_by_engine(
    database: Database,
    actor: Actor,
    ref: TextRef,
    path: str,
    engine: str = "",
) -> BackTranslation:
    """Another engine than those of the draft says one text in English, by default the first that
    may; raises Refused and Conflict. The engine works outside any transaction."""
    tag = ref.language
    role = actor.require_role(transition(ACTION).roles, tag)
    with database.reading() as session:
        desk = open_desk(session, *ref.parts)
        seen = readable(desk, path, ACTION)
        chosen_engine = _chosen(offers(desk, seen), engine)
        english = into_english(desk)
    (said,) = say(chosen_engine, tag, [seen], english, IN_A_REQUEST)
    if said.draft.text is None:
        raise Refused(f"The engine gave nothing: {said.draft.reason or 'no reason given'}")
    with database.writing() as session:
        desk = open_desk(session, *ref.parts)
        now = view(desk, path)
        if now.text != seen.text:
            raise Conflict(said.draft.text, now.text, now.version)
        if reason := barred(desk, now, chosen_engine.id):
            raise Refused(reason)
        last = current_back_translation(desk, now)
        if last is not None and (_maker(last), last.text) == (chosen_engine.id, said.draft.text):
            return last
        return record(desk, actor, _row(desk, actor, role, now, said.draft))


def _chosen(found: Iterable[EngineOffer], engine: str) -> Engine:
    wanted = [offer for offer in found if engine in ("", offer.engine.id)]
    free = next((offer.engine for offer in wanted if not offer.barred), None)
    if free is None:
        raise Refused(wanted[0].barred if engine and wanted else NOBODY)
    return free


def lacking(
    desk: Desk, limit: int = MOST, tried: Collection[tuple[str, str]] = ()
) -> list[SegmentView]:
    """The first texts that were approved and wait to be translated back, but for those that were
    tried, by (path, source hash). Read from the list of the text, so that it may be long."""
    rows = waiting(desk.session, text_of(desk), BACK, limit + len(tried))
    segments = [desk.segments[row.path] for row in rows if row.path in desk.segments]
    left = [s.path for s in segments if (s.path, s.hash) not in tried][:limit]
    return [seen for path in left if is_lacking(desk, seen := view(desk, path))]


def able_among_first(desk: Desk) -> tuple[Engine, ...]:
    """The engines that may do at least one of the first texts that wait."""
    found = engines.into_english(desk.language.tag)
    first = lacking(desk, FEW) if found else []
    return tuple(e for e in found if any(not barred(desk, seen, e.id) for seen in first))


def gather(
    desk: Desk, engine: str, limit: int, tried: Collection[tuple[str, str]]
) -> tuple[tuple[SegmentView, str], ...]:
    """Up to `limit` lacking texts that were not tried, each with why the engine must not do it."""
    return tuple((seen, barred(desk, seen, engine)) for seen in lacking(desk, limit, tried))


def into_english(desk: Desk) -> Mapping[str, str]:
    """The fixed words of a language with their English; those with two Englishes are left out."""
    found: dict[str, str] = {}
    twice = set()
    for english, words in fixed_words(desk.session, desk.language.tag).items():
        if found.setdefault(words, english) != english:
            twice.add(words)
    return {words: english for words, english in found.items() if words not in twice}


def say(
    engine: Engine,
    tag: str,
    todo: Sequence[SegmentView],
    english: Mapping[str, str],
    seconds: float = inf,
) -> list[EngineResult]:
    """What an engine makes of texts, one each; raises Refused when it hangs. Doses are read by
    their value and written as English writes them before it sees the rest."""
    texts = [doses_in_english(seen.text, tag) for seen in todo]
    drafts = through_engine(engine, texts, tag, ENGLISH.tag, english, seconds) if texts else []
    return [EngineResult(seen, draft) for seen, draft in zip(todo, drafts, strict=True)]


def write(desk: Desk, actor: Actor, said: Iterable[EngineResult]) -> tuple[DraftOutcome, ...]:
    """Keep what engines said of texts that stand as they stood and still lack it."""
    role = actor.require_role(transition(ACTION).roles, desk.language.tag)
    return tuple(_write(desk, actor, role, each) for each in said)


def refused(todo: Iterable[tuple[SegmentView, str]]) -> tuple[DraftOutcome, ...]:
    """The outcome of texts that an engine must not do."""
    return tuple(
        DraftOutcome(seen.segment, SegmentOutcome.REFUSED, reason)
        for seen, reason in todo
        if reason
    )


def _write(desk: Desk, actor: Actor, role: Role, said: EngineResult) -> DraftOutcome:
    segment, draft = said.seen.segment, said.draft
    if desk.segments.get(segment.path) != segment:
        return DraftOutcome(segment, SegmentOutcome.KEPT, CHANGED)
    now = view(desk, segment.path)
    if now.text != said.seen.text or not is_lacking(desk, now):
        return DraftOutcome(segment, SegmentOutcome.KEPT, CHANGED)
    if draft.text is None:
        reason = draft.reason or "the engine gave nothing"
        return DraftOutcome(segment, SegmentOutcome.REFUSED, reason)
    if reason := barred(desk, now, _maker(draft)):
        return DraftOutcome(segment, SegmentOutcome.REFUSED, reason)
    record(desk, actor, _row(desk, actor, role, now, draft))
    return DraftOutcome(segment, SegmentOutcome.DRAFTED)


def _maker(made: Draft | BackTranslation) -> str:
    return maker(made.engine, made.model)


def _row(desk: Desk, actor: Actor, role: Role, seen: SegmentView, draft: Draft) -> BackTranslation:
    return BackTranslation(
        **place(desk, seen),
        text=draft.text or "",
        engine=draft.engine,
        model=draft.model,
        version=draft.version,
        checksum=draft.checksum,
        actor_id=actor.id,
        role=role,
    )
