"""What must hold of a glossary that goes out, through a client and back in: an untouched file
changes nothing and loses no word, and one word that somebody writes anew comes in alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.workflow.imports.preview import ImportOutcome
from tests.interop.walk import must
from tests.interop.world import World

Through = Callable[[bytes], bytes]
"""A client opens a glossary and saves it."""
Change = Callable[[bytes, "NewWord"], bytes]
"""A client opens a glossary, a person writes one word anew, the client saves it."""
EVERY = "*"
"""All languages, those from right to left too."""
_LANGUAGE, _NEW = "pl", "zupełnie nowe słowo"


@dataclass(frozen=True)
class NewWord:
    """A word that a person writes in the place of another one."""

    language: str
    term: str
    before: str
    after: str


def untouched(world: World, ending: str, through: Through, *, as_: str = "") -> str:
    """The whole glossary, opened and saved, perhaps as another format (`as_`)."""
    name = f"glossary.{as_ or ending}"
    before = world.glossary()
    words = sum(len(entry.words) for entry in before)
    back = through(world.export_terms(EVERY, ending))
    seen = world.look(back, name)
    _leaves_nothing(seen)
    must(not seen.taken, f"{len(seen.taken)} would change, the first {seen.taken[:1]}")
    must(seen.unchanged == words, f"{seen.unchanged} of {words} words came back")
    with world.copy() as copy:
        copy.bring(back, name)
        must(copy.glossary() == before, "the glossary here changed")
    languages = len({tag for entry in before for tag, _, _ in entry.words})
    return f"{len(before)} terms, {words} words in {languages} languages the same"


def one_word(world: World, ending: str, change: Change) -> str:
    """One word is written anew: it comes in beside the old one, and a second time nothing does."""
    word, name = _unique_word(world), f"glossary.{ending}"
    back = change(world.export_terms(word.language, ending), word)
    seen = world.look(back, name)
    _leaves_nothing(seen)
    with world.copy() as copy:
        copy.bring(back, name)
        added = {
            (entry.term, *one)
            for entry, held in zip(copy.glossary(), world.glossary(), strict=True)
            for one in set(entry.words) - set(held.words)
        }
        wanted = {(word.term, word.language, word.after, "approved")}
        must(added == wanted, f"{added} came in and not {wanted}")
        must(not copy.look(back, name).taken, "brought in again, something would change")
    return f"{word.language} {word.term}: “{word.after}” came in"


def _leaves_nothing(seen: ImportOutcome) -> None:
    left = [f"{one.where}: {one.reason}" for one in seen.left]
    must(not left, f"{len(left)} were left, the first {left[:1]}")


def _unique_word(world: World) -> NewWord:
    """A word that stands nowhere else in its file, so that it can be searched and replaced."""
    entries = world.glossary()
    file = world.export_terms(_LANGUAGE, "csv").decode("utf-8-sig")
    word = next(
        (entry.term, text)
        for entry in entries
        for tag, text, use in entry.words
        if tag == _LANGUAGE and use == "approved" and file.count(text) == 1
    )
    return NewWord(_LANGUAGE, *word, _NEW)
