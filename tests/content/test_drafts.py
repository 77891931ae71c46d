"""What is wrong with a draft that no check of the service says."""

import pytest

from app.checks.base import Pair
from app.resources.text_messages import SMS
from tests.content.drafts import Draft, breaking_spaces, left_out

NARROW = "\u202f"


def draft(source: str, words: str, language: str, path: str = "title") -> Draft:
    return Draft(
        place=f"{language}/leaflet-iron.po {path}",
        pair=Pair(source, words, language),
        fuzzy=True,
        path=path,
        tokens=(),
    )


@pytest.mark.parametrize(
    "words",
    [
        "Appelez si :",
        "Pourquoi ?",
        "Appelez\u00a0!",
        "le fer ; le lait",
        f"dites «{NARROW}oui »",
        f"dites « oui{NARROW}»",
        "Appelez le <1/> : jour et nuit",
    ],
)
def test_a_space_that_lets_a_french_mark_fall_is_named(words: str) -> None:
    (fault,) = breaking_spaces(draft("Iron", words, "fr"))
    assert str(fault).startswith("fr/leaflet-iron.po title: wants a narrow no-break space (U+202F)")


@pytest.mark.parametrize(
    "words",
    [
        f"Pourquoi{NARROW}? Dites «{NARROW}oui{NARROW}»{NARROW}: le fer.",
        "de 09:00 à 17:00",
        "Le fer",
    ],
)
def test_french_with_narrow_spaces_has_no_fault(words: str) -> None:
    assert list(breaking_spaces(draft("Iron", words, "fr"))) == []


def test_an_sms_has_only_plain_spaces() -> None:
    assert list(breaking_spaces(draft("Call: <1/>", "Appelez : <1/>", "fr", SMS))) == []


def test_another_language_has_spaces_of_its_own() -> None:
    assert list(breaking_spaces(draft("Iron", "fier : lapte", "ro"))) == []


def test_english_that_a_service_takes_for_no_translation_is_named() -> None:
    english = "RSV (respiratory syncytial virus)"
    (fault,) = left_out(draft(english, english, "de"))
    assert "it is the English once more" in str(fault)
    assert list(left_out(draft(english, "RSV (respiratorisches Synzytial-Virus)", "de"))) == []


def test_a_sentence_that_stayed_english_is_named() -> None:
    source = "Iron is good for you. Take it with water."
    (fault,) = left_out(draft(source, "Eisen tut Ihnen gut. Take it with water.", "de"))
    assert "“Take it with water.” is still in English" in str(fault)


def test_a_name_is_the_same_in_both_languages() -> None:
    assert list(left_out(draft("Maternity Allowance", "Maternity Allowance", "pl"))) == []
