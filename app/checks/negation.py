"""A lost "not": the English forbids or denies, and nothing in the translation does.

English is read strictly (only plain negations count), the translation generously (any word that
could carry the negation saves it), so that what is found is nearly always a real loss.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from app.checks.base import Flaw, Pair, Severity
from app.checks.contacts import EMAIL, URL
from app.checks.lexicon.negations import BANS, CARRIERS, ELSEWHERE, EXCUSED
from app.checks.sentence_pairs import NO_SIGNS, SplitSentence, better_pairs
from app.checks.surface import WORD, fold, sentences, surface, words
from app.checks.turn_words import english_signs, is_said, signs, strict_words

NEGATION = re.compile(
    r"\b(?:do|does|did|is|are|was|were|must|should|can|could|will|would|may|might|need|have|has|had"
    r"|shall)(?:n't| not\b)|\bcannot\b|\bcan't\b|\bwon't\b|\bnever\b|\bnot\b|\bno one\b|\bnobody\b"
    r"|\b(?:is|are|there's|have|has|had|with|drink|take|eat|use|give) no\b|^no (?!,)\w+"
)
# English "not" that other languages say without one.
_SOFT = re.compile(
    r"\b(?:do not|don't|would not|wouldn't) mind\b|\bnot sure\b|\bnot only\b|\bnot just\b"
    r"|\bwhether or not\b|\bor not\b|\bno matter\b|\bno longer\b|\bif not\b|\bwhy not\b"
    r"|\b(?:do not|don't) (?:hesitate|forget|stop)\b|\bno (?:later|more|less|fewer) than\b"
    r"|\bnot more than\b|\b(?:do not|don't|are not|not) (?:feel(?:ing)? )?well\b|\bnot enough\b"
    r"|\bno problem\b|\b(?:do not|don't|does not|doesn't) matter\b|\bnot at all\b|\bnot alone\b"
    r"|\bno need to worry\b|\bnot working\b|\bnot until\b|\bcannot wait\b|\bnot to miss\b"
    r"|\b(?:may|might|will) not \w+[^.]{0,40}\buntil\b"
    r"|\b(?:isn't|aren't|don't you|won't you)\b[^.]{0,400}\?"
)
# Any English word that may make a translator write "not".
_NEGATIVE = re.compile(
    r"\b(?:no|not?|none|never|without|avoid\w*|unless|until|before|miss\w*|fail\w*|stop\w*|only|less"
    r"|fewer|refuse\w*|lack\w*|hardly|rarely|instead|nor|neither|nobody|nothing|cannot|un\w{4,}"
    r"|remember)\b|n't\b"
)
_BAN = re.compile(r"\b(?:do not|don't|never|must not|mustn't)\b")
_POSTPONED = re.compile(rf"(?:{NEGATION.pattern})[^.;]*\b(?:until|till)\b")
_BOUNDED = re.compile(rf"(?:{NEGATION.pattern})[^.;,]*\b(?:more|longer|later|higher|older) than\b")
_NE = re.compile(r"\b(?:ne\b|n')")
_WEDER_NOCH = re.compile(r"\bweder\b.*?\bnoch\b")
# What also denies, and which words of the lexicon of turns say it.
_COMPANIONS = {
    "without": re.compile(r"\bwithout\b|\bempty stomach\b"),
    "unless": re.compile(r"\bunless\b"),
}
_ORDER = re.compile(
    r"(?:please )?(?:call|take|go|ask|tell|use|drink|eat|contact|phone|ring|text|bring|wear|book"
    r"|start|rest|sleep|give|see|visit|get|have|you (?:must|should|need to)|always)\b"
)


@dataclass(frozen=True)
class _Words:
    """Whole words, beginnings, endings, and beginnings that count with an ending alone."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    both: tuple[tuple[str, str], ...]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (
            word in self.whole
            or word.startswith(self.beginnings)
            or (word.endswith(self.endings) and word not in self.endings)
            or any(word.startswith(a) and word.endswith(b) for a, b in self.both)
        )


@cache
def _words(language: str, excused: bool = False) -> _Words | None:
    table = EXCUSED if excused else CARRIERS
    if language not in table:
        return None
    forms = table[language].split()
    return _Words(
        frozenset(fold(f) for f in forms if "*" not in f),
        tuple(fold(f[:-1]) for f in forms if f.endswith("*")),
        tuple(fold(f[1:]) for f in forms if f.startswith("*")),
        tuple((fold(a), fold(b)) for a, _, b in (f.partition("*") for f in forms) if a and b),
    )


def check_negation(pair: Pair) -> Iterator[Flaw]:
    """What the English forbids, the translation forbids."""
    if pair.language not in CARRIERS or not pair.target.strip():
        return
    source = _SOFT.sub(" ", prose(pair.source))
    target = prose(pair.target)
    if not NEGATION.search(source):
        yield from _added(pair, target)
        return
    lost = _lost(source, target, pair.language)
    if lost:
        message = f"The source says “{lost}”; the translation has no “not”, “never” or the like."
        yield Flaw(pair.severity, message)
    elif fewer := _fewer(source, target, pair.language):
        yield Flaw(pair.severity, fewer)
    elif len(NEGATION.findall(source)) > max(1, carried(target, pair.language)):
        message = "The source says “not” more often than the translation: is one lost?"
        yield Flaw(Severity.ADVISORY, message)


def prose(text: str) -> str:
    """The comparable form of a text without addresses."""
    return URL.sub(" ", EMAIL.sub(" ", surface(text).text))


def carried(text: str, language: str) -> int:
    """How many words of a text could carry a negation."""
    text = text.replace("কি না", " ").replace("কিনা", " ")
    if language in ELSEWHERE:
        text = re.sub(ELSEWHERE[language], " ", text)
    return sum(_carries(word, language) for word in words(text))


def _carries(word: str, language: str) -> bool:
    carriers, excused = _words(language), _words(language, excused=True)
    return carriers is not None and word in carriers and not (excused and word in excused)


def _without_carriers(text: str, language: str) -> str:
    return WORD.sub(lambda m: " " if _carries(m.group(), language) else m.group(), text)


_Pairs = list[tuple[str, str]]


def _lost(source: str, target: str, language: str) -> str | None:
    ours, theirs = sentences(source), sentences(target)
    if len(ours) != len(theirs):
        return _lost_in([(source, target)], language)
    return _found_in(_lost_in, ours, theirs, language)


def _found_in(
    look: Callable[[_Pairs, str], str | None], ours: list[str], theirs: list[str], language: str
) -> str | None:
    """What a look at as many sentences on both sides finds: by their places, and where that finds
    anything, as they belong together otherwise."""
    found = look(list(zip(ours, theirs, strict=True)), language)
    other = _paired_otherwise(ours, theirs, language) if found else None
    return found if other is None else look(other, language)


def _lost_in(pairs: _Pairs, language: str) -> str | None:
    for said, given in pairs:
        found = NEGATION.search(said)
        if found and _said_without_not(said, given, language):
            continue
        if found and not carried(_without_companions(said, given, language), language):
            return " ".join(said[found.start() :].split()[:4])
    return None


def _said_without_not(said: str, given: str, language: str) -> bool:
    """Whether a sentence with one "not" says the same without: "at most 8" for "not more than 8",
    "only once" for "not until"."""
    if len(NEGATION.findall(said)) > 1:
        return False
    if _BOUNDED.search(said) and is_said("most", given, language):
        return True
    return _POSTPONED.search(said) is not None and _only_after(given, language)


def _only_after(given: str, language: str) -> bool:
    later = ("after", "if", "from")
    return (
        is_said("only", given, language)
        and any(is_said(name, given, language, broad=True) for name in later)
        and not is_said("until", given, language)
    )


def _paired_otherwise(ours: list[str], theirs: list[str], language: str) -> _Pairs | None:
    """The sentences as they belong together where that is clearly not by their places: a translator
    may join, split and move them. Where fewer sentences deny something than in the English, words
    that sentences happen to share are no reason to look elsewhere for the "not" that is lost."""
    denying = sum(NEGATION.search(said) is not None for said in ours)
    whole = denying <= sum(carried(given, language) > 0 for given in theirs)
    pairs = better_pairs(
        [SplitSentence(said, NEGATION.sub(" ", said), english_signs(said) if whole else NO_SIGNS)
         for said in ours],
        [SplitSentence(given, _without_carriers(given, language),
                       signs(given, language) if whole else NO_SIGNS)
         for given in theirs],
    )  # fmt: skip
    return None if pairs is None else [(said.text, given.text) for said, given in pairs]


def _fewer(source: str, target: str, language: str) -> str | None:
    """A sentence that forbids two things, of which the translation forbids one."""
    ours, theirs = sentences(source), sentences(target)
    if len(ours) != len(theirs):
        return None
    return _found_in(_fewer_in, ours, theirs, language)


def _fewer_in(pairs: _Pairs, language: str) -> str | None:
    for said, given in pairs:
        wanted = max(len(_BAN.findall(part)) for part in sentences(said) or [said])
        if wanted > 1 and _denials(given, language) < wanted:
            return f"The source forbids {wanted} things in one sentence; the translation, fewer."
    return None


def _denials(given: str, language: str) -> int:
    """How many things a sentence may deny: "ne … pas" denies one, "weder … noch" two."""
    if language == "fr":
        return max(carried(_NE.sub(" ", given), language), len(_NE.findall(given)))
    pairs = len(_WEDER_NOCH.findall(given)) if language == "de" else 0
    return carried(given, language) + pairs


def _without_companions(said: str, given: str, language: str) -> str:
    """A translated sentence without the words that deny something else there: "do not take it
    without food" needs a "not" beside its "without"."""
    for name, pattern in _COMPANIONS.items():
        if pattern.search(said):
            given = strict_words(language, name).sub(" ", given)
    return given


def _added(pair: Pair, target: str) -> Iterator[Flaw]:
    """An order that has become a ban: "Call 999" as "Do not call 999"."""
    opener, source = BANS.get(pair.language), prose(pair.source).strip()
    if opener is None or not _ORDER.match(source) or _NEGATIVE.search(source):
        return
    found = re.search(unicodedata.normalize("NFC", opener), target.strip())
    if found:
        message = f"The translation says “{found.group().strip()}”; the source forbids nothing."
        yield Flaw(pair.severity, message)
