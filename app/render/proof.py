"""Proofs in which one finds each segment again: marks round the segments of a working text, and the
pages as pictures with the place of each. Drawn by a worker of `pool`; a proof is never an edition.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from app.render.pdf import PrintJob, draw
from app.render.weasy import boxes

_FIRST, _LAST = 0xE000, 0xF8FE
_END = "\uf8ff"
_MARK = re.compile("[\ue000-\uf8ff]")
_PART = re.compile("(?P<tag><title>.*?</title>|<[^>]*>)|(?P<mark>[\ue000-\uf8ff])", re.DOTALL)
DPI = 96


@dataclass(frozen=True)
class Region:
    """Where one line of a segment stands on its page, in CSS pixels; `path` is the segment's."""

    path: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Sheet:
    """One page: its size in CSS pixels, a PNG picture (empty where poppler is missing) and its
    segments."""

    width: float
    height: float
    picture: bytes
    regions: tuple[Region, ...]
    cut_off: tuple[str, ...]
    """The segments of which a line runs over the edge of the page (H8)."""


def mark(text: str, number: int) -> str:
    """A segment with signs of no script before and after it, which `spans` finds in the document.
    Beyond 6,000 segments of one text the rest stay unmarked."""
    text = bare(text)  # what someone typed is no sign of ours
    return f"{chr(_FIRST + number)}{text}{_END}" if _FIRST + number <= _LAST else text


def spans(html: str, paths: tuple[str, ...]) -> str:
    """The document with `<span data-at="path">` in place of the signs, none within tags."""

    def put(match: re.Match[str]) -> str:
        if match["tag"]:
            return bare(match["tag"])
        if match["mark"] != _END:
            return f'<span data-at="{escape(paths[ord(match["mark"]) - _FIRST])}">'
        return "</span>"

    return _PART.sub(put, html)


def bare(text: str) -> str:
    """A text without the signs."""
    return _MARK.sub("", text)


def marked_job(job: PrintJob, paths: tuple[str, ...]) -> PrintJob:
    """The same document with its segments findable."""
    return replace(job, html=spans(job.html, paths), title=bare(job.title))


def draw_sheets(job: PrintJob) -> tuple[Sheet, ...]:
    """The pages of a marked job; raises Unprintable and CannotPrint."""
    pdf, document = draw(job)
    owners = dict(_owners(boxes.root(document), _NOBODY))
    pictures = _pictures(pdf, len(document.pages))
    return tuple(
        Sheet(
            page.width,
            page.height,
            picture,
            tuple(_regions(page, owners)),
            tuple(dict.fromkeys(_cut_off(page, owners))),
        )
        for page, picture in zip(document.pages, pictures, strict=True)
    )


_Owner = tuple[str, Any]
"""The path of a segment, and the element that holds it: English beside it has one of its own."""


def _owners(element: Any, owner: _Owner) -> Iterator[tuple[Any, _Owner]]:
    """Each element with the segment that it belongs to."""
    path = element.get("data-at")
    owner = (path, element) if path else owner
    yield element, owner
    for child in element:
        yield from _owners(child, owner)


_NOBODY: _Owner = ("", None)


def _regions(page: Any, owners: dict[Any, _Owner]) -> Iterator[Region]:
    lines: dict[tuple[str, Any, int], list[Any]] = {}
    for box in boxes.page_boxes(page):
        path, holder = owners.get(box.element, _NOBODY)
        if path:
            lines.setdefault((path, holder, round(box.position_y)), []).append(box)
    for (path, _, _), texts in lines.items():
        left = min(box.position_x for box in texts)
        top = min(box.position_y for box in texts)
        right = max(box.position_x + box.width for box in texts)
        bottom = max(box.position_y + box.height for box in texts)
        yield Region(path, left, top, right - left, bottom - top)


def _cut_off(page: Any, owners: dict[Any, _Owner]) -> Iterator[str]:
    for box in boxes.page_boxes(page):
        path, _ = owners.get(box.element, _NOBODY)
        if path and box.text.strip() and not boxes.is_inside(box, page):
            yield path


def _pictures(pdf: bytes, pages: int) -> list[bytes]:
    if shutil.which("pdftocairo") is None:
        return [b""] * pages
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "page")
        command = ["pdftocairo", "-png", "-r", str(DPI), "-", str(place)]
        subprocess.run(command, input=pdf, check=True, capture_output=True)
        return [file.read_bytes() for file in sorted(Path(folder).iterdir())]
