"""Suspicious drafts are kept out or flagged, and sound ones are left alone."""

import pytest

from app.checks import Pair, Severity, run
from tests.checks.rows_clean import CLEAN
from tests.checks.rows_clean_later import CLEAN_LATER
from tests.checks.rows_clean_more import CLEAN_MORE
from tests.checks.rows_machine import FAILED, SOUND


@pytest.mark.parametrize(("english", "draft", "language", "check", "out"), FAILED)
def test_a_failure_of_a_machine_is_seen(
    english: str, draft: str, language: str, check: str, out: bool
) -> None:
    found = {f.check: f.severity for f in run(Pair(english, draft, language, machine=True))}
    assert check in found
    assert (found[check] is Severity.BLOCKING) is out


@pytest.mark.parametrize(("english", "draft", "language"), SOUND)
def test_a_draft_that_only_looks_odd_is_left_alone(english: str, draft: str, language: str) -> None:
    assert run(Pair(english, draft, language, machine=True)) == ()


@pytest.mark.parametrize(("english", "text", "language"), [*CLEAN, *CLEAN_LATER, *CLEAN_MORE])
def test_a_right_translation_is_no_more_suspicious_when_a_machine_made_it(
    english: str, text: str, language: str
) -> None:
    by_hand = run(Pair(english, text, language))
    assert run(Pair(english, text, language, machine=True)) == by_hand


def test_h1_the_same_dose_in_another_unit_keeps_a_draft_out() -> None:
    pair = Pair("Take 400 micrograms.", "Weź 0,4 mg.", "pl", safety_critical=False, machine=True)
    assert [f.severity for f in run(pair) if f.check == "facts"] == [Severity.BLOCKING]


def test_h2_a_draft_that_lost_its_not_is_kept_out_wherever_it_stands() -> None:
    english, draft = "Do not wait.", "Czekaj."
    by_machine = run(Pair(english, draft, "pl", safety_critical=False, machine=True))
    by_hand = run(Pair(english, draft, "pl", safety_critical=False))
    assert [f.severity for f in by_machine if f.check == "negation"] == [Severity.BLOCKING]
    assert [f.severity for f in by_hand if f.check == "negation"] == [Severity.ADVISORY]
