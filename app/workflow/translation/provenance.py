"""Which engines had a part in words: readers are told of it, and an engine checks nothing in whose
making it had one (H2). And who brought words in as those of an agency: nobody signs or keeps what
they alone say two made.
"""

import re
from collections.abc import Iterable, Iterator

from sqlmodel import Session, and_, col, select

from app.engines import ENGINES, akin, maker
from app.models import Json, MemoryUnit, SegmentEvent
from app.workflow.translation.desk import Desk, SegmentView


def contributed(desk: Desk, seen: SegmentView, engine: str) -> bool:
    """Whether an engine, or one akin to it, had a part in a text: whether it drafted this segment
    ever, drafted the words that memory gave it, or is named as the maker in its file."""
    origins = (seen.origin, *desk.origins.get(seen.path, ()))
    return any(akin(engine, name) for origin in origins for name in _named(origin))


def by_machine(desk: Desk) -> bool:
    """Whether an engine drafted any of the words that stand now, or words that they came from: a
    file that brings them back, and memory, say nothing of it themselves."""
    desk.origins.whole()
    return any(
        origin.get("machine") or any(_named(origin))
        for path in desk.segments
        if path in desk.rows
        for origin in (desk.rows[path].origin, *desk.origins.get(path, ()))
    )


def _named(origin: Json) -> Iterator[str]:
    yield from origin.get("drafted_by", ())
    if engine := origin.get("engine"):
        yield maker(str(engine), str(origin.get("model") or ""))
    told = str(origin.get("origin", "")).lower().replace("-", " ")
    yield from (name for name in ENGINES if name != "none" and _says(told, name))
    if "language model" in told:  # which one is not said: it may be the one that is served here
        yield "chat"


def _says(told: str, engine: str) -> bool:
    """Whether an engine is named as a word: “Apertium 3.8”, but not the chat of “Chatterjee”."""
    return re.search(rf"(?<![^\W\d_]){engine}(?![^\W\d_])", told) is not None


def brought_in(desk: Desk, actor_id: int, paths: Iterable[str]) -> bool:
    """Whether any of these words that stand now came from an agency's file of this person."""
    rows = (desk.rows[path] for path in paths if path in desk.rows)
    stands = {row.path: row.text for row in rows if row.origin.get("evidence")}
    if not stands:
        return False
    query = select(SegmentEvent.path, SegmentEvent.text).where(
        SegmentEvent.translation_id == desk.translation.id,
        SegmentEvent.action == "agency",
        SegmentEvent.actor_id == actor_id,
    )
    return any(stands.get(path) == text for path, text in desk.session.exec(query))


def drafted_by(session: Session, tag: str, hashes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The engines that drafted what memory holds in a language, by segment hash."""
    wanted = list(set(hashes))
    if not wanted:
        return {}
    same_segment = and_(
        col(SegmentEvent.translation_id) == col(MemoryUnit.translation_id),
        col(SegmentEvent.path) == col(MemoryUnit.path),
    )
    query = (
        select(MemoryUnit.source_hash, SegmentEvent.origin)
        .join(SegmentEvent, same_segment)
        .where(MemoryUnit.language == tag, col(MemoryUnit.source_hash).in_(wanted))
    )
    found: dict[str, set[str]] = {}
    for source_hash, origin in session.exec(query).all():
        found.setdefault(source_hash, set()).update(_named(dict(origin)))
    return {source_hash: tuple(sorted(names)) for source_hash, names in found.items()}
