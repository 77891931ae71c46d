"""End marks per script and doubled words: small things a reviewer would mend. Advisory only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.checks.base import Finding, Pair, Severity
from app.checks.surface import TOKEN, WORD, surface

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


def check_end_mark(pair: Pair) -> Iterator[Finding]:
    """A sentence ends as one, a question as a question."""
    source = TOKEN.sub("", pair.source).rstrip(_CLOSERS)
    target = TOKEN.sub("", pair.target).rstrip(_CLOSERS)
    if not source or not target:
        return
    mark, end = source[-1], target[-1]
    message = None
    if mark == "?":
        message = _question(pair.language, end, target)
    elif mark == "." and not source.endswith("..."):
        message = _full_stop(pair.language, end)
    elif mark == ":" and end not in ":：：":
        message = "The source ends with a colon; the translation does not."
    if message:
        yield Finding("end-mark", Severity.ADVISORY, message)


def _question(language: str, end: str, target: str) -> str | None:
    if end not in "?؟;？":
        return "The source is a question; the translation has no question mark."
    right = QUESTIONS.get(language)
    if right and end != right:
        return f"The question mark of this script is {right}."
    if language == "es" and "¿" not in target:
        return "A Spanish question opens with ¿."
    return None


def _full_stop(language: str, end: str) -> str | None:
    if end in ENDS.get(language, "."):
        right = NATIVE_END.get(language, end)
        return None if end == right else f"Sentences of this script end with {right}"
    if end.isalnum() or end in ",;:-،" or end > "\u02ff":
        return "The source ends with a full stop; the translation does not."
    return None


def check_doubled_words(pair: Pair) -> Iterator[Finding]:
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
                yield Finding("doubled-word", Severity.ADVISORY, message, *view.span(*m.span()))
        before = m
