"""A function's answers kept by their arguments, unless WeasyPrint complained while it found them: a
complaint must be made again each time."""

import logging
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any


class Remembered:
    """A function that is asked the same again and again; of more than `most` answers the one that
    was not asked for longest is forgotten."""

    def __init__(self, function: Callable[..., Any], most: int) -> None:
        self._answer = lru_cache(most)(_unless_it_complains(function))

    def __call__(self, *arguments: Hashable) -> Any:
        try:
            return self._answer(*arguments)
        except _Complained as complained:  # what is raised is not kept
            return complained.answer


class _Complained(Exception):
    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


def _unless_it_complains(function: Callable[..., Any]) -> Callable[..., Any]:
    def heard(*arguments: Hashable) -> Any:
        logger = logging.getLogger("weasyprint")
        listener = _Listener()
        logger.addHandler(listener)
        try:
            answer = function(*arguments)
        finally:
            logger.removeHandler(listener)
        if listener.heard:
            raise _Complained(answer)
        return answer

    return heard


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, _record: logging.LogRecord) -> None:
        self.heard = True
