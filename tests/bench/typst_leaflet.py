"""The same leaflet's words set by Typst: how quick print could be at the outside, without one HTML
for page and print, without our cards and pictures."""

from collections.abc import Iterator
from typing import Any

import typst

from app.config import BUILD
from app.resources import inline
from app.resources.schema import Heading, Item, Resource, all_parts

_STYLE = """#set page(paper: "a4", margin: 20mm)
#set text(font: "Noto Sans", size: 14pt, lang: "en")
#set document(title: [{title}])
= {title}
"""


def pdf(resource: Resource) -> bytes:
    """A tagged PDF of every heading, sentence and point."""
    source = _STYLE.format(title=_plain(resource.title)) + "\n".join(_lines(resource))
    fonts = [str(BUILD / "fonts")]
    compiled: Any = typst.compile(  # type: ignore[misc]  # its types do not take bytes
        source.encode(), font_paths=fonts, ignore_system_fonts=True
    )
    return bytes(compiled)


def _lines(resource: Resource) -> Iterator[str]:
    for part in all_parts(resource):
        mark = {Heading: "== ", Item: "- "}.get(type(part), "")
        for name in ("heading", "lead", "caption", "summary", "text"):
            words = getattr(part, name, None)
            if isinstance(words, str):
                yield f"{mark}{_plain(words)}\n"


def _plain(text: str) -> str:
    return "".join(
        f"\\{sign}" if sign in "\\*_`$#@<>[]=-+/~" else sign for sign in inline.plain(text)
    )
