"""Glossaries as files: TBX for translation tools, CSV and XLSX for everyone else.

A file holds English terms and their words in any number of languages, agreed on or ruled out.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from openpyxl import Workbook

from app.exchange.opening import FORMULA, FileRefused, clean, refuse_large, xml
from app.exchange.workbook import put
from app.languages import ENGLISH, is_source

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
COLUMNS = ("English", "Language", "Words", "Use", "Meaning", "Note", "Keep")
STATUS = {
    "approved": "preferredTerm-admn-sts",
    "fixed": "preferredTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
SET_PHRASE = "setPhrase"
"""TBX's type of a term that never takes another form."""
_FIXED = frozenset({"setphrase", "fixed", "fixed form", "always exactly so"})
_FORBIDDEN = frozenset(
    {"deprecatedterm-admn-sts", "supersededterm-admn-sts", "forbidden", "deprecated", "obsolete",
     "not to be used"}
)  # fmt: skip
_ESCAPED = (*FORMULA, "'")


@dataclass(frozen=True, kw_only=True)
class TermEntry:
    """One English term. `words` are (language, text, use): `approved`, `fixed` (approved, and never
    in another form) or `forbidden`."""

    term: str
    definition: str = ""
    note: str = ""
    keep: bool = False
    words: tuple[tuple[str, str, str], ...] = ()
    place: str = ""


def write_tbx(entries: Iterable[TermEntry]) -> bytes:
    """A TBX-Basic file (ISO 30042), bytes in UTF-8."""
    root = etree.Element("martif", {"type": "TBX-Basic", XML_LANG: ENGLISH.tag})
    header = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    source = etree.SubElement(etree.SubElement(header, "sourceDesc"), "p")
    source.text = "Birthwords glossary"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, entry in enumerate(entries, 1):
        _write_entry(body, number, entry)
    out: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return out


def _write_entry(body: etree._Element, number: int, entry: TermEntry) -> None:
    concept = etree.SubElement(body, "termEntry", {"id": f"c{number}"})
    if entry.definition:
        _text(concept, "descrip", entry.definition, type="definition")
    if entry.note:
        _text(concept, "note", entry.note)
    english = etree.SubElement(concept, "langSet", {XML_LANG: ENGLISH.tag})
    tig = etree.SubElement(english, "tig")
    _text(tig, "term", entry.term)
    if entry.keep:
        _text(tig, "termNote", "nontranslatable", type="termType")
    for language in dict.fromkeys(tag for tag, _, _ in entry.words):
        lang_set = etree.SubElement(concept, "langSet", {XML_LANG: language})
        for tag, words, use in entry.words:
            if tag == language:
                tig = etree.SubElement(lang_set, "tig")
                _text(tig, "term", words)
                _text(tig, "termNote", STATUS[use], type="administrativeStatus")
                if use == "fixed":
                    _text(tig, "termNote", SET_PHRASE, type="termType")


def _text(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, tag, attributes).text = clean(text)


def read_tbx(data: bytes, name: str) -> tuple[TermEntry, ...]:
    """The terms of a TBX file, of the old form (`martif`) or the new (`tbx`); raises
    FileRefused."""
    root = xml(data, name)
    if _local(root) not in ("martif", "tbx"):
        raise FileRefused(f"{name}: the first element is {_local(root)!r}, so this is no TBX file.")
    concepts = [node for node in root.iter() if _local(node) in ("termEntry", "conceptEntry")]
    found = [_read_entry(concept, name) for concept in concepts]
    return _all_of(found, name)


def _read_entry(concept: etree._Element, name: str) -> TermEntry:
    english = ""
    keep = False
    words: list[tuple[str, str, str]] = []
    for group in concept.iter():
        if _local(group) not in ("langSet", "langSec"):
            continue
        tag = (group.get(XML_LANG) or "").replace("_", "-")
        for term in [node for node in group.iter() if _local(node) == "term"]:
            text = clean("".join(map(str, term.itertext())))
            notes = {clean(n.text or "").casefold() for n in _notes(term)}
            if is_source(tag.partition("-")[0].lower()):
                english = english or text
                keep = keep or "nontranslatable" in notes
            elif text:
                words.append((tag, text, _use(notes)))
    place = f"{name}:{concept.sourceline}"
    if not english:
        raise FileRefused(f"{place}: this entry has no English term. Add one, or take it out.")
    parts = {_local(node): clean("".join(map(str, node.itertext()))) for node in concept}
    return TermEntry(
        term=english,
        definition=parts.get("descrip", ""),
        note=parts.get("note", ""),
        keep=keep,
        words=tuple(words),
        place=place,
    )


def _use(said: Collection[str]) -> str:
    if not _FORBIDDEN.isdisjoint(said):
        return "forbidden"
    return "approved" if _FIXED.isdisjoint(said) else "fixed"


def _notes(term: etree._Element) -> list[etree._Element]:
    parent = term.getparent()
    return [] if parent is None else [n for n in parent if _local(n) == "termNote"]


def _local(node: etree._Element) -> str:
    return str(etree.QName(node).localname)


def write_csv(entries: Iterable[TermEntry]) -> bytes:
    """UTF-8 with a mark at its beginning, so that Excel reads it as that. Texts that Excel would
    take for a formula get an apostrophe before them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in _rows(entries):
        writer.writerow([f"'{cell}" if cell.startswith(_ESCAPED) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def read_csv(data: bytes, name: str) -> tuple[TermEntry, ...]:
    """The terms of a CSV file with the columns that `write_csv` writes; raises FileRefused."""
    refuse_large(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FileRefused(
            f"{name}:{line}: this is not UTF-8 text. In Excel, save as “CSV UTF-8”."
        ) from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > 1 else ",")
    try:
        rows = [[_plain(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise FileRefused(f"{name}:{reader.line_num}: the line is damaged ({error}).") from None
    return from_rows(rows, name)


def _plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _ESCAPED else cell


def write_xlsx(entries: Iterable[TermEntry]) -> bytes:
    """An Excel workbook with one sheet, a line for each of the words."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Glossary"
    for number, row in enumerate([COLUMNS, *_rows(entries)], 1):
        for column, text in enumerate(row, 1):
            put(sheet, number, column, text)
    for letter, width in zip("ABCDEFG", (28, 10, 28, 12, 50, 50, 8), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(entries: Iterable[TermEntry]) -> Iterator[tuple[str, ...]]:
    for entry in entries:
        about = (clean(entry.definition), clean(entry.note), "yes" if entry.keep else "")
        for tag, words, use in entry.words or (("", "", ""),):
            yield (clean(entry.term), tag, clean(words), use, *about)


def from_rows(rows: list[list[str]], name: str) -> tuple[TermEntry, ...]:
    """The terms of a table, such as a workbook's first sheet; raises FileRefused."""
    heads = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if "english" not in heads or "words" not in heads:
        raise FileRefused(f"{name}:1: the first line must name the columns: {', '.join(COLUMNS)}.")
    found: list[TermEntry] = []
    for number, row in enumerate(rows[1:], 2):
        cells = dict(zip(heads, (clean(cell) for cell in row), strict=False))
        if not any(cells.values()):
            continue
        place = f"{name}:{number}"
        if not cells.get("english"):
            raise FileRefused(f"{place}: the line has no English term.")
        found.append(_from_cells(cells, place))
    return _all_of(found, name)


def _from_cells(cells: dict[str, str], place: str) -> TermEntry:
    words = cells.get("words", "")
    use = _use([cells.get("use", "").casefold()])
    return TermEntry(
        term=cells["english"],
        definition=cells.get("meaning", ""),
        note=cells.get("note", ""),
        keep=cells.get("keep", "").casefold() in ("yes", "true", "1", "x"),
        words=((cells.get("language", ""), words, use),) if words else (),
        place=place,
    )


def _all_of(found: Iterable[TermEntry], name: str) -> tuple[TermEntry, ...]:
    """One entry for each term, in the file's order."""
    by_term: dict[str, TermEntry] = {}
    for entry in found:
        held = by_term.get(entry.term)
        by_term[entry.term] = entry if held is None else TermEntry(
            term=entry.term,
            definition=held.definition or entry.definition,
            note=held.note or entry.note,
            keep=held.keep or entry.keep,
            words=tuple(dict.fromkeys((*held.words, *entry.words))),
            place=held.place,
        )  # fmt: skip
    if not by_term:
        raise FileRefused(f"{name}: the file holds no terms.")
    return tuple(by_term.values())
