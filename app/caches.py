"""What a process holds in memory while many threads ask for it and replace it. Functions whose
answers never change need no more than `functools.lru_cache`.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
T = TypeVar("T")


class SharedCache(Generic[K, V]):
    """At most so much by key; what was not asked for longest goes first. `most` counts values, or
    what `size` makes of each: one that is larger than the whole is not held."""

    def __init__(self, most: int, size: Callable[[V], int] | None = None) -> None:
        self._held: LRUCache[K, V] = LRUCache(most, size)
        self._size = size
        self._lock = Lock()

    @property
    def currsize(self) -> float:
        """How much is held now, counted as `most` is."""
        with self._lock:
            return self._held.currsize

    def __contains__(self, key: K) -> bool:
        """Whether it is held, which does not count as asking for it."""
        with self._lock:
            return key in self._held

    def get(self, key: K) -> V | None:
        with self._lock:
            return self._held.get(key)

    def put(self, key: K, value: V) -> V:
        """Hold a value from now on; gives it back."""
        if self._size is None or self._size(value) <= self._held.maxsize:
            with self._lock:
                self._held[key] = value
        return value


def by_identity(most: int) -> Callable[[Callable[[T], V]], Callable[[T], V]]:
    """Hold what is worked out of an object that never changes: the object is held beside it, so
    that no other takes its identity meanwhile."""

    def held(work: Callable[[T], V]) -> Callable[[T], V]:
        known: SharedCache[int, tuple[T, V]] = SharedCache(most)

        @wraps(work)
        def found(one: T) -> V:
            if (before := known.get(id(one))) is not None:
                return before[1]
            return known.put(id(one), (one, work(one)))[1]

        return found

    return held
