"""A pair of languages as engines take it: English and one other, one way or back. There is no way
between two others, so nothing is ever reached through a third language.
"""

from dataclasses import dataclass

from app.languages import Language, find, is_source

ENGLISH_CODE = "en"
"""English in the codes of most engines, which are not our tags."""
ONLY_ENGLISH = "An engine goes from English into a language or from one into English."


@dataclass(frozen=True)
class Direction:
    """English and one other language; `into_english` is the way back."""

    language: Language
    into_english: bool

    @property
    def tag(self) -> str:
        return self.language.tag

    @property
    def words(self) -> str:
        """“from English into Polish”."""
        name = self.language.english_name
        return f"from {name} into English" if self.into_english else f"from English into {name}"

    def pair(self, code: str, english: str = ENGLISH_CODE) -> tuple[str, str]:
        """Source and target in an engine's own codes."""
        return (code, english) if self.into_english else (english, code)

    def __str__(self) -> str:
        return " → ".join(self.pair(self.language.english_name, "English"))


def direction(source: str, target: str) -> Direction | None:
    """The way between two tags, None where it is not one of English and one other language; raises
    UnknownLanguage."""
    if is_source(source) == is_source(target):
        return None
    return Direction(find(source if is_source(target) else target), is_source(target))
