"""Other people's test files through our reader: each is read, or refused with a sentence; none
stops the reader, and what is valid XLIFF is refused for no reason that is not named here. `OASIS`
and `TOOLKIT` name copies of the repositories that hold them; they are in no package.
"""

import ast
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.exchange.opening import FileRefused
from app.exchange.recognise import read
from tests.interop.oasis import find_newer
from tests.interop.walk import Absent, Client, Walk, must
from tests.interop.world import World

REASONS = (
    ("no text, or no English beside it", r"no translated texts|no unit holds|no terms|no English"),
    ("a language that is not ours, or a variety", r"language|one variety"),
    ("plurals", r"plural"),
    ("a text twice, or two texts of one name", r"stands twice"),
    ("no unit id, or no <file>", r"has no id|no <file>"),
    ("no well-formed XML, or a fragment", r"XML is damaged|not an XML|begins with|damaged"),
    ("letters that are not UTF-8", r"is not UTF"),
    ("entities", r"XML entities"),
    ("another format, or of an unknown version", r"is of version|not read|no TMX|first element"),
)  # fmt: skip
"""Why a file is refused, by what our message says; anything else fails the walk."""
_XML = re.compile(r"^\s*(?:<\?xml|<xliff|<tmx|<martif|<tbx)")


def find_toolkit() -> tuple[Path, str]:
    place = os.environ.get("TOOLKIT", "")
    if not place or not (Path(place) / "tests" / "translate").is_dir():
        raise Absent("TOOLKIT=/path/to/a/copy of translate-toolkit's repository: no package has it")
    return Path(place), ""


def _read(files: Iterable[tuple[str, bytes]], most_refused: int | None = None) -> str:
    """How many files are read, and why the others are not; raises Fails where one is refused for
    no known reason, or the reader breaks off."""
    whole = came = 0
    why: Counter[str] = Counter()
    for name, data in files:
        whole += 1
        try:
            read(data, name)
            came += 1
        except FileRefused as refused:
            words = str(refused).replace(name, "")
            known = (said for said, told in REASONS if re.search(told, words))
            reason = next(known, "")
            must(bool(reason), f"{name} is refused: {refused}")
            why[reason] += 1
    must(whole > 0, "no file was found")
    if most_refused is not None:
        must(whole - came <= most_refused, f"{whole - came} are refused: {_said(why)}")
    return f"{came} of {whole} read" + (f"; refused: {_said(why)}" if why else "")


def _said(why: Counter[str]) -> str:
    return ", ".join(f"{number} {reason}" for reason, number in why.most_common())


def _under(place: Path, *patterns: str) -> Iterator[tuple[str, bytes]]:
    for pattern in patterns:
        for file in sorted(place.glob(pattern)):
            yield file.name, file.read_bytes()


def _with_context(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """PO files of programs name no place; each entry that names none gets a number as one."""
    for name, data in files:
        numbers = iter(range(1_000_000))

        def placed(found: re.Match[bytes], n: Iterator[int] = numbers) -> bytes:
            return found[0] if found[1] else b'msgctxt "%d"\nmsgid ' % next(n)

        named = rb'^(msgctxt .*\n(?:".*\n)*)?msgid (?!""\s*\nmsgstr)'
        yield name, re.sub(named, placed, data, flags=re.MULTILINE)


def _written_in(place: Path, *files: str) -> Iterator[tuple[str, bytes]]:
    """The XML that stands as a text in test files of Python."""
    for file in files:
        for node in ast.walk(ast.parse((place / file).read_text("utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            data = value.encode() if isinstance(value, str) else value
            if isinstance(data, bytes) and _XML.match(data[:100].decode("utf-8", "replace")):
                yield f"{Path(file).name}:{getattr(node, 'lineno', 0)}", data.strip()


_STORAGE = "tests/translate/storage"
OASIS_SUITE = Client("OASIS test suite", find_newer, tuple(
    Walk(f"XLIFF {version}", kind,
         lambda w, p, v=version, k=kind, m=most: _read(  # type: ignore[misc]
             _under(p / f"xliff-{v.replace('.', '')}" / "test-suite", f"*/{k}/*.xlf"), m))
    for version, kind, most in (("2.1", "valid", 6), ("2.1", "in-out", 0), ("2.1", "invalid", None),
                                ("2.2", "valid", 7), ("2.2", "invalid", None))
))  # fmt: skip


def _xliff_files(_: World, place: Path) -> str:
    return _read(_under(place, "tests/**/*.xlf"), 0)


TOOLKIT_SUITE = Client("translate-toolkit test files", find_toolkit, (
    Walk("XLIFF", "files", _xliff_files),
    Walk("PO", "files, with a msgctxt put in",
         lambda w, p: _read(_with_context(_under(p, "tests/**/*.po")))),
    Walk("XLIFF", "written in its tests",
         lambda w, p: _read(_written_in(p, *(f"{_STORAGE}/test_{n}.py" for n in (
             "xliff", "xliff2", "poxliff"))))),
    Walk("TBX, TMX", "written in its tests",
         lambda w, p: _read(_written_in(p, *(f"{_STORAGE}/test_{n}.py" for n in (
             "tbx", "tmx"))))),
))  # fmt: skip
