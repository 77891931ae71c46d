"""The demonstration that walks begin from, with English that changed since, and our own ways out
and in: what the command line and the pages call.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import select

from app.config import CONTENT
from app.db import Database
from app.exchange.glossary import TermEntry
from app.exchange.recognise import read
from app.models import SegmentText
from app.models.text_ref import TextRef
from app.resources.load import parse
from app.workflow.glossary import term_files
from app.workflow.imports import translation_files
from app.workflow.imports.preview import ImportOutcome, bring_in, look_at
from app.workflow.open_database import open_database
from app.workflow.people import accounts
from app.workflow.plans.fhir_source import PublishedPlan, published_plan
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import open_desk, views
from tests.bench import catalogue

SLUG = "babys-movements"
BEFORE = "Call straight away if"
AFTER = "Always call straight away if"
"""What an author changed in the English, so that translations of it are stale."""
NEW = "  - {id: added-later, type: paragraph, text: Keep your **notes** with you.}\n"
"""A text that no language has words for, with a token."""
POLISH = TextRef(SLUG, "standard", "pl")
"""Approved texts, a stale one and an empty one."""
BENGALI = TextRef(SLUG, "standard", "bn")
"""Drafts, edited and approved texts."""
DARI = TextRef(SLUG, "standard", "fa-AF")
"""From right to left."""
GERMAN = TextRef(SLUG, "standard", "de")
"""No words yet."""
REFS = (POLISH, BENGALI, DARI, GERMAN)
_REVIEWER, _AUTHOR = "reviewer@demo.test", "author@demo.test"


@dataclass(frozen=True)
class World:
    """A filled database; what a walk writes, it writes into a copy."""

    database: Database
    file: Path

    @contextmanager
    def copy(self) -> Iterator["World"]:
        """The same world to write into."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(shutil.copy(self.file, folder))
            database = open_database(f"sqlite:///{file}")
            try:
                yield World(database, file)
            finally:
                database.dispose()

    def export(self, ref: TextRef, format_: str) -> bytes:
        """A translation in one of our formats."""
        with self.database.reading() as session:
            return translation_files.export(
                session, ref.slug, ref.reading_version, ref.language, format_
            )

    def memory(self, tag: str) -> bytes:
        """The approved texts of a language as TMX."""
        with self.database.reading() as session:
            return translation_files.export_memory(session, tag)

    def export_terms(self, tag: str, ending: str) -> bytes:
        """The glossary with its words in one language, or in all with `*`."""
        with self.database.reading() as session:
            return term_files.export(session, tag, ending)

    def glossary(self) -> tuple[TermEntry, ...]:
        """Every term with all its words, as it stands."""
        with self.database.reading() as session:
            return term_files.stored(session)

    def texts(self, ref: TextRef) -> dict[str, tuple[str, str, str]]:
        """Each segment's English, text and state, by path."""
        with self.database.reading() as session:
            desk = open_desk(session, ref.slug, ref.reading_version, ref.language)
            return {one.path: (one.segment.text, one.text, one.state) for one in views(desk)}

    def look(self, data: bytes, name: str, *, confirmed: bool = False) -> ImportOutcome:
        """What `birthwords import --dry-run` says, in a session that cannot write."""
        with self.database.reading() as session:
            actor = accounts.actor(session, _REVIEWER)
            return look_at(session, actor, read(data, name), name, confirmed=confirmed)

    def bring(self, data: bytes, name: str, *, confirmed: bool = False) -> ImportOutcome:
        """What `birthwords import` does."""
        with self.database.writing() as session:
            actor = accounts.actor(session, _REVIEWER)
            return bring_in(session, actor, read(data, name), name, confirmed=confirmed)

    def plan(self, slug: str, reading_version: str = "standard") -> PublishedPlan:
        with self.database.reading() as session:
            found = published_plan(session, slug, reading_version)
        if found is None:
            raise LookupError(f"the demonstration publishes no {slug} ({reading_version})")
        return found


@contextmanager
def made() -> Iterator[World]:
    """The demonstration, made anew in a folder that goes away again."""
    with tempfile.TemporaryDirectory() as folder, catalogue.demonstration(Path(folder)):
        database = catalogue.seeded()
        _change_the_english(database)
        _empty(database, GERMAN)
        database.dispose()
        file = Path(folder) / "birthwords.sqlite3"
        database = open_database(f"sqlite:///{file}")
        try:
            yield World(database, file)
        finally:
            database.dispose()


def _change_the_english(database: Database) -> None:
    text = (CONTENT / "leaflets" / f"{SLUG}.yaml").read_text("utf-8")
    changed = text.replace(BEFORE, AFTER, 1).replace("blocks:\n", f"blocks:\n{NEW}", 1)
    if AFTER not in changed or NEW not in changed:
        raise RuntimeError(f"content/leaflets/{SLUG}.yaml has other words now: say them here.")
    with database.writing() as session:
        save_source(session, accounts.actor(session, _AUTHOR), parse(changed))


def _empty(database: Database, ref: TextRef) -> None:
    """Take out the words of a translation, as of a language that nobody began."""
    with database.writing() as session:
        desk = open_desk(session, ref.slug, ref.reading_version, ref.language)
        rows = select(SegmentText).where(SegmentText.translation_id == desk.translation.id)
        for row in session.exec(rows).all():
            session.delete(row)
