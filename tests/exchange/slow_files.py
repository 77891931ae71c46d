"""What a hostile file does to whoever reads it, without the file: for a process of its own."""

import os
import signal
import threading


def forever(_data: bytes, _name: str) -> str:
    threading.Event().wait()
    return ""


def everything(_data: bytes, _name: str) -> int:
    return len(bytearray(10_000_000_000))


def killed(_data: bytes, _name: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def process(_data: bytes, _name: str) -> int:
    return os.getpid()
