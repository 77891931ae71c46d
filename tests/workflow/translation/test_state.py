"""Where a text stands against its English, from hashes and decisions alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models import Status
from app.workflow.translation.state import (
    Approval,
    EnglishStep,
    approved_for,
    changed,
    holds,
    is_stale,
    lagging,
)

A, B, C = "a" * 16, "b" * 16, "c" * 16
WORDS, OTHER = "w" * 16, "o" * 16
REVISE, CONFIRM = "revise", "confirm_unchanged"


@pytest.mark.parametrize(
    ("status", "now", "approved", "stale"),
    [
        (Status.REVISED, A, (), False),
        (Status.REVISED, B, (), True),
        (Status.REVISED, B, (A, B), False),
        (Status.EDITED, B, (A, B), True),
        (Status.DRAFT, B, (), True),
        (Status.SENT_BACK, B, (B,), True),
        (Status.EMPTY, B, (), False),
    ],
)
def test_h3_only_approved_words_count_for_more_than_one_english(
    status: Status, now: str, approved: tuple[str, ...], stale: bool
) -> None:
    assert is_stale(now, A, status, approved) is stale


@pytest.mark.parametrize(
    ("approvals", "found"),
    [
        ([], set()),
        ([(REVISE, WORDS, A)], {A}),
        ([(REVISE, WORDS, A), (CONFIRM, WORDS, B)], {A, B}),
        ([(REVISE, WORDS, A), (CONFIRM, WORDS, B), (CONFIRM, WORDS, C)], {A, B, C}),
        # Approved anew by two people, perhaps others, after somebody doubted it.
        ([(REVISE, WORDS, A), (CONFIRM, WORDS, B), (REVISE, WORDS, C)], {C}),
        ([(REVISE, WORDS, A), (REVISE, OTHER, B)], set()),
        ([(REVISE, OTHER, A), (REVISE, WORDS, B)], {B}),
        ([("agency", WORDS, A), (CONFIRM, WORDS, B)], {A, B}),
    ],
)
def test_h3_words_are_approved_for_the_english_that_two_people_and_clinicians_named(
    approvals: list[tuple[str, str, str]], found: set[str]
) -> None:
    assert approved_for([Approval(*each) for each in approvals], WORDS) == found


covers = st.lists(st.tuples(st.sampled_from("pqr"), st.sampled_from("AB"), st.sampled_from("xy")))


@given(covers, st.randoms(use_true_random=False))
def test_h3_a_signature_holds_for_the_same_strings_in_any_order(
    signed: list[tuple[str, str, str]], dice: object
) -> None:
    moved = list(signed)
    dice.shuffle(moved)  # type: ignore[attr-defined]
    assert holds(signed, moved)
    assert not holds(signed, [*moved, ("s", "A", "x")])


def test_what_changed_stands_in_the_order_of_now_and_what_is_gone_last() -> None:
    assert changed({"a": A, "b": A, "gone": A}, {"new": A, "b": B, "a": A}) == ("new", "b", "gone")


STANDARD, EASY = "standard", "easy_read"
FIRST = [(STANDARD, "text", A), (EASY, "text", B)]


@pytest.mark.parametrize(
    ("steps", "lags"),
    [
        ([(STANDARD, "text", A)], set()),
        (FIRST, set()),
        ([*FIRST, (STANDARD, "text", C)], {EASY}),
        ([*FIRST, (EASY, "text", C)], {STANDARD}),
        # The same words once more, in another order or with another owner.
        ([*FIRST, (STANDARD, "text", A)], set()),
        ([*FIRST, (STANDARD, "text", C), (STANDARD, "text", A)], set()),
        ([*FIRST, (STANDARD, "text", C), (EASY, "same", C)], set()),
        ([*FIRST, (STANDARD, "text", C), (EASY, "signed", "")], set()),
        ([*FIRST, (STANDARD, "text", C), (STANDARD, "signed", "")], {EASY}),
        # Whoever changes what lags follows with it: nothing calls for the other in turn.
        ([*FIRST, (STANDARD, "text", C), (EASY, "text", "d")], set()),
        ([*FIRST, (STANDARD, "text", C), (EASY, "text", "d"), (EASY, "text", "e")], {STANDARD}),
        ([*FIRST, (STANDARD, "text", C), (EASY, "same", C), (STANDARD, "text", "d")], {EASY}),
        ([*FIRST, (STANDARD, "text", C), (EASY, "same", A)], {EASY}),
    ],
)
def test_a_reading_version_lags_when_the_other_changed_and_nobody_decided(
    steps: list[tuple[str, str, str]], lags: set[str]
) -> None:
    taken = [EnglishStep(*each) for each in steps]  # type: ignore[arg-type]
    assert lagging(taken, (STANDARD, EASY)) == lags
