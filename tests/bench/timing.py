"""The same work in two databases, in turn, so that whatever else the machine does meets both."""

import random
import time
from collections.abc import Callable
from statistics import quantiles

from app.db import Database

RUNS = 150


def in_turn(
    small: Database, large: Database, work: Callable[[Database, random.Random], None]
) -> tuple[float, float]:
    """The 95th percentiles of the same work in both databases."""
    taken: dict[int, list[float]] = {id(small): [], id(large): []}
    for run in range(RUNS + 10):
        for database in (small, large):
            chosen = random.Random(run)  # noqa: S311  # which string, not a secret
            start = time.perf_counter()
            work(database, chosen)
            if run >= 10:
                taken[id(database)].append(time.perf_counter() - start)
    few, many = (quantiles(taken[id(one)], n=20)[-1] for one in (small, large))
    return few, many
