"""Finished PDFs on disk, named by a hash of all that goes into them. Only text for everybody is
kept: never pass anything with a person's answers.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from app.render import fetching, fonts
from app.render.pdf import PrintJob

_ENGINES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5")
_DRAWING = ("pdf.py", "pdf_accessibility.py", "pdf_speed.py", "remembering.py", "gates.py")


@dataclass(frozen=True)
class PdfCache:
    """A folder of PDFs. Many processes may share it: each file is written whole or not at all."""

    folder: Path

    def key(self, job: PrintJob) -> str:
        """The name of a job's PDF: SHA-256 of its document, our fonts and pictures, and the
        programs that draw it."""
        parts = (job.html, job.language, job.title, job.base_url, drawn_with())
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def get(self, key: str) -> bytes | None:
        """The PDF, if it was made before and is whole."""
        try:
            data = self._path(key).read_bytes()
        except FileNotFoundError:
            return None
        is_whole = data.startswith(b"%PDF-") and data.endswith((b"%%EOF", b"%%EOF\n"))
        return data if is_whole else None

    def put(self, key: str, data: bytes) -> None:
        """Keep a PDF."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _path(self, key: str) -> Path:
        return self.folder.joinpath(key[:2], f"{key}.pdf")


@cache
def drawn_with() -> str:
    """A hash of the fonts, the pictures and the code that turn a document into a PDF."""
    digest = hashlib.sha256()
    for name in _ENGINES:
        digest.update(f"{name} {version(name)}\n".encode())
    for path in _files():
        digest.update(f"{path.name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    here = Path(__file__).parent
    yield from (here / name for name in _DRAWING)
    yield from _sorted(fonts.FOLDER.glob("*.ttf"))
    yield from _sorted(fetching.PICTURES.glob("*.svg"))


def _sorted(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if path.is_file())
