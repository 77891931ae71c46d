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
from app.engines.packages import CODE, VERSION, shown, version_order
from app.engines.unpacking import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

MAX_INDEX = 20_000_000
SECONDS = 30.0
OTHER_KINDS = ("sbd",)
"""Rows that are no translating models: cutters of sentences."""
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


@dataclass(frozen=True)
class Index:
    """The direct models of an index. `unread` says of its other rows, where there are any, why the
    first of them is not read."""

    address: str
    entries: tuple[IndexEntry, ...]
    unread: str = ""

    def offered(self, source: str, target: str, at_least: str = "") -> IndexEntry:
        """The newest direct model of a pair; raises PackageRefused with what to do instead."""
        entry = newest(self.entries, source, target, at_least)
        if entry is None:
            needed = f", version {at_least} or newer" if at_least else ""
            lacking = (
                f"The index at {self.address} has no direct model {source} → {target}{needed}."
            )
            raise PackageRefused(f"{lacking} {self.unread} {MOVED}" if self.unread else lacking)
        return entry


MOVED = (
    "If the index has changed since it was last looked at (June 2025), fetch the model's "
    ".argosmodel file by hand and put it in: birthwords engines import FILE. Or name the index's "
    "new address, or a file of your own, in BIRTHWORDS_ARGOS_INDEX."
)
"""What to do where the index is not as it was."""


def read_index(address: str) -> Index:
    """What an index offers; raises PackageRefused where it is none that can be read, with what to
    do."""
    wrong = f"The index of models at {address} is no list of models"
    try:
        rows = json.loads(_text(address))
    except (ValueError, RecursionError):
        raise PackageRefused(f"{wrong}: it is no JSON. {MOVED}") from None
    if not isinstance(rows, list):
        raise PackageRefused(f"{wrong}, but {_shape(rows)}. {MOVED}")
    entries, faults = [], []
    for number, row in enumerate(rows, 1):
        if fault := _fault(row):
            faults.append(f"Row {number} {fault}.")
        elif row.get("type", "translate") == "translate":
            entries.append(_entry(row, address))
    if faults and not entries:
        raise PackageRefused(f"{wrong} that can be read. {faults[0]} {MOVED}")
    many = f" ({len(faults)} of its {len(rows)} rows cannot be read.)" if faults else ""
    return Index(address, tuple(entries), f"{faults[0]}{many}" if faults else "")


def _shape(data: object) -> str:
    if not isinstance(data, dict):
        return f"a single {type(data).__name__}"
    names = ", ".join(sorted(map(str, data))[:5])
    return f"an object with {names}" if names else "an empty object"


def _fault(row: object) -> str:
    """In what a row is not as rows were, empty where it is; rows of another kind than translating
    models need nothing."""
    if not isinstance(row, dict):
        return "is no object"
    if row.get("type", "translate") != "translate":
        return (
            "" if row.get("type") in OTHER_KINDS else f"is of the unknown type {shown(row['type'])}"
        )
    for name, pattern in (("from_code", CODE), ("to_code", CODE), ("package_version", VERSION)):
        if not re.fullmatch(pattern, str(row.get(name, ""))):
            return f"says {name} {shown(row[name])}" if name in row else f"says no {name}"
    if not isinstance(row.get("links"), list):
        return "has no list of links"
    return ""


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


def _entry(row: dict[str, Any], address: str) -> IndexEntry:
    size, licence, sha256 = row.get("size"), row.get("license"), str(row.get("sha256", ""))
    return IndexEntry(
        source=str(row["from_code"]),
        target=str(row["to_code"]),
        version=str(row["package_version"]),
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
        status = error.response.status_code
        gone = f" {MOVED}" if status in (404, 410) else ""
        raise PackageRefused(f"{address} answers {status}.{gone}") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PackageRefused(f"{address} cannot be fetched: {error or 'no answer'}.") from None
    except OSError as error:
        raise PackageRefused(f"{address} cannot be read: {error.strerror}.") from None
