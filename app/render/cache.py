"""Finished PDFs on disk, named by a hash of all that goes into them, each with a checksum of its
own. Only text for everybody is cached: never pass anything with a person's answers.
"""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from app.caches import SharedCache
from app.config import settings
from app.render import fetching, fonts, poppler
from app.render.pdf import PrintJob
from app.storage import private_folder, write_whole

log = logging.getLogger("birthwords.print")

CODE = Path(__file__).parent
_ENGINES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5")
HOT_BYTES = 64 * 1024 * 1024
"""How much is kept in memory of what was read and found whole."""

_SEAL = b"%sha256 "
"""Begins the last line of a file, a PDF comment with the SHA-256 of all before it."""
_SEAL_BYTES = len(_SEAL) + 64 + 1


class Media(NamedTuple):
    """What a cached file is: the end of its name, and how its bytes begin and end."""

    suffix: str
    begins: bytes
    ends: tuple[bytes, ...]

    def holds(self, data: bytes) -> bool:
        return data.startswith(self.begins) and data.endswith(self.ends)


PDF = Media("pdf", b"%PDF-", (b"%%EOF", b"%%EOF\n"))
PNG = Media("png", poppler.PNG_BEGINS, (poppler.PNG_ENDS,))


class _File(NamedTuple):
    """What tells a file from the one that was read before."""

    changed_ns: int
    size: int
    inode: int


class _Hot(NamedTuple):
    file: _File
    data: bytes


def _bytes(hot: _Hot) -> int:
    return len(hot.data)


@dataclass(frozen=True)
class PdfCache:
    """A folder of PDFs, or of pictures made from them (`media`). Many processes and threads may
    share it: each file is written whole or not at all, and one of which a byte has changed is taken
    out."""

    folder: Path
    media: Media = PDF
    _hot: SharedCache[str, _Hot] = field(
        default_factory=lambda: SharedCache(HOT_BYTES, _bytes), repr=False, compare=False
    )

    def key(self, job: PrintJob) -> str:
        """The name of a job's PDF: SHA-256 of its document, our fonts and pictures, and the
        programs that draw it. Raises FontsNotBuilt."""
        parts = (job.html, job.language, job.title, job.base_url, drawn_with())
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def get(self, key: str) -> bytes | None:
        """The PDF, if it was made before and is whole. A damaged one is taken out, to be drawn
        anew."""
        path = self._path(key)
        try:
            found = path.stat()
            file = _File(found.st_mtime_ns, found.st_size, found.st_ino)
            hot = self._hot.get(key)
            if hot is not None and hot.file == file:
                return hot.data
            data = self._unsealed(path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            log.warning("The cached print %s cannot be read: %s", path.name, error.strerror)
            return None
        if data is None:
            self._take_out(path)
            return None
        self._hot.put(key, _Hot(file, data))
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep a PDF, where only this account may read it."""
        path = self._path(key)
        private_folder(path.parent)
        write_whole(path, _sealed(data), private=True)

    def take_out_damaged(self) -> Iterator[tuple[str, bool]]:
        """The name of each file, and whether it was whole; one that was not is gone after this,
        and so is each that an earlier version left without a checksum, of which nothing is said."""
        for path in sorted(self.folder.glob(f"??/*.{self.media.suffix}")):
            try:
                stored = path.read_bytes()
            except FileNotFoundError:
                continue
            if self.media.holds(stored):
                path.unlink(missing_ok=True)
                continue
            is_whole = self._unsealed(stored) is not None
            if not is_whole:
                self._take_out(path)
            yield path.name, is_whole

    def _take_out(self, path: Path) -> None:
        log.warning("The cached print %s is damaged; it is drawn anew.", path.name)
        path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder.joinpath(key[:2], f"{key}.{self.media.suffix}")

    def _unsealed(self, stored: bytes) -> bytes | None:
        """What was put into a stored file; None where it is not that any more."""
        data = stored[:-_SEAL_BYTES]
        return data if self.media.holds(data) and _sealed(data) == stored else None


def _sealed(data: bytes) -> bytes:
    return data + _SEAL + hashlib.sha256(data).hexdigest().encode() + b"\n"


def drawn_with() -> str:
    """A hash of the fonts, the pictures, the code and the setting that turn a document into a PDF;
    raises FontsNotBuilt."""
    fonts.use_only_our_fonts()
    about = ((path, path.stat()) for path in sorted(fonts.FOLDER.glob("*.ttf")))
    files = tuple((path, each.st_mtime_ns, each.st_size) for path, each in about)
    return _with_fonts(CODE, settings().quick_prints, files)


@lru_cache(maxsize=4)
def _with_fonts(code: Path, quick: bool, files: tuple[tuple[Path, int, int], ...]) -> str:
    digest = hashlib.sha256(f"{_with(code)} {quick}".encode())
    for path, _, _ in files:
        _add(digest, path, fonts.FOLDER)
    return digest.hexdigest()


@cache
def _with(code: Path) -> str:
    digest = hashlib.sha256()
    for name in _ENGINES:
        digest.update(f"{name} {version(name)}\n".encode())
    for folder, files in ((code, "*.py"), (fetching.PICTURES, "*.svg")):
        for path in sorted(folder.rglob(files)):
            _add(digest, path, folder)
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", path: Path, folder: Path) -> None:
    digest.update(f"{path.relative_to(folder)}\n".encode())
    digest.update(hashlib.sha256(path.read_bytes()).digest())
