"""Whether the service stands when many come: answers a second beside a bare route and beside an
earlier version, and what two hundred readers get who come at the same moment.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import before, beside_bare, bursts, catalogue
from tests.bench.figure import Figure


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as place, catalogue.demonstration(Path(place) / "data"):
        folder = Path(place)
        catalogue.seeded().dispose()
        yield from beside_bare.pages(folder)
        with beside_bare.serving_both(folder) as port:
            yield beside_bare.cached_pdf(port, folder)
        yield from bursts.measure()
        yield from before.measure(folder / "before")
