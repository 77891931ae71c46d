"""What a print costs: beside Chromium on the same HTML, in one worker and in two, after many, from
the cache over HTTP, and for a whole catalogue; and how much paper it takes. Whatever is compared
takes turns, so that a busy machine slows both sides.
"""

import tempfile
from collections.abc import Iterator
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
from tests.bench import (
    ahead,
    beside_bare,
    catalogue,
    chromium,
    paper,
    rounds,
    typst_leaflet,
    workers,
)
from tests.bench.beside_chromium import ROUNDS, beside_chromium
from tests.bench.cost import timed
from tests.bench.figure import Figure


def measure() -> Iterator[Figure]:
    yield from paper.measure()
    found = {(each.slug, each.reading_version): each for each in load_all(CONTENT)}
    leaflet = _job(found["babys-movements", "standard"])
    plan = _job(found["my-birth-preferences", "standard"])
    yield from workers.two_beside_one(leaflet)
    with RenderPool(workers=1) as pool, chromium.running() as browser:
        for name, job, targets in (("leaflet", leaflet, (1.0, 0.6)), ("plan", plan, (1.0, 1.3))):
            names = (f"{name}_wall_vs_chromium", f"{name}_cpu_vs_chromium")
            yield from beside_chromium(browser, pool, (job,), names=names, targets=targets)
        yield _typst(pool, leaflet, found["babys-movements", "standard"])
    yield from workers.memory(leaflet)
    with tempfile.TemporaryDirectory() as folder, catalogue.demonstration(Path(folder)):
        catalogue.seeded().dispose()
        with beside_bare.serving_both(Path(folder)) as port:
            yield beside_bare.cached_pdf(port, Path(folder))
        yield from ahead.measure(Path(folder))


def _job(resource: Resource) -> PrintJob:
    text = Printable(
        resource=resource,
        english=resource,
        language="en",
        services=services().services,
        code=workers.CODE,
        published_on=None,
        review_by=resource.review_by,
        steps=("written", "signed"),
        demo=True,
    )
    return replace(job_of(text, "standard", "gwh", None), passages=())


def _typst(pool: RenderPool, job: PrintJob, resource: Resource) -> Figure:
    """The outer limit: the same words, warm, in a program made for speed."""
    ours, theirs = rounds.in_turn(
        (
            lambda: timed(lambda: pool.render(job)),
            lambda: timed(lambda: typst_leaflet.pdf(resource)),
        ),
        ROUNDS,
    )
    return Figure(
        "leaflet_wall_vs_typst", rounds.ratio(ours, theirs), "ratio",
        detail=f"ours {median(ours):.2f} s; Typst {median(theirs):.3f} s for the bare words",
        samples=ROUNDS,
    )  # fmt: skip
