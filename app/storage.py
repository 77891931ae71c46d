"""Files and folders that only the service's own account may read, whatever its umask."""

import os
from pathlib import Path


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
