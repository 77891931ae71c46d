"""Opens a model's archive without trusting it: no path out of the folder, no link, no bomb, no
pickled code. What the files mean is for packages.py to say.
"""

import re
import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from app.engines.base import PackageRefused

MAX_BYTES = 2 * 1024**3
MAX_RATIO = 50  # weights hardly compress: a real package unpacks to less than twice its size
MAX_FILES = 2000
TOKENIZERS = ("sentencepiece.model", "bpe.model")
WANTED = ("metadata.json", "README.md", *TOKENIZERS)


def unpack(archive: Path, into: Path) -> None:
    """Take the model, its tokenizer and its description out of an archive; raises PackageRefused.

    Sentence splitters, which are pickled code, stay inside.
    """
    if not zipfile.is_zipfile(archive):
        raise PackageRefused(
            f"{archive.name} is not an Argos model: it is not a whole zip archive. Fetch it again; "
            "if its makers pack models otherwise now, take an older version."
        )
    try:
        with zipfile.ZipFile(archive) as opened:
            _take_out(opened, archive, into)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise PackageRefused(f"{archive.name} is damaged: {error}.") from None


def _take_out(opened: zipfile.ZipFile, archive: Path, into: Path) -> None:
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
