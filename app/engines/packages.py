"""Argos model files on disk: which are installed, and how to put one in without trusting it.

Translating with them is argos.py's; nothing here imports argostranslate or loads a model.
"""

import hashlib
import json
import re
import shutil
import stat
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MAX_BYTES = 2 * 1024**3
MAX_RATIO = 50  # weights hardly compress: a real package unpacks to less than twice its size
MAX_FILES = 2000
TOKENIZERS = ("sentencepiece.model", "bpe.model")
WANTED = ("metadata.json", "README.md", *TOKENIZERS)


class PackageRefused(ValueError):
    """A model file that will not be installed; the message says what is wrong with it."""


@dataclass(frozen=True)
class Package:
    """One installed direct model. `source` and `target` are Argos's codes, not our tags."""

    folder: Path
    source: str
    target: str
    version: str
    licence: str | None

    @property
    def size_mb(self) -> float:
        return round(sum(f.stat().st_size for f in _files(self.folder)) / 1e6, 1)

    @property
    def order(self) -> tuple[int, ...]:
        return version_order(self.version)


def version_order(version: str) -> tuple[int, ...]:
    """`1.10` comes after `1.9`."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def installed(folder: Path) -> tuple[Package, ...]:
    """Every usable package under a folder; what can't be read is left out."""
    if not folder.is_dir():
        return ()
    found = (_read(child) for child in sorted(folder.iterdir()) if child.is_dir())
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
    """SHA-256 over the names and contents of a package's files."""
    total = hashlib.sha256()
    for file in _files(folder):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0")
        with file.open("rb") as stream:
            total.update(hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest()


def install(archive: Path, folder: Path) -> Package:
    """Put a local `.argosmodel` file into a folder. Raises PackageRefused, having changed nothing.

    Only the model, its tokenizer and its description are taken out, never sentence splitters with
    pickled code. The same version put in twice replaces itself.
    """
    if not zipfile.is_zipfile(archive):
        raise PackageRefused(f"{archive.name} is not an Argos model: it is not a zip archive.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as fresh:
        unpacked = Path(fresh) / "package"
        try:
            with zipfile.ZipFile(archive) as opened:
                _unpack(opened, archive, unpacked)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise PackageRefused(f"{archive.name} is damaged: {error}.") from None
        package = _read(unpacked)
        if package is None:
            raise PackageRefused(
                f"{archive.name} lacks a readable metadata.json, model or tokenizer."
            )
        home = folder / f"translate-{package.source}_{package.target}-{package.version}"
        if home.exists():
            shutil.move(home, Path(fresh) / "replaced")
        unpacked.rename(home)
    return Package(home, package.source, package.target, package.version, package.licence)


def _unpack(opened: zipfile.ZipFile, archive: Path, into: Path) -> None:
    members = [m for m in opened.infolist() if not m.is_dir()]
    _refuse_bomb(members, archive)
    for member in members:
        name = _inside(member, archive)
        if name is None:
            continue
        place = into / name
        if place.exists():
            raise PackageRefused(f"{archive.name} holds {member.filename} twice.")
        place.parent.mkdir(parents=True, exist_ok=True)
        with opened.open(member) as source, place.open("wb") as target:
            shutil.copyfileobj(source, target)


def _refuse_bomb(members: list[zipfile.ZipInfo], archive: Path) -> None:
    # zipfile never reads past the size that a member declares, so these may be trusted.
    total = sum(member.file_size for member in members)
    if len(members) > MAX_FILES or total > MAX_BYTES:
        raise PackageRefused(f"{archive.name} is too big to be a model ({total} bytes unpacked).")
    if total > MAX_RATIO * archive.stat().st_size:
        raise PackageRefused(f"{archive.name} unpacks to far more than its size: not installed.")


def _inside(member: zipfile.ZipInfo, archive: Path) -> str | None:
    """Where a member belongs within the package, or None where it is not wanted."""
    path = PurePosixPath(member.filename)
    unsafe = path.is_absolute() or ".." in path.parts or re.search(r"[\\:\0]", member.filename)
    if unsafe or stat.S_ISLNK(member.external_attr >> 16):
        raise PackageRefused(f"{archive.name} holds an unsafe name: {member.filename!r}.")
    within = path.parts[1:]
    if len(within) == 1 and within[0] in WANTED:
        return within[0]
    if len(within) == 2 and within[0] == "model":
        return "/".join(within)
    return None


def _read(folder: Path) -> Package | None:
    try:
        data = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
        source, target = str(data["from_code"]), str(data["to_code"])
        version = str(data.get("package_version", ""))
        kind = data.get("type", "translate")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    named = all(re.fullmatch(r"[a-z]{2,3}", code) for code in (source, target))
    whole = (folder / "model" / "model.bin").is_file() and any(
        (folder / name).is_file() for name in TOKENIZERS
    )
    if not (named and whole and kind == "translate" and re.fullmatch(r"\d+(\.\d+)*", version)):
        return None
    return Package(folder, source, target, version, data.get("license"))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
