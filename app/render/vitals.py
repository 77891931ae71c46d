"""Whether printing works, as the prints themselves show, and the rest that is taken when worker
after worker ends before it has drawn anything.
"""

import logging
import threading
import time

from app.render.print_errors import CannotPrint

log = logging.getLogger("birthwords.print")

PROOF_LASTS = 30.0
"""Seconds for which a print that came out shows that printing works."""

WORKERS_END = (
    "The print workers end as soon as they start. The machine may be short of memory, or "
    "`make setup` is needed."
)
_DEATHS_ALLOWED = 3
_LONGEST_REST = 30.0
_SAY_AGAIN_AFTER = 300.0


class Vitals:
    """What the last prints showed; for any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._deaths = 0
        self._rests_until = 0.0
        self._good_at = float("-inf")
        self._said_at = float("-inf")
        self.trouble = ""
        self.slowed = ""

    def are_proven(self) -> bool:
        """Whether a print came out a moment ago and nothing has failed since."""
        return not self.trouble and time.monotonic() - self._good_at < PROOF_LASTS

    def good(self) -> None:
        """A print came out."""
        with self._lock:
            if self.trouble:
                log.warning("Printing works again.")
            self.trouble = ""
            self._deaths = 0
            self._good_at = time.monotonic()
            self._said_at = float("-inf")

    def drew_slowly(self, reason: str) -> None:
        """Why prints are drawn slower than they could be, "" if they are not; logged once."""
        with self._lock:
            if reason and reason != self.slowed:
                log.warning("Prints are %s", reason)
            self.slowed = reason

    def broken(self, reason: str) -> None:
        """Nothing can be printed; logged once, and again every few minutes."""
        with self._lock:
            now = time.monotonic()
            if reason != self.trouble or now - self._said_at > _SAY_AGAIN_AFTER:
                log.error("Nothing can be printed. %s", reason)
                self._said_at = now
            self.trouble = reason

    def died(self, *, drawing: bool) -> None:
        """A worker ended by itself. Those that end before they draw are started ever more
        seldom; a document that ends its worker says nothing about others."""
        log.warning("A print worker ended by itself and is replaced.")
        if drawing:
            return
        with self._lock:
            self._deaths += 1
            if (more := self._deaths - _DEATHS_ALLOWED) > 0:
                rest = min(2.0 ** min(more, 10), _LONGEST_REST)
                self._rests_until = time.monotonic() + rest

    def refuse_while_resting(self) -> None:
        """Raises CannotPrint while no worker may be started."""
        if time.monotonic() < self._rests_until:
            raise CannotPrint(WORKERS_END)
