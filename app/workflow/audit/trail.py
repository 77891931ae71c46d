"""Appending to the trail: what a session writes is marked when it is flushed, and before the
session commits, one entry for each decision is chained to the last. No step knows of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, event, insert, select
from sqlalchemy.orm import SessionTransaction, UOWTransaction
from sqlmodel import Session, SQLModel, col

from app.db import Database, hold
from app.models import AuditEntry, now
from app.workflow.audit.decisions import BY_KIND, BY_TABLE, DecisionTable, Values, hashed
from app.workflow.audit.names import Names

_MARKED = "audit_marked"
START = "0" * 64
"""What the first entry follows."""
LOCK = "audit"
REMOVED = "remove"


@dataclass(frozen=True)
class Head:
    """The last entry of a trail: who keeps it elsewhere can tell later whether it is still in."""

    number: int = 0
    hash: str = START

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, kw_only=True)
class Unchained:
    """An entry that has no place in the chain yet."""

    kind: str
    rows: str
    step: str
    about: str
    digest: str
    actor_id: int | None = None
    role: str = ""


@dataclass
class _Mark:
    """A row that a transaction has written; `added` by it or only changed."""

    row: SQLModel
    added: bool = False


def wire(database: Database) -> None:
    """From now on the decisions of its sessions are appended to the trail when they commit. Wired
    last, so that nothing is written after it."""
    event.listen(database.sessions, "after_flush", _mark)
    event.listen(database.sessions, "before_commit", _before_commit)
    event.listen(database.sessions, "after_soft_rollback", _forget)


def entry_hash(entry: Values) -> str:
    """The hash of an entry: of all its other columns, in the order of the table."""
    return hashed([entry[name] for name in _COVERED])


_COVERED = (
    "number", "at", "actor_id", "role", "kind", "rows", "step", "about", "digest", "previous",
)  # fmt: skip


def head(connection: Connection) -> Head:
    """The last entry, or where the first will stand."""
    row = connection.execute(_LAST).first()
    return Head(*row) if row else Head()


_LAST = (
    select(col(AuditEntry.number), col(AuditEntry.hash))
    .order_by(col(AuditEntry.number).desc())
    .limit(1)
)


def append(connection: Connection, drafts: Iterable[Unchained], at: datetime) -> None:
    """Chain these to what stands. Nobody else may append until the transaction has ended."""
    last, rows = head(connection), []
    for draft in drafts:
        row: dict[str, Any] = {
            "number": last.number + 1, "at": at, **vars(draft), "previous": last.hash
        }  # fmt: skip
        row["hash"] = entry_hash(row)
        last = Head(row["number"], row["hash"])
        rows.append(row)
    if rows:
        connection.execute(insert(AuditEntry), rows)


def digest_of(digests: list[str]) -> str:
    """What an entry says of its rows, by the digest of each in the order of their ids."""
    return digests[0] if len(digests) == 1 else hashed(digests)


def ranges(ids: Iterable[int]) -> str:
    """Rising numbers in short, such as `7-12,15`."""
    runs: list[list[int]] = []
    for number in ids:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _mark(session: Session, _: UOWTransaction) -> None:
    marked: dict[int, _Mark] = session.info.setdefault(_MARKED, {})
    for row in session.new:
        if type(row) in BY_TABLE:
            marked[id(row)] = _Mark(row, added=True)
    changed = (row for row in session.dirty if type(row) in BY_TABLE and session.is_modified(row))
    for row in (*changed, *(row for row in session.deleted if type(row) in BY_TABLE)):
        if id(row) not in marked:
            if not BY_TABLE[type(row)].may_change:
                raise RuntimeError(f"A row of {row.__tablename__} is never changed or removed.")
            marked[id(row)] = _Mark(row)


def _before_commit(session: Session) -> None:
    if session.in_nested_transaction():  # a part of it ends, which may still be taken back
        return
    session.flush()
    marked: dict[int, _Mark] = session.info.pop(_MARKED, {})
    if not marked:
        return
    drafts = tuple(_drafts(session, tuple(marked.values())))
    if drafts:
        hold(session, LOCK)
        append(session.connection(), drafts, now())


def _forget(session: Session, ended: SessionTransaction) -> None:
    """Of a transaction that was rolled back nothing stands. Of a part of one the rows themselves
    say whether they do."""
    if not ended.nested:
        session.info.pop(_MARKED, None)


def _drafts(session: Session, marked: tuple[_Mark, ...]) -> Iterator[Unchained]:
    names = Names(session.connection())
    bulk: dict[tuple[str, int, int, str], list[Values]] = {}
    for mark in marked:
        kind = BY_TABLE[type(mark.row)]
        stands = mark.row in session
        if mark.added and not stands:
            continue
        values = kind.values(mark.row)
        if not kind.counts(values):
            continue
        if stands and kind.in_bulk(values):
            of = (kind.kind, values["translation_id"], values["actor_id"], values["role"])
            bulk.setdefault(of, []).append(values)
            continue
        named = kind.who in values and mark.added
        said = (kind, values) if named else _beside(kind, values, marked)
        author, role = _author(*said)
        yield Unchained(
            kind=kind.kind,
            rows=str(values["id"]),
            step=kind.step(values) if stands else REMOVED,
            about=kind.about(values, names),
            digest=kind.digest(values, names) if stands else "",
            actor_id=author,
            role=role,
        )
    for (table, *_), rows in bulk.items():
        yield _together(BY_KIND[str(table)], rows, names)


def _together(kind: DecisionTable, rows: list[Values], names: Names) -> Unchained:
    """One entry for what one step made of one text."""
    rows = sorted(rows, key=lambda row: int(row["id"]))
    author, role = _author(kind, rows[0])
    return Unchained(
        kind=kind.kind,
        rows=ranges(row["id"] for row in rows),
        step=kind.step(rows[0]),
        about=names.text(rows[0]["translation_id"]),
        digest=digest_of([kind.digest(row, names) for row in rows]),
        actor_id=author,
        role=role,
    )


def _beside(
    kind: DecisionTable, values: Values, marked: tuple[_Mark, ...]
) -> tuple[DecisionTable, Values]:
    """The row that says whose decision this was: another that was written with it, or itself."""
    if kind.by:
        table, theirs, ours = kind.by
        for mark in marked:
            if type(mark.row) is table and getattr(mark.row, theirs) == values[ours]:
                return BY_TABLE[table], BY_TABLE[table].values(mark.row)
    return kind, values


def _author(kind: DecisionTable, values: Values) -> tuple[int | None, str]:
    return values.get(kind.who) or values.get(kind.otherwise), str(values.get(kind.role, ""))
