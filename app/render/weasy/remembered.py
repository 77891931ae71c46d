"""A function's answers kept by their arguments, unless WeasyPrint complained while it found them: a
complaint must be made again each time."""

import logging
from collections.abc import Callable, Hashable
from typing import Any


class Remembered:
    """A function that is asked the same again and again; more than `most` answers are forgotten
    together."""

    def __init__(self, function: Callable[..., Any], most: int) -> None:
        self._function = function
        self._most = most
        self._answers: dict[tuple[Hashable, ...], Any] = {}

    def __call__(self, *arguments: Hashable) -> Any:
        if arguments in self._answers:
            return self._answers[arguments]
        logger = logging.getLogger("weasyprint")
        listener = _Listener()
        logger.addHandler(listener)
        try:
            answer = self._function(*arguments)
        finally:
            logger.removeHandler(listener)
        if not listener.heard:
            if len(self._answers) >= self._most:
                self._answers.clear()
            self._answers[arguments] = answer
        return answer


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, _record: logging.LogRecord) -> None:
        self.heard = True
