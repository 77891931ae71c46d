"""Pages of a browser's history that are sent again: how far each form has come, in this process's
memory alone. Without a script a browser's Back button shows a page with the answers of that moment,
and what came after it is in no page that the server could ask for.
"""

from collections import OrderedDict

from app.plans.answers import Answers

_MOST = 20_000


class Newest:
    """The newest step of each visit that was seen lately, and by which mark its answers are known
    again; nothing of the answers."""

    def __init__(self) -> None:
        self._steps: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def is_older(self, visit: str, step: int, answers: Answers) -> bool:
        """Whether answers were sent on a later page of this visit, which the page at this `step`
        does not have, or other ones at this very step. From now on she goes on from here."""
        now = step, _mark(answers)
        before = self._steps.pop(visit, now)
        self._steps[visit] = now
        while len(self._steps) > _MOST:
            self._steps.popitem(last=False)
        return step < before[0] or (step == before[0] and now != before)


def _mark(answers: Answers) -> int:
    """Known again in this process alone."""
    earlier = tuple(map(_mark, answers.earlier))
    return hash((answers.revision, tuple(answers.values.items()), answers.left_out, earlier))


newest = Newest()
