"""How many answers a second the service gives beside a bare Starlette route that returns the same
bytes from the same process. Both take turns, so that a busy machine slows both.
"""

import os
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from app.config import processors
from tests.bench import rounds
from tests.bench.cost import processor_time
from tests.bench.figure import Figure
from tests.bench.served import BARE
from tests.bench.traffic import CONNECTIONS, answered_per_second, serving

ROUNDS = 7
TURN = 0.8
KEPT = "/pl/leaflets/babys-movements/standard.pdf"
PAGES = (
    ("page_vs_bare", "/pl/leaflets/babys-movements", 0.5),
    ("library_vs_bare", "/pl/", 0.5),
    ("api_list_vs_bare", "/api/v1/resources", 0.4),
)


@contextmanager
def serving_both(folder: Path) -> Iterator[int]:
    """The service with the data of the settings, and the files of a folder beside it."""
    with serving("tests.bench.served:app", environment={"BENCH_BARE": str(folder)}) as port:
        yield port


def pages(folder: Path) -> Iterator[Figure]:
    """Compressed, as browsers ask for it; at few and at many connections the smaller counts. Each
    has a server of its own, as one that could not take it may be long in coming round."""
    for name, path, target in PAGES:
        with serving_both(folder) as port:
            size = copy_of(port, path, folder / f"{name}.gz", "gzip")
            found = [beside(port, path, f"{name}.gz", connections) for connections in (8, 64)]
        yield Figure(
            name, min(each.ratio for each in found), "ratio", target, "higher",
            "; ".join(map(str, found)) + f"; {size / 1000:.1f} kB compressed, {around()}",
            samples=ROUNDS,
        )  # fmt: skip


def cached_pdf(port: int, folder: Path) -> Figure:
    """A print that was drawn before, its edition's state asked at every request."""
    size = copy_of(port, KEPT, folder / "kept", "identity")
    found = beside(port, KEPT, "kept")
    return Figure(
        "cached_pdf_vs_bare", found.ratio, "ratio", 0.5, "higher",
        f"{found}; {size // 1000} kB, {around()}", samples=ROUNDS,
    )  # fmt: skip


def around() -> str:
    """What ran beside a measurement: a client in Python, in another process of this machine."""
    return f"{processors()} processors, client beside the server, load {os.getloadavg()[0]:.1f}"


def copy_of(port: int, path: str, file: Path, encoding: str, form: str = "") -> int:
    """Store the body that the service sends, packed as it comes, for the bare route; its bytes."""
    address = f"http://127.0.0.1:{port}{path}"
    asked = {"Accept-Encoding": encoding}
    request = urllib.request.Request(address, form.encode() or None, headers=asked)
    with urllib.request.urlopen(request) as answer:  # noqa: S310  # our own
        if answer.headers.get("content-encoding", "identity") != encoding:
            raise ValueError(f"{path} is not sent as {encoding}.")
        return file.write_bytes(answer.read())


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The median ratio of rounds; answers a second of the service and of the bare route, and the
    server's processor milliseconds for each; `client` is the client's share of a processor, which
    alone bounds the bare route where it is near one."""

    ratio: float
    rate: float
    bare: float
    ms: float
    bare_ms: float
    client: float
    connections: int

    def __str__(self) -> str:
        return (
            f"{self.rate:.0f} against {self.bare:.0f} requests/s, {self.ms:.2f} against "
            f"{self.bare_ms:.2f} ms of the server's processor each, at {self.connections} "
            f"connections (client {self.client:.0%} of a processor)"
        )


def beside(
    port: int, path: str, name: str, connections: int = CONNECTIONS, form: str = ""
) -> Beside:
    """The service and the bare route that sends its file `name`, in turn; with a `form`, both are
    POSTed it."""

    def turn(address: str) -> tuple[float, float]:
        """Answers a second, and processor milliseconds of each."""
        before = processor_time()
        rate = answered_per_second(port, address, TURN, connections, form=form)
        spent = processor_time() - before
        return rate, 1000 * spent / (rate * TURN + connections)

    busy, start = time.process_time(), time.perf_counter()
    turns = rounds.in_turn((lambda: turn(path), lambda: turn(f"{BARE}{name}")), ROUNDS)
    share = (time.process_time() - busy) / (time.perf_counter() - start)
    (ours, ms), (bare, bare_ms) = ([[each[n] for each in side] for n in (0, 1)] for side in turns)
    return Beside(
        ratio=rounds.ratio(ours, bare),
        rate=median(ours),
        bare=median(bare),
        ms=mean(ms),
        bare_ms=mean(bare_ms),
        client=share,
        connections=connections,
    )
