"""Catalogues to draw ahead: the demonstration's, a small one, and ten of the small one."""

import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import Session, col, select

from app.config import settings
from app.db import Database
from app.jobs.printing import printer
from app.models import Edition, EditionEvent, ResourceRow, SourceRevision
from app.workflow.editions import published
from app.workflow.open_database import open_database
from app.workflow.seeding import seed

SMALL = "folic-acid"
TIMES = 10
_COLD = 4
"""Prints before every worker has drawn its first."""


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
    """A copy that publishes one leaflet in all its languages, or so many copies of it."""
    path = folder / f"times-{times}.sqlite3"
    with sqlite3.connect(settings().data / "birthwords.sqlite3") as source:
        source.execute("VACUUM INTO ?", (str(path),))
    source.close()
    copy = open_database(f"sqlite:///{path}")
    with copy.writing() as session:
        kept = session.exec(select(ResourceRow).where(ResourceRow.slug == SMALL)).one()
        own = session.exec(select(Edition).where(Edition.resource_id == kept.id)).all()
        ids = [each.id for each in own]
        for event in session.exec(
            select(EditionEvent).where(col(EditionEvent.edition_id).not_in(ids))
        ):
            session.delete(event)
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
            "hash": f"{edition.hash[:-1]}{number}",
            "source_revision_id": revisions[edition.source_revision_id].id,
            "content": {**edition.content, "slug": slug},
            "english": {**edition.english, "slug": slug},
        }
        copied = Edition(**values)
        session.add(copied)
        session.flush()
        for event in events:
            said = event.model_dump(exclude={"id"}) | {"edition_id": copied.id}
            session.add(EditionEvent(**said))


def drawn(database: Database) -> tuple[int, float]:
    """How many prints were drawn of a catalogue, and the seconds that each took: reading the
    catalogue counts, starting the workers does not."""
    shutil.rmtree(settings().data / "pdf", ignore_errors=True)
    start = time.perf_counter()
    with database.reading() as session:
        published.everything(session)
    reading_took = time.perf_counter() - start
    moments = []
    for progress in printer.prerender(database):
        moments.append(time.perf_counter())
        if progress.refused:
            raise RuntimeError(f"A print was refused: {progress.refused[0]}")
    count, warm = len(moments), moments[_COLD:]
    return count, (warm[-1] - warm[0]) / (len(warm) - 1) + reading_took / count
