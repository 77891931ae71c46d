"""Whether a day's lists, a search and a save stay as quick with a million strings as with a
thousand.

One leaflet in all its languages, in the middle of review, is copied in SQL with all that belongs to
it; then the workflow's own functions are timed, the two databases in turn.
"""

import random
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from app.config import CONTENT, LOCALES
from app.db import Database
from app.languages import languages
from app.models import Role, now
from app.resources.load import load
from app.workflow.imports.translation_files import import_po
from app.workflow.lists import search
from app.workflow.lists.search import SearchQuery
from app.workflow.open_database import open_database
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.people.competence import record_competence
from app.workflow.review import steps
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import open_desk, views
from app.workflow.work.day import batch, day
from tests.bench.figure import Figure
from tests.bench.timing import in_turn
from tests.factories import PASSWORD

SLUG = "babys-movements"
SMALL, LARGE = 1_000, 1_000_000
MINE = ("pl", "ne")


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        small, large = (_filled(Path(folder) / f"{n}.sqlite3", n) for n in (SMALL, LARGE))
        days = in_turn(small, large, _day)
        finds = in_turn(small, large, _find)
        saves = in_turn(small, large, _save)
        count = _count(large)
        small.dispose()
        large.dispose()
    among = (f"among {SMALL:,} strings", f"among {count:,}")
    yield days.figure("queue_growth", *among)
    yield finds.figure("find_growth", *among)
    yield saves.figure("save_growth", *among)


def _day(database: Database, _: random.Random) -> None:
    """What the day's page asks for."""
    with database.reading() as session:
        reviewer = accounts.actor(session, "reviewer@x.test")
        day(session, reviewer)
        batch(session, reviewer, 20)


WORDS = ("baby", "ruchy dziecka", "zadzwo", "चाल", "999", "no such words")


def _find(database: Database, chosen: random.Random) -> None:
    """A page of a search, over all that the reviewer may see."""
    with database.reading() as session:
        reviewer = accounts.actor(session, "reviewer@x.test")
        search.find(session, reviewer, SearchQuery(words=WORDS[chosen.randrange(len(WORDS))]))


def _save(database: Database, chosen: random.Random) -> None:
    """A person's save with its commit, the lists included."""
    with database.writing() as session:
        translator = accounts.actor(session, "translator@x.test")
        count = session.connection().execute(text("SELECT max(id) FROM resource")).scalar() or 1
        number = chosen.randrange(int(count))
        desk = open_desk(session, SLUG if not number else f"{SLUG}-{number}", "standard", "pl")
        path = chosen.choice([*desk.segments])
        row = desk.rows.get(path)
        words = f"{desk.segments[path].text} {chosen.random()}"
        steps.save(desk, translator, path, words, row.version if row else 0)


def _count(database: Database) -> int:
    with database.reading() as session:
        found = session.connection().execute(text("SELECT count(*) FROM segment_listing"))
        return int(found.scalar() or 0)


def _filled(path: Path, strings: int) -> Database:
    database = open_database(f"sqlite:///{path}")
    database.migrate()
    _one_leaflet(database)
    copies = round(strings / _count(database)) - 1
    if copies > 0:
        with database.engine.begin() as connection:
            _copied(connection, copies)
    return database


def _one_leaflet(database: Database) -> None:
    """A leaflet whose drafts are in review, with a translator and a reviewer of two languages."""
    with database.writing() as session:
        accounts.install(session, demo=True)
        everything: dict[str, list[tuple[Role, str]]] = {
            "author": [(Role.AUTHOR, "*"), (Role.ADMIN, "*"), (Role.TRANSLATOR, "*")],
            "translator": [(Role.TRANSLATOR, tag) for tag in MINE],
            "reviewer": [(Role.REVIEWER, tag) for tag in MINE],
        }
        who: dict[str, Actor] = {}
        for name, grants in everything.items():
            user = accounts.add_user(session, f"{name}@x.test", name.title(), PASSWORD, grants)
            for tag in MINE if name == "reviewer" else ():
                admin = accounts.actor(session, "author@x.test")
                until = now().date() + timedelta(days=365)
                record_competence(session, admin, user.key, tag, "Diploma", until)
            who[name] = accounts.actor(session, f"{name}@x.test")
        save_source(session, who["author"], load(CONTENT / "leaflets" / f"{SLUG}.yaml"))
    for language in languages():
        place = LOCALES / language.tag.replace("-", "_") / "LC_MESSAGES" / f"leaflet-{SLUG}.po"
        if place.exists():
            with database.writing() as session:
                import_po(session, who["author"], place.read_bytes(), place.name)
                if language.tag in MINE:
                    desk = open_desk(session, SLUG, "standard", language.tag)
                    for number, seen in enumerate(views(desk)):
                        if number % 2 and seen.text:
                            steps.save(desk, who["translator"], seen.path, seen.text, seen.version)


TABLES = (
    "resource", "source_revision", "translation", "segment_text", "segment_event", "text_summary",
    "segment_listing",
)  # fmt: skip
"""What is copied, each after those that it names."""
POINTERS = {
    "resource_id": "resource",
    "revision_id": "source_revision",
    "translation_id": "translation",
    "summary_id": "text_summary",
}


def _copied(connection: Connection, copies: int) -> None:
    """Copy number n of a row has its id moved on by n times the number of ids of the first."""
    connection.exec_driver_sql("DROP TRIGGER segment_search_insert")
    widths = {
        table: connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar()  # noqa: S608
        for table in TABLES
    }
    columns = {
        table: [column["name"] for column in inspect(connection).get_columns(table)]
        for table in TABLES
    }
    connection.exec_driver_sql("CREATE TEMP TABLE copy (n INTEGER PRIMARY KEY)")
    connection.execute(text("INSERT INTO copy VALUES (:n)"), [{"n": n + 1} for n in range(copies)])
    for table in TABLES:
        values = [_value(table, column, widths) for column in columns[table]]
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({', '.join(columns[table])}) "  # noqa: S608  # our own names
            f"SELECT {', '.join(values)} FROM copy JOIN {table} AS a"
        )
    connection.exec_driver_sql("INSERT INTO segment_search(segment_search) VALUES ('rebuild')")


def _value(table: str, column: str, widths: dict[str, int | None]) -> str:
    if column == "id":
        return f"a.id + n * {widths[table]}"
    if column in POINTERS:
        return f"a.{column} + n * {widths[POINTERS[column]]}"
    return "a.slug || '-' || n" if column == "slug" else f"a.{column}"
