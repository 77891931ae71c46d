"""Nepali forbids with a prefix before any verb; verbs that begin with the same letter do not."""

import pytest

from app import checks
from app.checks.base import Pair, Severity


def blocked(english: str, nepali: str) -> bool:
    found = checks.run(Pair(english, nepali, "ne", safety_critical=True))
    return any(each.severity is Severity.BLOCKING for each in found)


@pytest.mark.parametrize(
    ("english", "nepali"),
    [
        ("Do not lift heavy things.", "गह्रौं सामान नउचाल्नुहोस्।"),
        ("Never fall asleep with your baby.", "बच्चासँग कहिल्यै ननिदाउनुहोस्।"),
        ("Do not dive.", "नडुब्नुहोस्।"),
        ("Bathe every day.", "हरेक दिन नुहाउनुहोस्।"),
    ],
)
def test_what_is_forbidden_with_a_prefix_is_forbidden(english: str, nepali: str) -> None:
    assert not blocked(english, nepali)


@pytest.mark.parametrize(
    ("english", "nepali"),
    [
        ("Do not bathe.", "नुहाउनुहोस्।"),
        ("Do not swallow it.", "यो निल्नुहोस्।"),
        ("Do not measure it.", "यो नाप्नुहोस्।"),
    ],
)
def test_a_verb_that_begins_with_the_same_letter_forbids_nothing(english: str, nepali: str) -> None:
    assert blocked(english, nepali)
