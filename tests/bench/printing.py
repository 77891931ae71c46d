"""How print compares with Chromium on the same HTML, warm, in one run; and what a cached PDF
costs."""

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from app.config import CONTENT
from app.jobs import job_of
from app.render.cache import PdfCache
from app.render.pdf import PrintJob, render_pdf
from app.render.pool import RenderPool
from app.render.printable import Printable
from app.resources.load import load_all
from app.resources.schema import Resource
from app.services import services
from tests.bench.figure import Figure, seconds
from tests.journeys.conftest import CHROMIUM_FLAGS

RUNS = 5


def measure() -> Iterator[Figure]:
    found = {(each.slug, each.reading_version): each for each in load_all(CONTENT)}
    leaflet = _job(found["babys-movements", "standard"])
    plan = _job(found["my-birth-preferences", "standard"])
    yield from _against_chromium("leaflet", leaflet, 1.0, 0.6)
    yield from _against_chromium("plan", plan, 1.3, 1.3)
    yield from _workers(leaflet)
    yield from _cache(leaflet)


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
    return job_of(text, "standard", "gwh", None)


def _against_chromium(name: str, job: PrintJob, wall: float, cpu: float) -> Iterator[Figure]:
    ours_wall, ours_cpu = _cost(lambda: render_pdf(job), own=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS
        )
        page = browser.new_page()

        def chromium() -> None:
            page.set_content(job.html)
            page.pdf(format="A4", tagged=True)

        theirs_wall, theirs_cpu = _cost(chromium, own=False)
        browser.close()
    detail = f"ours {ours_wall:.2f} s, Chromium {theirs_wall:.2f} s, same HTML, warm"
    yield Figure(f"{name}_wall_vs_chromium", ours_wall / theirs_wall, "ratio", wall, detail=detail)
    detail = f"ours {ours_cpu:.2f} s, Chromium {theirs_cpu:.2f} s of processor time"
    yield Figure(f"{name}_cpu_vs_chromium", ours_cpu / theirs_cpu, "ratio", cpu, detail=detail)


def _cost(work: Callable[[], object], *, own: bool) -> tuple[float, float]:
    """Wall and processor seconds a run; Chromium's are read from its processes."""
    work()
    before, start = _cpu(own), time.perf_counter()
    for _ in range(RUNS):
        work()
    return (time.perf_counter() - start) / RUNS, (_cpu(own) - before) / RUNS


def _cpu(own: bool) -> float:
    if own:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, fields = stat.read_text().rsplit(")", 1)
        except OSError:
            continue
        if "chrom" in name:
            ticks += sum(int(value) for value in fields.split()[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def _workers(job: PrintJob) -> Iterator[Figure]:
    from concurrent.futures import ThreadPoolExecutor

    def many(workers: int) -> float:
        with RenderPool(workers=workers) as pool, ThreadPoolExecutor(workers) as threads:
            list(threads.map(pool.render, [job] * workers * 2))
            start = time.perf_counter()
            list(threads.map(pool.render, [job] * 12))
            return 12 / (time.perf_counter() - start)

    one, two = many(1), many(2)
    yield Figure(
        "two_workers_vs_one", two / one, "ratio", 1.8, "higher",
        f"{two:.2f} against {one:.2f} leaflets/s",
    )  # fmt: skip


def _cache(job: PrintJob) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        kept = PdfCache(Path(folder))
        key = kept.key(job)
        kept.put(key, render_pdf(job))
        taken = seconds(lambda: kept.get(key), 50)
    yield Figure("cache_read_ms", taken * 1000, "ms", detail="one finished leaflet from disk")
