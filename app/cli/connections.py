"""One connection over HTTP that cannot keep the service waiting: uvicorn's own protocol, which has
no time-out but for idle connections, with one for each thing that the other side may leave undone.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.cli.room import ConnectionPace, Room, Stage

PIECE = 16 * 1024
"""The parser is fed so many bytes at a time, so that the head of a request is measured before it is
whole; no more is read while so many wait that were sent ahead of an answer."""
DRAINED = 48 * 1024
"""At least so many bytes of an answer were taken when the event loop asks for more of it."""

COME_AGAIN = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 56\r\nretry-after: 5\r\nconnection: close\r\n\r\n"
    b"Too many people read at the moment. Try again in a bit.\n"
)


class Connection(H11Protocol):
    """A connection whose stage the room knows."""

    def __init__(self, room: Room, **given: Any) -> None:
        super().__init__(**given)
        self.stage: Stage | None = None
        self._room = room
        self._head_since: float | None = None
        self._body: ConnectionPace | None = None
        self._unsent = 0
        self._sending: ConnectionPace | None = None
        self._leave_at = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._head_since = self.loop.time()
        self._room.admit(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._room.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.stage is Stage.LEAVING:
            return
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            if self._is_whole() and len(self.conn.trailing_data[0]) > PIECE:
                self.drop()
            if self.transport.is_closing():
                return
            super().data_received(piece)
        self._settle(len(data))

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._settle(0)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._sending is not None:
            self._sending.add(DRAINED, self.loop.time())

    def send_400_response(self, msg: str) -> None:
        """Nothing can be answered where an answer to the same request is under way."""
        try:
            super().send_400_response(msg)
        except h11.LocalProtocolError:
            self.drop()

    def shutdown(self) -> None:
        if self.stage is Stage.BUSY:
            super().shutdown()
        else:
            self.drop()

    def drop(self) -> None:
        """Close at once; what was not sent is lost."""
        self.transport.abort()

    def turn_away(self) -> None:
        """Say so without having read what is asked, and wait a moment for the other side to hang
        up: closed at once, the connection would be reset before this was read."""
        self._leave_at = self.loop.time() + self._room.limits.linger
        self.transport.write(COME_AGAIN)
        self.transport.write_eof()

    def overdue(self, now: float) -> bool:
        """Whether it kept the service waiting for too long; asked once a second."""
        limits = self._room.limits
        if self.stage is Stage.LEAVING:
            return now > self._leave_at
        if self._takes_answer(now):
            return self._sending is not None and self._sending.too_slow(now, limits)
        self._sending = None
        if not self._is_answering():
            self._room.move(self, Stage.WAITING)
        if self._body is not None and self.flow.read_paused:  # it is the service that does not read
            self._body = ConnectionPace(now)
        late = self._head_since is not None and now - self._head_since > limits.head
        return late or (self._body is not None and self._body.too_slow(now, limits))

    def _takes_answer(self, now: float) -> bool:
        """Whether some of an answer is still to be taken; notes how fast it is."""
        unsent = self.transport.get_write_buffer_size()
        if not unsent:
            return False
        if self._sending is None:
            self._sending = ConnectionPace(now)
        elif unsent < self._unsent:
            self._sending.add(self._unsent - unsent, now)
        self._unsent = unsent
        stuck = now - self._sending.last > self._room.limits.stuck
        self._room.move(self, Stage.STUCK if stuck else Stage.BUSY)
        return True

    def _is_whole(self) -> bool:
        """Whether a request has come whole and is not answered yet."""
        return self.conn.their_state not in (h11.IDLE, h11.SEND_BODY) and self._is_answering()

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _settle(self, arrived: int) -> None:
        """Note what is waited for now."""
        now = self.loop.time()
        their = self.conn.their_state
        anew = False
        if their is not h11.IDLE or not arrived:
            self._head_since = None
        elif self._head_since is None:
            self._head_since, anew = now, True
        if their is not h11.SEND_BODY:
            self._body = None
        else:
            self._body = self._body or ConnectionPace(now)
            self._body.add(arrived, now)
        busy = self._is_whole() or self.transport.get_write_buffer_size() > 0
        self._room.move(self, Stage.BUSY if busy else Stage.WAITING, anew=anew)
