"""What a hostile file does to whoever reads it, without the file: for a process of its own."""

import os
import signal
import threading
from pathlib import Path


def forever(_data: bytes, _name: str) -> str:
    threading.Event().wait()
    return ""


def forever_once_begun(_data: bytes, pipe: str) -> str:
    Path(pipe).write_bytes(b"begun")
    return forever(b"", pipe)


def everything(_data: bytes, _name: str) -> int:
    return len(bytearray(10_000_000_000))


def killed(_data: bytes, _name: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def process(_data: bytes, _name: str) -> int:
    return os.getpid()
