"""The Argos index: which models there are to download, and how one is fetched whole or not at all.

The index is a JSON list at an address, or a file of this machine, as a site without internet has.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from app.engines.base import PackageRefused
from app.engines.packages import version_order
from app.engines.unpacking import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

MAX_INDEX = 20_000_000
SECONDS = 30.0
Progress = Callable[[int, int | None], None]
"""Hears how many bytes have come, and of how many where that is known."""


@dataclass(frozen=True, kw_only=True)
class IndexEntry:
    """One model of the index. Size, licence and SHA-256 are None where the index does not say."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]
    size_mb: float | None = None
    licence: str | None = None
    sha256: str | None = None

    @property
    def name(self) -> str:
        return f"translate-{self.source}_{self.target}-{self.version}"


def read_index(address: str) -> tuple[IndexEntry, ...]:
    """Every direct model of an index; raises PackageRefused with what is wrong with it."""
    wrong = PackageRefused(f"The index of models at {address} is no list of models.")
    text = _text(address)
    try:
        rows = json.loads(text)
        if not isinstance(rows, list):
            raise wrong
        models = [row for row in rows if row.get("type", "translate") == "translate"]
        found = [_entry(row, address) for row in models]
    except (ValueError, AttributeError, TypeError, KeyError):
        raise wrong from None
    return tuple(entry for entry in found if entry is not None)


def newest(
    entries: Sequence[IndexEntry], source: str, target: str, at_least: str = ""
) -> IndexEntry | None:
    """The newest direct model of a pair, or None. Never a chain."""
    fitting = (
        e
        for e in entries
        if (e.source, e.target) == (source, target)
        and version_order(e.version) >= version_order(at_least)
    )
    return max(fitting, key=lambda entry: version_order(entry.version), default=None)


def with_size(entry: IndexEntry) -> IndexEntry:
    """The same with its size asked for where the index does not say it."""
    if entry.size_mb is not None or not entry.links:
        return entry
    link = entry.links[0]
    if not _remote(link):
        file = Path(link)
        return replace(entry, size_mb=file.stat().st_size / 1e6) if file.is_file() else entry
    with _problems(link), _client() as client:
        length = client.head(link).headers.get("content-length", "")
    return replace(entry, size_mb=int(length) / 1e6) if length.isdecimal() else entry


def fetch(entry: IndexEntry, into: Path, progress: Progress) -> Path:
    """Download a model file, from the next link where one fails; raises PackageRefused, and then
    nothing of it is left."""
    refusal = PackageRefused(f"The index names no address for {entry.name}.")
    place = into / f"{entry.name}.argosmodel"
    for link in entry.links:
        try:
            _fetch(link, place, progress)
            _refuse_other_hash(entry, place)
        except PackageRefused as problem:
            place.unlink(missing_ok=True)
            refusal = problem
        else:
            return place
    raise refusal


def _fetch(link: str, place: Path, progress: Progress) -> None:
    with _problems(link):
        if not _remote(link):
            shutil.copyfile(link, place)
            progress(place.stat().st_size, place.stat().st_size)
            return
        with _client() as client, client.stream("GET", link) as answer, place.open("wb") as file:
            answer.raise_for_status()
            length = answer.headers.get("content-length", "")
            whole = int(length) if length.isdecimal() else None
            for chunk in answer.iter_bytes(1 << 16):
                file.write(chunk)
                if file.tell() > MAX_BYTES:
                    raise PackageRefused(f"{link} is too big to be a model.")
                progress(file.tell(), whole)


def _refuse_other_hash(entry: IndexEntry, place: Path) -> None:
    if entry.sha256 is None:
        return
    with place.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != entry.sha256:
        raise PackageRefused(
            f"{entry.name} is not the file that the index names: its SHA-256 is {found[:12]}…, "
            f"not {entry.sha256[:12]}…. It was thrown away."
        )


def _entry(row: dict[str, Any], address: str) -> IndexEntry | None:
    source, target, version = (
        str(row.get(key, "")) for key in ("from_code", "to_code", "package_version")
    )
    named = all(re.fullmatch(r"[a-z]{2,3}", code) for code in (source, target))
    if not named or not re.fullmatch(r"\d+(\.\d+)*", version):
        return None
    size, licence, sha256 = row.get("size"), row.get("license"), str(row.get("sha256", ""))
    return IndexEntry(
        source=source,
        target=target,
        version=version,
        links=tuple(link for given in row["links"] if (link := _link(str(given), address))),
        size_mb=size / 1e6 if isinstance(size, int) else None,
        licence=str(licence) if licence else None,
        sha256=sha256.lower() if re.fullmatch(r"[0-9a-fA-F]{64}", sha256) else None,
    )


def _link(link: str, address: str) -> str:
    """Where a file lies: as it stands, or beside the index. Empty for what cannot be fetched."""
    if _remote(link):
        return link
    if urlsplit(link).scheme:
        return ""
    return urljoin(address, link) if _remote(address) else str(Path(address).parent / link)


def _remote(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _text(address: str) -> str:
    with _problems(address):
        if not _remote(address):
            return Path(address).read_text("utf-8", errors="replace")
        with _client() as client, client.stream("GET", address) as answer:
            answer.raise_for_status()
            content = b""
            for chunk in answer.iter_bytes():
                content += chunk
                if len(content) > MAX_INDEX:
                    raise PackageRefused(f"{address} is too big to be an index of models.")
            return content.decode(errors="replace")


def _client() -> "httpx.Client":
    import httpx

    return httpx.Client(timeout=SECONDS, follow_redirects=True)


@contextmanager
def _problems(address: str) -> "Iterator[None]":
    """Every way in which an address can fail, in one line."""
    import httpx

    try:
        yield
    except httpx.HTTPStatusError as error:
        raise PackageRefused(f"{address} answers {error.response.status_code}.") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PackageRefused(f"{address} cannot be fetched: {error or 'no answer'}.") from None
    except OSError as error:
        raise PackageRefused(f"{address} cannot be read: {error.strerror}.") from None
