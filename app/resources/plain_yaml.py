"""The part of YAML in which resources are written: names, lists and texts. What lets a small file
grow (aliases, merges), become something else (tags) or read another way than it is written
(controls of direction) is refused before anything is made of it.
"""

from typing import Any

from ruamel.yaml.composer import Composer
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import Node

from app.resources.characters import without_turns

DEEPEST = 20
MOST_PARTS = 50_000
"""Our longest plan has some thousand."""


class NotPlain(ValueError):
    """A part that no resource needs; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class PlainComposer(Composer):
    """Composes plain parts only; raises NotPlain at the first that is not."""

    def __init__(self, loader: Any = None) -> None:
        super().__init__(loader=loader)
        self._parts = 0
        self._depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        self._refuse(self.parser.peek_event())
        self._depth += 1
        try:
            node: Node | None = super().compose_node(parent, index)
        finally:
            self._depth -= 1
        return node

    def _refuse(self, event: Any) -> None:
        line = event.start_mark.line + 1
        self._parts += 1
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise NotPlain(
                line, "an anchor (&) or alias (*) is not read. Write the text out, or quote it."
            )
        if getattr(event, "value", None) == "<<" and not event.style:
            raise NotPlain(line, "a merge (<<) is not read. Write the names out.")
        if event.tag is not None:
            raise NotPlain(line, f"a tag ({event.tag}) is not read. Remove it, or quote the text.")
        said = getattr(event, "value", None) or ""
        if without_turns(said) != said:
            raise NotPlain(
                line, "a sign that nobody sees turns letters or numbers round. Type the text anew."
            )
        if self._depth >= DEEPEST:
            raise NotPlain(line, f"this stands more than {DEEPEST} levels deep. Take it apart.")
        if self._parts > MOST_PARTS:
            raise NotPlain(
                line, f"the file has more than {MOST_PARTS:,} parts. Split it into two resources."
            )
