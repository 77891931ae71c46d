"""What a person answered to one question, ready to draw. A plan with nothing filled in says
nothing.
"""

from dataclasses import dataclass

from app.languages import Direction


@dataclass(frozen=True, kw_only=True)
class Answered:
    """`ticked` are ids of options and points of a scale (“7”). `words` are lines as written, in
    `language`; `note` says to a reader of another language what to do about them."""

    ticked: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    language: str = ""
    direction: Direction = "ltr"
    script: str = "latn"
    note: str = ""

    @property
    def is_written(self) -> bool:
        return bool(self.words or self.note)


NOTHING = Answered()
