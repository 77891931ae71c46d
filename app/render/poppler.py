"""Words copied out of a PDF by poppler's `pdftotext`, as a reader's program copies them, and what
counts as a word; and a page as a picture, by its `pdftoppm`. Poppler is another program that may
be missing (ADR 10).
"""

import html
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress

from app.render.print_errors import Unprintable
from app.resources.characters import composed

_MARKS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
"""A font draws “fi” with the sign that stands for both letters, and a PDF can say one of them."""
_ARABIC = re.compile("[\u0600-\u06ff]")
_PUNCTUATION = re.compile(r"^([(“„‘«]+)|([,.;:!?…।)”’»]+)$")
PICTURE_SECONDS = 20.0
PICTURE_MEMORY = 256 * 1024 * 1024
"""What drawing one picture may take; a poster takes half a second and a tenth of this."""
PNG_BEGINS, PNG_ENDS = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_PLACED = re.compile(r'yMin="([\d.-]+)" xMax="[\d.-]+" yMax="([\d.-]+)">(.*?)</word>')


def is_installed() -> bool:
    return shutil.which("pdftotext") is not None


def draws_pictures() -> bool:
    return shutil.which("pdftoppm") is not None


def picture(pdf: bytes, width: int) -> bytes:
    """The first page as a PNG so many pixels wide; raises Unprintable where it takes too long or
    too much memory."""
    drawing = subprocess.Popen(
        ["pdftoppm", "-png", "-singlefile", "-f", "1", "-l", "1", "-scale-to-x", str(width),
         "-scale-to-y", "-1", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with drawing:
        if sys.platform == "linux":
            limit = (PICTURE_MEMORY, PICTURE_MEMORY)
            with suppress(ProcessLookupError):  # it is at its end already
                resource.prlimit(drawing.pid, resource.RLIMIT_AS, limit)
        try:
            drawn, _ = drawing.communicate(pdf, PICTURE_SECONDS)
        except subprocess.TimeoutExpired:
            drawing.kill()
            drawn = b""
    if not (drawn.startswith(PNG_BEGINS) and drawn.endswith(PNG_ENDS)):
        raise Unprintable(
            "The picture could not be made: it took too long, or too much memory. Try again in a "
            "minute, or share the poster (PDF)."
        )
    return drawn


def text(pdf: bytes) -> str:
    """All that stands in a PDF, running matter too, in the order in which it was drawn."""
    return _run(pdf)


def placed_words(pdf: bytes) -> list[list[tuple[str, float]]]:
    """The words of each page with the height in points, from the top, at which each stands."""
    return [
        [
            (word, (float(top) + float(bottom)) / 2)
            for top, bottom, found in _PLACED.findall(page)
            for word in words(html.unescape(found))
        ]
        for page in _run(pdf, "-bbox").split("<page ")[1:]
    ]


def words(found: str) -> list[str]:
    """The words of a text without the signs that nobody sees, each letter with its marks as one
    sign where there is one: ë is one and the same, in whichever way it was typed."""
    return _same(found).split()


def apart(found: Iterable[str]) -> list[str]:
    """Words with the punctuation around them as words of its own: a font may leave so much room
    before a comma that a program copies it as one."""
    return [part for word in found for part in _PUNCTUATION.split(word) if part]


def bare(found: str) -> str:
    """A text without spaces, which no two programs set alike."""
    return "".join(words(found))


def letters(found: str) -> list[str]:
    """The words of a text without punctuation, which poppler puts on either side of a word that
    runs right to left."""
    return re.findall("(?:[^\\W\u02b0-\u02ff]|[\u064b-\u065f])+", _same(found))


def _same(text: str) -> str:
    typed = _LIGATURES.sub(lambda found: composed(found[0], "NFKC"), _MARKS.sub("", text))
    return composed(typed)


def is_arabic(word: str) -> bool:
    return _ARABIC.search(word) is not None


def _run(pdf: bytes, *options: str) -> str:
    """The PDF goes in by a pipe: a filled plan must not lie on a disk, however briefly."""
    done = subprocess.run(
        ["pdftotext", "-raw", *options, "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode()
