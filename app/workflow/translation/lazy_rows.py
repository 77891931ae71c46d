"""What is stored about the segments of a text, read when it is asked for: a few segments one by
one, so that a long text opens as quickly as a short one, and the whole at once for whoever needs
more.
"""

from collections.abc import Callable, Iterator, MutableMapping
from typing import TypeVar

T = TypeVar("T")
FEW = 8
"""How many segments are read one by one before all are."""


class LazyRows(MutableMapping[str, T]):
    """A dict by path. `read` gives what is stored for one path, or for every path when it is handed
    None; what is put in here stands before what is stored."""

    def __init__(self, read: Callable[[str | None], dict[str, T]]) -> None:
        self._read = read
        self._held: dict[str, T] = {}
        self._asked: set[str] = set()
        self._is_whole = False

    def whole(self) -> dict[str, T]:
        """All of it, read at once."""
        if not self._is_whole:
            self._held = {**self._read(None), **self._held}
            self._is_whole = True
        return self._held

    def __getitem__(self, path: str) -> T:
        if path not in self._held and path not in self._asked and not self._is_whole:
            if len(self._asked) >= FEW:
                return self.whole()[path]
            self._asked.add(path)
            self._held.update(self._read(path))
        return self._held[path]

    def __setitem__(self, path: str, value: T) -> None:
        self._held[path] = value

    def __delitem__(self, path: str) -> None:
        del self.whole()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())
