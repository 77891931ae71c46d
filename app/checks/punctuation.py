"""End marks per script and doubled words: small things a reviewer would mend. Advisory only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.checks.base import Fix, Flaw, Pair, Severity
from app.checks.surface import TOKEN, WORD, blank, surface

ENDS = {"ne": "।.", "bn": "।.", "kok-Deva": ".।", "fa-AF": ".", "ps": ".۔"}
NATIVE_END = {"ne": "।", "bn": "।"}
QUESTIONS = {"fa-AF": "؟", "ps": "؟"}
# Words that rightly stand twice in a row; other scripts double words as a matter of grammar.
DOUBLES: dict[str, frozenset[str]] = {
    "en": frozenset({"had", "that"}),
    "pl": frozenset({"nie", "bardzo"}),
    "ro": frozenset({"foarte", "doar", "încet"}),
    "pt-PT": frozenset({"se", "muito"}),
    "es": frozenset({"no", "muy"}),
    "fr": frozenset({"vous", "nous", "très"}),
    "it": frozenset({"piano", "via", "poco", "man"}),
    "de": frozenset({"die", "der", "das", "sie", "den", "dem", "ihr"}),
}
_CLOSERS = " \"'”’»)]*\u00a0\u200f\u200e\u2069"


def check_end_mark(pair: Pair) -> Iterator[Flaw]:
    """A sentence ends as one, a question as a question."""
    source = TOKEN.sub("", pair.source).rstrip(_CLOSERS)
    target = blank(TOKEN, pair.target).rstrip(_CLOSERS)
    if not source or not target:
        return
    mark, end = source[-1], target[-1]
    found: _Wrong | None = None
    if mark == "?":
        found = _question(pair.language, end, target)
    elif mark == "." and not source.endswith("..."):
        found = _full_stop(pair.language, end)
    elif mark == ":" and end not in ":：：":
        found = _Wrong("The source ends with a colon; the translation does not.", ":", True)
    if found is not None:
        place = len(target) - 1
        fix = _end_fix(found, pair.target, place)
        yield Flaw(Severity.ADVISORY, found.message, place, place + 1, fix)


@dataclass(frozen=True)
class _Wrong:
    """What is wrong with an end, the mark that belongs there, and whether it is to be added rather
    than put in another mark's place."""

    message: str
    right: str = ""
    add: bool = False


def _end_fix(wrong: _Wrong, target: str, place: int) -> Fix | None:
    if not wrong.right:
        return None
    if not wrong.add:
        return Fix(place, place + 1, wrong.right)
    # Before or after a closing quote, bracket or token? Only a bare end is certain.
    bare = place + 1 == len(target) and target[place] not in ",;:-،…!"
    return Fix(place + 1, place + 1, wrong.right) if bare else None


def _question(language: str, end: str, target: str) -> _Wrong | None:
    right = QUESTIONS.get(language, "?")
    if end not in "?؟;？":
        message = "The source is a question; the translation has no question mark."
        return _Wrong(message) if end in ".।۔" else _Wrong(message, right, True)
    if end != right and (language in QUESTIONS or end == "؟"):
        return _Wrong(f"The question mark of this script is {right}.", right)
    if language == "es" and "¿" not in target:
        return _Wrong("A Spanish question opens with ¿.")
    return None


def _full_stop(language: str, end: str) -> _Wrong | None:
    right = NATIVE_END.get(language, ".")
    if end in ENDS.get(language, "."):
        stays = end == right or language not in NATIVE_END
        return None if stays else _Wrong(f"Sentences of this script end with {right}", right)
    if end in "।۔" and language not in ENDS:
        return _Wrong(f"Sentences of this script end with {right}", right)
    if end.isalnum() or end in ",;:-،" or end > "\u02ff":
        message = "The source ends with a full stop; the translation does not."
        return _Wrong(message, right, True)
    return None


def check_doubled_words(pair: Pair) -> Iterator[Flaw]:
    """The same word twice running, as typing leaves it."""
    allowed = DOUBLES.get(pair.language)
    if allowed is None:
        return
    view = surface(pair.target)
    before: re.Match[str] | None = None
    for m in WORD.finditer(view.text):
        if before is not None and before.group() == m.group() and len(m.group()) > 1:
            gap = view.text[before.end() : m.start()]
            if gap.strip() == "" and m.group() not in allowed:
                shown = view.shown(*m.span())
                message = f"The word “{shown}” stands twice."
                start, end = view.span(*m.span())
                second = (view.span(*before.span())[1], end)
                fix = None if TOKEN.search(pair.target, *second) else Fix(*second, "")
                yield Flaw(Severity.ADVISORY, message, start, end, fix)
        before = m
