"""How machine drafts fail: copied English, loops, repeats, odd lengths, marks for unknown words.

A draft with one of these is kept from being shown as clean; in a human text it is advice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from app.checks.base import Finding, Pair, Severity
from app.checks.contacts import EMAIL, URL
from app.checks.surface import LETTER, TOKEN, WORD, surface, words

# A word made of one piece said over and over: "mainstremainstre".
_STUTTER = re.compile(rf"({LETTER}{{5,}}?)\1|({LETTER}{{2,}}?)\2{{3,}}")
_UNKNOWN = re.compile(rf"(?<![\w*])[*#@]{LETTER}+(?!\*)")
_ENGLISH = "the and of to you your is are for with if do not must call when or have be this that"
_FOREIGN = frozenset(_ENGLISH.split())
SHORTEST, LONGEST = 0.4, 2.6
REDUPLICATING = frozenset({"fj", "so"})


def _severity(pair: Pair) -> Severity:
    return Severity.BLOCKING if pair.machine else Severity.ADVISORY


def check_copied(pair: Pair) -> Iterator[Finding]:
    """English given back as if translated."""
    if pair.language == "en":
        return
    source, target = _prose(pair.source), _prose(pair.target)
    known = [w for w in source if w in _FOREIGN]
    if len(source) < 3 or not target:
        return
    same = target == source
    kept = sum(w in _FOREIGN for w in target if w in source)
    if (same and (len(known) > 0 or len(source) >= 5)) or (kept >= 3 and kept * 5 >= len(target)):
        yield Finding("copied", _severity(pair), "The English was copied instead of translated.")


def _prose(text: str) -> list[str]:
    text = TOKEN.sub(" ", text).lower()
    return words(URL.sub(" ", EMAIL.sub(" ", text)))


def check_loops(pair: Pair) -> Iterator[Finding]:
    """A piece of a word, a word or a phrase said over and over."""
    view, source = surface(pair.target), surface(pair.source)
    for m in WORD.finditer(view.text):
        stutter = _STUTTER.search(m.group()) if len(m.group()) >= 8 else None
        if stutter and not _STUTTER.search(source.text) and not _natural(pair, stutter):
            message = f"“{view.shown(*m.span())}” repeats a piece of itself: the engine was stuck."
            yield Finding("loop", _severity(pair), message, *view.span(*m.span()))
            return
    spoken = words(view.text)
    said = words(source.text)
    if _run(said) is None and (phrase := _repeated(spoken, said)):
        yield Finding("loop", _severity(pair), f"“{phrase}” is said over and over.")


def _natural(pair: Pair, stutter: re.Match[str]) -> bool:
    """Fijian and Somali double whole syllables as grammar."""
    return pair.language in REDUPLICATING and len(stutter.group()) < 12 and not stutter.group(2)


def _repeated(spoken: list[str], source: list[str]) -> str | None:
    return _run(spoken) or _refrain(spoken, source)


def _run(spoken: list[str]) -> str | None:
    """Three times the same word, three times the same two, or twice the same three, in a row."""
    for size, needed in ((1, 2), (2, 3), (3, 1)):
        streak = 0
        for i in range(size, len(spoken) - size + 1):
            streak = streak + 1 if spoken[i : i + size] == spoken[i - size : i] else 0
            if streak >= needed:
                return " ".join(spoken[i : i + size])
    return None


def _refrain(spoken: list[str], source: list[str]) -> str | None:
    grams = Counter(zip(spoken, spoken[1:], spoken[2:], strict=False))
    if len(spoken) < 9 or not grams:
        return None
    gram, times = grams.most_common(1)[0]
    ours = Counter(pairwise(source))
    return " ".join(gram) if times >= 3 and times > max(ours.values(), default=0) else None


def check_length(pair: Pair) -> Iterator[Finding]:
    """A draft far shorter or longer than its source has lost or invented something."""
    source, target = TOKEN.sub("", pair.source).strip(), TOKEN.sub("", pair.target).strip()
    if not pair.machine or not target:
        return
    ratio = (len(target) + 8) / (len(source) + 8)
    if ratio < SHORTEST or ratio > LONGEST:
        size = "short" if ratio < 1 else "long"
        message = f"The draft is very {size}: {len(target)} characters for {len(source)}."
        yield Finding("length", Severity.ADVISORY, message)


def check_unknown_words(pair: Pair) -> Iterator[Finding]:
    """Apertium marks what it does not know with `*`."""
    found = _UNKNOWN.search(pair.target)
    if pair.machine and found and not _UNKNOWN.search(pair.source):
        message = f"The engine did not know a word: {found.group()}."
        yield Finding("unknown-word", Severity.BLOCKING, message, *found.span())
