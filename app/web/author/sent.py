"""What authors' forms send, and what is wrong with it in words."""

from starlette.datastructures import FormData

from app.resources.load import ContentError
from app.web.author.fields import NAMES
from app.web.author.filled_in import Posted
from app.workflow.refusals import Missing


def form_of(data: FormData) -> Posted:
    """All that a form sent, in its order."""
    return Posted(tuple((name, str(value)) for name, value in data.multi_items()))


def known(kind: str) -> str:
    """A kind of block; raises Missing."""
    if kind not in NAMES:
        raise Missing("There is no such kind of block.")
    return kind


def problems_of(refusal: Exception) -> tuple[str, ...]:
    """Each thing that is wrong, one sentence each."""
    if isinstance(refusal, ContentError):
        return tuple(f"{each.message[:1].upper()}{each.message[1:]}" for each in refusal.problems)
    return (str(refusal),)
