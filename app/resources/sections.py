"""The sections of a resource: what follows each heading of level 2. People fill in plans section by
section, and leave sections out of a print.
"""

from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache

from app.resources.schema import Block, Group, Heading, Question, Resource


@dataclass(frozen=True)
class Section:
    """A heading of level 2 and the blocks under it; `id` is the heading's. The first may have
    no heading, and an empty id."""

    id: str
    heading: Heading | None
    blocks: tuple[Block, ...]

    @property
    def asks(self) -> bool:
        """Whether anything is asked here."""
        return any(isinstance(block, Question | Group) for block in self.blocks)


_found: LRUCache[int, tuple[Resource, tuple[Section, ...]]] = LRUCache(64)
"""By the id of a resource, which is held beside its sections so that no other one takes that id."""
_lock = Lock()


def sections(resource: Resource) -> tuple[Section, ...]:
    """The sections in reading order, those that only tell included."""
    with _lock:
        known = _found.get(id(resource))
    if known is not None:
        return known[1]
    found = _sections(resource)
    with _lock:
        _found[id(resource)] = resource, found
    return found


def _sections(resource: Resource) -> tuple[Section, ...]:
    out: list[Section] = []
    heading: Heading | None = None
    blocks: list[Block] = []

    def end() -> None:
        if heading or blocks:
            out.append(Section(heading.id if heading else "", heading, tuple(blocks)))

    for block in resource.blocks:
        if isinstance(block, Heading) and block.level == 2:
            end()
            heading, blocks = block, []
        else:
            blocks.append(block)
    end()
    return tuple(out)
