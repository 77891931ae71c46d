"""Which format a file is in, by what it holds and not by its name, and its reader."""

import zipfile
from collections.abc import Iterable

from lxml import etree

from app.exchange import english_returned, glossary, po, returned_xliff, sheet, tbx, tmx, word
from app.exchange.english_returned import ReturnedEnglish
from app.exchange.entries import Bundle, Entry, TranslationFile
from app.exchange.glossary import TermEntry
from app.exchange.opening import FileRefused, office, refuse_large, xml
from app.exchange.tmx import MemoryFile
from app.exchange.workbook import heads_of, sheets
from app.resources.load import parse_file
from app.resources.schema import Resource

LONGEST = 20_000
MOST_STRINGS = 20_000
MOST_TERMS = 5_000
"""What a translation and a glossary may hold: each text is looked at in a transaction."""
FORMATS = "PO, XLIFF, TMX, TBX, Excel, Word or CSV"

_MAIN = ("word/document.xml", "xl/workbook.xml")
_OTHERS = (
    b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF",
)  # fmt: skip
"""How documents begin that are not read, and pictures."""
_STRICT = b"purl.oclc.org/ooxml"

Found = TranslationFile | Bundle | MemoryFile | tuple[TermEntry, ...]


def read(data: bytes, name: str) -> Found:
    """A translation, those of several texts, a memory or a glossary; raises FileRefused."""
    found = _read(data, name)
    if isinstance(found, TranslationFile | Bundle):
        files = found.files if isinstance(found, Bundle) else (found,)
        entries = [entry for file in files for entry in file.entries]
        places = (f"{name}: {each.path[:80]}" for each in entries)
        _refuse_endless(name, MOST_STRINGS, zip(places, map(_texts, entries), strict=True))
    elif isinstance(found, tuple):
        _refuse_endless(name, MOST_TERMS, ((each.place, _words(each)) for each in found))
    return found


def read_english(data: bytes, name: str) -> Resource | ReturnedEnglish:
    """An author's English: YAML, or a Word document of one of our texts; raises ContentError and
    FileRefused."""
    is_word = name.lower().endswith(".docx")
    if not data.strip():
        what = "document" if is_word else "file"
        raise FileRefused(f"{name}: the {what} is empty. Choose another one.")
    if data.startswith(b"PK"):
        return english_returned.read(data, name)
    if is_word:
        raise FileRefused(f"{name}: this is no Word document. Save it as .docx.")
    if data.startswith(_OTHERS):
        raise FileRefused(f"{name}: this format is not read. Save it as .docx.")
    return parse_file(data, name)


def _texts(entry: Entry) -> tuple[str, ...]:
    return entry.path, entry.source, entry.text, entry.note


def _words(term: TermEntry) -> tuple[str, ...]:
    return term.term, term.definition, term.note, *(text for _, text, _ in term.words)


def _refuse_endless(name: str, most: int, found: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    for number, (place, texts) in enumerate(found, 1):
        if number > most:
            raise FileRefused(
                f"{name}: the file holds more than {most:,} texts, and no more are taken at once. "
                "Split it."
            )
        if max(map(len, texts)) > LONGEST:
            raise FileRefused(
                f"{place}: a text here is longer than {LONGEST:,} letters, which no text of ours "
                "is. Shorten it, or take it out."
            )


def _read(data: bytes, name: str) -> Found:
    refuse_large(data, name)
    if not data.strip():
        raise FileRefused(f"{name}: the file is empty. Choose another one.")
    if data.startswith(b"PK"):
        return _office(data, name)
    start = data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if start.startswith(b"<") and not start.startswith(b"<<<<<<<"):
        return _xml(data, name)
    if name.lower().endswith((".csv", ".tsv")):
        return glossary.read_csv(data, name)
    if data.startswith(_OTHERS):
        raise FileRefused(f"{name}: this format is not read. Save it as {FORMATS}.")
    return po.read(data, name)


def _xml(data: bytes, name: str) -> Found:
    root = xml(data, name)
    kind = etree.QName(root).localname
    if kind == "xliff":
        return returned_xliff.read(data, name)
    if kind == "tmx":
        return tmx.read(data, name)
    if kind in ("martif", "tbx"):
        return tbx.read_tbx(data, name)
    raise FileRefused(f"{name}: XML that begins with <{kind}> is not read. Use {FORMATS}.")


def _office(data: bytes, name: str) -> Found:
    with zipfile.ZipFile(office(data, name)) as archive:
        parts = set(archive.namelist())
        main = next((archive.read(part) for part in _MAIN if part in parts), b"")
    if _STRICT in main[:5000]:
        raise FileRefused(
            f"{name}: this was saved as “Strict Open XML”, which is not read. Save it as .docx or "
            ".xlsx."
        )
    if "content.xml" in parts:
        raise FileRefused(f"{name}: OpenDocument files are not read. Save it as .docx or .xlsx.")
    if "word/document.xml" in parts:
        return word.read(data, name)
    if "xl/workbook.xml" not in parts:
        raise FileRefused(
            f"{name}: this is neither a Word document nor an Excel workbook. "
            "If files are packed in it, unpack them."
        )
    found = sheets(data, name)
    if any(set(heads_of(rows)) >= glossary.NEEDED for rows in found.values()):
        return glossary.from_sheets(found, name)
    return sheet.from_sheets(found, name)
