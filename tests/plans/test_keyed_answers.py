"""Ticks on paper are keyed in by number; a slip is named by its line and its number."""

from datetime import date

import pytest

from app.plans.answers import Answer, Answers
from app.plans.keyed_answers import misplaced, read_keys
from tests.plans.plan import FEW, filled, template

TODAY = date(2026, 12, 1)


def keyed(*lines: str) -> Answers:
    found = read_keys("\n".join(lines), template(), "pl", TODAY)
    assert found.misread == ()
    return found.answers


def test_a_paper_is_keyed_line_by_line() -> None:
    answers = keyed(
        "1 Ana Nowak", "2 14 2 2027", "3 1", "4 1,3 *", "", "5 *", "6 1", "7.1 *", "8.1 1", "7.2 *",
        "8.2 2", "9.2 20.2.2027", "10 7",
    )  # fmt: skip
    words = Answer(on_paper=True, text_language="pl")
    assert answers.get("kind-of-interpreter") == Answer(("woman", "outside"), "", "pl", True)
    assert answers.get("matters") == words
    assert answers.get("people/2/person") == words
    for key in ("due-date", "interpreter", "vitamin-k", "people/2/after-when", "calm"):
        assert answers.get(key) == FEW[key]


@pytest.mark.parametrize("line", ["4 1 3", "4 1,3", "4.1.3", "4+1+3", "4-1-3", "4: 1; 3", "4/1/3"])
def test_a_keypad_without_a_space_bar_will_do(line: str) -> None:
    assert keyed("3 1", line).get("kind-of-interpreter").options == ("woman", "outside")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("99 1", "There is no question 99."),
        ("x", "Begin with the number of a question"),
        ("3", "Key an answer after 3, such as 3 1."),
        ("3 7", "Question 3 has no answer 7. It has 1 to 3."),
        ("3 1 2", "Question 3 takes one answer."),
        ("6 *", "Question 6 has no room for words."),
        ("2 31 2 2027", "Question 2 is a date."),
        ("2 soon", "Question 2 is a date."),
        ("2 14 2 2083", "2083 is no year of the calendar used in the UK."),
        ("2 14 2 1405", "Question 2 is a date."),
        ("7.9 *", "Question 7 has rows 1 to 3."),
        ("10 12", "Question 10 has no answer 12. It has 0 to 10 or ?."),
        ("6 1\n6 2", "This question is keyed in line 2 too."),
        ("5 a\x00b", "What was keyed for question 5 cannot be taken."),
        ("3 १", "Question 3 has no answer १."),
    ],
)
def test_a_slip_is_named_by_line_and_number(line: str, why: str) -> None:
    found = read_keys(f"1 Ana\n{line}", template(), "pl", TODAY)
    assert [why in each.why for each in found.misread] == [True]
    assert found.misread[0].line == 2 + line.count("\n")


@pytest.mark.parametrize("line", ["10 ?", "10 11"])
def test_not_being_sure_under_a_scale_is_keyed_as_it_stands_on_this_paper_or_an_older(
    line: str,
) -> None:
    assert keyed(line).get("calm") == Answer(("not-sure",))


def test_a_tick_at_a_question_that_was_not_to_be_asked_is_pointed_out() -> None:
    answers = keyed("3 2", "4 1")
    assert [place.question.number for place in misplaced(template().resource, answers)] == [4]
    assert misplaced(template().resource, filled()) == ()
