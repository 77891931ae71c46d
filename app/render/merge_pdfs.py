"""Several prints as one PDF, for a printer that prints on both sides: each print, and each copy of
it, begins on a sheet of its own. The joined file is for paper only: it has no tags, no bookmarks.
"""

import io
from collections.abc import Iterable
from threading import Lock

import pypdfium2

_PDFIUM = Lock()
"""PDFium works for one thread at a time."""


def merge_pdfs(pdfs: Iterable[bytes], copies: int) -> bytes:
    """The prints in order, `copies` of each, with an empty page after each odd last one."""
    with _PDFIUM:
        out = pypdfium2.PdfDocument.new()
        for pdf in pdfs:
            _append(out, pypdfium2.PdfDocument(pdf), copies)
        data = io.BytesIO()
        out.save(data)
        out.close()
        return data.getvalue()


def _append(out: pypdfium2.PdfDocument, print_: pypdfium2.PdfDocument, copies: int) -> None:
    count, first = len(print_), len(out)
    # In one call, so that the copies share their fonts and pictures.
    out.import_pages(print_, list(range(count)) * copies)
    if count % 2:
        size = print_[0].get_size()
        for copy in range(1, copies + 1):
            out.new_page(*size, index=first + copy * (count + 1) - 1)
    print_.close()
