"""The same pages beside an earlier version of this code, taken from the history and served with a
demonstration of its own. Both take turns.
"""

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

import httpx2

from app.config import BUILD, ROOT
from tests.bench import rounds
from tests.bench.beside_bare import around
from tests.bench.figure import Figure
from tests.bench.traffic import answered_per_second, serving

COMMIT = "3d1c79f"
ROUNDS, TURN, CONNECTIONS = 5, 1.5, 8
TRANSLATOR, PASSWORD = "translator@demo.test", "birthwords-demo"
PAGES = (
    ("my_work_vs_before", "/workbench", 4.0),
    ("leaflet_vs_before", "/pl/leaflets/babys-movements", None),
    ("library_vs_before", "/pl/", None),
)
_SEED = "from app.cli import main; main()"


class Side(NamedTuple):
    """A server, and the cookie of somebody who is signed in there."""

    port: int
    cookie: str


def measure(folder: Path) -> Iterator[Figure]:
    """The settings name this code's demonstration; `folder` is for the other's code and data."""
    code = folder / "code"
    if not _taken_out(code):
        yield Figure(
            "my_work_vs_before", 0, "ratio", 4.0, "higher",
            f"not measured: {COMMIT} is not in this history",
        )  # fmt: skip
        return
    with _running(ROOT, {}) as now, _running(code, _seeded(code, folder / "data")) as then:
        for name, path, target in PAGES:
            new, old = rounds.in_turn(
                (partial(_rate, now, path), partial(_rate, then, path)), ROUNDS
            )
            yield Figure(
                name, rounds.ratio(new, old), "ratio", target, "higher",
                f"{median(new):.0f} requests/s, {median(old):.0f} of {COMMIT}, at {CONNECTIONS} "
                f"connections; {around()}",
                samples=ROUNDS,
            )  # fmt: skip


def _taken_out(code: Path) -> bool:
    """Whether the history holds the earlier version, which now lies in this folder."""
    wanted = ["git", "archive", COMMIT, "app", "templates", "content", "locales"]
    done = subprocess.run(wanted, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        return False
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as files:
        files.extractall(code, filter="data")
    (code / "build").symlink_to(BUILD.resolve())
    return True


def _seeded(code: Path, data: Path) -> dict[str, str]:
    said = {"BIRTHWORDS_DATA": str(data), "BIRTHWORDS_DEMO": "1"}
    subprocess.run(
        [sys.executable, "-c", _SEED, "seed", "--demo"],
        cwd=code, env={**os.environ, **said, "PYTHONPATH": str(code)}, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return said


@contextmanager
def _running(code: Path, environment: dict[str, str]) -> Iterator[Side]:
    with serving("app.main:create_app", code, environment) as port:
        yield Side(port, _signed_in(port))


def _signed_in(port: int) -> str:
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}") as browser:
        page = browser.get("/account/login").text
        token = page.partition('name="token" value="')[2].partition('"')[0]
        form = {"token": token, "email": TRANSLATOR, "password": PASSWORD, "next": "/workbench"}
        browser.post("/account/login", data=form)
        return f"birthwords={browser.cookies['birthwords']}"


def _rate(side: Side, path: str) -> float:
    cookie = side.cookie if path == "/workbench" else ""
    return answered_per_second(side.port, path, TURN, CONNECTIONS, cookie)
