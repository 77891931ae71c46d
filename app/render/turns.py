"""Who may use a print worker next, and for how long anyone waits for one. What a worker does is in
`slot`, the workers together are in `pool`.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.render.print_errors import PrintError

WAIT = 20.0
"""Seconds that a reader waits at most before their print is begun."""

ASSUMED = 1.0
"""Seconds that a print takes, until some were measured."""

_WEIGHT = 1 / 8
"""How much the newest print counts in what a print takes."""


class PoolBusy(PrintError):
    """So many prints are waiting that another would not be drawn soon."""

    seconds = 20

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message or "Many prints are being made at the moment. Try again in a minute."
        )


class Turns:
    """Readers wait in line, for `wait` seconds at most; one whose print would not begin within
    them, as prints take now, is refused at once, and so is one who finds `queue` others. Drawing
    ahead leaves one worker free, where there are two, and starts nothing while a reader waits."""

    def __init__(
        self,
        workers: int,
        queue: int,
        wait: float = WAIT,
        each: float = ASSUMED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._workers = workers
        self._queue = queue
        self._wait_at_most = wait
        self._clock = clock
        self._changed = threading.Condition()
        self._line: deque[object] = deque()
        self._busy = 0
        self._ahead = 0
        self.each = each

    @property
    def places(self) -> int:
        """How many can have their print begun within the wait, as prints take now, those that are
        being drawn included."""
        soon = int(self._wait_at_most * self._workers / max(self.each, 0.001))
        return self._workers + min(self._queue, soon)

    @contextmanager
    def taken(self, ahead: bool) -> Iterator[None]:
        """A worker's turn, for as long as the block lasts; readers may get PoolBusy instead."""
        with self._changed:
            if ahead:
                self._changed.wait_for(self._may_draw_ahead)
            else:
                self._stand_in_line()
            self._busy += 1
            self._ahead += ahead
        began = self._clock()
        try:
            yield
        finally:
            with self._changed:
                self.each += (self._clock() - began - self.each) * _WEIGHT
                self._ahead -= ahead
                self._give_back()

    @contextmanager
    def taken_at_once(self) -> Iterator[bool]:
        """A turn if a worker is free now, and whether one was; it does not count as a print."""
        with self._changed:
            is_free = self._is_free()
            self._busy += is_free
        try:
            yield is_free
        finally:
            if is_free:
                with self._changed:
                    self._give_back()

    def _stand_in_line(self) -> None:
        if self._is_free() and not self._line:
            return
        waited = (len(self._line) + 1) * self.each / self._workers
        if len(self._line) >= self._queue or waited > self._wait_at_most:
            raise PoolBusy
        place = object()
        self._line.append(place)
        try:
            is_next = self._changed.wait_for(
                lambda: self._line[0] is place and self._is_free(), self._wait_at_most
            )
        finally:
            self._line.remove(place)
            self._changed.notify_all()
        if not is_next:
            raise PoolBusy

    def _is_free(self) -> bool:
        return self._busy < self._workers

    def _may_draw_ahead(self) -> bool:
        return not self._line and self._ahead < max(1, self._workers - 1) and self._is_free()

    def _give_back(self) -> None:
        self._busy -= 1
        self._changed.notify_all()
