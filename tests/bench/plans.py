"""How long the code of a filled plan is, how fast it is made and read, and what a step of filling
in costs."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.config import CONTENT
from app.plans.answers import Template
from app.plans.codec import decode, encode
from app.resources.load import load
from app.resources.segments import content_hash
from tests.bench import catalogue, filling_step
from tests.bench.cost import seconds
from tests.bench.figure import Figure
from tests.plans.some_answers import all_ticked

TIMES = 20
WORDS = (
    "Chciałabym, żeby było cicho i spokojnie. Proszę pytać mnie przed każdym badaniem. Mój mąż "
    "będzie ze mną przez cały czas. Bardzo boję się igieł i nie chcę widzieć strzykawki. "
    "Chcę od razu przytulić dziecko. Proszę mówić powoli i prostymi słowami. "
)


def measure() -> Iterator[Figure]:
    plan = load(CONTENT / "plans" / f"{filling_step.SLUG}.yaml")
    template = Template(content_hash(plan), plan)
    ticked, told = all_ticked(template), all_ticked(template, (WORDS * 2)[:400])
    code = encode(told, plan)
    yield Figure("code_bytes", len(encode(ticked, plan)), "bytes", 600)
    yield Figure("code_bytes_with_text", len(code), "bytes", 1500, detail="400 Polish letters")
    assert decode(code, lambda pin: template).values == told.values
    taken = seconds(lambda: decode(encode(told, plan), lambda pin: template), TIMES)
    yield Figure(
        "codec_ms", taken * 1000, "ms", detail="encoded and decoded, with 400 letters",
        samples=TIMES,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as place, catalogue.demonstration(Path(place)):
        catalogue.seeded().dispose()
        yield from filling_step.measure(Path(place))
