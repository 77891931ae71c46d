"""What the library holds at a moment, as a guide for staff lists it: each text for families with
its languages. Its words are in English alone, as guides and staff pages are, so that no translator
is asked for them.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.languages import ENGLISH, format_date, languages

UNKNOWN = "The list is filled in when this is read or printed."


@dataclass(frozen=True)
class LibraryText:
    """One text with the tags of the languages in which families have it, and have it in easy
    read; `href` is where staff print it."""

    title: str
    href: str
    tags: frozenset[str]
    easy_read: frozenset[str]

    @property
    def languages(self) -> str:
        return in_words(self.tags)

    @property
    def easy_read_languages(self) -> str:
        return in_words(self.easy_read)


@dataclass(frozen=True)
class LibraryNow:
    """Everything that is published on a day, in the order in which it is listed."""

    day: date
    texts: tuple[LibraryText, ...]

    @property
    def as_of(self) -> str:
        return f"as on {format_date(self.day, ENGLISH)}"

    @cached_property
    def stamp(self) -> str:
        """What two moments share if they list the same on the same day."""
        texts = [
            (each.title, each.href, sorted(each.tags), sorted(each.easy_read))
            for each in self.texts
        ]
        return hashlib.sha256(repr((self.day, texts)).encode()).hexdigest()[:16]


def in_words(tags: Collection[str]) -> str:
    """“All 16 languages”, “All except Fijian, Somali”, “English, Polish”, “English only”, or a dash
    for none: whichever is short."""
    every = (ENGLISH, *languages())
    held = [each.english_name for each in every if each.tag in tags]
    lacking = [each.english_name for each in every if each.tag not in tags]
    if not held:
        return "–"
    if not lacking:
        return f"All {len(every)} languages"
    if len(lacking) < len(held):
        return f"All except {_listed(lacking)}"
    return "English only" if held == [ENGLISH.english_name] else _listed(held)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
