"""What the library holds at a moment, as a guide for staff lists it: each text for families, by its
languages. Its words are in English alone, as guides and staff pages are, so that no translator is
asked for them.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.languages import ENGLISH, format_date, languages

UNKNOWN = "The list is filled in when this is read or printed."
_KINDS: Mapping[str, str] = {"plan": "plan", "message": "poster"}
"""What is said of a text that is no leaflet."""


@dataclass(frozen=True, kw_only=True)
class LibraryText:
    """One text with the tags of the languages in which families have it, and have it in easy
    read; `href` is where staff print it."""

    title: str
    kind: str
    href: str
    tags: frozenset[str]
    easy_read: frozenset[str]

    @property
    def note(self) -> str:
        """What it is, and in which of its languages there is easy read: “(plan, easy read too)”."""
        said = [_KINDS[self.kind]] if self.kind in _KINDS else []
        if self.easy_read:
            where = "too" if self.easy_read == self.tags else f"in {in_words(self.easy_read)}"
            said.append(f"easy read {where}")
        return f"({', '.join(said)})" if said else ""


@dataclass(frozen=True)
class SharedLanguages:
    """The texts that families have in the very same languages."""

    languages: str
    texts: tuple[LibraryText, ...]


@dataclass(frozen=True)
class LibraryNow:
    """Everything that is published on a day, in the order in which it is listed."""

    day: date
    texts: tuple[LibraryText, ...]

    @property
    def as_of(self) -> str:
        return f"as on {format_date(self.day, ENGLISH)}"

    @property
    def groups(self) -> tuple[SharedLanguages, ...]:
        """The texts by their languages, those in the most languages first."""
        sets = dict.fromkeys(each.tags for each in self.texts)
        return tuple(
            SharedLanguages(in_words(tags), tuple(t for t in self.texts if t.tags == tags))
            for tags in sorted(sets, key=lambda tags: (-len(tags), sorted(tags)))
        )

    @cached_property
    def stamp(self) -> str:
        """What two moments share if they list the same on the same day."""
        texts = [
            (each.title, each.kind, each.href, sorted(each.tags), sorted(each.easy_read))
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
