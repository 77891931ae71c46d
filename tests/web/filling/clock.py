"""Time that passes while a plan is filled in."""

import time

import pytest


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let that many seconds pass."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)
