"""Our own tables of right and damaged translations, and how well the checks tell them apart.

`facts.tsv` holds numbers, times and "not"; `turns.tsv` what turns an instruction round without a
number. Both were split at random, by sentence and language, before anything was tuned on them: the
`frozen` half is only measured, the `open` half may be looked at. `later.tsv` was written when the
lists stood, and looked at after it had been measured once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.checks import Pair, Severity, run

TABLE = Path(__file__).with_name("facts.tsv")
TURNS = Path(__file__).with_name("turns.tsv")
HALVES = ("open", "frozen")
COLUMNS = ("kind", "language", "source", "target")
CHECKS = frozenset({"facts", "order", "months", "frequency", "negation", "turns"})
"""What compares by value and meaning; the table says nothing about marks, script or style."""


@dataclass(frozen=True)
class Row:
    half: str
    wrong: bool
    kind: str
    language: str
    source: str
    target: str


@dataclass(frozen=True)
class Score:
    """How many of the damaged rows were blocked, and how many of the blocked rows were damaged."""

    caught: int
    missed: tuple[Row, ...]
    alarms: tuple[Row, ...]

    @property
    def recall(self) -> float:
        return self.caught / (self.caught + len(self.missed))

    @property
    def precision(self) -> float:
        return self.caught / (self.caught + len(self.alarms))


def rows(half: str | None = None, table: Path = TABLE) -> tuple[Row, ...]:
    """A table, or one half of it."""
    with table.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        every = tuple(
            Row(r["half"], r["label"] == "wrong", *(r[name] for name in COLUMNS)) for r in read
        )
    return tuple(row for row in every if half in (None, row.half))


def is_blocked(row: Row) -> bool:
    """Whether a safety-critical text like this one could not be approved."""
    found = run(Pair(row.source, row.target, row.language))
    return any(f.check in CHECKS and f.severity is Severity.BLOCKING for f in found)


def score(chosen: Iterable[Row]) -> Score:
    """Measure the checks on rows."""
    judged = [(row, is_blocked(row)) for row in chosen]
    return Score(
        sum(row.wrong and blocked for row, blocked in judged),
        tuple(row for row, blocked in judged if row.wrong and not blocked),
        tuple(row for row, blocked in judged if not row.wrong and blocked),
    )
