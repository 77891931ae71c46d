"""Counts the prints that are given out: in memory, written together once a minute and when the
service ends, so that nobody who prints waits for the database. What cannot be written now is kept
for the next time; of a process that is killed a minute is lost.
"""

import logging
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from app import faults
from app.connections import patient
from app.db import Database
from app.resources.months import month_of
from app.resources.review_date import today
from app.workflow.editions import print_counts

log = logging.getLogger("birthwords.print")
EVERY = 60.0
"""Seconds between two writes."""
AT_THE_END = 2.0
"""Seconds for which the last write waits for the database."""


@dataclass
class PrintCounts:
    """What was given out since it was last written. `add` may be called from any thread."""

    database: Database
    _since: Counter[tuple[str, str, date]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)

    @classmethod
    @contextmanager
    def running(cls, database: Database) -> Iterator["PrintCounts"]:
        """Counts, and the thread that writes them; the rest is written when the block ends."""
        counts = cls(database)
        thread = threading.Thread(target=counts._write_again, name="print counts", daemon=True)
        thread.start()
        try:
            yield counts
        finally:
            counts._stop.set()
            thread.join()
            with patient(AT_THE_END):
                counts.write()

    def add(self, code: str, name: str, prints: int = 1) -> None:
        """So many prints of an edition, by its code, in a format."""
        with self._lock:
            self._since[code, name, month_of(today())] += prints

    def write(self) -> None:
        """Write what was counted; raises nothing, and forgets nothing that was not written."""
        with self._lock:
            taken, self._since = self._since, Counter()
        if not taken:
            return
        try:
            with self.database.writing() as session:
                print_counts.add(session, taken)
        except Exception as error:
            with self._lock:
                self._since.update(taken)
            if not faults.tell(error, "counting prints"):
                log.exception("Prints could not be counted, and are kept for the next time.")

    def _write_again(self) -> None:
        while not self._stop.wait(EVERY):
            self.write()
