"""The secrets that forms are sealed with: from BIRTHWORDS_SECRET, or made once and kept in a file
of the data folder that nobody else may read. The first seals; the others still open.
"""

import secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.config import Settings
from app.storage import private_folder, write_first

NAME = "form-secret"


@cache
def keys(settings: Settings, purpose: bytes) -> tuple[bytes, ...]:
    """Keys of 256 bits for one purpose, the newest first."""
    found = (settings.secret or _stored(settings.data / NAME)).replace(",", " ").split()
    return tuple(HKDF(SHA256(), 32, None, purpose).derive(each.encode()) for each in found)


def _stored(path: Path) -> str:
    """What the file holds, made now if this is the first process that asks."""
    private_folder(path.parent)
    if not path.exists():
        write_first(path, f"{secrets.token_hex(32)}\n".encode())
    return path.read_text()
