"""How many answers a second the service gives beside a bare Starlette route that returns the same
bytes from the same process. Both take turns, so that a busy machine slows both.
"""

import os
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

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
            size = _copy(port, path, folder / f"{name}.gz", "gzip")
            ratios = [_beside(port, path, f"{name}.gz", connections) for connections in (8, 64)]
        yield Figure(
            name, min(ratio for ratio, _ in ratios), "ratio", target, "higher",
            "; ".join(detail for _, detail in ratios)
            + f"; {size / 1000:.1f} kB compressed, {around()}",
        )  # fmt: skip


def cached_pdf(port: int, folder: Path) -> Figure:
    """A print that was drawn before, its edition's state asked at every request."""
    size = _copy(port, KEPT, folder / "kept", "identity")
    ratio, detail = _beside(port, KEPT, "kept", CONNECTIONS)
    return Figure(
        "cached_pdf_vs_bare", ratio, "ratio", 0.5, "higher", f"{detail} of {size // 1000} kB"
    )


def around() -> str:
    """What ran beside a measurement: a client in Python, in another process of this machine."""
    return f"{os.cpu_count()} processors, client beside the server, load {os.getloadavg()[0]:.1f}"


def _copy(port: int, path: str, file: Path, encoding: str) -> int:
    address = f"http://127.0.0.1:{port}{path}"
    request = urllib.request.Request(address, headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request) as answer:  # noqa: S310  # our own
        if answer.headers.get("content-encoding", "identity") != encoding:
            raise ValueError(f"{path} is not sent as {encoding}.")
        return file.write_bytes(answer.read())


def _beside(port: int, path: str, name: str, connections: int) -> tuple[float, str]:
    """The median ratio of rounds, and the medians of both with the client's share of its time."""
    rates = []
    busy, start = time.process_time(), time.perf_counter()
    for _ in range(ROUNDS):
        rates.append(
            (
                answered_per_second(port, path, TURN, connections),
                answered_per_second(port, f"{BARE}{name}", TURN, connections),
            )
        )
    share = (time.process_time() - busy) / (time.perf_counter() - start)
    return (
        median(ours / bare if bare else 0.0 for ours, bare in rates),
        f"{median(ours for ours, _ in rates):.0f} against {median(bare for _, bare in rates):.0f} "
        f"requests/s at {connections} connections (client {share:.0%} of a processor)",
    )
