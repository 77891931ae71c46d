"""Printing as work: worker processes draw, a cache keeps what passed the gates, and a thread draws
ahead when nobody waits. What a print looks like is in `render`.
"""

import hashlib
import logging
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from app import faults
from app.caches import SharedCache
from app.config import settings
from app.db import Database
from app.jobs.printing.page_count import PrintAmount, page_count
from app.render import poppler
from app.render.cache import PNG, PdfCache
from app.render.fonts import FontsNotBuilt
from app.render.gates import GateClosed, release
from app.render.pdf import PrintJob
from app.render.pool import RenderPool
from app.render.print_errors import CannotPrint, Unprintable
from app.render.print_page import Format, print_job
from app.render.printable import Printable, formats, print_page
from app.render.proof import Sheet, marked_job
from app.render.templating import AT_ONCE
from app.workflow import interface
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView

log = logging.getLogger("birthwords.print")
LOOK_AGAIN = 1.0
"""Seconds after which the thread asks whether anyone, on the command line too, has published."""

TRY_AGAIN = 15.0
"""Seconds after which the thread tries again when nothing can be printed."""

PROOFS_HELD = 6
"""Proofs of which the pages are remembered, some 1 MB each."""

PRINTS_KNOWN = 20_000
"""Prints of which it is known where they lie, some 600 bytes each: three formats of a thousand
editions, for each hospital and for all."""

PICTURE_WIDTH = 1080
"""Pixels across a picture of a poster: what messengers and social networks show whole."""

_Key = tuple[str, str, str | None, int | None]


class _Drawn(NamedTuple):
    """Under which name a print lies in the cache, its bytes and its pages."""

    document: str
    size: int
    pages: int


@dataclass(frozen=True)
class NotPrinted:
    """A print of the catalogue that cannot be made, and why."""

    edition: EditionView
    format: Format
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


def _and_one(progress: PrintProgress, problem: NotPrinted | None) -> PrintProgress:
    """One more print was tried."""
    if problem is None:
        return replace(progress, ready=progress.ready + 1)
    return replace(progress, refused=(*progress.refused, problem))


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
        library=edition.library,
    )


def job_of(text: Printable, name: str, service: str | None, size: int | None) -> PrintJob:
    """The document to draw; raises NoSuchFormatError, WrongSize and
    MissingContactError."""
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


def _catalogue(editions: Iterable[EditionView]) -> list[tuple[EditionView, Format]]:
    """Each edition with each of its formats."""
    return [(each, name) for each in editions for name in formats(printable(each))]


@dataclass(kw_only=True)
class Printer:
    """The service's way to a PDF. `edition` and `draft` may be called from any thread."""

    database: Database
    pool: RenderPool
    cache: PdfCache
    _prints: SharedCache[_Key, _Drawn] = field(default_factory=lambda: SharedCache(PRINTS_KNOWN))
    _closed: SharedCache[_Key, GateClosed] = field(
        default_factory=lambda: SharedCache(PRINTS_KNOWN)
    )
    _proofs: SharedCache[str, tuple[Sheet, ...]] = field(
        default_factory=lambda: SharedCache(PROOFS_HELD)
    )
    _drawn_of: SharedCache[str, int] = field(default_factory=lambda: SharedCache(PRINTS_KNOWN))
    _pictures: PdfCache = field(init=False)
    _picturing: threading.Lock = field(default_factory=threading.Lock)
    _counting: threading.Lock = field(default_factory=threading.Lock)
    _drawn: int = -1
    _ahead: PrintProgress = PrintProgress(0, 0)
    _refusals: dict[_Key, NotPrinted] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._pictures = PdfCache(self.cache.folder, PNG)

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
        NoSuchPrint, Unprintable and CannotPrint. One that the gates refused is not drawn again
        while the service runs."""
        if (data := self.cached(edition.stamp, name, service, size)) is not None:
            return data
        key = (edition.stamp, name, service, size)
        if (closed := self._closed.get(key)) is not None:
            raise closed.again()
        try:
            document, data = self._made(job_of(printable(edition), name, service, size), ahead)
        except Unprintable as error:
            log.error("%s in %s, %s: %s", edition.slug, edition.language, name, error)
            if isinstance(error, GateClosed):
                self._closed.put(key, error.again())
                if (service, size) == (None, None):
                    self._refusals[key] = NotPrinted(edition, name, str(error))  # type: ignore[arg-type]
            raise
        self._prints.put(key, _Drawn(document, len(data), page_count(data)))
        with self._counting:
            self._drawn_of.put(edition.stamp, self.drawn(edition.stamp) + 1)
        return data

    def picture(self, edition: EditionView, service: str | None = None) -> bytes:
        """The poster of an edition as a PNG, from the cache when the poster is the same; raises as
        `edition` does. One at a time is drawn, so that pictures never take the machine."""
        pdf = self.edition(edition, "poster", service)
        name = hashlib.sha256(pdf + f"{PICTURE_WIDTH}".encode()).hexdigest()
        with self._picturing:
            data = self._pictures.get(name)
            if data is None:
                data = poppler.picture(pdf, PICTURE_WIDTH)
                self._put(self._pictures, name, data)
        return data

    def _made(self, job: PrintJob, ahead: bool) -> tuple[str, bytes]:
        """The name of a job in the cache, and its PDF, drawn where it is not there."""
        document = self._document(job)
        data = self.cache.get(document)
        if data is None:
            data = self.pool.render(job, ahead=ahead)
            self._put(self.cache, document, data)
        return document, data

    def _document(self, job: PrintJob) -> str:
        """The name of a job in the cache; raises FontsNotBuilt."""
        try:
            return self.cache.key(job)
        except FontsNotBuilt as missing:
            self.pool.say_broken(str(missing))
            raise

    def _put(self, cache: PdfCache, document: str, data: bytes) -> None:
        """What cannot be cached is given all the same, and drawn again for the next."""
        try:
            cache.put(document, data)
        except OSError as error:
            if not faults.tell(error, "keeping a PDF"):
                log.error("A print could not be cached, and is drawn each time: %s", error.strerror)

    def cached(self, stamp: str, name: str, service: str | None, size: int | None) -> bytes | None:
        """The PDF of an edition (by its stamp) if it was drawn or found since the service began."""
        known = self._prints.get((stamp, name, service, size))
        return None if known is None else self.cache.get(known.document)

    def draft(self, text: Printable, name: str, size: int | None = None) -> bytes:
        """The PDF of a text in work; it is not cached."""
        return self.pool.render(job_of(text, name, None, size))

    def sheets(self, text: Printable, name: str, paths: tuple[str, ...]) -> tuple[Sheet, ...]:
        """The pages of a marked text in work, as pictures; the last few are remembered, since one
        turns their pages one by one. Raises as `draft` does."""
        job = marked_job(job_of(text, name, None, None), paths)
        key = self._document(job)
        return self._proofs.get(key) or self._proofs.put(key, self.pool.sheets(job))

    def sizes(self, edition: EditionView, service: str | None) -> dict[str, int]:
        """Bytes by format of the PDFs that were drawn already."""
        known = (
            (name, self._prints.get((edition.stamp, name, service, None)))
            for name in formats(printable(edition))
        )
        return {name: drawn.size for name, drawn in known if drawn is not None}

    def amounts(self, edition: EditionView, service: str | None) -> dict[str, PrintAmount]:
        """Pages by format, as far as they are known without drawing. Where a print was not drawn
        with the numbers of the hospital `service`, those of all hospitals say about how many."""
        found: dict[str, PrintAmount] = {}
        for name in formats(printable(edition)):
            mine = self._prints.get((edition.stamp, name, service, None))
            known = mine or self._prints.get((edition.stamp, name, None, None))
            if known is not None:
                found[name] = PrintAmount(known.pages, exact=mine is not None)
        return found

    def drawn(self, stamp: str) -> int:
        """How many prints of an edition there are, so that its page is drawn anew with their
        sizes."""
        return self._drawn_of.get(stamp) or 0

    def attempt(
        self, edition: EditionView, name: Format, *, ahead: bool = False
    ) -> NotPrinted | None:
        """Make one print, or say why it cannot be made; raises CannotPrint when none can."""
        try:
            self.edition(edition, name, ahead=ahead)
        except Unprintable as error:
            return NotPrinted(edition, name, str(error))
        return None

    def progress(self, editions: Iterable[EditionView]) -> PrintProgress:
        """How far these editions are printed, without drawing anything."""
        wanted = _catalogue(editions)
        closed = [
            NotPrinted(each, name, str(closed))
            for each, name in wanted
            if (closed := self._closed.get((each.stamp, name, None, None))) is not None
        ]
        ready = sum((each.stamp, name, None, None) in self._prints for each, name in wanted)
        return PrintProgress(ready, len(wanted), tuple(closed))

    @property
    def ahead(self) -> PrintProgress:
        """How far the thread is that draws ahead; nothing where there is none."""
        return self._ahead

    @property
    def refusals(self) -> tuple[NotPrinted, ...]:
        """The prints with all hospitals' numbers that a gate refused since the service began, those
        of editions that were replaced since among them."""
        return tuple(self._refusals.values())

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
            if newest == self._drawn:
                return
            editions = published.everything(session)
        self._ahead = self.progress(editions)
        for edition, name in _catalogue(sorted(editions, key=lambda each: each.stamp in seen)):
            if self._stop.is_set() or self._has_changed(newest):
                return
            key = (edition.stamp, name, None, None)
            known = key in self._prints or self._closed.get(key) is not None
            problem = self.attempt(edition, name, ahead=True)
            if not known:
                self._ahead = _and_one(self._ahead, problem)
            seen.add(edition.stamp)
        self._drawn = newest

    def _has_changed(self, newest: int) -> bool:
        with self.database.reading() as session:
            return published.newest_event(session) != newest
