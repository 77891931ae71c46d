"""The checks on the labelled table: how much damage they see, how rarely they err, how fast."""

from collections.abc import Iterator

from app import checks
from app.checks import Pair
from tests.bench.cost import seconds
from tests.bench.figure import Figure
from tests.checks.labelled import HALVES, TURNS, rows, score

TIMES = 5


def measure() -> Iterator[Figure]:
    """Recall and precision of each half, and checks a second over the whole table."""
    for half in HALVES:
        found = score(rows(half))
        name = "" if half == "frozen" else f"_{half}"
        detail = f"{len(rows(half))} rows of the {half} half"
        yield Figure(
            f"facts_recall{name}",
            found.recall,
            "share",
            0.99,
            "higher",
            f"{len(found.missed)} damaged rows missed, {detail}",
        )
        yield Figure(
            f"facts_precision{name}",
            found.precision,
            "share",
            0.97,
            "higher",
            f"{len(found.alarms)} false alarms, {detail}",
        )
    for half in HALVES:
        found = score(rows(half, TURNS))
        name = "" if half == "frozen" else f"_{half}"
        detail = f"{len(rows(half, TURNS))} rows of the {half} half of turns.tsv"
        yield Figure(
            f"turns_recall{name}", found.recall, "share", 0.9, "higher",
            f"{len(found.missed)} turned rows missed, {detail}",
        )  # fmt: skip
        yield Figure(
            f"turns_precision{name}", found.precision, "share", 0.97, "higher",
            f"{len(found.alarms)} false alarms, {detail}",
        )  # fmt: skip
    pairs = [Pair(row.source, row.target, row.language) for row in rows()]
    taken = seconds(lambda: [checks.run(pair) for pair in pairs], TIMES)
    detail = f"all {len(checks.CHECKS)} checks on each of {len(pairs)} pairs, again and again"
    yield Figure("checks_per_second", len(pairs) / taken, "texts/s", detail=detail, samples=TIMES)
