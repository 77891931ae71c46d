"""Phrases built from data."""

from gettext import NullTranslations

import pytest

from app.languages import find
from app.render import words
from app.services import Hours

ENGLISH = NullTranslations()


@pytest.mark.parametrize(
    ("days", "opens", "closes", "said"),
    [
        ("every_day", "00:00", "24:00", "24 hours a day, every day"),
        ("monday_to_friday", "09:00", "17:00", "Monday to Friday, 9am to 5pm"),
        ("every_day", "08:30", "16:30", "Every day, 8:30am to 4:30pm"),
        ("every_day", "12:00", "24:00", "Every day, midday to midnight"),
    ],
)
def test_hours_are_said_in_words(days: str, opens: str, closes: str, said: str) -> None:
    found = Hours.model_validate({"days": days, "opens": opens, "closes": closes})
    assert words.hours(found, ENGLISH, find("en")) == said


def test_h1_other_languages_keep_the_clock_of_24_hours() -> None:
    assert words.clock("16:30", find("ne")) == "16:30"


def test_readers_are_told_how_a_text_was_made_by_roles() -> None:
    assert words.steps(("machine", "edited", "revised", "signed"), False, ENGLISH) == (
        "First translated by machine.",
        "Checked and corrected by a person who reads both languages.",
        "Checked again by a second person.",
        "Approved by a health professional.",
    )


def test_h24_the_demonstration_never_claims_that_anyone_checked() -> None:
    for made in (("machine", "edited", "revised", "signed"), ("written", "signed")):
        said = " ".join(words.steps(made, True, ENGLISH))
        assert "Not checked by anyone." in said
        assert "Approved" not in said
        assert "Checked" not in said


def test_a_condition_names_question_and_options_by_number() -> None:
    said = words.condition(8, ("1", "3"), ENGLISH, find("en"))
    assert said == "Only if you ticked 1, 3 in question 8."


@pytest.mark.parametrize("state", ["superseded", "withdrawn"])
def test_h16_a_print_that_is_out_of_date_must_not_be_used(state: str) -> None:
    assert "Do not use" in words.status(state, False, ENGLISH)


@pytest.mark.parametrize("state", ["current", "changed"])
@pytest.mark.parametrize("demo", [True, False])
def test_h16_a_print_whose_review_is_overdue_must_not_be_relied_on(state: str, demo: bool) -> None:
    said = words.status(state, demo, ENGLISH, "1 May 2026")
    assert "should have been checked again by 1 May 2026." in said
    assert "You can use it" not in said
