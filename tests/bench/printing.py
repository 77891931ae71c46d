"""What a print costs: beside Chromium on the same HTML, in one worker and in two, after many, from
the cache over HTTP, and for a whole catalogue. Whatever is compared takes turns, so that a busy
machine slows both sides.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import median

from app.config import CONTENT
from app.jobs.printing.printer import job_of
from app.render.pdf import PrintJob
from app.render.pool import RenderPool
from app.render.printable import Printable
from app.resources.load import load_all
from app.resources.schema import Resource
from app.services import services
from tests.bench import beside_bare, catalogue, chromium, typst_leaflet
from tests.bench.figure import Figure

ROUNDS = 7
RENDERS = 200


def measure() -> Iterator[Figure]:
    found = {(each.slug, each.reading_version): each for each in load_all(CONTENT)}
    leaflet = _job(found["babys-movements", "standard"])
    plan = _job(found["my-birth-preferences", "standard"])
    with RenderPool(workers=1) as pool, chromium.running() as browser:
        yield from _against(browser, pool, "leaflet", leaflet, 1.0, 0.6)
        yield from _against(browser, pool, "plan", plan, 1.3, 1.3)
        yield _typst(pool, leaflet, found["babys-movements", "standard"])
    yield from _workers(leaflet)
    yield from _memory(leaflet)
    with tempfile.TemporaryDirectory() as folder, catalogue.demonstration(Path(folder)):
        catalogue.seeded().dispose()
        with beside_bare.serving_both(Path(folder)) as port:
            yield beside_bare.cached_pdf(port, Path(folder))
        yield from _ahead(Path(folder))


def _job(resource: Resource) -> PrintJob:
    text = Printable(
        resource=resource,
        english=resource,
        language="en",
        services=services().services,
        code="BENCH1",
        published_on=None,
        review_by=resource.review_by,
        steps=("written", "signed"),
        demo=True,
    )
    return replace(job_of(text, "standard", "gwh", None), passages=())


def _against(
    browser: chromium.Chromium, pool: RenderPool, name: str, job: PrintJob, wall: float, cpu: float
) -> Iterator[Figure]:
    """Medians of runs that take turns; both sides are warm."""
    with browser.again() as one_page:
        contestants = (
            (lambda: pool.render(job), "python"),
            (lambda: browser.pdf(job), "chrom"),
            (lambda: one_page.pdf(job), "chrom"),
        )
        costs: list[list[tuple[float, float]]] = [[], [], []]
        for _ in range(ROUNDS + 1):
            for kept, (work, program) in zip(costs, contestants, strict=True):
                kept.append(chromium.cost(work, program))
    (our_wall, our_cpu), (wall_each, cpu_each), (wall_again, cpu_again) = (
        (median(each[0] for each in kept[1:]), median(each[1] for each in kept[1:]))
        for kept in costs
    )
    yield Figure(
        f"{name}_wall_vs_chromium", our_wall / wall_each, "ratio", wall,
        detail=f"ours {our_wall:.2f} s; Chromium {wall_each:.2f} s with a page for each document, "
        f"{wall_again:.2f} s in one page again and again",
    )  # fmt: skip
    yield Figure(
        f"{name}_cpu_vs_chromium", our_cpu / cpu_each, "ratio", cpu,
        detail=f"processor: ours {our_cpu:.2f} s; Chromium {cpu_each:.2f} s with a page for each "
        f"document, {cpu_again:.2f} s in one page again and again",
    )  # fmt: skip


def _typst(pool: RenderPool, job: PrintJob, resource: Resource) -> Figure:
    """The outer limit: the same words, warm, in a program made for speed."""
    costs: list[tuple[float, float]] = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        pool.render(job)
        middle = time.perf_counter()
        typst_leaflet.pdf(resource)
        costs.append((middle - start, time.perf_counter() - middle))
    ours, theirs = (median(each[side] for each in costs[1:]) for side in (0, 1))
    return Figure(
        "leaflet_wall_vs_typst", ours / theirs, "ratio",
        detail=f"ours {ours:.2f} s; Typst {theirs:.3f} s for the bare words",
    )  # fmt: skip


def _workers(job: PrintJob) -> Iterator[Figure]:
    with RenderPool(workers=1) as one, RenderPool(workers=2) as two, ThreadPoolExecutor(2) as both:
        list(both.map(one.render, [job] * 3))
        list(both.map(two.render, [job] * 8))
        rates: list[tuple[float, float]] = []
        for _ in range(ROUNDS):
            rates.append((_rate(one, both, job), _rate(two, both, job)))
    yield Figure(
        "two_workers_vs_one", median(two / one for one, two in rates), "ratio", 1.8, "higher",
        f"{median(two for _, two in rates):.1f} against {median(one for one, _ in rates):.1f} "
        f"leaflets/s on {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}",
    )  # fmt: skip


def _rate(pool: RenderPool, threads: ThreadPoolExecutor, job: PrintJob) -> float:
    start = time.perf_counter()
    list(threads.map(pool.render, [job] * 8))
    return 8 / (time.perf_counter() - start)


def _memory(job: PrintJob) -> Iterator[Figure]:
    """Resident memory of the one worker; it is not replaced while this is measured."""
    with RenderPool(workers=1, jobs_each=0) as pool:
        after_20 = 0.0
        for number in range(1, RENDERS + 1):
            pool.render(job)
            after_20 = _worker_megabytes() if number == 20 else after_20
        after_all = _worker_megabytes()
    yield Figure(
        "worker_memory_mb", after_all, "MB", 130, detail=f"resident after {RENDERS} leaflets"
    )
    yield Figure(
        "worker_memory_growth", after_all / after_20, "ratio", 1.1,
        detail=f"{after_20:.1f} MB after 20 leaflets, {after_all:.1f} MB after {RENDERS}",
    )  # fmt: skip


def _worker_megabytes() -> float:
    """The largest process that this one started: spawning also starts a small tracker."""
    sizes = [0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:
            continue
        if int(fields["PPid"]) == os.getpid() and "VmRSS" in fields:
            sizes.append(int(fields["VmRSS"].split()[0]))
    return max(sizes) / 1024


def _ahead(folder: Path) -> Iterator[Figure]:
    small = [catalogue.small(folder, times=times) for times in (1, catalogue.TIMES)]
    count, first = catalogue.drawn(small[0])
    ten_count, ten = catalogue.drawn(small[1])
    once = median((first, catalogue.drawn(small[0])[1], catalogue.drawn(small[0])[1]))
    demo = catalogue.seeded()
    wanted, seconds = catalogue.drawn(demo)
    for database in (demo, *small):
        database.dispose()
    yield Figure(
        "prerender_per_minute", 60 / seconds, "prints/min",
        detail=f"{wanted} prints of the demonstration through all gates, {os.cpu_count()} workers",
    )  # fmt: skip
    yield Figure(
        "prerender_growth", ten / once, "ratio", 1.1,
        detail=f"{ten:.2f} s a print among {ten_count}, {once:.2f} s among {count}",
    )  # fmt: skip
