"""How fast content is cut into segments, put together and checked."""

from collections.abc import Iterator

from app import checks
from app.checks.base import Pair
from app.config import CONTENT
from app.resources.load import load_all
from app.resources.segments import extract, rebuild
from tests.bench.cost import seconds
from tests.bench.figure import Figure

TIMES = 5


def measure() -> Iterator[Figure]:
    resources = load_all(CONTENT)
    extractions = [extract(resource) for resource in resources]
    segments = [segment for extraction in extractions for segment in extraction.segments]

    def cut_and_rebuild() -> None:
        for resource in resources:
            rebuild(extract(resource))

    def check() -> None:
        for segment in segments:
            checks.run(
                Pair(segment.text, segment.text, "en", safety_critical=segment.safety_critical)
            )

    count = len(segments)
    yield Figure(
        "segments_per_second", count / seconds(cut_and_rebuild, TIMES), "segments/s",
        detail=f"extract and rebuild of {count} segments in {len(resources)} resources",
        samples=TIMES,
    )  # fmt: skip
    yield Figure(
        "english_checks_per_second", count / seconds(check, TIMES), "segments/s",
        detail=f"all checks on {count} segments of English as they stand, again and again",
        samples=TIMES,
    )  # fmt: skip
