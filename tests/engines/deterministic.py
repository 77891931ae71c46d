"""An engine for tests: every letter gets an accent, every mark stays, nothing is left to chance."""

from collections.abc import Sequence

from app.engines.base import Capability, Draft
from app.engines.masking import MARK

ACCENTS = str.maketrans("aceinorsuyzACEINORSUYZ", "áćéíńóŕśúýźÁĆÉÍŃÓŔŚÚÝŹ")


class AccentEngine:
    """Ready for every pair. `spoil` is applied to each draft, to stand for what real engines do."""

    id = "accents"

    def __init__(self, spoil: tuple[str, str] = ("", "")) -> None:
        self.spoil = spoil
        self.asked: list[str] = []

    def capability(self, source: str, target: str) -> Capability:
        return Capability("ready", "For tests.", size_mb=0.0, licence="MIT")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        self.asked += texts
        return [
            Draft(accented(text).replace(*self.spoil), self.id, model="accents", version="1")
            for text in texts
        ]


def accented(text: str) -> str:
    """What AccentEngine makes of a text."""
    pieces, last = [], 0
    for mark in MARK.finditer(text):
        pieces += [text[last : mark.start()].translate(ACCENTS), mark[0]]
        last = mark.end()
    return "".join(pieces) + text[last:].translate(ACCENTS)
