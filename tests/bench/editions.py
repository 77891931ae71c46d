"""How fast content is cut into segments, put together and checked."""

from collections.abc import Iterator

from app import checks
from app.checks.base import Pair
from app.config import CONTENT
from app.resources.load import load_all
from app.resources.segments import extract, rebuild
from tests.bench.figure import Figure, seconds


def measure() -> Iterator[Figure]:
    resources = load_all(CONTENT)
    extractions = [extract(resource) for resource in resources]
    segments = [segment for extraction in extractions for segment in extraction.segments]

    def cut_and_rebuild() -> None:
        for resource in resources:
            rebuild(extract(resource))

    def check() -> None:
        for segment in segments:
            checks.run(Pair(segment.text, segment.text, "en", segment.safety_critical))

    count = len(segments)
    yield Figure(
        "segments_per_second", count / seconds(cut_and_rebuild), "segments/s",
        detail=f"extract and rebuild of {count} segments in {len(resources)} resources",
    )  # fmt: skip
    yield Figure(
        "checks_per_second", count / seconds(check), "segments/s", detail="all checks, English"
    )
