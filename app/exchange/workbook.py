"""Excel workbooks, as far as files of texts need them."""

from typing import Any

from openpyxl import load_workbook

from app.exchange.opening import FORMULA, FileRefused, office

MAX_ROWS = 50_000
MAX_COLUMNS = 20
MAX_SHEETS = 20


def put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text as a text: “=1+1” is no formula, nor becomes one when somebody edits it or
    saves the sheet as CSV."""
    cell = sheet.cell(row, column)
    cell.value, cell.data_type = text, "s"
    cell.quotePrefix = text.startswith(FORMULA)
    return cell


def sheets(data: bytes, name: str) -> dict[str, list[list[str]]]:
    """The texts of every sheet by its name, line by line; raises FileRefused."""
    safe = office(data, name)
    try:
        book = load_workbook(safe, read_only=True, keep_links=False)
        if len(book.sheetnames) > MAX_SHEETS:
            raise FileRefused(
                f"{name}: the workbook has {len(book.sheetnames)} sheets, and at most {MAX_SHEETS} "
                "are read. Copy the texts into a new workbook."
            )
        found = {
            sheet.title: [
                ["" if cell is None else str(cell) for cell in row]
                for row in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS, max_row=MAX_ROWS)
            ]
            for sheet in book.worksheets
        }
        book.close()
    except (FileRefused, MemoryError):
        raise
    except Exception as error:
        # Its reader fails in a dozen ways on a damaged part; none of them is ours.
        raise FileRefused(
            f"{name}: the workbook is damaged ({type(error).__name__}). Save it again in Excel."
        ) from None
    return found
