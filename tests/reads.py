"""What a step asks the database for: the statements that touch texts in work."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.db import Database

_TEXTS = re.compile(
    r"\b(segment_text|segment_event|segment_listing|segment_search|text_summary|translation"
    r"|unsaved_text|remark|back_translation|memory_unit|memory_source|finding_decision)\b"
)


@contextmanager
def texts_read(database: Database) -> Iterator[list[str]]:
    """The statements on tables that hold texts in work, as they are sent inside the block."""
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        if _TEXTS.search(statement):
            asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
