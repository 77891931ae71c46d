"""The demonstration as `make run` fills it, made once for all test processes of a run. Tests work
on copies.
"""

import fcntl
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import pytest

from app.db import Database
from app.exchange.glossary import TermEntry, read_csv
from app.exchange.shipped import file_name
from app.resources.schema import Resource
from app.workflow import seeding
from app.workflow.open_database import open_database
from app.workflow.people import hashing
from app.workflow.seeding import Seeded
from tests import shipped
from tests.cheap_hashes import costly

LANGUAGES = ("pl", "ne", "bn", "fa-AF")
"""One of each script; `make content` holds what multiplies by language."""

Texts = Mapping[tuple[str, str], tuple[str, ...]]
"""The languages that a text has, by its slug and reading version, beside English."""

TEXTS: Texts = {
    ("after-my-baby-is-born", "standard"): ("pl",),
    ("ask-for-an-interpreter", "standard"): LANGUAGES,
    ("babys-movements", "easy_read"): LANGUAGES,
    ("babys-movements", "standard"): LANGUAGES,
    ("communication-needs", "standard"): (),
    ("folic-acid", "standard"): ("pl", "ne"),
    ("healthy-eating", "easy_read"): ("pl",),
    ("healthy-eating", "standard"): ("pl",),
    ("my-birth-preferences", "easy_read"): ("pl", "fa-AF"),
    ("my-birth-preferences", "standard"): LANGUAGES,
    ("my-health-and-wellbeing", "standard"): ("pl", "bn"),
    ("pregnant-refer-yourself", "standard"): ("pl",),
    ("urgent-signs-in-pregnancy", "easy_read"): ("pl",),
    ("urgent-signs-in-pregnancy", "standard"): ("pl",),
    ("using-this-service", "standard"): (),
    ("working-with-interpreters", "standard"): (),
    ("your-right-to-an-interpreter", "standard"): ("pl", "ne"),
}
"""Of every kind and reading version all in one language, and of each script what is laid out in
another way; `make content` holds what multiplies by text."""


@dataclass(frozen=True)
class Demonstration:
    """A filled database to copy from, and what filling it refused."""

    file: Path
    refused: tuple[str, ...]

    def copy_to(self, folder: Path) -> Path:
        """The database as the service names it in its data folder."""
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(self.file, folder / "birthwords.sqlite3"))


def fill(database: Database, texts: Texts) -> Seeded:
    """Fill an empty database with these texts, and with the agreed words of their languages."""
    resources = tuple(each for each in shipped.texts() if _name(each) in texts)
    wanted = {(tag, file_name(each)) for each in resources for tag in texts[_name(each)]}
    files = [(tag, path) for tag, path in seeding.po_files() if (tag, path.name) in wanted]
    assert len(files) == len(wanted)
    tags = {tag for tag, _ in wanted}

    def terms(data: bytes, name: str) -> tuple[TermEntry, ...]:
        found = read_csv(data, name)
        return tuple(
            replace(each, words=tuple(word for word in each.words if word[0] in tags))
            for each in found
        )

    with (
        patch.object(seeding, "load_all", lambda _: resources),
        patch.object(seeding, "po_files", lambda: iter(files)),
        patch.object(seeding, "read_csv", terms),
    ):
        return seeding.seed(database, demo=True, tags=tags)


def _name(resource: Resource) -> tuple[str, str]:
    return resource.slug, resource.reading_version


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demonstration"
    folder.mkdir(exist_ok=True)
    file, refused = folder / "birthwords.sqlite3", folder / "refused"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not refused.exists():
            database = open_database(f"sqlite:///{file}")
            database.migrate()
            with patch.object(hashing, "_hasher", costly):  # else a first sign-in makes it anew
                done = fill(database, TEXTS)
            database.dispose()
            refused.write_text("\n".join(done.refused))
    return Demonstration(file, tuple(refused.read_text().splitlines()))
