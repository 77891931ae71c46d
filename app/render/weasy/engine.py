"""WeasyPrint as we use it, made ready once in each process that draws: mended, or else refused; and
made quicker, or else left as it is (ADR 27).
"""

import logging
from typing import Any

import weasyprint

from app.render.weasy.patches import Patch, changed, put

log = logging.getLogger("birthwords.print")
TESTED = "70."
_MEND = "Install the WeasyPrint and pydyf that requirements.txt names (`make setup`)."


class UntestedWeasyPrint(RuntimeError):
    """The installed WeasyPrint is not the one that accessible PDFs were tested with."""


def apply(*, quick: bool) -> str:
    """Mend WeasyPrint in this process and, if asked to, make it quicker. Says why it was not made
    quicker, "" if it was or was not to be; raises UntestedWeasyPrint, since a print that is not
    accessible must not be made unseen."""
    put(_mends())
    slowed = _quicken() if quick else ""
    if slowed:
        log.warning("Prints are %s", slowed)
    return slowed


def remember(document: Any) -> bool:
    """What a document that was drawn without complaint has in common with others of its kind is
    not drawn again; nothing, where WeasyPrint was not made quicker. Says whether there was more
    than was remembered before."""
    parts = getattr(document._html, "birthwords_parts", None)
    return bool(parts and parts.keep())


def _mends() -> tuple[Patch, ...]:
    if not weasyprint.__version__.startswith(TESTED):
        raise _untested(f"it is not {TESTED}x")
    try:
        from app.render.weasy import accessibility
    except (ImportError, AttributeError) as missing:
        raise _untested(str(missing)) from None
    if found := changed(accessibility.PATCHES):
        raise _untested(f"of another source: {', '.join(found)}")
    return accessibility.PATCHES


def _untested(why: str) -> UntestedWeasyPrint:
    return UntestedWeasyPrint(
        f"Accessible PDFs were not tested with the installed WeasyPrint {weasyprint.__version__} "
        f"({why}). {_MEND}"
    )


def _quicken() -> str:
    """All of it or nothing; says why nothing."""
    try:
        patches = speed_patches()
    except (ImportError, AttributeError) as missing:
        return _slower(str(missing))
    if found := changed(patches):
        return _slower(f"of another source: {', '.join(found)}")
    put(patches)
    return ""


def speed_patches() -> tuple[Patch, ...]:
    """All that makes WeasyPrint quicker; raises ImportError and AttributeError where it is another
    one."""
    from app.render.weasy import blank_parts, early, layout_speed, paint_speed, style_speed

    return (
        *style_speed.PATCHES,
        *layout_speed.PATCHES,
        *paint_speed.PATCHES,
        *blank_parts.PATCHES,
        *early.PATCHES,
    )


def _slower(why: str) -> str:
    return (
        "right, but drawn slower: what makes them quicker was not tested with the installed "
        f"WeasyPrint {weasyprint.__version__} ({why}). {_MEND}"
    )
