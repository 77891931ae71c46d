"""Someone who opens connections and leaves them half-open or slow, and opens a new one for each
that the service closes.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

Kind = Literal["silent", "half a line", "slow head", "slow body", "takes no answer"]
KINDS: tuple[Kind, ...] = (
    *(("silent", "half a line", "slow head", "slow body") * 2),
    "takes no answer",
)
ESTABLISHED, SYN_SENT = 1, 2


@dataclass
class Slow:
    """One connection, and what it still has to send, a byte at a time."""

    kind: Kind
    connection: socket.socket
    begun: bool = False

    def state(self) -> int:
        """The state of TCP; only the system knows it of a connection that is never read."""
        return self.connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]

    def send(self, big: str) -> None:
        first = {
            "silent": "",
            "half a line": "GET /pl/leaf",
            "slow head": "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
            "slow body": "POST /account/login HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n",
            "takes no answer": f"GET {big} HTTP/1.1\r\nHost: x\r\n\r\n" * 8,
        }[self.kind]
        words = first if not self.begun else "a" if self.kind.startswith("slow") else ""
        self.begun = True
        with contextlib.suppress(OSError):
            self.connection.send(words.encode())


class Flood:
    """Connections of all kinds in turn; a beat looks at each, sends a byte over the slow ones, and
    opens a new one for each that was closed."""

    def __init__(self, port: int, count: int, big: str, kinds: tuple[Kind, ...] = KINDS) -> None:
        self._port = port
        self._big = big
        self.opened = self.closed = 0
        self.beats = 0
        self._beaten = threading.Condition()
        self._slow = [self._open(kinds[number % len(kinds)]) for number in range(count)]

    def _open(self, kind: Kind) -> Slow:
        connection = socket.socket()
        connection.setblocking(False)
        if kind == "takes no answer":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.connect_ex(("127.0.0.1", self._port))
        self.opened += 1
        return Slow(kind, connection)

    def beat(self) -> None:
        for number, each in enumerate(self._slow):
            state = each.state()
            if state == ESTABLISHED:
                each.send(self._big)
            elif state != SYN_SENT:
                self.closed += 1
                each.connection.close()
                self._slow[number] = self._open(each.kind)
        with self._beaten:
            self.beats += 1
            self._beaten.notify_all()

    def wait(self, beats: int) -> None:
        """Until it has gone on for so many beats in all."""
        with self._beaten:
            if not self._beaten.wait_for(lambda: self.beats >= beats, timeout=60):
                raise TimeoutError

    def established(self) -> int:
        return sum(each.state() == ESTABLISHED for each in self._slow)

    def close(self) -> None:
        for each in self._slow:
            each.connection.close()


@contextmanager
def flooding(
    port: int, count: int, big: str, every: float = 0.2, kinds: tuple[Kind, ...] = KINDS
) -> Iterator[Flood]:
    """A flood that goes on in a thread until the block ends."""
    flood = Flood(port, count, big, kinds)
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(every):
            flood.beat()

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        yield flood
    finally:
        ended.set()
        thread.join()
        flood.close()
