"""Printing as work: worker processes draw, a cache keeps what passed the gates, and a thread draws
ahead when nobody waits. What a print looks like is in `render`.
"""

import logging
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field

from app import faults
from app.config import settings
from app.db import Database
from app.render.cache import PdfCache
from app.render.fonts import FontsNotBuilt
from app.render.gates import GateClosed, release
from app.render.local import MissingContactError
from app.render.pdf import CannotPrint, PrintError, PrintJob
from app.render.pool import RenderPool
from app.render.print_page import print_job
from app.render.printable import Printable, formats, print_page
from app.render.proof import Sheet, marked_job
from app.render.templating import AT_ONCE
from app.workflow import interface
from app.workflow.editions import published
from app.workflow.editions.published import EditionView

log = logging.getLogger("birthwords.print")
LOOK_AGAIN = 1.0
"""Seconds after which the thread asks whether anyone, on the command line too, has published."""

TRY_AGAIN = 15.0
"""Seconds after which the thread tries again when nothing can be printed."""

PROOFS_KEPT = 6
"""Proofs of which the pages are remembered, some 1 MB each."""

_Key = tuple[str, str, str | None, int | None]


@dataclass(frozen=True)
class NotPrinted:
    """A print of the catalogue that cannot be made, and why."""

    edition: EditionView
    format: str
    reason: str


@dataclass(frozen=True)
class PrintProgress:
    """How many of the catalogue's prints are made, and which cannot be."""

    ready: int
    wanted: int
    refused: tuple[NotPrinted, ...] = ()

    @property
    def done(self) -> int:
        return self.ready + len(self.refused)


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
    with AT_ONCE:
        page = print_page(text, name, service=service, size=size, base_url=settings().base_url)
        return print_job(page)


def print_edition(
    edition: EditionView, name: str, *, service: str | None = None, size: int | None = None
) -> bytes:
    """Draw an edition here and now, as the command line does; raises GateClosed and the errors of
    `job_of`."""
    return release(job_of(printable(edition), name, service, size))


def prerender(database: Database) -> Iterator[PrintProgress]:
    """Draw all prints that are missing from the cache with every worker, and say at the start and
    after each how far it is; what the running service does when nobody waits."""
    interface.refresh(database)
    with database.reading() as session:
        wanted = _catalogue(published.everything(session))
    refused: list[NotPrinted] = []
    yield PrintProgress(0, len(wanted))
    with RenderPool() as pool, ThreadPoolExecutor(pool.workers) as threads:
        printer = Printer(database=database, pool=pool, cache=PdfCache(settings().data / "pdf"))
        work = [threads.submit(printer.attempt, *each) for each in wanted]
        try:
            for number, each in enumerate(as_completed(work), 1):
                if (problem := each.result()) is not None:
                    refused.append(problem)
                yield PrintProgress(number - len(refused), len(wanted), tuple(refused))
        finally:
            threads.shutdown(cancel_futures=True)


def _catalogue(editions: Iterable[EditionView]) -> list[tuple[EditionView, str]]:
    """Each edition with each of its formats."""
    return [(each, name) for each in editions for name in formats(printable(each))]


@dataclass(kw_only=True)
class Printer:
    """The service's way to a PDF. `edition` and `draft` may be called from any thread."""

    database: Database
    pool: RenderPool
    cache: PdfCache
    _keys: dict[_Key, str] = field(default_factory=dict)
    _sizes: dict[_Key, int] = field(default_factory=dict)
    _closed: dict[_Key, GateClosed] = field(default_factory=dict)
    _proofs: dict[str, tuple[Sheet, ...]] = field(default_factory=dict)
    _drawn_of: Counter[str] = field(default_factory=Counter)
    _drawn: int = -1
    _stop: threading.Event = field(default_factory=threading.Event)

    @classmethod
    @contextmanager
    def running(cls, database: Database) -> Iterator["Printer"]:
        """A printer with its workers, and its thread that draws ahead; both end with the block."""
        with RenderPool() as pool:
            printer = cls(database=database, pool=pool, cache=PdfCache(settings().data / "pdf"))
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
        NoSuchFormatError, WrongSize and PrintError. One that the gates refused is not drawn
        again while the service runs."""
        if (data := self.kept(edition.stamp, name, service, size)) is not None:
            return data
        key = (edition.stamp, name, service, size)
        if key in self._closed:
            raise self._closed[key].again()
        job = job_of(printable(edition), name, service, size)
        document = self._document(job)
        kept = self.cache.get(document)
        try:
            data = kept if kept is not None else self.pool.render(job, ahead=ahead)
        except CannotPrint:  # the pool has said so, once for all prints
            raise
        except PrintError as error:
            log.error("%s in %s, %s: %s", edition.slug, edition.language, name, error)
            if isinstance(error, GateClosed):
                self._closed[key] = error.again()
            raise
        if kept is None:
            self._put(document, data)
        self._keys[key], self._sizes[key] = document, len(data)
        self._drawn_of[edition.stamp] += 1
        return data

    def _document(self, job: PrintJob) -> str:
        """The name of a job in the cache; raises CannotPrint."""
        try:
            return self.cache.key(job)
        except FontsNotBuilt as missing:
            self.pool.say_broken(str(missing))
            raise CannotPrint(str(missing)) from None

    def _put(self, document: str, data: bytes) -> None:
        """What cannot be kept is given all the same, and drawn again for the next."""
        try:
            self.cache.put(document, data)
        except OSError as error:
            if not faults.tell(error, "keeping a PDF"):
                log.error("A print could not be kept, and is drawn each time: %s", error.strerror)

    def kept(self, stamp: str, name: str, service: str | None, size: int | None) -> bytes | None:
        """The PDF of an edition (by its stamp) if it was drawn or found since the service began."""
        document = self._keys.get((stamp, name, service, size))
        return None if document is None else self.cache.get(document)

    def draft(self, text: Printable, name: str, size: int | None = None) -> bytes:
        """The PDF of a text in work; it is not kept."""
        return self.pool.render(job_of(text, name, None, size))

    def sheets(self, text: Printable, name: str, paths: tuple[str, ...]) -> tuple[Sheet, ...]:
        """The pages of a marked text in work, as pictures; the last few are remembered, since one
        turns their pages one by one. Raises as `draft` does."""
        job = marked_job(job_of(text, name, None, None), paths)
        key = self._document(job)
        found = self._proofs.pop(key, None) or self.pool.sheets(job)
        self._proofs[key] = found
        for old in list(self._proofs)[:-PROOFS_KEPT]:
            self._proofs.pop(old, None)
        return found

    def sizes(self, edition: EditionView, service: str | None) -> dict[str, int]:
        """Bytes by format of the PDFs that were drawn already."""
        names = formats(printable(edition))
        keys = {name: (edition.stamp, name, service, None) for name in names}
        return {name: self._sizes[key] for name, key in keys.items() if key in self._sizes}

    def drawn(self, stamp: str) -> int:
        """How many prints of an edition there are, so that its page is drawn anew with their
        sizes."""
        return self._drawn_of[stamp]

    def attempt(self, edition: EditionView, name: str, *, ahead: bool = False) -> NotPrinted | None:
        """Make one print, or say why it cannot be made; raises CannotPrint when none can."""
        try:
            self.edition(edition, name, ahead=ahead)
        except MissingContactError as error:
            log.error("%s in %s, %s: %s", edition.slug, edition.language, name, error)
            return NotPrinted(edition, name, str(error))
        except CannotPrint:
            raise
        except PrintError as error:
            return NotPrinted(edition, name, str(error))
        return None

    def progress(self, editions: Iterable[EditionView]) -> PrintProgress:
        """How far these editions are printed, without drawing anything."""
        wanted = _catalogue(editions)
        closed = [
            NotPrinted(each, name, str(self._closed[key]))
            for each, name in wanted
            if (key := (each.stamp, name, None, None)) in self._closed
        ]
        ready = sum((each.stamp, name, None, None) in self._keys for each, name in wanted)
        return PrintProgress(ready, len(wanted), tuple(closed))

    def draw_ahead(self) -> None:
        """Until the service stops, draw every current edition in its usual formats, the newly
        published first; what is in the cache costs next to nothing."""
        seen: set[str] = set()
        while not self._stop.is_set():
            try:
                self._draw_catalogue(seen)
            except CannotPrint:  # the pool has said why
                self._stop.wait(TRY_AGAIN)
            except Exception as error:  # the thread outlives a database that is busy or away
                if not self._stop.is_set() and not faults.tell(error, "drawing ahead"):
                    log.exception("Drawing ahead stopped and begins again.")
            self._stop.wait(LOOK_AGAIN)

    def _draw_catalogue(self, seen: set[str]) -> None:
        interface.refresh(self.database)
        with self.database.reading() as session:
            newest = published.newest_event(session)
            editions = published.everything(session) if newest != self._drawn else ()
        for edition, name in _catalogue(sorted(editions, key=lambda each: each.stamp in seen)):
            if self._stop.is_set() or self._has_changed(newest):
                return
            self.attempt(edition, name, ahead=True)
            seen.add(edition.stamp)
        self._drawn = newest

    def _has_changed(self, newest: int) -> bool:
        with self.database.reading() as session:
            return published.newest_event(session) != newest
