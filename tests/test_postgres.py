"""The tables that the migrations make on a real PostgreSQL are the ones that SQLite gets."""

from sqlalchemy import inspect
from sqlmodel import SQLModel

from app.db import Database


def test_postgresql_gets_every_table(postgres_url: str) -> None:
    database = Database(postgres_url)
    database.migrate()
    tables = set(inspect(database.engine).get_table_names())
    database.dispose()
    assert set(SQLModel.metadata.tables) <= tables
