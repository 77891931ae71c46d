"""WeasyPrint without some of what makes it quicker, for a while and in this process: to compare
what is drawn and what it costs.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from app.render.pdf import warm_up
from app.render.weasy.patches import Patch, Replacement, put


def speed_patches() -> tuple[Patch, ...]:
    """All that makes it quicker; WeasyPrint must not be loaded before our fonts are set."""
    warm_up()
    from app.render.weasy import engine

    return engine.speed_patches()


@contextmanager
def without(patches: Iterable[Patch]) -> Iterator[None]:
    """WeasyPrint's own functions in their places again."""
    chosen = tuple(patches)
    try:
        for patch in chosen:
            for each in patch.replacements:
                _take_out(each)
        yield
    finally:
        put(chosen)


def _take_out(replacement: Replacement) -> None:
    if replacement.owner is not None:
        setattr(replacement.owner, replacement.attribute, replacement.old)
        return
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] == "weasyprint":
            for key in [key for key, value in vars(module).items() if value is replacement.new]:
                setattr(module, key, replacement.old)
