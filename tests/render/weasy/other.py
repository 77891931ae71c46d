"""WeasyPrint as another version might be: one of the functions that we replace is another, or is no
more. For processes that have not loaded it yet.
"""

import importlib

from app.render import slot
from app.render.fonts import use_only_our_fonts


def change(place: str) -> None:
    """`module:name`; the function does what it did, by another source."""
    module, name = _loaded(place)
    before = getattr(module, name)
    setattr(module, name, lambda *given, **named: before(*given, **named))


def remove(place: str) -> None:
    """Those that use it hold it already."""
    delattr(*_loaded(place))


def start_with_other_line_heights() -> None:
    """In the place of what a print worker does first."""
    change("weasyprint.text.line_break:strut")
    slot._start_worker()


def start_with_other_links() -> None:
    change("weasyprint.pdf:add_links")
    slot._start_worker()


def _loaded(place: str) -> tuple[object, str]:
    use_only_our_fonts()
    importlib.import_module("weasyprint")
    module, _, name = place.partition(":")
    return importlib.import_module(module), name
