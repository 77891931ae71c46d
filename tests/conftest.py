"""Databases for tests, each a copy of one that was made once: an empty one, and a world with a team
and the English of one leaflet.

Every test that uses one runs on SQLite and on PostgreSQL. Once, on SQLite, run: what is marked
`one_database` because it draws prints or shows pages whose queries the workflow's own tests ask
on both, the browser's journeys and the command line; what takes no database at all, such as
checks, engines and resources, runs once by nature. `--every-database` runs all of them on both.
"""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy.pool import QueuePool

from app.checks.lexicon.turns import TABLES as TURNS
from app.checks.needs import NEEDS
from app.config import settings
from app.db import Database
from app.workflow.open_database import open_database
from tests import factories
from tests.lent import Lender

if TYPE_CHECKING:
    from tests.postgres import Postgres

pytest_plugins = [
    "tests.cheap_hashes",
    "tests.demonstration",
    "tests.postgres",
    "tests.shared_loop",
    "tests.statements",
]
Fill = Callable[[Database], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-database",
        action="store_true",
        help="run tests marked one_database on PostgreSQL too (takes some minutes more)",
    )


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end, and Python looks through the rest for rubbish less
    often: it took a third of the time of tests that draw prints."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    own = {
        name.strip()
        for mark in metafunc.definition.iter_markers("parametrize")
        for name in (mark.args[0].split(",") if isinstance(mark.args[0], str) else mark.args[0])
    }
    if "kind" in metafunc.fixturenames and "kind" not in own:
        marked = metafunc.definition.get_closest_marker("one_database") is not None
        once = marked and not metafunc.config.getoption("--every-database")
        kinds = ("sqlite",) if once else ("sqlite", "postgresql")
        metafunc.parametrize("kind", kinds, indirect=True)


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database that this run of the test is on."""
    return str(request.param)


class Copies:
    """Databases that are filled once and copied for each test."""

    def __init__(self, folder: Path, postgres: Callable[[], "Postgres"]) -> None:
        self._folder = folder
        self._postgres = postgres
        self._made: set[str] = set()
        self._lenders: dict[str, Lender] = {}

    @contextmanager
    def copy(self, kind: str, name: str, fill: Fill, folder: Path) -> Iterator[Database]:
        """A copy of the database `name`, which `fill` fills when it is first asked for."""
        if kind == "sqlite":
            original = self._folder / f"{name}.sqlite3"
            self._make(f"sqlite:///{original}", fill)
            database = open_database(f"sqlite:///{shutil.copy(original, folder / 'world.sqlite3')}")
            yield database
            database.dispose()
            return
        with self._lender(name, fill).lend() as url:
            database = open_database(url)
            yield database
            if cast(QueuePool, database.engine.pool).checkedout():
                gc.collect()  # a session that was left ends while its server still hears it
            database.dispose()

    def _lender(self, name: str, fill: Fill) -> Lender:
        if name not in self._lenders:
            postgres = self._postgres()
            postgres.run(f"CREATE DATABASE {name}")
            self._make(postgres.url(name), fill)
            self._lenders[name] = Lender(postgres, name)
        return self._lenders[name]

    def _make(self, url: str, fill: Fill) -> None:
        if url not in self._made:
            database = open_database(url)
            database.migrate()
            fill(database)
            database.dispose()
            self._made.add(url)


@pytest.fixture(scope="session")
def copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies(tmp_path_factory.mktemp("originals"), lambda: request.getfixturevalue("postgres"))


@pytest.fixture
def empty(copies: Copies, kind: str, tmp_path: Path) -> Iterator[Database]:
    """A database with all its tables and nobody in it."""
    with copies.copy(kind, "empty", lambda _: None, tmp_path) as database:
        yield database


@pytest.fixture
def world(copies: Copies, kind: str, tmp_path: Path) -> Iterator[Database]:
    """A demonstration database with a team of one for each role and the leaflet `feeling-sick`."""

    def fill(database: Database) -> None:
        factories.add_team(database)
        factories.bring_in(database)

    with copies.copy(kind, "world", fill, tmp_path) as database:
        yield database


@pytest.fixture
def somali_lacks_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the check of what turns an instruction round had no words of Somali."""
    others = frozenset(TURNS) - {"so"}
    without = [replace(n, languages=others) if n.check == "turns" else n for n in NEEDS]
    monkeypatch.setattr("app.checks.needs.NEEDS", tuple(without))


@pytest.fixture
def demo_mode(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BIRTHWORDS_DEMO", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()
