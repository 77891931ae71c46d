"""Nepali and Dari forbid with a prefix before any verb; verbs that begin with the same letter do
not."""

import pytest

from app import checks
from app.checks.base import Pair, Severity


def blocked(english: str, target: str, language: str = "ne") -> bool:
    found = checks.run(Pair(english, target, language, safety_critical=True))
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


@pytest.mark.parametrize(
    ("english", "dari"),
    [
        ("Do not swallow it.", "آن را نبلعید."),
        ("Never shake a baby.", "هرگز طفل را نجنبانید."),
        ("Do not rub it.", "آن را نمالید."),
        ("Do not mix it.", "آن را نیامیزید."),
        ("Do not boil it.", "آن را نجوشانید."),
        ("You have not had it.", "آن را نگرفته‌اید."),
        ("Keep it dry.", "آن را خشک نگه‌دارید."),
        ("Write it down.", "آن را بنویسید."),
        ("Please use the form.", "لطفاً از فورم استفاده نمایید."),
        ("Tell us if you are worried.", "اگر نگرانید به ما بگویید."),
    ],
)
def test_a_dari_verb_may_forbid_with_a_prefix(english: str, dari: str) -> None:
    assert not blocked(english, dari, "fa-AF")


@pytest.mark.parametrize(
    ("english", "dari"),
    [
        ("Do not use it.", "از آن استفاده نمایید."),
        ("Do not keep it.", "آن را نگه‌دارید."),
        ("Do not drink it.", "آن را بنوشید."),
        ("Do not swallow it.", "آن را ببلعید."),
    ],
)
def test_a_dari_verb_that_begins_with_the_same_letter_forbids_nothing(
    english: str, dari: str
) -> None:
    assert blocked(english, dari, "fa-AF")
