"""A database whose lists are written with the texts that they are about, and whose trail with the
decisions: the one place where the steps meet the lists (see `dirty_texts`) and the audit.
"""

from app.db import Database
from app.workflow import dirty_texts
from app.workflow.audit import founding, trail
from app.workflow.lists import projection


def open_database(url: str) -> Database:
    """The database at an SQLAlchemy address, ready for the workflow's steps. Its tables are as
    they were: `migrate` brings them up to date. Close with `dispose`."""
    database = Database(url)
    dirty_texts.wire(database, projection.write)
    trail.wire(database)
    database.after_migration = founding.found
    return database
