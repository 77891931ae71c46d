"""How far machine drafts can be trusted, told by what people did with them: how many were approved
as they came, and how much of the others was changed. Read from the events; nothing is stored.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz.distance import Levenshtein
from sqlmodel import Session, col, select

from app.models import SegmentEvent, Translation

NEWEST = 1000
"""Approvals of a language that count: the newest ones, so that a better model soon shows."""


@dataclass(frozen=True)
class Maker:
    """What made a draft: engine, model, version and the SHA-256 of the model's files."""

    engine: str
    model: str = ""
    version: str = ""
    checksum: str = ""


@dataclass(frozen=True)
class Trust:
    """What became of one maker's drafts in one language. `changed` is the mean share of letters
    that people changed, from 0 to 1, drafts approved unchanged included."""

    maker: Maker
    approved: int
    unchanged: int
    changed: float
    last: datetime

    @property
    def share_unchanged(self) -> float:
        return self.unchanged / self.approved


@dataclass(frozen=True)
class _Draft:
    id: int
    text: str
    source_hash: str
    maker: Maker | None


def trust(session: Session, tag: str, newest: int = NEWEST) -> tuple[Trust, ...]:
    """What became of machine drafts in a language, the maker with most approved drafts first.

    A draft counts once its text was approved for the same English. Words from memory, from a file
    or by hand count for no engine.
    """
    approvals = _approvals(session, tag, newest)
    drafts = _drafts(session, {each.translation_id for each in approvals})
    changes: dict[Maker, list[tuple[float, datetime]]] = defaultdict(list)
    for each in approvals:
        draft = _before(each, drafts[each.translation_id, each.path])
        if draft is not None and draft.maker is not None:
            change = Levenshtein.normalized_distance(draft.text, each.text)
            changes[draft.maker].append((change, each.at))
    found = (_trust(maker, rows) for maker, rows in changes.items())
    return tuple(sorted(found, key=lambda one: one.approved, reverse=True))


def _trust(maker: Maker, rows: list[tuple[float, datetime]]) -> Trust:
    shares = [share for share, _ in rows]
    unchanged = sum(share == 0 for share in shares)
    return Trust(maker, len(rows), unchanged, sum(shares) / len(rows), max(at for _, at in rows))


def _approvals(session: Session, tag: str, newest: int) -> list[SegmentEvent]:
    """The last approval of each segment, no more than the newest ones."""
    rows = session.exec(
        select(SegmentEvent)
        .join(Translation, col(Translation.id) == col(SegmentEvent.translation_id))
        .where(Translation.language == tag, SegmentEvent.action == "revise")
        .order_by(col(SegmentEvent.id).desc())
        .limit(newest)
    )
    found: dict[tuple[int, str], SegmentEvent] = {}
    for row in rows:
        found.setdefault((row.translation_id, row.path), row)
    return list(found.values())


def _drafts(session: Session, translations: Iterable[int]) -> dict[tuple[int, str], list[_Draft]]:
    """Every draft of these translations by its segment, newest first."""
    rows = session.exec(
        select(SegmentEvent)
        .where(
            col(SegmentEvent.translation_id).in_(sorted(translations)),
            SegmentEvent.action == "draft",
        )
        .order_by(col(SegmentEvent.id).desc())
    )
    found: dict[tuple[int, str], list[_Draft]] = defaultdict(list)
    for row in rows:
        maker = None
        if engine := row.origin.get("engine"):
            said = (str(row.origin.get(part) or "") for part in ("model", "version", "checksum"))
            maker = Maker(str(engine), *said)
        found[row.translation_id, row.path].append(
            _Draft(row.id or 0, row.text, row.source_hash, maker)
        )
    return found


def _before(approval: SegmentEvent, drafts: Iterable[_Draft]) -> _Draft | None:
    """The draft that the approved text began as: the last one before it, for the same English."""
    earlier = (each for each in drafts if each.id < (approval.id or 0))
    last = next(earlier, None)
    return last if last is not None and last.source_hash == approval.source_hash else None
