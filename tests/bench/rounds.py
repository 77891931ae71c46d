"""Pieces of work that take turns, so that whatever else the machine does meets all of them, and
what is told of their rounds. What one turn costs is measured in `cost`.
"""

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import TypeVar

T = TypeVar("T")


def in_turn(sides: Sequence[Callable[[], T]], rounds: int, warm: int = 1) -> list[list[T]]:
    """What each side gave in each round, after `warm` rounds that do not count. Every round begins
    with the next side, so that none always follows the same other one."""
    given: list[list[T]] = [[] for _ in sides]
    for number in range(-warm, rounds):
        for at in order(len(sides), number):
            done = sides[at]()
            if number >= 0:
                given[at].append(done)
    return given


def order(sides: int, number: int) -> Iterator[int]:
    """The places of the sides in the order of this round."""
    return ((number + step) % sides for step in range(sides))


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of rounds: what slowed one round slowed both sides of it. A side
    that gave nothing makes its round count as nothing."""
    return median(one / other if other else 0.0 for one, other in zip(ours, theirs, strict=True))
