"""How fast memory answers among a million approved texts of one language, and how much it finds
of what a look at every one of them finds.
"""

import random
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz, process
from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from app.config import CONTENT
from app.db import Database
from app.models import ResourceRow, Translation, now
from app.resources.load import load_all
from app.resources.segments import extract
from app.workflow.open_database import open_database
from app.workflow.translation import memory
from tests.bench.figure import Figure
from tests.bench.timing import p95

UNITS = 1_000_000
ASKED = 240
SCANNED = 60
BATCH = 100_000


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'memory.sqlite3'}")
        database.migrate()
        texts = list(_texts(UNITS))
        _fill(database, texts)
        asked = list(_questions(texts, ASKED))
        with database.reading() as session:
            taken = [_seconds(session, text) for text in asked]
            recall, found = _recall(session, texts, asked[:SCANNED])
        database.dispose()
    yield Figure(
        "memory_p95_ms", p95(taken) * 1000, "ms", target=50, better="lower",
        detail=f"{ASKED} questions, each asked once, over {UNITS:,} different texts",
        samples=ASKED,
    )  # fmt: skip
    yield Figure(
        "memory_recall", recall, "", target=0.95, better="higher",
        detail=f"of the {found} best five that a scan of every text finds for {SCANNED} questions",
        samples=SCANNED,
    )  # fmt: skip


def _seconds(session: Session, text: str) -> float:
    start = time.perf_counter()
    memory.matches(session, "pl", text)
    return time.perf_counter() - start


def _recall(session: Session, texts: list[str], asked: list[str]) -> tuple[float, int]:
    """The share of the scan's best five for which memory has one that is as good."""
    wanted = got = 0
    for text in asked:
        scan = process.extract(
            text, texts, scorer=fuzz.ratio, score_cutoff=memory.MIN_SCORE, limit=5
        )
        best = [100 if found == text else min(int(score), 99) for found, score, _ in scan]
        ours = [match.score for match in memory.matches(session, "pl", text)]
        wanted += len(best)
        got += sum(mine >= theirs for mine, theirs in zip(ours, best, strict=False))
    return got / wanted, wanted


def _texts(count: int) -> Iterator[str]:
    """Different English texts: the content's own sentences with other words of the content, as
    often as the content uses them, and whole sentences joined."""
    chance = random.Random(5)  # noqa: S311  # the same texts in every run
    own = [s.text for resource in load_all(CONTENT) for s in extract(resource).segments]
    words = [word for text in own for word in re.findall(r"[A-Za-z’']+", text)]
    seen: set[str] = set()
    for text in own:
        if text not in seen:
            seen.add(text)
            yield text
    while len(seen) < count:
        text = _varied(chance, own, words)
        if text not in seen:
            seen.add(text)
            yield text


def _varied(chance: random.Random, own: list[str], words: list[str]) -> str:
    text = chance.choice(own)
    if chance.random() < 0.3:
        text = f"{text} {chance.choice(own)}"
    parts = text.split()
    for _ in range(max(1, round(len(parts) * chance.uniform(0.1, 0.6)))):
        parts[chance.randrange(len(parts))] = chance.choice(words)
    return " ".join(parts)


def _questions(texts: list[str], count: int) -> Iterator[str]:
    """What a translator meets: texts that stand there, and ones with a word or three changed."""
    chance = random.Random(7)  # noqa: S311  # the same questions in every run
    for number in range(count):
        parts = chance.choice(texts).split()
        for _ in range(number % 4):
            at = chance.randrange(len(parts))
            other = chance.choice(chance.choice(texts).split())
            parts[at : at + chance.randrange(2)] = [other] if chance.random() < 0.8 else []
            parts = parts or [other]
        yield " ".join(parts)


def _fill(database: Database, texts: list[str]) -> None:
    with database.writing() as session:
        session.add(ResourceRow(id=1, slug="a-leaflet", kind="leaflet"))
        session.flush()
        session.add(Translation(id=1, resource_id=1, reading_version="standard", language="pl"))
        # The index of a million is written in all its places at once: hold it, not the disk.
        session.connection().exec_driver_sql("PRAGMA cache_size = -400000")
    at = now()
    for start in range(0, len(texts), BATCH):
        with database.writing() as session:
            part = texts[start : start + BATCH]
            rows = [
                {
                    "translation_id": 1, "path": f"p{start + n}", "language": "pl",
                    "source_id": source_id, "source_hash": f"{start + n:x}",
                    "target": f"Tekst {start + n}", "slug": "a-leaflet",
                    "reading_version": "standard", "approved_at": at,
                }
                for n, source_id in enumerate(memory.index(session, part))
            ]  # fmt: skip
            session.connection().execute(insert(SQLModel.metadata.tables["memory_unit"]), rows)
