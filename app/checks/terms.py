"""Glossary terms: where they stand in the English, and whether a translation uses the words that
were agreed on, whatever their endings.

Lenient on purpose: an inflected form that is taken for a good one costs little, a false alarm costs
trust. What a glossary holds is not known here; it comes in with the pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from app.checks.base import Flaw, Pair, Severity, Term
from app.checks.surface import WORD, fold, surface

ALIKE = 80
"""Two words of which so many letters in a hundred are shared count as forms of one word."""
_LIKELY = 55
_LONGEST_ENDING = 3


@lru_cache(maxsize=20_000)
def find_terms(source: str, terms: tuple[Term, ...]) -> tuple[tuple[int, int, Term], ...]:
    """(start, end, term) of every term in an English text; of two that overlap, the longer."""
    if not terms:
        return ()
    pattern, by_name = _pattern(terms)
    found = []
    for match in pattern.finditer(source):
        known = (by_name[form] for form in _forms(match[0]) if form in by_name)
        term = by_name.get(match[0]) or next(known, None)
        if term is not None:
            found.append((*match.span(), term))
    return tuple(found)


@lru_cache(maxsize=64)
def _pattern(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], dict[str, Term]]:
    """What finds the terms, and whose each name is. Names in capitals are found as they are
    written (BRAIN is no brain), others in any case and number."""
    by_name: dict[str, Term] = {}
    exact: set[str] = set()
    for term in sorted(terms, key=lambda term: not term.keep):
        for name in _names(term.term):
            if term.keep or name.isupper():
                by_name.setdefault(name, term)
                exact.add(name)
            else:
                by_name.setdefault(_key(name), term)
    names = sorted(by_name, key=len, reverse=True)
    choices = "|".join(
        re.escape(name) if name in exact else f"(?i:{_any_apostrophe(name)}(?:e?s)?)"
        for name in names
    )
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)"), by_name


def _names(term: str) -> list[str]:
    """“placenta (afterbirth)” is found by either word."""
    return [part.strip() for part in re.split(r"[()]", term) if part.strip()]


def _key(name: str) -> str:
    plain = name.casefold().replace("’", "'")
    return re.sub(r"(?<=[^s'])s$", "", plain) if len(plain) > 3 else plain


def _forms(name: str) -> tuple[str, ...]:
    """What a name may be a plural of: “vaccines” of “vaccine”, “classes” of “class”."""
    key = _key(name)
    return key, key.removesuffix("e")


def _any_apostrophe(name: str) -> str:
    return re.escape(name).replace("'", "['’]")


def check_terms(pair: Pair) -> Iterator[Flaw]:
    """The agreed words stand in the translation, and none that must not be used."""
    for term in dict.fromkeys(term for _, _, term in find_terms(pair.source, pair.terms)):
        if term.keep:
            yield from _kept(pair, term)
        else:
            yield from _agreed(pair, term)


def _kept(pair: Pair, term: Term) -> Iterator[Flaw]:
    """A name stands as it is. Numbers are left to the facts, which know their other digits."""
    wanted = [fold(name) for name in _names(term.term)]
    if not any(name.isdigit() or name in surface(pair.target).text for name in wanted):
        message = f"“{term.term}” stays as it is in every language; it is not in this text."
        yield Flaw(Severity.ADVISORY, message)


def _agreed(pair: Pair, term: Term) -> Iterator[Flaw]:
    used = [words for words in (*term.approved, *term.forms) if uses(pair.target, words)]
    for words in term.forbidden:
        if any(fold(words) in fold(better) for better in used):
            continue
        for start, end in _places(pair.target, words):
            better = f" Write “{term.approved[0]}”." if term.approved else ""
            message = f"The glossary says not to use “{words}” for “{term.term}”.{better}"
            yield Flaw(Severity.ADVISORY, message, start, end)
    if term.approved and not used:
        choices = " or ".join(f"“{words}”" for words in term.approved)
        message = f"The glossary has {choices} for “{term.term}”, which is not in this text."
        yield Flaw(Severity.ADVISORY, message)


def _places(target: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, with a short ending or none."""
    found = surface(target)
    ending = rf"[^\W\d_]{{0,{_LONGEST_ENDING}}}"
    pattern = rf"(?<!\w){re.escape(fold(words))}{ending}(?!\w)"
    for match in re.finditer(pattern, found.text):
        yield found.span(*match.span())


def uses(target: str, words: str) -> bool:
    """Whether a text holds these words, each in some form of it and in any order."""
    given = WORD.findall(surface(target).text)
    return all(
        any(_forms_of_one(want, word) for word in given) for want in WORD.findall(fold(words))
    )


def likely_forms(target: str, term: Term) -> set[str]:
    """The words of a text without the agreed ones that look most like them."""
    if any(uses(target, words) for words in (*term.approved, *term.forms)):
        return set()
    wanted = [word for words in term.approved for word in WORD.findall(fold(words))]
    given = WORD.findall(surface(target).text)
    return {word for word in given if any(fuzz.ratio(want, word) >= _LIKELY for want in wanted)}


def _forms_of_one(want: str, word: str) -> bool:
    if want == word:
        return True
    if len(want) < 4:
        return word.startswith(want) and len(word) <= len(want) + _LONGEST_ENDING
    if len(want) > 4 and want in word:
        return True
    return _same_beginning(want, word) or fuzz.ratio(want, word) >= ALIKE


def _same_beginning(want: str, word: str) -> bool:
    """Most of the shorter word's letters begin both: położna, położnej."""
    shared = next((n for n, (a, b) in enumerate(zip(want, word, strict=False)) if a != b), None)
    shared = min(len(want), len(word)) if shared is None else shared
    return shared >= max(3, round(len(want) * 0.65)) and len(word) - shared <= 2 * _LONGEST_ENDING
