"""Which words the safety checks need of a language, and which of them it lacks.

The words stand in the lexicon. What people are told, and what follows from it, is decided where
languages are listed and texts are approved.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from app.checks.lexicon.compounds import COMPOUNDS
from app.checks.lexicon.months import BEGINNINGS
from app.checks.lexicon.negations import CARRIERS
from app.checks.lexicon.numbers import TABLES as NUMBERS
from app.checks.lexicon.parts_of_day import PARTS
from app.checks.lexicon.spoken import SPOKEN
from app.checks.lexicon.turns import TABLES as TURNS
from app.checks.lexicon.units import TABLES as UNITS
from app.languages import is_source


@dataclass(frozen=True)
class Need:
    """Words without which a check misses damage or blocks what is right: the check's id, what the
    words say, and the languages that have them."""

    check: str
    words: str
    languages: Container[str]


NEEDS: tuple[Need, ...] = (
    Need("facts", "doses and times", UNITS),
    Need("facts", "numbers to 12", NUMBERS),
    Need("facts", "numbers from 13 to 99", COMPOUNDS),
    Need("facts", "morning, noon and night", PARTS),
    Need("facts", "half hours and quarters", SPOKEN),
    Need("months", "the months", BEGINNINGS),
    Need("negation", "“not” and “never”", CARRIERS),
    Need("turns", "what turns an instruction round", TURNS),
)
"""Every word list of a safety check, declared here alone."""


UNCONFIRMED = frozenset({"fj", "kok-Deva", "kok-Latn", "ps", "so"})
"""Languages with little published text to hold their word lists against, of which nobody who reads
them has said yet that they are right. Take one out once somebody has."""


def lacking(language: str) -> tuple[Need, ...]:
    """The word lists that a language (a tag) lacks; English, the source, lacks none."""
    if is_source(language):
        return ()
    return tuple(need for need in NEEDS if language not in need.languages)


def lacking_words(language: str) -> str:
    """What a language lacks, in words to be read after a colon; empty when it lacks nothing."""
    return ", ".join(need.words for need in lacking(language))


def doubt(language: str) -> str:
    """Why one reading of a safety-critical text is not enough in a language, to be read after “in
    Fijian”; empty where it is."""
    if words := lacking_words(language):
        return f"no check reads {words}"
    if language in UNCONFIRMED:
        return (
            "nobody has confirmed yet the words by which the checks know numbers, times, “not” and "
            "what turns an instruction round"
        )
    return ""
