"""The honest state of a language without an engine: no draft, and the reason in words.

Memory, glossary, files from an agency and translation by hand do not need anything from here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.engines.base import Capability, Draft, refuse_all
from app.languages import find


@dataclass(frozen=True)
class NoEngine:
    """Refuses every text. `why` is what the engine that was asked first said of the pair."""

    why: str = ""
    id: str = "none"

    def capability(self, source: str, target: str) -> Capability:
        name = find(target).english_name
        reason = (
            f"There is no machine draft for {name}. "
            "Translate by hand, from memory, or bring in a file from an agency."
        )
        return Capability("unsupported", f"{reason} {self.why}".rstrip())

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        return refuse_all(texts, self.id, self.capability(source, target).reason)
