"""Rows as they are stored, by their ids and whatever somebody made of them: one that cannot be read
any more is one that was altered, and hides none of the others.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from app.workflow.audit.decisions import Values

AT_ONCE = 500
"""So many are held in memory at once."""


def rows(connection: Connection, table: type[SQLModel]) -> Iterator[tuple[int, Values | None]]:
    """(id, row) in the order of ids; None for a row that cannot be read."""
    stored = table.__table__  # type: ignore[attr-defined]
    (id_,) = stored.primary_key.columns
    whole, last = select(stored).order_by(id_), None
    while True:
        after = select(id_).order_by(id_).limit(AT_ONCE)
        ids = connection.scalars(after if last is None else after.where(id_ > last)).all()
        if not ids:
            return
        read = _read(connection, whole.where(id_ >= ids[0], id_ <= ids[-1]))
        if read is None:
            one_by_one = (_read(connection, whole.where(id_ == number)) for number in ids)
            read = [row for found in one_by_one for row in found or ()]
        by_id = {row[id_.key]: row for row in read}
        yield from ((number, by_id.get(number)) for number in ids)
        last = ids[-1]


def _read(connection: Connection, query: Select[Any]) -> list[Values] | None:
    try:
        return [dict(row) for row in connection.execute(query).mappings()]
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    except DBAPIError as error:
        if "decode" in str(error.orig):  # bytes that are no letters
            return None
        raise
