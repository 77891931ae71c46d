"""Printing as work: worker processes draw, a cache keeps what they drew, and a thread draws
ahead when nobody waits. What a print looks like is in `render`.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.config import settings
from app.db import Database
from app.render.cache import PdfCache
from app.render.local import MissingContactError
from app.render.pdf import PrintError, PrintJob, render_pdf
from app.render.pool import RenderPool
from app.render.print_page import print_job
from app.render.printable import Printable, formats, print_page
from app.workflow import reading
from app.workflow.reading import EditionView

log = logging.getLogger("birthwords.print")
_Key = tuple[str, str, str | None, int | None]


def printable(edition: EditionView) -> Printable:
    """An edition ready to print."""
    return Printable(
        resource=edition.resource,
        english=edition.english,
        language=edition.language,
        services=edition.services,
        code=edition.code,
        published_on=edition.published_on,
        review_by=edition.review_by,
        steps=edition.made,
        demo=edition.demo,
        number=edition.number,
    )


def job_of(text: Printable, name: str, service: str | None, size: int | None) -> PrintJob:
    """The document to draw; raises NoSuchFormatError and WrongSize."""
    page = print_page(text, name, service=service, size=size, base_url=settings().base_url)
    return print_job(page)


def print_edition(
    edition: EditionView, name: str, *, service: str | None = None, size: int | None = None
) -> bytes:
    """Draw an edition here and now, as the command line does."""
    return render_pdf(job_of(printable(edition), name, service, size))


@dataclass
class Printer:
    """The service's way to a PDF. `edition` and `draft` may be called from any thread."""

    database: Database
    pool: RenderPool
    cache: PdfCache
    _keys: dict[_Key, str] = field(default_factory=dict)
    _sizes: dict[_Key, int] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)

    @classmethod
    @contextmanager
    def running(cls, database: Database) -> Iterator["Printer"]:
        """A printer with its workers, and its thread that draws ahead; both end with the block."""
        with RenderPool() as pool:
            printer = cls(database, pool, PdfCache(settings().data / "pdf"))
            ahead = threading.Thread(target=printer.draw_ahead, name="prerender", daemon=True)
            if settings().prerender:
                ahead.start()
            try:
                yield printer
            finally:
                printer._stop.set()

    def edition(
        self,
        edition: EditionView,
        name: str,
        service: str | None = None,
        size: int | None = None,
        *,
        ahead: bool = False,
    ) -> bytes:
        """The PDF of an edition, from the cache when its document is the same; raises PoolBusy,
        NoSuchFormatError, WrongSize and PrintError."""
        key = (edition.hash + edition.code, name, service, size)
        if key in self._keys and (kept := self.cache.get(self._keys[key])) is not None:
            return kept
        job = job_of(printable(edition), name, service, size)
        document = self.cache.key(job)
        kept = self.cache.get(document)
        data = kept if kept is not None else self.pool.render(job, ahead=ahead)
        if kept is None:
            self.cache.put(document, data)
        self._keys[key], self._sizes[key] = document, len(data)
        return data

    def draft(self, text: Printable, name: str, size: int | None = None) -> bytes:
        """The PDF of a text in work; it is not kept."""
        return self.pool.render(job_of(text, name, None, size))

    def sizes(self, edition: EditionView, service: str | None) -> dict[str, int]:
        """Bytes by format of the PDFs that were drawn already."""
        names = formats(printable(edition))
        keys = {name: (edition.hash + edition.code, name, service, None) for name in names}
        return {name: self._sizes[key] for name, key in keys.items() if key in self._sizes}

    def draw_ahead(self) -> None:
        """Draw every current edition in its usual formats; what is in the cache costs nothing."""
        with self.database.reading() as session:
            editions = reading.everything(session)
        for edition in editions:
            for name in formats(printable(edition)):
                if self._stop.is_set():
                    return
                try:
                    self.edition(edition, name, ahead=True)
                except (MissingContactError, PrintError) as error:
                    log.error("%s %s %s: %s", edition.slug, edition.language, name, error)
