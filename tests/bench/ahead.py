"""How quickly a catalogue is drawn ahead, and whether a print takes as long among many."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from app.config import processors
from tests.bench import catalogue
from tests.bench.figure import Figure

FEW, MANY = 2, 20
"""Copies of one leaflet. The first copy's prints do not count on either side, so that what counts
is whole copies of the same prints."""

AROUND = 2
"""How often the few are drawn before the many, and after."""


def measure(folder: Path) -> Iterator[Figure]:
    """The settings name a demonstration; `folder` takes the other catalogues."""
    few, many = (catalogue.small(folder, times=times) for times in (FEW, MANY))
    each = catalogue.prints(few) // FEW
    if (found := catalogue.prints(many)) != each * MANY:
        raise RuntimeError(f"{MANY} copies have {found} prints, not {each * MANY}.")
    before = [catalogue.drawn(few, each) for _ in range(AROUND)]
    large = catalogue.drawn(many, each)
    small = [*before, *(catalogue.drawn(few, each) for _ in range(AROUND))]
    demo = catalogue.seeded()
    whole = catalogue.drawn(demo, 2 * processors())
    for database in (demo, few, many):
        database.dispose()
    yield Figure(
        "prerender_per_minute", 60 / whole.seconds, "prints/min",
        detail=f"{whole.prints} prints of the demonstration through all gates, {processors()} "
        f"workers; processor: {whole.processor:.2f} s a print",
        samples=1,
    )  # fmt: skip
    first, *_, last = whole.megabytes
    yield Figure(
        "prerender_memory_growth", last / first, "ratio", 1.1,
        detail="the largest worker in each quarter of the demonstration: "
        + ", ".join(f"{each:.0f}" for each in whole.megabytes) + " MB",
    )  # fmt: skip
    once = median(one.seconds for one in small)
    yield Figure(
        "prerender_growth", large.seconds / once, "ratio", 1.1,
        detail=f"{large.seconds:.2f} s a print among {large.prints}, {once:.2f} s among "
        f"{small[0].prints}, drawn {AROUND} times before and {AROUND} after; processor: "
        f"{large.processor:.2f} and {median(one.processor for one in small):.2f} s",
        samples=len(small),
    )  # fmt: skip
