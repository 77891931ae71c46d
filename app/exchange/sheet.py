"""A translation as an Excel workbook: one line a segment, and a sheet that says what it is."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from app.exchange.entries import (
    Entry,
    TranslationFile,
    language_of,
    refuse_empty,
    refuse_twice,
)
from app.exchange.opening import FileRefused, clean
from app.exchange.workbook import Cell, Rows, heads_of, put

COLUMNS = ("Path", "English", "Translation", "State", "Note", "English before", "Hash")
WIDTHS = (24, 60, 60, 12, 40, 60, 18)
ABOUT = "About"
_NEEDED = frozenset({"path", "english", "translation"})
_SAID = {"stale": "English changed", "sent_back": "sent back"}
"""States that are said in other words than ours."""
_CONFIRMED = frozenset({"edited", "revised", "translated", "final", "reviewed"})
_FIELDS = ("slug", "reading_version", "language", "revision", "origin", "at")


def write(file: TranslationFile, title: str, *, rtl: bool = False) -> bytes:
    """A workbook with the segments on its first sheet. Texts are texts, never formulas."""
    book = Workbook()
    texts = book.active or book.create_sheet()
    texts.title = "Texts"
    for number, row in enumerate([COLUMNS, *(_row(entry) for entry in file.entries)], 1):
        for column, text in enumerate(row, 1):
            cell = put(texts, number, column, clean(text))
            cell.alignment = Alignment(
                wrap_text=True, vertical="top", readingOrder=2 if rtl and column == 3 else 0
            )
            cell.font = Font(bold=number == 1)
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        texts.column_dimensions[letter].width = width
    texts.column_dimensions["G"].hidden = True
    texts.freeze_panes = "C2"
    about = book.create_sheet(ABOUT)
    rows = [("title", title), *((name, getattr(file, name)) for name in _FIELDS)]
    for number, (name, value) in enumerate(rows, 1):
        put(about, number, 1, name)
        put(about, number, 2, clean(value))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(entry: Entry) -> tuple[str, ...]:
    """A text whose English changed says so, with the English that it was made for, and one that was
    sent back says why."""
    state = _SAID.get(entry.state, entry.state)
    return (
        entry.path,
        entry.source,
        entry.text,
        state,
        "\n".join(entry.notes.values()),
        entry.previous,
        entry.source_hash,
    )


def from_sheets(found: dict[str, Rows], name: str) -> TranslationFile:
    """The translation in the sheets of such a workbook; raises FileRefused."""
    about = {row[0].text: row[1].text.strip() for row in found.get(ABOUT, []) if len(row) > 1}
    held = [title for title, rows in found.items() if set(heads_of(rows)) >= _NEEDED]
    if len(held) > 1:
        raise FileRefused(
            f"{name}: the sheets “{held[0]}” and “{held[1]}” both hold the texts, and nobody knows "
            "which is the right one. Take the other one out."
        )
    rows = found[held[0]] if held else []
    heads = heads_of(rows)
    if not heads or any(heads.count(head) > 1 for head in _NEEDED):
        raise FileRefused(
            f"{name}:1: the first line must name each of the columns once: {', '.join(COLUMNS)}. "
            "Export the file again and leave that line as it is."
        )
    entries = []
    for number, row in enumerate(rows[1:], 2):
        cells = dict.fromkeys(heads, Cell("")) | dict(zip(heads, row, strict=False))
        if not any(cell.text.strip() or cell.trouble for cell in row):
            continue
        path = cells["path"]
        if path.trouble or not clean(path.text):
            raise FileRefused(f"{name}:{number}: the line has no path. Export the file again.")
        entries.append(_entry(cells, number))
    refuse_twice(entries, name)
    refuse_empty(entries, name, "a translation")
    language = language_of(about.get("language", ""), name)
    return TranslationFile(
        language=language,
        slug=about.get("slug", ""),
        reading_version=about.get("reading_version", "standard"),
        revision=about.get("revision", ""),
        origin=about.get("origin", ""),
        entries=tuple(entries),
        at=about.get("at", ""),
    )


def _entry(cells: dict[str, Cell], number: int) -> Entry:
    """The state column says what was so at export: who writes a text seldom changes it too."""
    text = {head: clean(cell.text) for head, cell in cells.items()}
    state = text.get("state", "").casefold()
    trouble = (cells[head].trouble for head in ("translation", "english") if head in cells)
    return Entry(
        path=text["path"],
        source=text.get("english", ""),
        text=text.get("translation", ""),
        fuzzy=None if state not in _CONFIRMED else False,
        note="",
        line=number,
        state=state,
        source_hash=text.get("hash", ""),
        trouble=next(filter(None, trouble), ""),
    )
