"""How many connections may be open at once, which of them must go when another one comes, and which
have kept the service waiting for too long. It knows nothing of HTTP.
"""

import logging
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Protocol

logger = logging.getLogger("uvicorn.error")
TOLD_EVERY = 60.0
UNREAD = 32
LINGERING = 64
"""Connections that were turned away and may still read why."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How many connections may be open, and how many seconds each may keep the service waiting.

    `stall` is without a byte of a request's body, or of an answer that is taken; on the whole both
    must move at `floor` bytes a second, slower than any telephone network.
    """

    connections: int
    head: float = 10.0
    stall: float = 20.0
    floor: float = 500.0
    stuck: float = 2.0
    linger: float = 2.0
    sweep: float = 1.0

    @property
    def unread(self) -> int:
        """Places for those who came a moment ago: nobody goes before the service could look at
        what they sent."""
        return min(UNREAD, self.connections // 3)


class Stage(Enum):
    """Where a connection stands. Only one that is WAITING or STUCK is closed to make room."""

    WAITING = auto()
    "No whole request has come: half a one, or none since the last answer."
    BUSY = auto()
    "It is being answered."
    STUCK = auto()
    "Its answer is ready, and the other side has not taken a byte of it for a while."
    LEAVING = auto()
    "It was turned away."


class Held(Protocol):
    """What a room knows of a connection."""

    stage: Stage | None

    def overdue(self, now: float) -> bool: ...
    def drop(self) -> None: ...
    def turn_away(self) -> None: ...


@dataclass
class ConnectionPace:
    """How fast bytes move one way, since `start`."""

    start: float
    last: float = field(init=False)
    moved: int = 0

    def __post_init__(self) -> None:
        self.last = self.start

    def add(self, count: int, now: float) -> None:
        self.moved += count
        self.last = now

    def too_slow(self, now: float, limits: Limits) -> bool:
        return (
            now - self.last > limits.stall
            or now - self.start > limits.stall + self.moved / limits.floor
        )


class Room:
    """The connections that are open, in each stage the one first that came into it first."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._in: dict[Stage, dict[Held, None]] = {stage: {} for stage in Stage}
        self._closed = self._refused = 0
        self._out_of_files = False
        self._told = float("-inf")

    def count(self, *stages: Stage) -> int:
        return sum(len(self._in[stage]) for stage in stages or Stage)

    def admit(self, held: Held) -> None:
        """Let one in; where the room is full, the one that has waited longest goes, and where all
        are being answered, the new one is told to come again."""
        if self._open() >= self.limits.connections and not self.make_room(1):
            self._refused += 1
            if self.count(Stage.LEAVING) >= LINGERING:
                held.drop()
                return
            self._put(held, Stage.LEAVING)
            held.turn_away()
            return
        self._put(held, Stage.WAITING)

    def make_room(self, wanted: int) -> int:
        """Close so many that no answer is being made for, and say how many there were."""
        waiting, stuck = self._in[Stage.WAITING], self._in[Stage.STUCK]
        for number in range(wanted):
            longest = waiting if len(waiting) > self.limits.unread else stuck
            chosen = next(iter(longest), None)
            if chosen is None:
                return number
            self._closed += 1
            self.leave(chosen)
            chosen.drop()
        return wanted

    def out_of_files(self, wanted: int) -> None:
        """The system had no file left for a new connection. Fewer are let in from now on."""
        self._out_of_files = True
        self.limits = replace(self.limits, connections=max(self._open() - wanted, wanted))
        self.make_room(wanted)

    def move(self, held: Held, stage: Stage, *, anew: bool = False) -> None:
        """To a stage, or with `anew` to the end of it; no way leads back from leaving."""
        if held.stage not in (None, Stage.LEAVING) and (anew or held.stage is not stage):
            self._put(held, stage)

    def leave(self, held: Held) -> None:
        if held.stage is not None:
            self._in[held.stage].pop(held, None)
            held.stage = None

    def sweep(self, now: float) -> None:
        """Close all that are overdue, and tell once a minute that the room was too small."""
        for stage in Stage:
            for held in list(self._in[stage]):
                if held.overdue(now):
                    self.leave(held)
                    held.drop()
        if now - self._told >= TOLD_EVERY and (self._closed or self._refused or self._out_of_files):
            logger.warning(
                "Too many connections (%s): %d that had sent no whole request or took no answer "
                "were closed to make room, and %d were told to come again.",
                "no file was left for another" if self._out_of_files
                else f"at most {self.limits.connections}",
                self._closed,
                self._refused,
            )  # fmt: skip
            self._told, self._closed, self._refused = now, 0, 0
            self._out_of_files = False

    def _open(self) -> int:
        return self.count(Stage.WAITING, Stage.BUSY, Stage.STUCK)

    def _put(self, held: Held, stage: Stage) -> None:
        if held.stage is not None:
            self._in[held.stage].pop(held, None)
        held.stage = stage
        self._in[stage][held] = None
