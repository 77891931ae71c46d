"""Seeding a small demonstration, in this process or (`python … URL`) in one of its own that can be
killed: one leaflet, which is finished in Polish and left in review in Bengali.
"""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from unittest.mock import patch

from app.config import CONTENT, LOCALES
from app.exchange.glossary import read_csv
from app.languages import find
from app.workflow import seeding, snapshot
from app.workflow.open_database import open_database
from tests import shipped

SLUG = "babys-movements"
LEAFLET = [shipped.at(CONTENT / "leaflets" / f"{SLUG}.easy_read.yaml")]
TAGS = ("pl", "bn")
FILES = [(tag, LOCALES / tag / "LC_MESSAGES" / f"leaflet-{SLUG}.easy_read.po") for tag in TAGS]
TERMS = 20
"""Of the agreed words of the glossary: all of them take longer than everything else."""
NO_SNAPSHOT = Path("no snapshot")


def few_terms() -> AbstractContextManager[object]:
    """Within the block seeding finds few agreed words."""
    return patch.object(seeding, "read_csv", lambda *file: read_csv(*file)[:TERMS])


@contextmanager
def small(kept: Path = NO_SNAPSHOT) -> Iterator[None]:
    """Within the block seeding finds no more than the small demonstration, and its snapshot where
    it is told."""
    with (
        patch.object(snapshot, "file", lambda: kept),
        patch.object(snapshot, "earlier", lambda: iter(())),
        patch.object(seeding, "load_all", lambda _folder: tuple(LEAFLET)),
        patch.object(seeding, "po_files", lambda: iter(FILES)),
        patch.object(seeding, "languages", lambda: tuple(map(find, TAGS))),
        few_terms(),
    ):
        yield


def main(url: str) -> None:
    database = open_database(url)
    database.migrate()
    with small():
        seeding.seed(database, demo=True, say=lambda line: print(line, flush=True))
    database.dispose()
    print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
