"""A filled demonstration that set-up keeps beside the assets. An empty database takes its rows in
seconds, in one transaction, where filling it step by step takes minutes. It is used for exactly
the content, drafts and code that it was made from, and `seeding` makes it.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, func, insert, select, text
from sqlmodel import Session, SQLModel

from app.config import BUILD, CONTENT, LOCALES, ROOT
from app.models import Installation
from app.workflow.open_database import open_database

ROWS = 2_000
"""So many are held in memory at once."""

_NAME = "demonstration-{}.sqlite3"
_CODE = ROOT / "app"


def file() -> Path:
    """Where the snapshot of what stands now is, once it is made."""
    return BUILD / _NAME.format(digest())


def earlier() -> Iterator[Path]:
    """Snapshots of what stood before, and what is left of making them."""
    return (path for path in BUILD.glob("demonstration-*") if path != file())


@cache
def digest() -> str:
    """What a snapshot is made from, in 16 hex digits."""
    found = hashlib.sha256()
    for folder, pattern in ((CONTENT, "**/*"), (LOCALES, "**/*"), (_CODE, "**/*.py")):
        for path in sorted(folder.glob(pattern)):
            if path.is_file():
                found.update(f"{path.relative_to(ROOT)}\0".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]


def is_of_use(session: Session) -> bool:
    """Whether there is a snapshot and nothing in the database yet but what it is."""
    if not file().exists():
        return False
    taken = (table for table in SQLModel.metadata.sorted_tables if table != _installation())
    return not any(session.execute(select(table).limit(1)).first() for table in taken)


def take(session: Session) -> int:
    """Copy every row into an empty database, in the caller's transaction; how many there were."""
    connection = session.connection()
    copied = 0
    snapshot = open_database(f"sqlite:///{file()}")
    with snapshot.engine.connect() as source:
        for table in SQLModel.metadata.sorted_tables:
            if table == _installation():
                continue
            for rows in source.execute(select(table)).mappings().partitions(ROWS):
                connection.execute(insert(table), [dict(row) for row in rows])
                copied += len(rows)
    snapshot.dispose()
    if connection.dialect.name == "postgresql":
        _number_on(connection)
    return copied


def _installation() -> object:
    return SQLModel.metadata.tables[str(Installation.__tablename__)]


def _number_on(connection: Connection) -> None:
    """Let the next row of each table have the next number."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.primary_key.columns:
            own = text("SELECT pg_get_serial_sequence(:table, :column)")
            named = {"table": table.name, "column": column.name}
            sequence = connection.execute(own, named).scalar()
            last = connection.execute(select(func.max(column))).scalar() if sequence else None
            if last is not None:
                moved = text("SELECT setval(:sequence, :last)")
                connection.execute(moved, {"sequence": sequence, "last": last})
