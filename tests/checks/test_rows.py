"""The labelled table: right translations are left alone, wrong ones are blocked."""

from __future__ import annotations

import re

import pytest

from app.checks import Pair, Severity, run
from tests.checks.rows_by_value import RIGHT as SAME_VALUE
from tests.checks.rows_by_value import WRONG as OTHER_VALUE
from tests.checks.rows_clean import CLEAN
from tests.checks.rows_clean_later import CLEAN_LATER
from tests.checks.rows_clean_more import CLEAN_MORE
from tests.checks.rows_damaged import DAMAGED

RIGHT = CLEAN + CLEAN_MORE
NATIVE = {
    "ne": "०१२३४५६७८९",
    "kok-Deva": "०१२३४५६७८९",
    "bn": "০১২৩৪৫৬৭৮৯",
    "fa-AF": "۰۱۲۳۴۵۶۷۸۹",
    "ps": "۰۱۲۳۴۵۶۷۸۹",
}


def blocking(source: str, target: str, language: str) -> list[str]:
    findings = run(Pair(source, target, language))
    return [f.check for f in findings if f.severity is Severity.BLOCKING]


@pytest.mark.parametrize(("source", "target", "language"), RIGHT)
def test_a_right_translation_has_no_finding(source: str, target: str, language: str) -> None:
    assert run(Pair(source, target, language)) == ()


@pytest.mark.parametrize(("source", "target", "language"), CLEAN_LATER)
def test_a_right_translation_has_at_most_its_digits_noted(
    source: str, target: str, language: str
) -> None:
    assert {f.check for f in run(Pair(source, target, language))} <= {"native-digits"}


@pytest.mark.parametrize(("source", "target", "language", "check"), DAMAGED)
def test_a_wrong_translation_is_blocked_by_its_check(
    source: str, target: str, language: str, check: str
) -> None:
    assert check in blocking(source, target, language)


@pytest.mark.parametrize(("source", "target", "language"), [r for r in RIGHT if r[2] in NATIVE])
def test_h1_native_digits_of_equal_value_are_only_an_advisory(
    source: str, target: str, language: str
) -> None:
    written = target.translate(str.maketrans("0123456789", NATIVE[language]))
    findings = run(Pair(source, written, language))
    assert {f.severity for f in findings} <= {Severity.ADVISORY}
    assert {f.check for f in findings} <= {"native-digits"}


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [r for r in RIGHT if "COVID" not in r[0] and re.search(r"\d", r[1])],
)
def test_h1_every_changed_number_blocks(source: str, target: str, language: str) -> None:
    blanked = re.sub(r"<[^>]*>", lambda m: "_" * len(m.group()), target)
    for m in re.finditer(r"(?<![\d.,:/–h])\d+(?!\d)", blanked):
        longer = target[: m.end()] + "0" + target[m.end() :]
        assert blocking(source, longer, language), longer


def test_the_table_covers_all_fifteen_languages() -> None:
    assert len({language for _, _, language in RIGHT}) >= 15


@pytest.mark.parametrize(("source", "target", "language"), SAME_VALUE)
def test_one_value_told_in_another_way_does_not_block(
    source: str, target: str, language: str
) -> None:
    assert blocking(source, target, language) == []


@pytest.mark.parametrize(("source", "target", "language"), OTHER_VALUE)
def test_a_value_that_only_looks_alike_blocks(source: str, target: str, language: str) -> None:
    assert "facts" in blocking(source, target, language)
