"""A layout that is given up early: whoever lays a document out may look at each page as it comes,
and raise what ends the layout.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeAlias

from weasyprint.layout import page as weasy_page

from app.render.weasy.patches import Patch, Replacement

Look: TypeAlias = Callable[[int, Any], None]

_make_all_pages = weasy_page.make_all_pages
_looking: ContextVar[Look | None] = ContextVar("looking", default=None)


@contextmanager
def looking(look: Look | None) -> Iterator[None]:
    """Within the block `look` is given each page box as it is laid out, with its number from 0.
    They are counted anew where a document is laid out again for the sake of its page numbers."""
    token = _looking.set(look)
    try:
        yield
    finally:
        _looking.reset(token)


def _look_at_each(*arguments: Any) -> Iterator[Any]:
    look = _looking.get()
    for number, page in enumerate(_make_all_pages(*arguments)):
        if look is not None:
            look(number, page)
        yield page


PATCHES = (
    Patch(
        "early end",
        (Replacement(old=_make_all_pages, new=_look_at_each, source="18987bbc6ea9e804"),),
    ),
)
