"""All that a database holds, to be held against what it holds later."""

from sqlalchemy import text
from sqlmodel import SQLModel

from app.db import Database


def everything(database: Database) -> dict[str, list[str]]:
    """Every row of every table, and how far each sequence has counted."""
    with database.reading() as session:
        connection = session.connection()
        found = {
            table.name: sorted(map(repr, connection.execute(table.select())))
            for table in SQLModel.metadata.sorted_tables
        }
        if not database.is_local:
            counters = "SELECT sequencename, last_value FROM pg_sequences"
            found["sequences"] = sorted(map(repr, connection.execute(text(counters))))
        return found
