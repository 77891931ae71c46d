"""Each check is declared once, has examples of its own, and is named where people read of it."""

from __future__ import annotations

from itertools import chain

import pytest

from app.checks import CHECKS, Check, Pair, run
from app.config import ROOT
from tests.checks.examples import EXAMPLES

BY_ID = {check.id: check for check in CHECKS}
DAMAGED = [(id_, pair) for id_, table in EXAMPLES.items() for pair in table.damaged]
CLEAN = [(id_, pair) for id_, table in EXAMPLES.items() for pair in table.clean]


def test_the_registry_names_each_check_once() -> None:
    assert len(BY_ID) == len({check.name for check in CHECKS}) == len(CHECKS)
    assert len({check.run for check in CHECKS}) == len(CHECKS)


def test_each_check_has_examples_and_each_table_its_check() -> None:
    assert EXAMPLES.keys() == BY_ID.keys()
    assert [id_ for id_, table in EXAMPLES.items() if not (table.damaged and table.clean)] == []


@pytest.mark.parametrize(("check", "pair"), DAMAGED)
def test_a_check_finds_fault_with_what_is_damaged(check: str, pair: Pair) -> None:
    assert check in {finding.check for finding in run(pair)}


@pytest.mark.parametrize(("check", "pair"), CLEAN)
def test_a_check_lets_its_near_misses_pass(check: str, pair: Pair) -> None:
    assert check not in {finding.check for finding in run(pair)}


@pytest.mark.parametrize("check", CHECKS, ids=BY_ID)
def test_the_page_on_checks_has_a_row_for_each(check: Check) -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert f"\n| {check.name} | `{check.id}` |" in page


def test_the_page_on_checks_has_no_row_for_another() -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and "| `" in line]
    assert len(rows) == len(CHECKS)


def test_a_finding_bears_the_id_of_its_check() -> None:
    for check in CHECKS:
        found = list(chain.from_iterable(check.findings(p) for p in EXAMPLES[check.id].damaged))
        assert {finding.check for finding in found} == {check.id}
