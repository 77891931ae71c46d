"""A form carries its answers unread and unchanged, for its own plan and its time only."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.config import Settings
from app.plans.answers import Answer
from app.plans.form_secrets import NAME, keys
from app.plans.sealed import (
    HOLDS_FOR,
    MOST,
    SHARED_FOR,
    SealError,
    TooLarge,
    begin,
    seal,
    unseal,
)
from tests.plans.plan import filled, template
from tests.plans.some_answers import some_answers

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
NOW = 1_800_000_000


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_h26_every_answer_comes_back_from_the_form(data: st.DataObject) -> None:
    answers = data.draw(some_answers(template()))
    earlier = replace(answers, earlier=(answers,))
    state = begin(earlier, shared=data.draw(st.booleans()))
    opened = unseal(seal(state, [KEY], NOW), "small-plan", [KEY], NOW + 5)
    assert (opened.answers, opened.visit, opened.shared) == (earlier, state.visit, state.shared)


def test_a_form_shows_nothing_and_never_looks_the_same_twice() -> None:
    state = begin(filled(), shared=False)
    once, again = (seal(state, [KEY], NOW) for _ in range(2))
    assert once != again
    assert "injection" not in once


@given(st.integers(0, 10_000), st.sampled_from("Aaz09-_=$é \n"))
@settings(max_examples=200, deadline=None)
def test_a_changed_form_is_refused_whole(place: int, sign: str) -> None:
    text = seal(begin(filled(), shared=False), [KEY], NOW)
    place %= len(text) - 1
    changed = text[:place] + sign + text[place + 1 :]
    if changed != text:
        with pytest.raises(SealError) as error:
            unseal(changed, "small-plan", [KEY], NOW)
        assert error.value.reason == "damaged"


@pytest.mark.parametrize("text", ["", "A", "é", "A" * (MOST + 1), "====", "A" * 60])
def test_what_is_no_form_is_refused(text: str) -> None:
    with pytest.raises(SealError):
        unseal(text, "small-plan", [KEY], NOW)


def test_a_form_of_another_plan_or_another_key_is_refused() -> None:
    text = seal(begin(filled(), shared=False), [KEY], NOW)
    with pytest.raises(SealError):
        unseal(text, "other-plan", [KEY], NOW)
    with pytest.raises(SealError):
        unseal(text, "small-plan", [OTHER_KEY], NOW)


@pytest.mark.parametrize(("shared", "lasts"), [(False, HOLDS_FOR), (True, SHARED_FOR)])
def test_a_form_ends_when_its_time_is_over(shared: bool, lasts: int) -> None:
    text = seal(begin(filled(), shared=shared), [KEY], NOW)
    assert unseal(text, "small-plan", [KEY], NOW + lasts).answers == filled()
    with pytest.raises(SealError) as error:
        unseal(text, "small-plan", [KEY], NOW + lasts + 1)
    assert error.value.reason == "expired"


def test_an_old_key_still_opens_after_a_new_one_came_first() -> None:
    text = seal(begin(filled(), shared=False), [KEY], NOW)
    assert unseal(text, "small-plan", [OTHER_KEY, KEY], NOW).answers == filled()


def test_answers_that_no_form_can_carry_are_refused_before_anything_is_lost() -> None:
    long = filled().having("matters", Answer(text=os.urandom(60_000).hex()))
    with pytest.raises(TooLarge):
        seal(begin(long, shared=False), [KEY], NOW)


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    made = Settings(data=tmp_path / "new")
    first = keys(made, b"one")
    keys.cache_clear()
    assert keys(made, b"one") == first != keys(made, b"two")
    assert stat.S_IMODE((made.data / NAME).stat().st_mode) == 0o600
    assert [each.name for each in made.data.iterdir()] == [NAME]


def test_keys_come_from_the_setting_the_newest_first() -> None:
    old, new = "a" * 32, "b" * 32
    assert keys(Settings(secret=f"{new}, {old}"), b"x") == (
        *keys(Settings(secret=new), b"x"),
        *keys(Settings(secret=old), b"x"),
    )
