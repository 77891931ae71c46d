"""The tables that the migrations make on a real PostgreSQL are the ones that SQLite gets."""

from sqlalchemy import inspect
from sqlmodel import SQLModel

from app.workflow.open_database import open_database


def test_postgresql_gets_every_table(postgres_url: str) -> None:
    database = open_database(postgres_url)
    database.migrate()
    tables = set(inspect(database.engine).get_table_names())
    database.dispose()
    assert set(SQLModel.metadata.tables) <= tables
