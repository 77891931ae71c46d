"""Sentences that a translator moved, joined or split lose no "not" by that, and a "not" that is
lost is found all the same."""

from __future__ import annotations

import pytest

from app.checks import Pair, Severity, run

NO_NUMBER = (
    "Every baby is different. There is no set number of normal movements. "
    "You do not need to count kicks or fill in a chart."
)
CALL = (
    "Call us if your baby moves less. Do not wait until the next day, because we are here for you "
    "at any time of the day or night."
)
FOOD = "You can eat cooked fish twice a week. Do not eat liver. It has too much vitamin A in it."


def blocked(source: str, target: str, language: str) -> bool:
    found = run(Pair(source, target, language))
    return any(f.check == "negation" and f.severity is Severity.BLOCKING for f in found)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        (  # as an XLIFF file gave it back, with the order of its segments
            NO_NUMBER,
            "Es gibt keine feste Zahl normaler Bewegungen. Jedes Baby ist anders. "
            "Sie müssen keine Tritte zählen und keine Tabelle ausfüllen.",
            "de",
        ),
        (  # joined, and then split
            CALL,
            "Rufen Sie uns an, wenn Ihr Baby sich weniger bewegt, und warten Sie nicht bis zum "
            "nächsten Tag. Wir sind zu jeder Tages- und Nachtzeit für Sie da.",
            "de",
        ),
        (
            FOOD,
            "No coma hígado. Tiene demasiada vitamina A. "
            "Puede comer pescado cocinado dos veces por semana.",
            "es",
        ),
        (
            FOOD,
            "Dwa razy w tygodniu może Pani jeść gotowaną rybę. W wątróbce jest za dużo witaminy A, "
            "dlatego. Proszę jej nie jeść.",
            "pl",
        ),
    ],
)
def test_sentences_that_were_moved_joined_or_split_are_no_lost_not(
    source: str, target: str, language: str
) -> None:
    assert not blocked(source, target, language)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        (
            NO_NUMBER,
            "Es gibt eine feste Zahl normaler Bewegungen. Jedes Baby ist anders. "
            "Sie müssen keine Tritte zählen und keine Tabelle ausfüllen.",
            "de",
        ),
        (
            CALL,
            "Rufen Sie uns an, wenn Ihr Baby sich weniger bewegt, und warten Sie bis zum "
            "nächsten Tag. Wir sind zu jeder Tages- und Nachtzeit für Sie da.",
            "de",
        ),
        (
            FOOD,
            "Puede comer pescado cocinado dos veces por semana. Coma hígado. "
            "No tiene demasiada vitamina A.",
            "es",
        ),
        ("Do not smoke. Drink water.", "Pal. Nie pij wody.", "pl"),
        ("Do not smoke. Drink a lot of water every day.", "Pal. Nie pij dużo wody.", "pl"),
    ],
)
def test_h2_a_not_that_was_lost_or_moved_to_another_sentence_is_found(
    source: str, target: str, language: str
) -> None:
    assert blocked(source, target, language)
