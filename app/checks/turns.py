"""What turns an instruction round without any number: "at least" as "at most", "before" as "after".

English is read strictly and the translation generously: something is wrong only where a sentence
has no word for what the English says, but one for its opposite, which the English gives no cause
for. The words stand in the lexicon, one file a language. Whether a "not" is lost is in negation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.checks.base import Flaw, Pair
from app.checks.lexicon.turns import TABLES
from app.checks.lexicon.turns.english import TURNS
from app.checks.negation import NEGATION, carried, prose
from app.checks.surface import sentences
from app.checks.turn_words import is_said, strict_words

NAMES = {"thrice": "three times", "go_on": "go on", "alternate": "every other", "over": "more",
         "under": "less", "least": "at least", "most": "at most"}  # fmt: skip
# A "not" turns these round as well: "no more than 4" is "at most 4".
_BOUNDS = frozenset({"least", "most", "over", "under"})
_TURNED = {"over": "most", "under": "least"}
_PEOPLE = re.compile(
    r"\b(?:child(?:ren)?|bab(?:y|ies)|infants?|toddlers?|wom[ae]n|girls?|boys?|adults?|people|anyone"
    r"|teenagers?|those|who (?:is|are)|aged?) $"
)
# "ne … pas" is one negation of two words.
_PER_NEGATION = {"fr": 2}


@dataclass(frozen=True, kw_only=True)
class _Said:
    """A turn that an English sentence says, in which words, the turns that its other words give
    cause for, whether they hold a "not", and whether it bounds who is meant: in "do not give it to
    children under 12" the "not" is no "not under"."""

    name: str
    words: str
    known: frozenset[str]
    negated: bool
    of_people: bool = False


@dataclass(frozen=True)
class _Sentence:
    """An English sentence and the turns it says."""

    text: str
    says: tuple[_Said, ...]


_SAYS = {name: re.compile(turn.says) for name, turn in TURNS.items()}
_KNOWN = {name: re.compile(turn.known) for name, turn in TURNS.items()}


def check_turns(pair: Pair) -> Iterator[Flaw]:
    """No word of the translation says the opposite of what the English says."""
    if pair.language not in TABLES or not pair.target.strip():
        return
    ours = _read(pair.source)
    if not any(sentence.says for sentence in ours):
        return
    text = prose(pair.target)
    theirs = sentences(text)
    if len(theirs) != len(ours):
        ours, theirs = (_whole(prose(pair.source)),), [text]
    for sentence, given in zip(ours, theirs, strict=True):
        for said in sentence.says:
            opposite = _opposite(said, sentence, given, pair.language)
            if opposite is not None:
                message = (
                    f"The source says “{said.words}”; the translation seems to say "
                    f"“{NAMES.get(opposite, opposite)}”."
                )
                yield Flaw(pair.severity, message)


@lru_cache(maxsize=2048)
def _read(source: str) -> tuple[_Sentence, ...]:
    return tuple(_whole(sentence) for sentence in sentences(prose(source)))


@lru_cache(maxsize=2048)
def _whole(text: str) -> _Sentence:
    says = []
    for said, pattern in _SAYS.items():
        if (found := pattern.search(text)) is None:
            continue
        rest = pattern.sub(" ", text)
        negated = NEGATION.search(rest) is not None
        of_people = said in _TURNED and _PEOPLE.search(text[: found.start()]) is not None
        name = _TURNED.get(said, said) if negated and not of_people else said
        turn = TURNS[name]
        known = frozenset(o for o in (*turn.against, *turn.kept_by) if _KNOWN[o].search(rest))
        words = found.group().strip()
        one = _Said(name=name, words=words, known=known, negated=negated, of_people=of_people)
        says.append(one)
    return _Sentence(text, tuple(says))


def _opposite(said: _Said, sentence: _Sentence, given: str, language: str) -> str | None:
    """The turn that the translation says instead, if it does."""
    turn = TURNS[said.name]
    rivals = [rival for rival in turn.against if rival not in said.known]
    if not rivals or is_said(said.name, given, language, broad=True):
        return None
    found = next((rival for rival in rivals if is_said(rival, given, language)), None)
    if found is None:
        return None
    # "pelo menos" (at least) holds "menos" (less), which must not speak for "at most", and a "not"
    # within "no more than" excuses nothing.
    rest = strict_words(language, found).sub(" ", given)
    if _excused(said, sentence, rest if said.name in _BOUNDS else given, language):
        return None
    kept = any(is_said(other, rest, language) for other in turn.kept_by)
    return None if kept else found


def _excused(said: _Said, sentence: _Sentence, given: str, language: str) -> bool:
    """Whether a "not" or an "only" makes the opposite word say the same."""
    if said.name in _BOUNDS:
        denied = carried(given, language)
        if not (said.of_people and said.negated):
            return denied > 0
        only = is_said("only", given, language, broad=True)
        return only or denied == 0 or denied > _expected(sentence, language)
    if said.name in {"before", "until", "after"}:
        return said.negated and is_said("only", given, language, broad=True)
    if said.name == "go_on":
        only = is_said("only", given, language, broad=True)
        return only or _not_stopped(given, language)
    if said.name == "unless":
        return carried(given, language) > _expected(sentence, language)
    return False


def _expected(sentence: _Sentence, language: str) -> int:
    """How many words that deny the sentence needs for its own "not"."""
    return len(NEGATION.findall(sentence.text)) * _PER_NEGATION.get(language, 1)


def _not_stopped(given: str, language: str) -> bool:
    """Whether another word than that for stopping carries a "not"."""
    return carried(strict_words(language, "stop").sub(" ", given), language) > 0
