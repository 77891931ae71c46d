"""The hazard log stays true: every hazard is in it, and every test that it names exists."""

import pytest

from tests.hazards import PAGE, Hazard, every_test, page, the_log

HAZARDS = [f"H{number}" for number in range(1, 32)]


def bears(test: str, hazard: str) -> bool:
    return hazard.lower() in test.partition("::")[2].split("_")


def test_every_hazard_stands_once_and_in_order() -> None:
    assert [hazard.id for hazard in the_log().hazards] == HAZARDS


@pytest.mark.parametrize("hazard", the_log().hazards, ids=lambda hazard: hazard.id)
def test_every_test_that_a_control_names_exists(hazard: Hazard) -> None:
    assert [test for test in hazard.tests if test not in every_test()] == []


@pytest.mark.parametrize("hazard", the_log().hazards, ids=lambda hazard: hazard.id)
def test_a_hazard_names_tests_that_bear_its_number(hazard: Hazard) -> None:
    if any(bears(test, hazard.id) for test in every_test()):
        assert any(bears(test, hazard.id) for test in hazard.tests)


def test_every_number_that_a_test_bears_is_in_the_log() -> None:
    words = {word for test in every_test() for word in test.partition("::")[2].split("_")[1:]}
    numbers = {word.upper() for word in words if word[:1] == "h" and word[1:].isdigit()}
    assert numbers <= set(HAZARDS)


@pytest.mark.parametrize("hazard", the_log().hazards, ids=lambda hazard: hazard.id)
def test_risk_follows_the_scale_and_controls_that_are_only_planned_lower_nothing(
    hazard: Hazard,
) -> None:
    scale = the_log().scale
    for risk in (hazard.before, hazard.after):
        assert risk.risk == scale.risk[risk.likelihood][scale.severity.index(risk.severity)]
    if hazard.tests:
        assert hazard.after.risk <= hazard.before.risk
    else:
        assert hazard.after == hazard.before


def test_the_page_that_people_read_is_made_from_the_log() -> None:
    """After a change of the log: `python -m tests.hazards`."""
    assert PAGE.read_text("utf-8") == page(the_log())


def test_each_control_of_the_page_leads_to_its_tests() -> None:
    read = PAGE.read_text("utf-8")
    for hazard in the_log().hazards:
        for test in hazard.tests:
            assert f"](../{test.partition('::')[0]})" in read
