"""What an author may want to reword or to mark, beside the block that it is about. Advice alone:
nothing is refused for it.
"""

from collections.abc import Iterator, Mapping

from app.checks.numbers import read_source
from app.checks.units import DOSES, TEMPERATURES
from app.resources.editing import ABOUT, Data, places
from app.resources.schema import Resource
from app.resources.segments import extract
from app.resources.style import lint
from app.workflow.source.to_approve import EMERGENCY, to_approve

NO_SOURCE = "This says a number, an order or when to call, and names no source."
NOT_MARKED = "There is a dose, a number or an order here. Is it safety-critical? Then mark it."
MEASURED = (DOSES - {"percent"}) | TEMPERATURES
"""Units with which a number is a dose or a measure of the body."""


def advice(resource: Resource, data: Data) -> Mapping[str, tuple[str, ...]]:
    """Advice by the id of the block, or `about`."""
    known = {each.id for each in places(data)}
    found: dict[str, list[str]] = {}
    for path, message in _all(resource):
        block = next((step for step in reversed(path.split(".")) if step in known), ABOUT)
        if message not in found.setdefault(block, []):
            found[block].append(message)
    return {block: tuple(messages) for block, messages in found.items()}


def _all(resource: Resource) -> Iterator[tuple[str, str]]:
    for each in lint(resource):
        yield each.path, each.message
    for statement in to_approve(resource).statements:
        if statement.is_unsourced and statement.path not in ("title", "summary", "due"):
            yield statement.path, NO_SOURCE
    for segment in extract(resource).segments:
        if segment.safety_critical:
            continue
        amounts = read_source(segment.text).amounts
        calls = any(amount.values in EMERGENCY and not amount.unit for amount in amounts)
        if calls or any(amount.unit in MEASURED for amount in amounts):
            yield segment.path, NOT_MARKED
