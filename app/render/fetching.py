"""What a print may load while it is drawn: our own built pictures and nothing else, neither from
disk nor from the network. Turning the bytes into WeasyPrint's response is `pdf`'s.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from app.config import BUILD

PICTURES = BUILD / "static" / "pictures"
_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\.(?:svg|png)")


class FetchRefused(ValueError):
    """An address that a print may not load."""


@dataclass(frozen=True)
class Asset:
    data: bytes
    media_type: str


def fetch_picture(address: str, base_url: str, folder: Path = PICTURES) -> Asset:
    """The picture at `{base_url}/static/pictures/name.svg`, read from the built ones; raises
    FetchRefused for every other address."""
    start = f"{base_url}/static/pictures/"
    name = address.removeprefix(start)
    if not address.startswith(start) or not _NAME.fullmatch(name):
        raise FetchRefused(f"a print may load only our own pictures, not {address[:80]!r}.")
    path = folder / name
    if not path.is_file() or path.resolve().parent != folder.resolve():
        raise FetchRefused(
            f"there is no picture {name!r}. Add it to the pictures, or name one that exists."
        )
    return Asset(path.read_bytes(), _TYPES[path.suffix])
