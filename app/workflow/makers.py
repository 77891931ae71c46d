"""Which engines had a part in words: an engine checks nothing in whose making it had one (H2)."""

from collections.abc import Iterable, Iterator

from sqlmodel import Session, and_, col, select

from app.engines import ENGINES
from app.models import Json, MemoryUnit, SegmentEvent
from app.workflow.desk import Desk, SegmentView

SAME_MODELS = (frozenset({"argos", "libretranslate"}),)
"""A LibreTranslate server runs Argos's models, so neither of the two can check the other."""


def lineage(desk: Desk, seen: SegmentView) -> frozenset[str]:
    """The ids of engines that had a part in a text: whatever drafted this string ever, what drafted
    the words that memory gave it, what its file names as its maker, and who shares their models."""
    origins = (seen.origin, *desk.origins.get(seen.path, ()))
    found = {name for origin in origins for name in _named(origin)}
    return frozenset(found.union(*(models for models in SAME_MODELS if models & found)))


def _named(origin: Json) -> Iterator[str]:
    yield from origin.get("drafted_by", ())
    if engine := origin.get("engine"):
        yield str(engine)
    told = str(origin.get("origin", "")).lower()
    yield from (name for name in ENGINES if name != "none" and name in told)


def makers(session: Session, tag: str, hashes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The engines that drafted what memory holds in a language, by segment hash."""
    wanted = list(set(hashes))
    if not wanted:
        return {}
    same_string = and_(
        col(SegmentEvent.translation_id) == col(MemoryUnit.translation_id),
        col(SegmentEvent.path) == col(MemoryUnit.path),
    )
    query = (
        select(MemoryUnit.source_hash, SegmentEvent.origin)
        .join(SegmentEvent, same_string)
        .where(MemoryUnit.language == tag, col(MemoryUnit.source_hash).in_(wanted))
    )
    found: dict[str, set[str]] = {}
    for source_hash, origin in session.exec(query).all():
        found.setdefault(source_hash, set()).update(_named(dict(origin)))
    return {source_hash: tuple(sorted(names)) for source_hash, names in found.items()}
