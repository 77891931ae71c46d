"""What the print of a filled plan costs, in two languages side by side and with room to write:
through every gate, and beside Chromium on the same HTML."""

from collections.abc import Iterator
from dataclasses import replace

from app.render.filled import filled_job
from app.render.pool import RenderPool
from tests.bench import chromium
from tests.bench.figure import Figure, seconds
from tests.render import filled_plans

ROUNDS = 3


def measure() -> Iterator[Figure]:
    job = filled_job(filled_plans.page("pl", "facing", room=True))
    with RenderPool(workers=1) as pool, chromium.running() as browser:
        through_gates = seconds(lambda: pool.render(job), ROUNDS)
        bare = replace(job, passages=())
        ours = seconds(lambda: pool.render(bare), ROUNDS)
        theirs = seconds(lambda: browser.pdf(bare), ROUNDS)
    detail = "birth plan, Polish beside English, room to write"
    yield Figure("filled_facing_pdf_seconds", through_gates, "s", 3, detail=f"{detail}, all gates")
    yield Figure("filled_facing_vs_chromium", ours / theirs, "ratio", detail=detail)
