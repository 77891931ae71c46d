"""Looks at a database over the network, shared by all who ask meanwhile: where it takes seconds to
answer, hundreds would wait for one another.
"""

import asyncio
from collections.abc import Callable

from anyio import CapacityLimiter, to_thread

from app.workflow.editions.published import PublicState


class SharedLooks:
    """One look is under way at a time. Whoever asks while it is gets the next one, with all others
    who do: theirs must begin after they asked, or it might miss what was withdrawn before."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running: asyncio.Task[PublicState] | None = None
        self._next: asyncio.Task[PublicState] | None = None

    async def state(self, look: Callable[[], PublicState]) -> PublicState:
        """What a look finds that begins after this was called; raises what it raises."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._loop, self._running, self._next = loop, None, None
        if self._next is None:
            self._next = loop.create_task(self._after(self._running, look))
        return await asyncio.shield(self._next)

    async def _after(
        self, before: asyncio.Task[PublicState] | None, look: Callable[[], PublicState]
    ) -> PublicState:
        if before is not None:
            await asyncio.wait([before])
        self._running, self._next = self._next, None
        return await to_thread.run_sync(look, limiter=CapacityLimiter(1))
