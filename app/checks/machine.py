"""How machine drafts fail: copied English, loops, repeats, odd lengths, no words at all, marks for
unknown words, units left in English.

A draft with one of these is kept from being shown as clean; in a human text it is advice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from app.checks.base import Flaw, Pair, Severity
from app.checks.contacts import EMAIL, URL
from app.checks.surface import LETTER, TOKEN, WORD, surface, words
from app.languages import is_source

# A word made of one piece said over and over: "mainstremainstre".
_STUTTER = re.compile(rf"({LETTER}{{5,}}?)\1|({LETTER}{{2,}}?)\2{{3,}}")
_SAME_LETTER = re.compile(rf"({LETTER})\1{{4,}}")
# Apertium's marks, SentencePiece's, a character that could not be read, a placeholder gone astray.
_UNKNOWN = re.compile(rf"(?<![\w*])[*#@]{LETTER}+(?!\*)|⁇|<unk>|\ufffd|▁|_{{2,}}\w*|\bPH\d+\b")
_ENGLISH_UNIT = re.compile(r"\d\s?((?:micro|milli|kilo)?grams?|(?:milli)?litres?|units|[ap]m)\b")
_ENGLISH = "the and of to you your is are for with if do not must call when or have be this that"
_FOREIGN = frozenset(_ENGLISH.split())
# Those of these words that are words of the language too.
_OWN = {
    "pl": {"do", "to"}, "pt-PT": {"do", "a"}, "fr": {"or", "a"}, "ro": {"or", "are", "a"},
    "de": {"not", "have"}, "it": {"do", "for"}, "so": {"is"},
}  # fmt: skip
SHORTEST, LONGEST = 0.4, 2.6
HOPELESS = (0.15, 5.0)
"""Beyond these a draft of a whole sentence is no draft."""
REDUPLICATING = frozenset({"fj", "so"})
SAY_TWICE = REDUPLICATING | {"ne", "bn", "kok-Deva", "kok-Latn"}
"""Languages in which a word said twice is good grammar."""


def _severity(pair: Pair) -> Severity:
    return Severity.BLOCKING if pair.machine else Severity.ADVISORY


def check_copied(pair: Pair) -> Iterator[Flaw]:
    """English given back as if translated."""
    if is_source(pair.language):
        return
    source, target = _prose(pair.source), _prose(pair.target)
    english = _FOREIGN - _OWN.get(pair.language, set())
    known = [w for w in source if w in english]
    if not target or (len(source) < 3 and not _copied_heading(pair, source, target)):
        return
    same = target == source
    kept = sum(w in english for w in target if w in source)
    mixed = kept >= 3 and kept * 5 >= len(target)
    machine_mixed = pair.machine and kept >= 2 and kept * 3 >= len(target)
    whole = same and (len(known) > 0 or len(source) >= 5 or len(source) < 3)
    if whole or mixed or machine_mixed:
        yield Flaw(_severity(pair), "The English was copied instead of translated.")


def _copied_heading(pair: Pair, source: list[str], target: list[str]) -> bool:
    """A short heading given back as it was, names aside: “Your rights”."""
    lower = re.search(r"(?:^|\s)[a-z]{3,}", TOKEN.sub(" ", pair.source))
    return pair.machine and len(source) == 2 and source == target and lower is not None


def _prose(text: str) -> list[str]:
    text = TOKEN.sub(" ", text).lower()
    return words(URL.sub(" ", EMAIL.sub(" ", text)))


def check_loops(pair: Pair) -> Iterator[Flaw]:
    """A piece of a word, a word or a phrase said over and over."""
    view, source = surface(pair.target), surface(pair.source)
    for m in WORD.finditer(view.text):
        same = _SAME_LETTER.search(m.group())
        stutter = same or (_STUTTER.search(m.group()) if len(m.group()) >= 8 else None)
        if stutter and not _STUTTER.search(source.text) and not _natural(pair, stutter):
            message = f"“{view.shown(*m.span())}” repeats a piece of itself: the engine was stuck."
            yield Flaw(_severity(pair), message, *view.span(*m.span()))
            return
    spoken = words(view.text)
    said = words(source.text)
    phrase = _repeated(spoken, said) or (_doubled_heading(pair, spoken) if pair.machine else None)
    if _run(said) is None and phrase:
        yield Flaw(_severity(pair), f"“{phrase}” is said over and over.")


def _natural(pair: Pair, stutter: re.Match[str]) -> bool:
    """Fijian and Somali double whole syllables as grammar."""
    doubled = len(stutter.group()) < 12 and stutter.re is _STUTTER and not stutter.group(2)
    return pair.language in REDUPLICATING and doubled


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
    """Three words that come back again and again with the same between them. What is said anew of
    each of several things is no refrain: “at 16 weeks, at 20 weeks and at 28 weeks”."""
    grams = Counter(zip(spoken, spoken[1:], spoken[2:], strict=False))
    if len(spoken) < 9 or not grams:
        return None
    gram, times = grams.most_common(1)[0]
    ours = Counter(pairwise(source))
    if times < 3 or times <= max(ours.values(), default=0):
        return None
    between = _between(spoken, gram)
    return " ".join(gram) if len(set(between)) < len(between) else None


def _between(spoken: list[str], gram: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What stands between one time that three words are said and the next: numbers, and words that
    are not as short as “and the”."""
    starts = [i for i in range(len(spoken) - 2) if tuple(spoken[i : i + 3]) == gram]
    return [
        tuple(word for word in spoken[a + 3 : b] if len(word) > 3 or word.isdigit())
        for a, b in pairwise(starts)
    ]


def _doubled_heading(pair: Pair, spoken: list[str]) -> str | None:
    """A short text that says one thing twice: “Ácido ácido fólico”, “Sus derechos sus derechos”."""
    half = len(spoken) // 2
    if len(spoken) in (2, 4, 6) and spoken[:half] == spoken[half:] and len("".join(spoken)) >= 10:
        return None if half == 1 and pair.language in SAY_TWICE else " ".join(spoken[:half])
    if len(spoken) > 4 or pair.language in SAY_TWICE:
        return None
    return next((a for a, b in pairwise(spoken) if a == b and len(a) >= 5), None)


def check_wordless(pair: Pair) -> Iterator[Flaw]:
    """A draft of nothing but marks where the English has words."""
    said = [word for word in _prose(pair.source) if len(word) > 2]
    if pair.machine and len(said) >= 2 and not _prose(pair.target):
        yield Flaw(Severity.BLOCKING, "There are no words in the draft.")


def check_length(pair: Pair) -> Iterator[Flaw]:
    """A draft far shorter or longer than its source has lost or invented something."""
    source, target = TOKEN.sub("", pair.source).strip(), TOKEN.sub("", pair.target).strip()
    if not pair.machine or not target:
        return
    ratio = (len(target) + 8) / (len(source) + 8)
    if ratio < SHORTEST or ratio > LONGEST:
        size = "short" if ratio < 1 else "long"
        low, high = HOPELESS
        hopeless = len(source) >= 20 and not low <= ratio <= high
        message = f"The draft is very {size}: {len(target)} characters for {len(source)}."
        severity = Severity.BLOCKING if hopeless else Severity.ADVISORY
        yield Flaw(severity, message)


def check_unknown_words(pair: Pair) -> Iterator[Flaw]:
    """Engines mark what they do not know: Apertium with `*`, others with `⁇` or `<unk>`."""
    found = _UNKNOWN.search(pair.target)
    if pair.machine and found and not _UNKNOWN.search(pair.source):
        message = f"The engine did not know a word: {found.group()}."
        yield Flaw(Severity.BLOCKING, message, *found.span())


def check_english_units(pair: Pair) -> Iterator[Flaw]:
    """A unit that went round the engine: a reader must find on the box what the text says."""
    if not pair.machine or is_source(pair.language):
        return
    for found in _ENGLISH_UNIT.finditer(pair.target):
        message = f"“{found[1]}” is English: write the unit as it stands on the box or the clock."
        yield Flaw(Severity.ADVISORY, message, *found.span(1))
