"""A worker with the tests' engine in a process of its own, which kills itself as `kill -9` does, or
hangs, where it is told: `python -m tests.jobs.worker.worker_process PLACE BATCH`.

Places: `engine` (in the engine, at this batch), `written` (after the batch is committed, before the
workflow library knows that it is done), `hang` (in the engine, for ever) and `never`.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence

import pytest

from app.config import settings
from app.db import Database
from app.engines import ENGINES
from app.engines.base import Draft
from app.jobs.worker import drafts
from app.jobs.worker.process import working
from app.models import JobKind
from app.workflow.drafting import job_steps
from app.workflow.open_database import open_database
from tests.engines.deterministic import AccentEngine


class Doomed(AccentEngine):
    """Meets its end at one of its calls."""

    def __init__(self, number: int, end: Callable[[], None]) -> None:
        super().__init__()
        self._left = number
        self._end = end

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        self._left -= 1
        if self._left == 0:
            self._end()
        return super().translate(texts, source, target)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    print("hanging", flush=True)
    threading.Event().wait()


def dies_after(number: int) -> Callable[[Database, str, int], bool]:
    left = iter(range(number - 1, -1, -1))

    def batch(database: Database, job_id: str, part_id: int) -> bool:
        more = job_steps.draft_batch(database, job_id, part_id)
        if next(left) == 0:
            die()
        return more

    return batch


def main(place: str, number: int) -> None:
    job_steps.BATCH = int(os.environ.get("TEST_BATCH", "1"))
    ends = {"engine": die, "hang": hang}
    ENGINES["accents"] = Doomed(number, ends[place]) if place in ends else AccentEngine()
    if place == "written":
        pytest.MonkeyPatch().setitem(drafts.BATCHES, JobKind.DRAFT, dies_after(number))
    with working(open_database(settings().database())) as worker:
        print("working" if worker else "idle", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
