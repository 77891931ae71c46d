"""Packs of prints for a clinic, an outreach event or the day when the system is down: PDFs of
published texts with a page that lists them, in one ZIP file that opens offline (H20), or one PDF
for the printer. No person's name or answer is ever in one.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.jobs.printing.page_count import page_count, sheets
from app.jobs.printing.printer import Printer, printable
from app.languages import find
from app.render.merge_pdfs import merge_pdfs
from app.render.print_errors import CannotPrint, Unprintable
from app.render.print_page import FORMAT_NAMES, Format
from app.render.printable import formats
from app.render.templating import template
from app.workflow.editions.edition_views import EditionView

MOST = 60
"""Prints in one pack; each that was not drawn before takes a second."""


@dataclass(frozen=True)
class PackItem:
    """One print of a pack."""

    edition: EditionView
    format: Format

    @property
    def file(self) -> str:
        easy = ".easy-read" if self.edition.reading_version == "easy_read" else ""
        return f"{self.edition.language}/{self.edition.slug}{easy}-{self.format}.pdf"


@dataclass(frozen=True)
class Packed:
    """A print that was made, with its pages, or the reason why it was not."""

    wanted: PackItem
    pdf: bytes = b""
    refused: str = ""

    @cached_property
    def pages(self) -> int:
        return page_count(self.pdf)

    @property
    def sheets(self) -> int:
        return sheets(self.pages)

    @property
    def title(self) -> str:
        """Names the reading version too: a large print may be of either."""
        edition = self.wanted.edition
        easy = " (easy read)" if edition.reading_version == "easy_read" else ""
        return edition.english.title + easy

    @property
    def format(self) -> str:
        return FORMAT_NAMES[self.wanted.format]

    @property
    def language(self) -> str:
        return find(self.wanted.edition.language).english_name


def wanted(
    editions: Iterable[EditionView], texts: Sequence[str], tags: Sequence[str], names: Sequence[str]
) -> tuple[PackItem, ...]:
    """The prints of these texts (by slug) in these languages and formats, as far as they are
    published and laid out so."""
    return tuple(
        PackItem(edition, name)
        for edition in editions
        if edition.slug in texts and edition.language in tags
        for name in formats(printable(edition))
        if name in names
    )


def packed(printer: Printer, found: Iterable[PackItem], service: str | None) -> tuple[Packed, ...]:
    """Every print of a pack, from the cache where it was drawn before; raises PoolBusy."""
    return tuple(_packed(printer, each, service) for each in found)


def _packed(printer: Printer, each: PackItem, service: str | None) -> Packed:
    try:
        return Packed(each, printer.edition(each.edition, each.format, service))
    except (Unprintable, CannotPrint) as error:
        return Packed(each, refused=str(error).splitlines()[0])


def as_zip(found: Iterable[Packed], copies: int) -> bytes:
    """The PDFs by language, and `contents.html`, which lists them with their pages and copies."""
    made = [each for each in found if each.pdf]
    listed = template("midwife/pack_contents.html").render(made=made, copies=copies)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for each in made:
            pack.writestr(zipfile.ZipInfo(each.wanted.file), each.pdf)
        pack.writestr(zipfile.ZipInfo("contents.html"), listed)
    return out.getvalue()


def as_pdf(found: Iterable[Packed], copies: int) -> bytes:
    """All of a pack for a printer that prints on both sides, copies included, in order."""
    return merge_pdfs((each.pdf for each in found if each.pdf), copies)
