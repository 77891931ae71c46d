"""Opens files that strangers made: what is too large, packed to burst, or asks for other files is
refused before anything reads it. The formats themselves live beside this module.
"""

import codecs
import io
import re
import zipfile
from typing import NoReturn

from lxml import etree

from app.errors import ExpectedError
from app.resources.characters import composed, one_line, sound, without_turns

MAX_BYTES = 10_000_000
MAX_UNPACKED = 60_000_000
MAX_PARTS = 500
MAX_RATIO = 150
"""Office files are packed to a tenth; what grows a hundredfold and more was made to burst."""

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""A cell that begins so may be run as a formula by the program that opens it; East Asian versions
of Excel take the wide signs for the narrow ones."""

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class FileRefused(ExpectedError):
    """A file that cannot be taken; the message names the place and the mend."""

    status = 422


def refuse_large(data: bytes, name: str) -> None:
    """Raises FileRefused for more than 10 MB."""
    if len(data) > MAX_BYTES:
        raise FileRefused(
            f"{name}: the file is larger than 10 MB, so it was not read. "
            "Export one translation at a time."
        )


def decoded(data: bytes, name: str, mend: str = "Save the file as UTF-8.") -> str:
    """A text file's letters: UTF-8 with or without its mark, or UTF-16 with one; line ends are \\n.
    Raises FileRefused with the line."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FileRefused(
            f"{name}:{line}: this is not {'UTF-16' if wide else 'UTF-8'} text. {mend}"
        ) from None
    if "\0" in text:
        raise FileRefused(f"{name}:1: this is not UTF-8 text. {mend}")
    text = text.replace("\r\n", "\n")
    return text.replace("\r", " " if "\n" in text else "\n")


def xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML file. Nothing is fetched and no entity is expanded; raises FileRefused."""
    refuse_large(data, name)
    if _ENTITY.search(data.replace(b"\0", b"")):
        _refuse_entity(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FileRefused(
            f"{name}:{error.lineno or 1}: the XML is damaged ({error.msg}). "
            "Mend that line, or export the file again."
        ) from None
    except ValueError as error:
        raise FileRefused(f"{name}: this is not an XML file ({error}).") from None
    declared = (
        root.getroottree().docinfo.internalDTD
    )  # in any encoding that the search above missed
    if declared is not None and any(declared.iterentities()):
        _refuse_entity(name)
    return root


def _refuse_entity(name: str) -> NoReturn:
    raise FileRefused(
        f"{name}: the file defines XML entities, which can hide an attack. "
        "Save it without a document type, or export it again."
    )


def office(data: bytes, name: str) -> io.BytesIO:
    """An Office file that is safe to hand to its reader; raises FileRefused."""
    refuse_large(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bombs(archive, name, len(data))
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_entities(archive.read(part), f"{name}: {part.filename}")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise FileRefused(
            f"{name}: the file is damaged or locked with a password ({error}). "
            "Save it again in Word or Excel without one."
        ) from None
    return io.BytesIO(data)


def _refuse_bombs(archive: zipfile.ZipFile, name: str, packed: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        _burst(name, f"it holds {len(parts)} parts")
    if unpacked > MAX_UNPACKED:
        _burst(name, f"it unpacks to {unpacked // 1_000_000} MB")
    if unpacked > 1_000_000 and unpacked > packed * MAX_RATIO:
        _burst(name, f"it unpacks to {unpacked // packed} times its size")


def _burst(name: str, why: str) -> NoReturn:
    raise FileRefused(
        f"{name}: {why}, which no translation does, so it was not opened. "
        "Copy the texts into a new file."
    )


def _refuse_entities(part: bytes, place: str) -> None:
    if _DOCTYPE.search(part.replace(b"\0", b"")):
        raise FileRefused(
            f"{place}: this part has a document type, which can hide an attack. "
            "Save the file again in Word or Excel."
        )


def clean(text: str) -> str:
    """A text as files are compared: on one line, its letters composed (NFC), without the
    characters that no XML file may hold and without controls of direction, by which a dose could
    be read backwards (H9). No-break spaces and joiners stay."""
    return one_line(composed(without_turns(sound(text))))
