"""Readers go before drawing ahead and in the order in which they came, and none waits for longer
than was promised.
"""

import threading
from collections.abc import Callable
from functools import partial

import pytest

from app.render.turns import PoolBusy, Turns


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def in_line(turns: Turns, done: Callable[[], None] = lambda: None) -> threading.Thread:
    """A reader who stands in line by the time this returns."""
    before = len(turns._line)

    def take() -> None:
        with turns.taken(ahead=False):
            done()

    reader = threading.Thread(target=take)
    reader.start()
    while len(turns._line) == before:
        pass
    return reader


def test_readers_are_refused_when_too_many_wait() -> None:
    turns = Turns(workers=1, queue=0)
    with turns.taken(ahead=False), pytest.raises(PoolBusy), turns.taken(ahead=False):
        pass


def test_a_waiting_reader_goes_before_pre_rendering() -> None:
    turns = Turns(workers=1, queue=5)
    order: list[str] = []

    def draw_ahead() -> None:
        with turns.taken(ahead=True):
            order.append("ahead")

    ahead = threading.Thread(target=draw_ahead)
    with turns.taken(ahead=False):
        ahead.start()
        reader = in_line(turns, lambda: order.append("reader"))
    ahead.join()
    reader.join()
    assert order == ["reader", "ahead"]


def test_readers_are_served_in_the_order_in_which_they_came() -> None:
    turns = Turns(workers=1, queue=10)
    order: list[int] = []
    with turns.taken(ahead=False):
        readers = [in_line(turns, partial(order.append, number)) for number in range(8)]
    for reader in readers:
        reader.join()
    assert order == list(range(8))


def test_as_many_wait_as_can_be_drawn_in_the_time_and_the_rest_are_refused_at_once() -> None:
    """Prints take 6 seconds and nobody is to wait for more than 20, so that three may wait for one
    worker; the fourth would be begun after 24."""
    turns = Turns(workers=1, queue=32, wait=20, each=6)
    with turns.taken(ahead=False):
        readers = [in_line(turns) for _ in range(3)]
        with pytest.raises(PoolBusy), turns.taken(ahead=False):
            pass
        assert len(turns._line) == 3
    for reader in readers:
        reader.join()


@pytest.mark.parametrize(("seconds", "may_wait"), [(3, 13), (11, 3), (30, 1), (41, 0)])
def test_how_many_may_wait_follows_how_long_prints_take(seconds: float, may_wait: int) -> None:
    clock = Clock()
    turns = Turns(workers=2, queue=32, wait=20, clock=clock)
    for _ in range(100):
        with turns.taken(ahead=False):
            clock.now += seconds
    assert turns.each == pytest.approx(seconds, rel=1e-3)
    with turns.taken(ahead=False), turns.taken(ahead=False):
        readers = [in_line(turns) for _ in range(may_wait)]
        with pytest.raises(PoolBusy), turns.taken(ahead=False):
            pass
    for reader in readers:
        reader.join()


def test_a_reader_is_told_when_the_wait_is_over_and_the_next_takes_their_place() -> None:
    turns = Turns(workers=1, queue=5, wait=0.05, each=0.01)
    with turns.taken(ahead=False):
        with pytest.raises(PoolBusy), turns.taken(ahead=False):
            pass
        assert len(turns._line) == 0
    with turns.taken(ahead=False):
        pass


def test_a_check_takes_a_free_worker_and_waits_for_none() -> None:
    turns = Turns(workers=1, queue=5)
    before = turns.each
    with turns.taken_at_once() as first, turns.taken_at_once() as second:
        assert (first, second) == (True, False)
    assert turns.each == before, "a check counts as no print"
    with turns.taken(ahead=False), turns.taken_at_once() as third:
        assert third is False
    with turns.taken_at_once() as fourth:
        assert fourth is True
