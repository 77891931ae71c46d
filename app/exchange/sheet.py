"""A translation as an Excel workbook: one line a segment, and a sheet that says what it is."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from app.exchange.entries import Entry, TranslationFile, refuse_empty, refuse_twice
from app.exchange.opening import FileRefused, clean
from app.exchange.workbook import put

COLUMNS = ("Path", "English", "Translation", "State", "Note", "English before", "Hash")
WIDTHS = (24, 60, 60, 12, 40, 60, 18)
ABOUT = "About"
CHANGED = "English changed"
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
    """A text whose English changed says so, with the English that it was made for."""
    state = CHANGED if entry.state == "stale" else entry.state
    return (
        entry.path,
        entry.source,
        entry.text,
        state,
        entry.note,
        entry.previous,
        entry.source_hash,
    )


def from_sheets(found: dict[str, list[list[str]]], name: str) -> TranslationFile:
    """The translation in the sheets of such a workbook; raises FileRefused."""
    about = {row[0]: row[1].strip() for row in found.get(ABOUT, []) if len(row) > 1}
    rows = next((rows for title, rows in found.items() if title != ABOUT), [])
    heads = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if not {"path", "english", "translation"} <= set(heads):
        raise FileRefused(
            f"{name}:1: the first line must name the columns: {', '.join(COLUMNS)}. "
            "Export the file again and leave that line as it is."
        )
    entries = []
    for number, row in enumerate(rows[1:], 2):
        cells = dict(zip(heads, (clean(cell) for cell in row), strict=False))
        if not any(cells.values()):
            continue
        if not cells.get("path"):
            raise FileRefused(f"{name}:{number}: the line has no path. Export the file again.")
        entries.append(_entry(cells, number))
    refuse_twice(entries, name)
    refuse_empty(entries, name, "a translation")
    return TranslationFile(
        language=about.get("language", ""),
        slug=about.get("slug", ""),
        reading_version=about.get("reading_version", "standard"),
        revision=about.get("revision", ""),
        origin=about.get("origin", ""),
        entries=tuple(entries),
        at=about.get("at", ""),
    )


def _entry(cells: dict[str, str], number: int) -> Entry:
    """The state column says what was so at export: who writes a text seldom changes it too."""
    state = cells.get("state", "").casefold()
    return Entry(
        path=cells["path"],
        source=cells.get("english", ""),
        text=cells.get("translation", ""),
        fuzzy=None if state not in _CONFIRMED else False,
        note="",
        line=number,
        state=state,
        source_hash=cells.get("hash", ""),
    )
