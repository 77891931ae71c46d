"""What authors' forms send. What is wrong with it is said by `problems`."""

from starlette.datastructures import FormData

from app.resources.characters import HIDDEN
from app.web.author.fields import NAMES
from app.web.author.filled_in import Posted
from app.workflow.refusals import Missing


def form_of(data: FormData) -> Posted:
    """All that a form sent, in its order, without the unseen signs that came with pasted words."""
    return Posted(tuple((name, HIDDEN.sub("", str(value))) for name, value in data.multi_items()))


def known(kind: str) -> str:
    """A kind of block; raises Missing."""
    if kind not in NAMES:
        raise Missing("There is no such kind of block.")
    return kind
