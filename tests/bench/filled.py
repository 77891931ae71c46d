"""What the print of a filled plan costs, in two languages side by side and with room to write:
through every gate, and beside Chromium on the same HTML. Each round is another person's plan, so
that nothing of it was ever drawn before but what stands in every plan.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.plans.answers import Answer, Answers, choices, places
from app.render import poppler
from app.render.filled import filled_job
from app.render.pdf import PrintJob, tiny_job
from app.render.pool import RenderPool
from app.render.print_page import PrintPage
from app.resources import inline
from app.resources.schema import Option, Question, Resource, all_parts
from tests.bench import chromium
from tests.bench.beside_chromium import ROUNDS, beside_chromium
from tests.bench.cost import seconds, timed
from tests.bench.figure import Figure
from tests.render import filled_plans

TIMES = 3
"""How often it is drawn through every gate."""

EVERY = 4
"""Of so many questions with options, a person answers one."""

_DETAIL = "birth plan, Polish beside English, room to write"


def measure() -> Iterator[Figure]:
    jobs = [filled_job(_page(number)) for number in range(ROUNDS + 1)]
    bare = [replace(job, passages=()) for job in jobs]
    with RenderPool(workers=1) as pool, chromium.running() as browser:
        yield _first(pool, bare[0])
        prints = [pool.render(bare[-1]), browser.pdf(bare[-1])]
        count = _options_on(bare[-1], *prints)
        through_gates = seconds(lambda: pool.render(jobs[0]), TIMES)
        yield Figure(
            "filled_facing_pdf_seconds", through_gates, "s", 3, detail=f"{_DETAIL}, all gates",
            samples=TIMES,
        )  # fmt: skip
        yield from beside_chromium(
            browser, pool, bare,
            names=("filled_facing_vs_chromium", "filled_facing_cpu_vs_chromium"),
            targets=(1.2, None),
            detail=f"{_DETAIL}, all {count} options in both languages on both sides, another "
            "person's in each round; ",
        )  # fmt: skip


def _first(pool: RenderPool, job: PrintJob) -> Figure:
    pool.render(tiny_job())
    return Figure(
        "filled_facing_first_seconds", timed(lambda: pool.render(job)), "s",
        detail=f"{_DETAIL}, the first of its kind in a worker that is warm", samples=1,
    )  # fmt: skip


def _page(number: int) -> PrintPage:
    return filled_plans.page("pl", "facing", room=True, of=person(number))


def person(number: int) -> Answers:
    """Somebody who wrote and ticked otherwise than whoever comes before and after."""
    plan, someone = filled_plans.plan("en"), filled_plans.answers("pl")
    with_options = [place for place in places(plan) if choices(plan, place.question)]
    ticked = {
        place.key: Answer(choices(plan, place.question)[:1])
        for place in with_options[number % EVERY :: EVERY]
    }
    written = {
        key: replace(answer, text=f"{answer.text} {number}") if answer.text_language else answer
        for key, answer in someone.values.items()
        if answer.text
    }
    return replace(someone, values=written | ticked)


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
