"""What work costs: wall and processor time of the processes that do it, and how much of the machine
others took meanwhile.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from app.config import processors

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Seconds of one piece of work: on the clock, and of all processors together."""

    wall: float
    processor: float


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The median wall time of a piece of work, after one run to warm up."""
    work()
    return median(timed(work) for _ in range(times))


def timed(work: Callable[[], object]) -> float:
    """Seconds on the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cost(work: Callable[[], object], program: str) -> Cost:
    """What one call costs that this program does for us in processes below this one."""
    before, start = processor_time(program), time.perf_counter()
    work()
    return Cost(time.perf_counter() - start, processor_time(program) - before)


def cost_here(work: Callable[[], object]) -> Cost:
    """What one call costs that this process does itself, with all its threads."""
    before, start = time.process_time(), time.perf_counter()
    work()
    return Cost(time.perf_counter() - start, time.process_time() - before)


def processor_time(program: str = "") -> float:
    """Processor seconds of all processes below this one whose name holds this, ended ones
    included; Playwright's own does not count against Chromium. In steps of a hundredth."""
    return sum(processor_times(program).values())


def processor_times(program: str = "") -> dict[int, float]:
    """The same for each process, by its number."""
    parents, names, ticks = {}, {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            before, after = stat.read_text().rsplit(")", 1)
        except OSError:
            continue
        fields, process = after.split(), int(stat.parent.name)
        parents[process], names[process] = int(fields[1]), before
        ticks[process] = sum(int(value) for value in fields[11:15])
    own = os.getpid()
    return {
        each: ticks[each] / _TICK
        for each in ticks
        if each != own and program in names[each] and _is_below(each, own, parents)
    }


def processor_time_of_all() -> float:
    """Processor seconds of this process, of those that it ended and of all below it."""
    return sum(os.times()[:4]) + processor_time()


def _is_below(process: int, top: int, parents: dict[int, int]) -> bool:
    while process and process != top:
        process = parents.get(process, 0)
    return process == top


class Neighbours:
    """How much of the machine others took, from one question to the next."""

    def __init__(self) -> None:
        self._before = self._seen()
        self._share = 0.0

    def share(self) -> float:
        """Of all processors, since it was asked before: of other processes, and of other machines
        on the same host. Figures that are told within a second were measured together."""
        seen, before = self._seen(), self._before
        total, busy, own = (now - then for now, then in zip(seen, before, strict=True))
        if total >= processors():
            self._before, self._share = seen, min(1.0, max(0.0, (busy - own) / total))
        return self._share

    def _seen(self) -> tuple[float, float, float]:
        """Seconds of all processors, those in which they were busy, and those that were ours."""
        line = Path("/proc/stat").read_text().partition("\n")[0].split()[1:9]
        user, nice, system, idle, waiting, interrupts, soft, stolen = map(int, line)
        busy = user + nice + system + interrupts + soft + stolen
        return (busy + idle + waiting) / _TICK, busy / _TICK, processor_time_of_all()
