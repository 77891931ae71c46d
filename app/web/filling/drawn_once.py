"""Parts of a form's pages that are the same whoever fills it in, such as the words of a question
and whom to call: drawn once for an edition, a hospital and the words around it. No answer comes
here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar, cast

from app.caches import SharedCache
from app.workflow.editions.edition_views import EditionView

HELD_LETTERS = 24_000_000
"""Letters of HTML that are held for all plans, languages and hospitals; one birth plan has 250,000
in one language."""


class DrawnPart(Protocol):
    """What was drawn: HTML, or HTML with gaps."""

    def __len__(self) -> int: ...


P = TypeVar("P", bound=DrawnPart)


class PartKey(NamedTuple):
    """What a part is made of, beside its templates."""

    stamp: str
    service: str | None
    demo: bool
    name: str


_parts: SharedCache[PartKey, DrawnPart] = SharedCache(HELD_LETTERS, len)


@dataclass(frozen=True)
class DrawnOnce:
    """The parts of one edition as they show with the numbers of the services chosen."""

    view: EditionView
    service: str | None
    demo: bool

    def get(self, name: str, draw: Callable[[], P]) -> P:
        """The part with this name, drawn now where it was not yet."""
        key = self._key(name)
        if (found := _parts.get(key)) is not None:
            return cast(P, found)
        drawn = draw()
        # Other words may have been released meanwhile, and the part be made of either.
        if key == self._key(name):
            _parts.put(key, drawn)
        return drawn

    def _key(self, name: str) -> PartKey:
        return PartKey(self.view.stamp, self.service, self.demo, name)
