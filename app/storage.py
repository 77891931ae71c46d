"""Files and folders on this machine's disk: those that only the service's own account may read,
whatever its umask, and files that are written whole or not at all.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex


def private_folder(path: Path) -> Path:
    """Make the folder, and those above it that are missing; one that stands already stays as the
    operator made it."""
    missing = []
    for each in (path, *path.parents):
        if each.is_dir():
            break
        missing.append(each)
    for each in reversed(missing):
        try:
            each.mkdir(0o700)
        except FileExistsError:
            if each.is_dir():  # another process was faster
                continue
            raise
        each.chmod(0o700)
    return path


def private_file(path: Path) -> bool:
    """Make an empty file, unless it is there; either way nobody else may read it after this, where
    it is ours. Says whether it was made."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        about = path.stat()
        if about.st_mode & 0o077 and about.st_uid == os.geteuid():
            path.chmod(0o600)
        return False
    path.chmod(0o600)
    return True


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """A file with these bytes in place of what stood there, at once and for good: nobody ever reads
    half of it, and after a power cut it is there or it is not. One that stands keeps its rights, a
    new one has those of the umask; a `private` one is for this account alone. Where the name leads
    to a file elsewhere, that file is written; its folder must be there."""
    path = path.resolve()
    with _whole(path, data, private=private) as fresh:
        if not private and path.exists():
            fresh.chmod(path.stat().st_mode & 0o777)
        fresh.replace(path)


def write_first(path: Path, data: bytes) -> None:
    """A private file with these bytes, whole; where another process was faster, its file stands."""
    with suppress(FileExistsError), _whole(path, data, private=True) as fresh:
        os.link(fresh, path)


@contextmanager
def _whole(path: Path, data: bytes, *, private: bool) -> Iterator[Path]:
    """A file beside `path` that is on the disk whole; it is gone afterwards, unless it was given
    another name."""
    fresh = path.with_name(f".{path.name}.{token_hex(8)}.part")
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if private else 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if private:
            fresh.chmod(0o600)
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)
