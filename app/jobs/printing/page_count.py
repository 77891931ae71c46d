"""How many pages and sheets a print of ours has, read from the PDF itself. What is printed, and
when, is in `printer`.
"""

import re
import zlib
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True)
class PrintAmount:
    """Pages of one print; not `exact` where they were counted on the same print with the numbers of
    other hospitals."""

    pages: int
    exact: bool = True

    @property
    def sheets(self) -> int:
        """Sheets of paper, printed on both sides."""
        return sheets(self.pages)


def sheets(pages: int) -> int:
    """Sheets of paper that so many pages take on both sides."""
    return (pages + 1) // 2


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        if b"/ObjStm" in pdf[max(0, found.start() - 300) : found.start()]:
            with suppress(zlib.error):
                parts.append(zlib.decompress(found[1]))
    return sum(len(re.findall(rb"/Type ?/Page\b", part)) for part in parts)
