"""Forms that were finished and cleared: by the random name of each, in memory alone, so that the
Back button of a browser that runs no script does not bring one back.
"""

import time
from collections import OrderedDict

from app.plans.sealed import KEPT_FOR

_MOST = 100_000


class Ended:
    """The newest visits that were ended; a name says nothing of what was answered or by whom."""

    def __init__(self) -> None:
        self._until: OrderedDict[str, float] = OrderedDict()

    def end(self, visit: str) -> None:
        self._until[visit[:32]] = time.time() + KEPT_FOR
        while len(self._until) > _MOST:
            self._until.popitem(last=False)

    def __contains__(self, visit: str) -> bool:
        return self._until.get(visit, 0) > time.time()


ended = Ended()
