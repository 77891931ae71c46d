"""Work for print workers that end, hang or wait; the title of the job is a file that keeps count of
how often they were asked."""

import os
import signal
import time
from pathlib import Path

from app.render.pdf import PrintJob


def die(job: PrintJob) -> bytes:
    _count(job)
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def die_once(job: PrintJob) -> bytes:
    if _count(job) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return b"drawn"


def hang(job: PrintJob) -> bytes:
    _count(job)
    time.sleep(600)
    return b""


def wait(job: PrintJob) -> bytes:
    """Until the file `go` lies beside the count."""
    _count(job)
    while not (Path(job.title).parent / "go").exists():
        time.sleep(0.01)
    return b"waited"


def end_at_the_start() -> None:
    """In the place of what a worker does first."""
    with Path(os.environ["STARTS"]).open("a") as file:
        file.write("x")
    os._exit(3)


def count(path: Path) -> int:
    return len(path.read_text()) if path.exists() else 0


def _count(job: PrintJob) -> int:
    path = Path(job.title)
    with path.open("a") as file:
        file.write("x")
    return count(path)
