"""The same work in a small and in a large database, in turn, so that whatever else the machine
does meets both.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import median, quantiles

from app.db import Database
from tests.bench import rounds
from tests.bench.cost import timed
from tests.bench.figure import Figure

RUNS = 150


@dataclass(frozen=True)
class Growth:
    """Seconds of each run in a small and in a large database."""

    few: tuple[float, ...]
    many: tuple[float, ...]

    def figure(self, name: str, small: str, large: str) -> Figure:
        """By the 95th percentile, which holds what is slow now and then; beside it the median,
        which a busy machine moves less."""
        few, many = p95(self.few), p95(self.many)
        return Figure(
            name, many / few, "ratio", 1.3,
            detail=f"95th percentile: {many * 1000:.1f} ms {large}, {few * 1000:.1f} ms {small}; "
            f"median: {median(self.many) * 1000:.1f} and {median(self.few) * 1000:.1f} ms",
            samples=len(self.many),
        )  # fmt: skip


def p95(values: Sequence[float]) -> float:
    """The 95th percentile; raises StatisticsError for fewer than two values."""
    return quantiles(values, n=20)[-1]


def in_turn(
    small: Database, large: Database, work: Callable[[Database, random.Random], None]
) -> Growth:
    """What the same work costs in both databases; run number n asks both for the same."""

    def of(database: Database) -> Callable[[], float]:
        runs = count()

        def run() -> float:
            chosen = random.Random(next(runs))  # noqa: S311  # which string, not a secret
            return timed(lambda: work(database, chosen))

        return run

    few, many = rounds.in_turn((of(small), of(large)), RUNS, warm=10)
    return Growth(tuple(few), tuple(many))
