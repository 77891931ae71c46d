"""What two print workers draw beside one, and what one holds in memory after many prints."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import median
from threading import Barrier

from app.config import processors
from app.render.pdf import PrintJob
from app.render.pool import RenderPool
from tests.bench import rounds
from tests.bench.cost import processor_times
from tests.bench.figure import Figure

ROUNDS = 7
EACH = 24
"""Leaflets a round: so many that the last one, for which one of two waits, weighs little."""

WARM = 4
"""Leaflets that each worker has drawn before anything counts."""

RENDERS = 200
CODE = "BENCH1"
"""What stands as the edition's code in the leaflet that is measured."""


def two_beside_one(job: PrintJob) -> Iterator[Figure]:
    """Leaflets a second, asked for by two readers at a time on either side."""
    with (
        RenderPool(workers=1, jobs_each=0) as one,
        RenderPool(workers=2, jobs_each=0) as two,
        ThreadPoolExecutor(2) as readers,
    ):
        for _ in range(WARM):
            one.render(job)
            _both_at_once(two, readers, job)
        of_one, of_two = rounds.in_turn(
            (lambda: _round(one, readers, job), lambda: _round(two, readers, job)), ROUNDS
        )
    rates = [[rate for rate, _ in side] for side in (of_one, of_two)]
    per_leaflet = [
        sum(sum(spent) for _, spent in side) / (ROUNDS * EACH) for side in (of_one, of_two)
    ]
    least = min(min(spent) / sum(spent) if len(spent) == 2 else 0.0 for _, spent in of_two)
    yield Figure(
        "two_workers_vs_one", rounds.ratio(rates[1], rates[0]), "ratio", 1.8, "higher",
        f"{median(rates[1]):.1f} against {median(rates[0]):.1f} leaflets/s, {EACH} a round, all "
        f"workers warm; processor: {per_leaflet[1]:.3f} against {per_leaflet[0]:.3f} s a leaflet, "
        f"the second worker did at least {least:.0%} of a round; {processors()} processors, load "
        f"{os.getloadavg()[0]:.1f}",
        samples=ROUNDS,
    )  # fmt: skip


def _both_at_once(pool: RenderPool, readers: ThreadPoolExecutor, job: PrintJob) -> None:
    """A leaflet from each of two workers: both are asked at the same moment, so that the one that
    is quicker cannot draw both."""
    together = Barrier(2)

    def one_of_two() -> None:
        together.wait()
        pool.render(job)

    for drawn in [readers.submit(one_of_two) for _ in range(2)]:
        drawn.result()


def _round(
    pool: RenderPool, readers: ThreadPoolExecutor, job: PrintJob
) -> tuple[float, list[float]]:
    """Leaflets a second, and the processor seconds of each worker that drew any."""
    before, start = processor_times("python"), time.perf_counter()
    list(readers.map(pool.render, [job] * EACH))
    taken = time.perf_counter() - start
    spent = [now - before.get(each, 0.0) for each, now in processor_times("python").items()]
    return EACH / taken, [each for each in spent if each > 0.05]


def memory(job: PrintJob) -> Iterator[Figure]:
    """Resident memory of the one worker, which is not replaced while this is measured. Each leaflet
    has a number of its own, as what is remembered of a document would not show in copies of one.
    """
    with RenderPool(workers=1, jobs_each=0) as pool:
        after_20 = 0.0
        for number in range(1, RENDERS + 1):
            pool.render(replace(job, html=job.html.replace(CODE, f"B{number:05}")))
            after_20 = largest_megabytes() if number == 20 else after_20
        after_all = largest_megabytes()
    yield Figure(
        "worker_memory_mb",
        after_all,
        "MB",
        130,
        detail=f"resident after {RENDERS} leaflets",
    )
    yield Figure(
        "worker_memory_growth", after_all / after_20, "ratio", 1.1,
        detail=f"{after_20:.1f} MB after 20 leaflets, {after_all:.1f} MB after {RENDERS}",
    )  # fmt: skip


def largest_megabytes() -> float:
    """Resident memory of the largest process that this one started; spawning also starts a small
    tracker."""
    sizes = [0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:
            continue
        if int(fields["PPid"]) == os.getpid() and "VmRSS" in fields:
            sizes.append(int(fields["VmRSS"].split()[0]))
    return max(sizes) / 1024
