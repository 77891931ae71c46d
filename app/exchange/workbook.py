"""Excel workbooks, as far as files of texts need them: what a cell shows is its text, and what it
shows in its own way (a formula, a date) is no text of anybody's.
"""

import re
import warnings
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.escape import unescape

from app.exchange.opening import FORMULA, FileRefused, office

MAX_ROWS = 50_000
MAX_COLUMNS = 20
MAX_SHEETS = 20
ERROR = re.compile(r"#[¿¡]?(?:[^\W\d_]+[!?]|[^\W\d_]+/[^\W\d_]*0?[!?]?)")
"""What a cell shows for a formula that failed, in any language of Excel: #NAME?, #WERT!, #N/A."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_AS_TYPED = frozenset({"General", "0", "@"})
_BY_VALUE = "copy it and paste it as a value"
_AS_TEXT = "write it as a text, with an apostrophe before it"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and why that is not what its writer meant (or nothing)."""

    text: str
    trouble: str = ""


_EMPTY = Cell("")
Rows = list[list[Cell]]


def heads_of(rows: Rows) -> list[str]:
    """What the first line of a sheet names its columns."""
    return [cell.text.strip().casefold() for cell in rows[0]] if rows else []


def put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text as a text: “=1+1” is no formula, nor becomes one when somebody edits it or
    saves the sheet as CSV."""
    cell = sheet.cell(row, column)
    cell.value, cell.data_type = _ESCAPE.sub("_x005F_", text), "s"
    cell.quotePrefix = text.startswith(FORMULA)
    return cell


def sheets(data: bytes, name: str) -> dict[str, Rows]:
    """The cells of every sheet by its name, line by line; raises FileRefused."""
    safe = office(data, name)
    try:
        with warnings.catch_warnings():
            # Of what it does not keep, such as pictures and lists to choose from, we need nothing.
            warnings.simplefilter("ignore")
            return _sheets(safe, name)
    except (FileRefused, MemoryError):
        raise
    except Exception as error:
        # Its reader fails in a dozen ways on a damaged part; none of them is ours.
        raise FileRefused(
            f"{name}: the workbook is damaged ({type(error).__name__}). Save it again in Excel."
        ) from None


def _sheets(safe: BytesIO, name: str) -> dict[str, Rows]:
    book = load_workbook(safe, read_only=True, keep_links=False, rich_text=True)
    if len(book.sheetnames) > MAX_SHEETS:
        raise FileRefused(
            f"{name}: the workbook has {len(book.sheetnames)} sheets, and at most {MAX_SHEETS} "
            "are read. Copy the texts into a new workbook."
        )
    found = {sheet.title: [[_cell(cell) for cell in row] for row in _rows(sheet)]
             for sheet in book.worksheets}  # fmt: skip
    book.close()
    if any(cell is None for rows in found.values() for row in rows for cell in row):
        safe.seek(0)
        return _with_values(found, safe)
    return {title: _known(rows) for title, rows in found.items()}


def _with_values(found: dict[str, list[list[Cell | None]]], safe: BytesIO) -> dict[str, Rows]:
    """Each formula replaced by what it came to when the file was saved."""
    book = load_workbook(safe, read_only=True, keep_links=False, data_only=True)
    done: dict[str, Rows] = {}
    for sheet in book.worksheets:
        rows = zip(found[sheet.title], _rows(sheet), strict=True)
        done[sheet.title] = [
            [_value(now) if held is None else held for held, now in zip(*row, strict=True)]
            for row in rows
        ]
    book.close()
    return done


def _value(cell: Any) -> Cell:
    if cell.value is None or cell.value == "":
        return Cell("", f"the cell holds a formula without a value: {_BY_VALUE}")
    return _cell(cell) or _EMPTY


def _known(rows: list[list[Cell | None]]) -> Rows:
    return [[cell or _EMPTY for cell in row] for row in rows]


def _rows(sheet: Any) -> Any:
    return sheet.iter_rows(max_col=MAX_COLUMNS, max_row=MAX_ROWS)


def _cell(cell: Any) -> Cell | None:
    """What a cell holds; None for a formula."""
    value = cell.value
    if value is None:
        return _EMPTY
    if cell.data_type == "f":
        return None
    if isinstance(value, str | CellRichText):
        return Cell(unescape(str(value)), _trouble(cell, value))
    if isinstance(value, bool):
        said = str(value).upper()
        return Cell(said, f"the cell holds {said}, which Excel made of a word: {_AS_TEXT}")
    if isinstance(value, date | time | timedelta):
        return Cell(str(value), f"Excel made a date or time of it ({value}): {_AS_TEXT}")
    if isinstance(value, int) and cell.number_format in _AS_TYPED:
        return Cell(str(value))
    return Cell(str(value), f"the cell holds a number ({value}) that Excel shows its own way: "
                f"{_AS_TEXT}")  # fmt: skip


def _trouble(cell: Any, value: str | CellRichText) -> str:
    if cell.data_type == "e" or ERROR.fullmatch(str(value).strip()):
        return f"the cell shows an error ({value}): write the words again"
    pieces = value if isinstance(value, CellRichText) else []
    struck = any(isinstance(piece, TextBlock) and piece.font.strike for piece in pieces)
    if struck or cell.font.strike:
        return "words in the cell are struck through: take them out, or lift the line"
    return ""
