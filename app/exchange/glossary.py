"""Glossaries as tables: CSV and XLSX. Translation tools have `tbx`.

A file holds English terms and their words in any number of languages, agreed on or ruled out.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from openpyxl import Workbook

from app.exchange.entries import our_tag
from app.exchange.opening import FORMULA, FileRefused, clean, decoded, refuse_large
from app.exchange.workbook import ERROR, Cell, Rows, heads_of, put

NEEDED = frozenset({"english", "words"})
COLUMNS = ("English", "Language", "Words", "Use", "Meaning", "Note", "Keep")
FIXED = frozenset({"setphrase", "fixed", "fixed form", "always exactly so"})
FORBIDDEN = frozenset(
    {"deprecatedterm-admn-sts", "supersededterm-admn-sts", "deprecatedterm", "supersededterm",
     "forbidden", "prohibited", "deprecated", "superseded", "obsolete", "not recommended",
     "do not use", "not to be used"}
)  # fmt: skip
_APPROVED = frozenset(
    {"", "approved", "preferred", "admitted", "recommended", "preferredterm", "admittedterm",
     "preferredterm-admn-sts", "admittedterm-admn-sts"}
)  # fmt: skip
_DRAFT = frozenset({"draft", "proposed", "proposed term", "new"})
_FORMULA = re.compile(r"\s*[=＝]")
_TRUTHS = frozenset({"TRUE", "FALSE"})
_ESCAPED = (*FORMULA, "'")


@dataclass(frozen=True, kw_only=True)
class TermEntry:
    """One English term. `words` are (language, text, use): `approved`, `fixed` (approved, and never
    in another form), `forbidden` or `draft` (nobody who knows the language has read them).
    `trouble` says why a line could not be read as it was meant."""

    term: str
    definition: str = ""
    note: str = ""
    keep: bool = False
    words: tuple[tuple[str, str, str], ...] = ()
    place: str = ""
    trouble: str = ""


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
    text = decoded(data, name, "In Excel, save as “CSV UTF-8”.")
    first, _, rest = text.partition("\n")
    if first.startswith("sep="):
        first, text = rest.partition("\n")[0], rest
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        rows = [[_plain(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise FileRefused(
            f"{name}:{reader.line_num}: the line is damaged ({error}). "
            "Is a quotation mark missing before it?"
        ) from None
    return from_rows(rows, name)


def _plain(cell: str) -> Cell:
    if cell[:1] == "'" and cell[1:2] in _ESCAPED:
        return Cell(cell[1:])
    if _FORMULA.match(cell) or ERROR.fullmatch(cell.strip()):
        return Cell(cell, f"the cell holds a formula or an error ({clean(cell)}): write the words")
    if cell.strip() in _TRUTHS:
        return Cell(
            cell, f"the cell holds {cell.strip()}, which Excel made of a word: write it again"
        )
    return Cell(cell)


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


def from_rows(rows: Rows, name: str) -> tuple[TermEntry, ...]:
    """The terms of a table; raises FileRefused."""
    return all_of(_lines(rows, name), name)


def from_sheets(tables: dict[str, Rows], name: str) -> tuple[TermEntry, ...]:
    """The terms of all sheets of a workbook that hold any, such as one for each language; raises
    FileRefused."""
    held = {title: rows for title, rows in tables.items() if set(heads_of(rows)) >= NEEDED}
    places = [name if len(held) == 1 else f"{name}: {title}" for title in held]
    lines = (_lines(rows, place) for rows, place in zip(held.values(), places, strict=True))
    return all_of(chain.from_iterable(lines), name)


def _lines(rows: Rows, name: str) -> Iterator[TermEntry]:
    heads = heads_of(rows)
    if not set(heads) >= NEEDED or any(heads.count(head) > 1 for head in _READ):
        raise FileRefused(
            f"{name}:1: the first line must name each of the columns once: {', '.join(COLUMNS)}."
        )
    for number, row in enumerate(rows[1:], 2):
        cells = dict.fromkeys(heads, Cell("")) | dict(zip(heads, row, strict=False))
        if not any(cell.text.strip() or cell.trouble for cell in row):
            continue
        place = f"{name}:{number}"
        if not clean(cells["english"].text) and not cells["english"].trouble:
            raise FileRefused(f"{place}: the line has no English term.")
        entry = _from_cells(cells, place)
        beyond = any(cell.text.strip() for cell in row[len(heads) :])
        yield replace(entry, trouble=entry.trouble or _BEYOND) if beyond else entry


_BEYOND = (
    "the line has more cells than the first one names: put quotation marks round words with commas"
)


def _from_cells(cells: dict[str, Cell], place: str) -> TermEntry:
    text = {head: clean(cell.text) for head, cell in cells.items()}
    words, said = text.get("words", ""), text.get("use", "").casefold()
    wrong = (cell.trouble for head, cell in cells.items() if head in _READ)
    use = next((use for use, names in _USES if said in names), "")
    trouble = next(filter(None, wrong), "")
    if not use and not trouble:
        trouble = f"the use “{said}” is unknown: write approved, fixed, forbidden or draft"
    return TermEntry(
        term=text["english"],
        definition=text.get("meaning", ""),
        note=text.get("note", ""),
        keep=text.get("keep", "").casefold() in ("yes", "true", "1", "x"),
        words=((our_tag(text.get("language", "")), words, use),) if words else (),
        place=place,
        trouble=trouble,
    )


_USES = (("approved", _APPROVED), ("fixed", FIXED), ("forbidden", FORBIDDEN), ("draft", _DRAFT))
_READ = frozenset({"english", "language", "words", "use", "meaning", "note"})


def all_of(found: Iterable[TermEntry], name: str) -> tuple[TermEntry, ...]:
    """One entry for each term, in the file's order, and each that contradicts one before it as its
    own with the reason; raises FileRefused where there is none."""
    by_term: dict[str, TermEntry] = {}
    left: list[TermEntry] = []
    for given in found:
        held = by_term.get(given.term)
        entry = given if held is None else _without_contradiction(held, given)
        if entry.trouble:
            left.append(entry)
            continue
        by_term[entry.term] = entry if held is None else TermEntry(
            term=entry.term,
            definition=held.definition or entry.definition,
            note=held.note or entry.note,
            keep=held.keep or entry.keep,
            words=tuple(dict.fromkeys((*held.words, *entry.words))),
            place=held.place,
        )  # fmt: skip
    if not by_term and not left:
        raise FileRefused(f"{name}: the file holds no terms.")
    return (*by_term.values(), *left)


def _without_contradiction(held: TermEntry, entry: TermEntry) -> TermEntry:
    """The entry, in trouble where it says something else of the same term than one before it."""
    uses = {(tag, text): use for tag, text, use in held.words}
    other = any(uses.get((tag, text), use) != use for tag, text, use in entry.words)
    meaning = entry.definition and held.definition and entry.definition != held.definition
    if entry.trouble or not (other or meaning):
        return entry
    what = "the meaning" if meaning else "the use"
    reason = f"{what} of {entry.term!r} is another one than at {held.place}: keep one of them"
    return replace(entry, trouble=reason)
