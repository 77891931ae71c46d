"""`python -m tests.bench [GROUP]`: run one group of measurements, or all, one JSON object a
line on stdout. `others` is the share of the processors that was not ours while it was measured;
how long each group took stands on stderr."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain

from tests.bench import (
    checks,
    drafts,
    drafts_durable,
    editions,
    filled,
    library,
    lists,
    long_text,
    memory,
    plans,
    printing,
    proposals,
    service,
)
from tests.bench.cost import Neighbours
from tests.bench.figure import Figure

GROUPS: dict[str, Callable[[], Iterator[Figure]]] = {
    "drafts": lambda: chain(drafts.measure(), drafts_durable.measure()),
    "editions": lambda: chain(editions.measure(), library.measure(), proposals.measure()),
    "plans": lambda: chain(plans.measure(), filled.measure()),
    "print": printing.measure,
    "service": service.measure,
    "workbench": lambda: chain(
        checks.measure(), lists.measure(), long_text.measure(), memory.measure()
    ),
}
LATER = ("reading",)
"""Groups that later work fills; asking for one is no error and prints nothing."""


def main(arguments: list[str]) -> int:
    chosen = [name for argument in arguments for name in argument.split(",") if name]
    unknown = [name for name in chosen if name not in GROUPS and name not in LATER]
    if unknown:
        print(
            f"bench: there is no group {unknown[0]!r}: {', '.join((*GROUPS, *LATER))}.",
            file=sys.stderr,
        )
        return 2
    for name, measure in GROUPS.items():
        if not chosen or name in chosen:
            _tell(name, measure)
    for name in LATER:
        if name in chosen:
            print(f"bench: nothing is measured in {name} yet.", file=sys.stderr)
    return 0


def _tell(name: str, measure: Callable[[], Iterator[Figure]]) -> None:
    start, neighbours = time.perf_counter(), Neighbours()
    for figure in measure():
        row = figure.as_row() | {"others": round(neighbours.share(), 2)}
        print(json.dumps(row, ensure_ascii=False), flush=True)
    print(f"bench: {name} took {time.perf_counter() - start:.0f} s.", file=sys.stderr)


sys.exit(main(sys.argv[1:]))
