"""Pages of a browser's history that are sent again: how far each form has come, in this process's
memory alone. Without a script a browser's Back button shows a page with the answers of that moment,
and what came after it is in no page that the server could ask for.
"""

from collections import OrderedDict

_MOST = 20_000


class Newest:
    """The newest step of each visit that was seen lately; nothing of its answers."""

    def __init__(self) -> None:
        self._steps: OrderedDict[str, int] = OrderedDict()

    def is_older(self, visit: str, step: int) -> bool:
        """Whether answers were sent on a later page of this visit, which the page at this `step`
        does not have. From now on she goes on from here."""
        before = self._steps.pop(visit, 0)
        self._steps[visit] = step
        while len(self._steps) > _MOST:
            self._steps.popitem(last=False)
        return step < before


newest = Newest()
