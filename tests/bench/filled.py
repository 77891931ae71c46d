"""What the print of a filled plan costs, in two languages side by side and with room to write:
through every gate, and beside Chromium on the same HTML."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.render import poppler
from app.render.filled import filled_job
from app.render.pdf import PrintJob
from app.render.pool import RenderPool
from app.resources import inline
from app.resources.schema import Option, Question, Resource, all_parts
from tests.bench import chromium
from tests.bench.beside_chromium import beside_chromium
from tests.bench.cost import seconds
from tests.bench.figure import Figure
from tests.render import filled_plans

TIMES = 3
"""How often it is drawn through every gate."""


def measure() -> Iterator[Figure]:
    job = filled_job(filled_plans.page("pl", "facing", room=True))
    bare = replace(job, passages=())
    detail = "birth plan, Polish beside English, room to write"
    with RenderPool(workers=1) as pool, chromium.running() as browser:
        count = _options_on(bare, pool.render(bare), browser.pdf(bare))
        through_gates = seconds(lambda: pool.render(job), TIMES)
        yield Figure(
            "filled_facing_pdf_seconds", through_gates, "s", 3, detail=f"{detail}, all gates",
            samples=TIMES,
        )  # fmt: skip
        yield from beside_chromium(
            browser, pool, bare,
            names=("filled_facing_vs_chromium", "filled_facing_cpu_vs_chromium"),
            targets=(1.2, None),
            detail=f"{detail}, all {count} options in both languages on both sides; ",
        )  # fmt: skip


def _options_on(job: PrintJob, *prints: bytes) -> int:
    """How many options of the plan stand on each of the prints, in both languages: a quicker print
    that left some out would be other work. Raises ValueError where one is missing."""
    wanted = [
        poppler.bare(inline.plain(option.text))
        for tag in ("pl", "en")
        for option in _options(filled_plans.plan(tag))
    ]
    texts = [job.html, *map(poppler.text, prints)]
    for what, text in zip(("HTML", "our PDF", "Chromium's PDF"), texts, strict=True):
        if missing := missing_in(text, wanted):
            raise ValueError(f"{len(missing)} options are not on {what}: {min(missing)}")
    return len(wanted) // 2


def missing_in(text: str, wanted: Sequence[str]) -> set[str]:
    """What does not stand in a text, or HTML, as often as it is wanted; spaces and tags aside."""
    found = poppler.bare(html.unescape(re.sub("<[^>]*>", "", text)))
    return {each for each in wanted if found.count(each) < wanted.count(each)}


def _options(plan: Resource) -> Iterator[Option]:
    """Those of every question, shared ones each time; of a question in rows, once. Of languages a
    print has hers and English alone."""
    for part in all_parts(plan):
        if isinstance(part, Question):
            yield from (each for each in plan.options_of(part) if isinstance(each, Option))
