"""A bound on how long an engine may take, so that one that never answers keeps nobody waiting."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from app.engines.base import EngineHung

Result = TypeVar("Result")


def within(seconds: float, engine: str, call: Callable[[], Result]) -> Result:
    """What a call gives, or raises, in its time; raises EngineHung after it. No thread can be ended
    from outside: one that hangs in this process stays until the process ends."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # it is raised where the result is waited for
            future.set_exception(error)

    Thread(target=run, name=f"engine {engine}", daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError:
        if future.done():
            raise
    raise EngineHung(
        f"The engine {engine} gave no answer in {_spoken(seconds)}, so it was given up. Try again; "
        "if it happens again, restart the service or its worker, and look whether the model is "
        "too big for this machine (BIRTHWORDS_ENGINE_SECONDS allows more time)."
    )


def _spoken(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds >= 120 else f"{seconds:g} seconds"
