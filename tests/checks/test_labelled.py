"""The checks hold what they promise on both halves of the labelled table."""

from __future__ import annotations

import pytest

from app.config import ROOT
from tests.checks.labelled import HALVES, rows, score


def test_the_table_is_large_balanced_and_in_ten_languages() -> None:
    every = rows()
    assert len(every) >= 300
    assert len({row.language for row in every}) >= 10
    assert len(set(every)) == len(every)
    for half in HALVES:
        wrong = sum(row.wrong for row in rows(half))
        assert 0.4 < wrong / len(rows(half)) < 0.6


def test_no_sentence_of_a_language_stands_in_both_halves() -> None:
    kept, frozen = ({(row.source, row.language) for row in rows(half)} for half in HALVES)
    assert not kept & frozen


@pytest.mark.parametrize("half", HALVES)
def test_h1_damage_is_blocked_and_right_translations_are_not(half: str) -> None:
    found = score(rows(half))
    assert found.recall >= 0.99, found.missed
    assert found.precision >= 0.97, found.alarms


def test_h2_a_lost_not_is_blocked_wherever_the_table_has_one() -> None:
    assert [row for row in score(rows()).missed if row.kind == "negation"] == []


def test_the_misses_are_published() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    found = score(rows())
    for row in (*found.missed, *found.alarms):
        assert row.target in page
