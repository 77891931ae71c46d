"""What someone does who writes to the database beside the service: nothing is forbidden to them but
by the triggers, which they take away first."""

from sqlalchemy import Executable, text

from app.db import Database

TRIGGERS = {
    "sqlite": ("audit_entry_no_update", "audit_entry_no_delete"),
    "postgresql": ("audit_entry_no_change ON audit_entry",),
}


def beside(database: Database, *statements: str | Executable) -> None:
    """Change the tables by hand."""
    drops = (f"DROP TRIGGER IF EXISTS {each}" for each in TRIGGERS[database.engine.dialect.name])
    with database.engine.begin() as connection:
        for statement in (*drops, *statements):
            connection.execute(text(statement) if isinstance(statement, str) else statement)
