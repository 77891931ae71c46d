"""The sections of a resource: what follows each heading of level 2. People fill in plans section by
section, and leave sections out of a print.
"""

from dataclasses import dataclass

from app.caches import by_identity
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


@by_identity(500)
def sections(resource: Resource) -> tuple[Section, ...]:
    """The sections in reading order, those that only tell included."""
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
