"""The honest state of a language without an engine: no draft, and the reason in words.

Memory, glossary, files from an agency and translation by hand do not need anything from here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.engines.base import BY_HAND, Capability, Draft, refuse_all
from app.languages import find, is_source

BACK_BY_HAND = "A third person translates back."


@dataclass(frozen=True)
class NoEngine:
    """Refuses every text. `asked` is what the engine that was asked first said of the pair."""

    asked: Capability | None = None
    id: str = "none"

    def capability(self, source: str, target: str) -> Capability:
        if is_source(target):
            name = find(source).english_name
            return Capability("unsupported", f"No engine puts {name} into English. {BACK_BY_HAND}")
        name = find(target).english_name
        if self.asked is not None and self.asked.state == "installable":
            return self.asked
        why = f": {self.asked.reason}" if self.asked is not None else "."
        reason = f"There is no machine draft for {name}{why} {BY_HAND}"
        return Capability("unsupported", reason)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        return refuse_all(texts, self.id, self.capability(source, target).reason)
