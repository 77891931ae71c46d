"""What one step of filling in costs: beside a bare route that answers the same bytes, and in the
server's own processor time, section by section.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from app.config import CONTENT
from app.plans.answers import Template, asking
from app.plans.sealed import begin
from app.resources.load import load
from app.resources.segments import content_hash
from app.web.filling.steps import sealed
from tests.bench import beside_bare
from tests.bench.cost import processor_time
from tests.bench.figure import Figure
from tests.plans.some_answers import all_ticked

SLUG = "my-birth-preferences"
ADDRESS = f"/en/plans/{SLUG}/fill"
WORDS = "I would like it to be quiet. Please ask me before you examine me."
STEPS = 25
"""Steps of each section, after one to warm up."""


def measure(folder: Path) -> Iterator[Figure]:
    """The settings name a demonstration; `folder` holds the answer for the bare route."""
    plan = load(CONTENT / "plans" / f"{SLUG}.yaml")
    answers = all_ticked(Template(content_hash(plan), plan), WORDS, "en")
    state = sealed(begin(answers, shared=False))
    forms = {
        section.id: urlencode({"state": state, "at": section.id, "go": "next", "shown": "en"})
        for section in asking(plan)
    }
    first = next(iter(forms.values()))
    with beside_bare.serving_both(folder) as port:
        size = beside_bare.copy_of(port, ADDRESS, folder / "step.gz", "gzip", first)
        found = beside_bare.beside(port, ADDRESS, "step.gz", form=first)
        each = {section: _milliseconds(port, form) for section, form in forms.items()}
    yield Figure(
        "fill_step_vs_bare", found.ratio, "ratio", 0.05, "higher",
        f"{found.ms:.1f} ms a step; the step after the first section, everything ticked before: "
        f"{found}; {size / 1000:.1f} kB compressed, {beside_bare.around()}",
        samples=beside_bare.ROUNDS,
    )  # fmt: skip
    yield Figure(
        "fill_step_ms", found.ms, "ms",
        detail="the server's processor time of the same step; alone on one connection, section by "
        f"section, mean of {STEPS}: " + ", ".join(f"{id_} {ms:.1f}" for id_, ms in each.items()),
        samples=beside_bare.ROUNDS,
    )  # fmt: skip


def _milliseconds(port: int, form: str) -> float:
    """The server's processor time for one step."""
    address, data = f"http://127.0.0.1:{port}{ADDRESS}", form.encode()
    before = 0.0
    for number in range(STEPS + 1):
        before = processor_time() if number == 1 else before
        with urlopen(address, data) as answer:  # our own
            answer.read()
    return 1000 * (processor_time() - before) / STEPS
