"""The first entries of a trail in a database that is older than trails: what was there is covered
from then on.
"""

from sqlalchemy import Connection

from app.models import now
from app.workflow.audit import stored
from app.workflow.audit.decisions import ALL, DecisionTable
from app.workflow.audit.names import Names
from app.workflow.audit.trail import Unchained, append, digest_of, ranges

SINCE = "0023"
"""The migration that brought trails."""
FOUND = "found"


def found(connection: Connection, before: str) -> None:
    """After migrations that brought the trail, append what the rows say: an entry for each table,
    and one for each row that may change later. `before` is the last migration from before."""
    if before < SINCE:
        names = Names(connection)
        drafts = [draft for kind in ALL for draft in _drafts(connection, kind, names)]
        append(connection, drafts, now())


def _drafts(connection: Connection, kind: DecisionTable, names: Names) -> list[Unchained]:
    digests = {
        id_: kind.digest(row, names) if row else ""
        for id_, row in stored.rows(connection, kind.table)
        if row is None or kind.counts(row)
    }
    sets = [[id_] for id_ in digests] if kind.may_change else [list(digests)] if digests else []
    return [
        Unchained(
            kind=kind.kind,
            rows=ranges(ids),
            step=FOUND,
            about="",
            digest=digest_of([digests[id_] for id_ in ids]),
        )
        for ids in sets
    ]
