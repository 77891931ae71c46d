"""Over the network, many readers at once ask a database how things stand by very few questions, and
none is told how they stood before it asked."""

import asyncio
import threading

import pytest

from app.web.frame.shared_looks import SharedLooks
from app.workflow.editions.published import PublicState
from tests.loops import run


class Records:
    """A database that answers when it is let to."""

    def __init__(self) -> None:
        self.event = self.looks = 0
        self.begun = threading.Semaphore(0)
        self.may_answer = threading.Semaphore(0)

    def look(self) -> PublicState:
        self.looks += 1
        found = PublicState(self.event, 0, 0)
        self.begun.release()
        assert self.may_answer.acquire(timeout=60)
        return found


async def begun(records: Records) -> None:
    assert await asyncio.to_thread(records.begun.acquire, timeout=60)


def test_h28_three_hundred_readers_wait_for_two_looks_at_a_slow_database() -> None:
    records, looks = Records(), SharedLooks()

    async def ask_all() -> list[PublicState]:
        first = asyncio.create_task(looks.state(records.look))
        await begun(records)
        others = [asyncio.create_task(looks.state(records.look)) for _ in range(300)]
        await asyncio.sleep(0)
        records.may_answer.release(2)
        return [await first, *await asyncio.gather(*others)]

    assert set(run(ask_all())) == {PublicState(0, 0, 0)}
    assert records.looks == 2


def test_h16_whoever_asks_after_a_withdrawal_is_not_told_what_was_before() -> None:
    records, looks = Records(), SharedLooks()

    async def ask() -> tuple[PublicState, PublicState]:
        before = asyncio.create_task(looks.state(records.look))
        await begun(records)
        records.event = 7
        after = asyncio.create_task(looks.state(records.look))
        records.may_answer.release(2)
        return await before, await after

    before, after = run(ask())
    assert (before.event, after.event) == (0, 7)


def test_a_look_that_fails_is_told_to_all_who_shared_it_and_to_nobody_after() -> None:
    looks = SharedLooks()

    def fail() -> PublicState:
        raise OSError("away")

    async def ask() -> None:
        found = await asyncio.gather(*(looks.state(fail) for _ in range(5)), return_exceptions=True)
        assert [type(each) for each in found] == [OSError] * 5
        assert await looks.state(lambda: PublicState(1, 0, 0)) == PublicState(1, 0, 0)

    for _ in range(2):  # each in an event loop of its own
        run(ask())


@pytest.mark.parametrize("count", [1, 2, 20])
def test_one_after_another_gets_the_newest(count: int) -> None:
    looks = SharedLooks()

    async def ask() -> list[int]:
        return [
            (await looks.state(lambda n=n: PublicState(n, 0, 0))).event  # type: ignore[misc]
            for n in range(count)
        ]

    assert run(ask()) == list(range(count))
