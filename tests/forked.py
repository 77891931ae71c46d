"""Processes of their own for tests, forked from one that has loaded the service: what runs in them
is what the command runs, without the seconds that loading takes.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from multiprocessing import reduction
from pathlib import Path
from subprocess import TimeoutExpired
from typing import IO, Any

from app.cli import main
from app.config import ROOT, settings

FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["app.main", "app.cli.listening", "app.cli.serving", "uvicorn"])


class Forked:
    """A running process, asked as a `subprocess.Popen` is."""

    def __init__(
        self,
        target: Callable[[], object],
        *arguments: str,
        environment: Mapping[str, str],
        said: IO[bytes] | IO[str],
    ) -> None:
        """`target` reads `arguments` as its command line; what it says goes to the file `said`."""
        output = reduction.DupFd(said.fileno())
        self._process = FORKING.Process(
            target=_run, args=(target, arguments, dict(environment), output)
        )
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """Its exit status, None while it runs."""
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status once it has ended; raises TimeoutExpired after so many seconds."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutExpired(self._process.name, timeout or 0)
        return self._process.exitcode


def served(*arguments: str, environment: Mapping[str, str], said: IO[bytes] | IO[str]) -> Forked:
    """The service, as `birthwords serve` starts it."""
    return Forked(main, "serve", *arguments, environment=environment, said=said)


def _run(
    target: Callable[[], object],
    arguments: tuple[str, ...],
    environment: Mapping[str, str],
    said: Any,
) -> None:
    if settings.cache_info().currsize:
        raise RuntimeError("Settings were read before this process had its environment.")
    output = said.detach()
    for number in (1, 2):
        os.dup2(output, number)
    os.close(output)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.argv = [Path(sys.argv[0]).name, *arguments]
    target()
