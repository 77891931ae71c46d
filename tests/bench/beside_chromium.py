"""What a document costs us beside a warm Chromium that draws the same HTML."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from statistics import mean, median

from app.render.pdf import PrintJob
from app.render.pool import RenderPool
from tests.bench import rounds
from tests.bench.chromium import Chromium
from tests.bench.cost import Cost, cost
from tests.bench.figure import Figure

ROUNDS = 7


def beside_chromium(
    browser: Chromium,
    pool: RenderPool,
    jobs: Sequence[PrintJob],
    *,
    names: tuple[str, str],
    targets: tuple[float, float | None],
    detail: str = "",
) -> Iterator[Figure]:
    """Two figures, by wall and by processor time: warm, without the gates, taking turns. Each round
    is the next of the jobs on every side. The pool has one worker."""
    with browser.again() as one_page:
        ours, each, again = rounds.in_turn(
            (
                _next(pool.render, jobs, "python"),
                _next(browser.pdf, jobs, "chrom"),
                _next(one_page.pdf, jobs, "chrom"),
            ),
            ROUNDS,
        )
    yield Figure(
        names[0], rounds.ratio(_walls(ours), _walls(each)), "ratio", targets[0],
        detail=f"{detail}ours {median(_walls(ours)):.2f} s; Chromium {median(_walls(each)):.2f} s "
        f"with a page for each document, {median(_walls(again)):.2f} s in one page again and again",
        samples=ROUNDS,
    )  # fmt: skip
    yield Figure(
        names[1], _processor(ours) / _processor(each), "ratio", targets[1],
        detail=f"{detail}processor, mean: ours {_processor(ours):.2f} s; Chromium "
        f"{_processor(each):.2f} s with a page for each document, {_processor(again):.2f} s in one "
        "page again and again",
        samples=ROUNDS,
    )  # fmt: skip


def _next(
    draw: Callable[[PrintJob], bytes], jobs: Sequence[PrintJob], program: str
) -> Callable[[], Cost]:
    following = cycle(jobs)

    def drawn() -> Cost:
        job = next(following)
        return cost(lambda: draw(job), program)

    return drawn


def _walls(costs: list[Cost]) -> list[float]:
    return [each.wall for each in costs]


def _processor(costs: list[Cost]) -> float:
    """The mean: the system counts processor time in steps that are large beside one document."""
    return mean(each.processor for each in costs)
