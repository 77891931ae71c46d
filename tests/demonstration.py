"""The demonstration as `make run` fills it, made once for all test processes of a run. Tests work
on copies.
"""

import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.workflow import seeding
from app.workflow.open_database import open_database

LANGUAGES = ("pl", "ne", "bn", "es", "fa-AF")
"""One of each script and more; `make content` holds what multiplies by language."""

SLUGS = (
    "after-my-baby-is-born",
    "ask-for-an-interpreter",
    "babys-movements",
    "communication-needs",
    "folic-acid",
    "healthy-eating",
    "my-birth-preferences",
    "my-health-and-wellbeing",
    "pregnant-refer-yourself",
    "urgent-signs-in-pregnancy",
    "using-this-service",
    "working-with-interpreters",
    "your-right-to-an-interpreter",
)
"""Of every kind and reading version; `make content` holds what multiplies by text."""


@dataclass(frozen=True)
class Demonstration:
    """A filled database to copy from, and what filling it refused."""

    file: Path
    refused: tuple[str, ...]

    def copy_to(self, folder: Path) -> Path:
        """The database as the service names it in its data folder."""
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(self.file, folder / "birthwords.sqlite3"))


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
            done = seeding.seed(database, demo=True, tags=LANGUAGES, slugs=SLUGS)
            database.dispose()
            refused.write_text("\n".join(done.refused))
    return Demonstration(file, tuple(refused.read_text().splitlines()))
