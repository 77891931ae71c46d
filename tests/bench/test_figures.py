"""What is told of measurements, and in which order they are taken; nothing here is timed."""

import pytest

from tests.bench import rounds
from tests.bench.figure import Figure
from tests.bench.filled import missing_in
from tests.bench.timing import Growth, p95


@pytest.mark.parametrize(
    ("value", "target", "better", "holds"),
    [
        (0.9, 1.0, "lower", True),
        (1.1, 1.0, "lower", False),
        (1.9, 1.8, "higher", True),
        (0.96, 1.8, "higher", False),
        (1.0, 1.0, "lower", True),
        (0.0, None, "higher", True),
    ],
)
def test_a_figure_holds_on_the_better_side_of_its_target(
    value: float, target: float | None, better: str, holds: bool
) -> None:
    figure = Figure("a", value, "ratio", target, better)  # type: ignore[arg-type]
    assert figure.holds is holds


def test_a_row_says_its_target_the_side_of_it_and_how_often_it_was_measured() -> None:
    row = Figure("a", 1.23456, "ratio", 1.8, "higher", "how", samples=7).as_row()
    assert row == {
        "name": "a", "value": 1.2346, "unit": "ratio", "target": 1.8, "better": "higher",
        "holds": False, "samples": 7, "detail": "how",
    }  # fmt: skip
    assert Figure("a", 1, "ms", better="higher").as_row()["better"] is None


def test_each_side_begins_as_often_and_the_first_rounds_do_not_count() -> None:
    asked: list[str] = []

    def side(name: str) -> int:
        asked.append(name)
        return asked.count(name)

    ours, theirs = rounds.in_turn((lambda: side("a"), lambda: side("b")), 4, warm=2)
    assert ours == theirs == [3, 4, 5, 6]
    assert "".join(asked) == "ab" + "ba" + "ab" + "ba" + "ab" + "ba"


def test_a_round_that_was_slow_for_both_sides_does_not_change_the_ratio() -> None:
    assert rounds.ratio([1, 10, 2], [2, 20, 4]) == 0.5
    assert rounds.ratio([1, 1, 1], [1, 2, 4]) == 0.5


def test_a_side_that_gave_nothing_counts_as_nothing() -> None:
    assert rounds.ratio([1, 1, 1], [0, 0, 1]) == 0


def test_growth_is_of_what_is_slow_now_and_then_and_says_the_median_beside_it() -> None:
    often = [0.001] * 90
    figure = Growth((*often, *[0.002] * 10), (*often, *[0.004] * 10)).figure("a", "few", "many")
    assert figure.value == pytest.approx(2)
    assert figure.samples == 100
    assert "4.0 ms many, 2.0 ms few; median: 1.0 and 1.0 ms" in figure.detail


def test_the_95th_percentile_leaves_a_twentieth_above() -> None:
    values = [float(n) for n in reversed(range(1, 101))]
    assert 95 <= p95(values) <= 96


def test_an_option_that_a_print_leaves_out_is_seen() -> None:
    wanted = ["Yes", "Notsure", "Yes"]
    assert missing_in("<li>Yes</li> <li>Not <b>sure</b></li> <li>Yes</li>", wanted) == set()
    assert missing_in("<li>Yes</li> <li>Not sure</li>", wanted) == {"Yes"}
    assert missing_in("Y es Yes", wanted) == {"Notsure"}
