"""Argos models on disk: which are installed and pinned, and how one is put in and taken out.

Opening an archive without trusting it is unpacking.py's, translating argos.py's; nothing here
imports argostranslate or loads a model.
"""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.engines import pins
from app.engines.base import PackageRefused
from app.engines.directions import ENGLISH_CODE
from app.engines.pins import Pin
from app.engines.unpacking import TOKENIZERS, unpack
from app.storage import private_folder


@dataclass(frozen=True, kw_only=True)
class Package:
    """One direct model. `source` and `target` are Argos's codes, not our tags; `pin` is None where
    nobody here put it in."""

    folder: Path
    source: str
    target: str
    version: str
    licence: str | None
    pin: Pin | None = None

    @property
    def name(self) -> str:
        return f"translate-{self.source}_{self.target}-{self.version}"

    @property
    def size_mb(self) -> float:
        return round(sum(f.stat().st_size for f in _files(self.folder)) / 1e6, 1)

    @property
    def order(self) -> tuple[int, ...]:
        return version_order(self.version)


READ = (
    "Birthwords reads packages as they were in June 2025: a folder with metadata.json, a "
    "CTranslate2 model in model/, and sentencepiece.model or bpe.model. If this one is whole but "
    "of a newer kind, take an older version of it, or describe the CTranslate2 folder in it as a "
    "model of your own (docs/operations.md, Engines and models)."
)
"""What to do about a package that is not as packages were."""
CODE, VERSION = r"[a-z]{2,3}", r"\d+(\.\d+)*"
Trial = Callable[[Package], None]
"""Looks at an unpacked package before it is put in place; raises PackageRefused."""


def version_order(version: str) -> tuple[int, ...]:
    """`1.10` comes after `1.9`."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def installed(folder: Path) -> tuple[Package, ...]:
    """Every usable package under a folder; what can't be read is left out."""
    if not folder.is_dir():
        return ()
    known = pins.read(folder)
    found = (
        _read(child, known.get(child.name)) for child in sorted(folder.iterdir()) if child.is_dir()
    )
    return tuple(package for package in found if package is not None)


def direct(folder: Path, source: str, target: str, at_least: str = "") -> Package | None:
    """The newest package straight from one language into the other, or None. Never a chain."""
    fitting = (
        p
        for p in installed(folder)
        if (p.source, p.target) == (source, target) and p.order >= version_order(at_least)
    )
    return max(fitting, key=lambda package: package.order, default=None)


def checksum(folder: Path) -> str:
    """SHA-256 over the names and contents of a folder's files."""
    total = hashlib.sha256()
    for file in _files(folder):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0")
        with file.open("rb") as stream:
            total.update(hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest()


def install(
    archive: Path,
    folder: Path,
    *,
    trial: Trial | None = None,
    came_from: str = "",
    accepted_by: str = "command line",
) -> Package:
    """Put a local `.argosmodel` file into a folder. Raises PackageRefused, having changed nothing.

    The unpacked package goes through `trial`, is pinned, and takes its place by one rename. The
    same version put in twice must be the same file and replaces itself.
    """
    private_folder(folder)
    with archive.open("rb") as stream:
        archive_hash = hashlib.file_digest(stream, "sha256").hexdigest()
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as fresh:
        unpacked = Path(fresh) / "package"
        unpack(archive, unpacked)
        package = _read(unpacked, None)
        if package is None:
            fault = _fault(unpacked)
            raise PackageRefused(f"{archive.name} cannot be read as a model: {fault}. {READ}")
        known = pins.read(folder)
        if package.name in known and known[package.name].archive != archive_hash:
            raise PackageRefused(
                f"{archive.name} is not the {package.name} that was put in before: its SHA-256 "
                "differs. If its makers say that they replaced it: birthwords engines remove "
                f"--forget {_tag(package)}, then put it in again."
            )
        if trial is not None:
            trial(package)
        licence = package.licence or ""
        pin = Pin(
            archive=archive_hash,
            files=checksum(unpacked),
            came_from=came_from or archive.name,
            licence=licence,
            accepted_by=accepted_by,
        )
        home = folder / package.name
        pins.write(folder, known | {package.name: pin})
        if home.exists():
            shutil.move(home, Path(fresh) / "replaced")
        unpacked.rename(home)
    return Package(
        folder=home,
        source=package.source,
        target=package.target,
        version=package.version,
        licence=package.licence,
        pin=pin,
    )


def remove(
    folder: Path, source: str, target: str, *, keep: str = "", forget: bool = False
) -> list[str]:
    """Take out every version of a pair but `keep`; their names. Pins stay, so that another file
    under the same name is still refused, unless they are to be forgotten."""
    gone = [
        p
        for p in installed(folder)
        if (p.source, p.target) == (source, target) and p.version != keep
    ]
    for package in gone:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".old-") as away:
            package.folder.rename(Path(away) / "package")
    if forget:
        beginning = f"translate-{source}_{target}-"
        known = pins.read(folder)
        pins.write(folder, {n: pin for n, pin in known.items() if not n.startswith(beginning)})
    return [package.name for package in gone]


def _read(folder: Path, pin: Pin | None) -> Package | None:
    if _fault(folder):
        return None
    data = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    licence = data.get("license") or _licence_in_words(folder / "README.md")
    return Package(
        folder=folder,
        source=str(data["from_code"]),
        target=str(data["to_code"]),
        version=str(data["package_version"]),
        licence=licence and str(licence),
        pin=pin,
    )


def _fault(folder: Path) -> str:
    """The first thing in which an unpacked package is not as packages were, empty where it is."""
    try:
        data = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    except OSError:
        return "it has no metadata.json in its one folder"
    except (ValueError, RecursionError):
        return "its metadata.json is no JSON"
    if not isinstance(data, dict):
        return "its metadata.json holds no object"
    if (kind := data.get("type", "translate")) != "translate":
        return f"its metadata.json says type {shown(kind)}, not translate"
    for name, pattern in (("from_code", CODE), ("to_code", CODE), ("package_version", VERSION)):
        value = data.get(name)
        if value is None:
            return f"its metadata.json says no {name}"
        if not re.fullmatch(pattern, str(value)):
            return f"its metadata.json says {name} {shown(value)}"
    if not (folder / "model" / "model.bin").is_file():
        return "it has no model/model.bin"
    if not any((folder / name).is_file() for name in TOKENIZERS):
        return f"it has no {' or '.join(TOKENIZERS)}"
    return ""


def shown(value: object) -> str:
    """A value of a file as a sentence may repeat it."""
    words = repr(value)
    return words if len(words) <= 40 else f"{words[:40]}…"


def _licence_in_words(readme: Path) -> str | None:
    """The first line of a model's README that speaks of its licence: most say it nowhere else."""
    if not readme.is_file():
        return None
    lines = readme.read_text("utf-8", errors="replace").splitlines()
    said = (line.strip(" #*-\t") for line in lines if re.search(r"licen[cs]e", line, re.I))
    return next((line[:200] for line in said if line), None)


def _tag(package: Package) -> str:
    into = package.target == ENGLISH_CODE
    return f"--into-english {package.source}" if into else package.target


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
