"""Catalogues to draw ahead: the demonstration's, and any number of copies of one leaflet."""

import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, delete, select

from app.config import settings
from app.db import Database
from app.jobs.printing import printer
from app.models import Edition, EditionEvent, ResourceRow, SourceRevision
from app.workflow.editions import published
from app.workflow.editions.integrity import digest
from app.workflow.open_database import open_database
from app.workflow.seeding import seed
from tests.bench import workers
from tests.bench.cost import processor_time_of_all

SMALL = "folic-acid"
SMALL_IN = ("en", "pl", "ne", "bn", "fa-AF")
"""One language of each script, so that many copies are drawn within minutes."""
SEEN_EVERY = 10
"""Prints from one look at memory to the next."""


@dataclass(frozen=True)
class Drawn:
    """How many prints were drawn of a catalogue, the seconds that each took on the clock and of all
    processors, and the megabytes that the largest process held in each quarter of them."""

    prints: int
    seconds: float
    processor: float
    megabytes: tuple[float, ...]


@contextmanager
def demonstration(data: Path) -> Iterator[None]:
    """The settings of a demonstration in this folder, for this process and those it starts."""
    said = {
        "BIRTHWORDS_DATA": str(data),
        "BIRTHWORDS_DEMO": "1",
        "BIRTHWORDS_PRERENDER": "0",
        "BIRTHWORDS_DATABASE_URL": "",
    }
    before = {name: os.environ.get(name) for name in said}
    os.environ.update(said)
    settings.cache_clear()
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        settings.cache_clear()


def seeded() -> Database:
    """The demonstration as `make run` fills it."""
    database = open_database(settings().database())
    database.migrate()
    seed(database, demo=True)
    return database


def small(folder: Path, *, times: int) -> Database:
    """A copy that publishes one leaflet in a few of its languages, so many times."""
    path = folder / f"times-{times}.sqlite3"
    with sqlite3.connect(settings().data / "birthwords.sqlite3") as source:
        source.execute("VACUUM INTO ?", (str(path),))
    source.close()
    copy = open_database(f"sqlite:///{path}")
    with copy.writing() as session:
        kept = session.exec(select(ResourceRow).where(ResourceRow.slug == SMALL)).one()
        own = session.exec(
            select(Edition).where(
                Edition.resource_id == kept.id, col(Edition.language).in_(SMALL_IN)
            )
        ).all()
        ids = [each.id for each in own]
        session.exec(delete(EditionEvent).where(col(EditionEvent.edition_id).not_in(ids)))
        for number in range(1, times):
            _copy(session, kept, own, number)
    return copy


def _copy(session: Session, row: ResourceRow, editions: Sequence[Edition], number: int) -> None:
    slug = f"{row.slug}-{number}"
    resource = ResourceRow(slug=slug, kind=row.kind)
    session.add(resource)
    session.flush()
    revisions = {}
    for found in session.exec(select(SourceRevision).where(SourceRevision.resource_id == row.id)):
        values = found.model_dump(exclude={"id"}) | {"resource_id": resource.id}
        revisions[found.id] = SourceRevision(**values)
        session.add(revisions[found.id])
    session.flush()
    for edition in editions:
        events = session.exec(
            select(EditionEvent).where(EditionEvent.edition_id == edition.id)
        ).all()
        values = edition.model_dump(exclude={"id"}) | {
            "resource_id": resource.id,
            "code": hashlib.sha256(f"{edition.code} {number}".encode()).hexdigest()[:6].upper(),
            "source_revision_id": revisions[edition.source_revision_id].id,
            "content": {**edition.content, "slug": slug},
            "english": {**edition.english, "slug": slug},
        }
        copied = Edition(**values)
        copied.hash = digest(copied)  # a damaged edition is shown to nobody, and never printed
        session.add(copied)
        session.flush()
        for event in events:
            said = event.model_dump(exclude={"id"}) | {"edition_id": copied.id}
            session.add(EditionEvent(**said))


def drawn(database: Database, cold: int) -> Drawn:
    """Draw a catalogue with new workers. Reading it counts; starting the workers does not, nor do
    the first `cold` prints, in which each worker draws its first."""
    shutil.rmtree(settings().data / "pdf", ignore_errors=True)
    start = time.perf_counter()
    with database.reading() as session:
        published.everything(session)
    reading_took = time.perf_counter() - start
    moments: list[tuple[float, float]] = []
    largest = [0.0] * 4
    for progress in printer.prerender(database):
        quarter = min(3, 4 * progress.done // progress.wanted)
        if progress.done % SEEN_EVERY == 0 or not largest[quarter]:
            largest[quarter] = max(largest[quarter], workers.largest_megabytes())
        if progress.done >= cold:
            moments.append((time.perf_counter(), processor_time_of_all()))
        if progress.refused:
            raise RuntimeError(f"A print was refused: {progress.refused[0]}")
    if len(moments) < 2:
        raise RuntimeError(f"Of {progress.wanted} prints none is left after {cold} cold ones.")
    wall, processor = (
        (after - before) / (len(moments) - 1)
        for before, after in zip(moments[0], moments[-1], strict=True)
    )
    return Drawn(progress.wanted, wall + reading_took / progress.wanted, processor, tuple(largest))


def prints(database: Database) -> int:
    """How many prints a catalogue has."""
    return next(iter(printer.prerender(database))).wanted
