"""A text that was made to hold up the checks is checked in one pass. What is bounded is not the
speed, which is a benchmark, but the kind of growth: each text is checked in a process that may use
so many seconds of a processor as only work that grows with the square of 50 kB needs; one or two
are usual. The seconds stop a test that would otherwise run for hours, and are no measure.
"""

import os
import resource
import sys
from pathlib import Path

import pytest

from app.checks import Pair, run
from app.checks.facts import MOST, check_facts
from app.languages import languages
from tests.forked import Forked

SECONDS = 10
LENGTH = 50_000
PIECES = {
    "dashes": "-",
    "words": "Call the ward now. ",
    "one word": "a",
    "times": "10:30 ",
    "digits": "7",
    "numbers": "12 ",
    "doses": "5 mg ",
    "dates": "1/2/2020 ",
    "phones": "0117 900 4000 ",
    "spaces": " ",
    "marks": "\u0301\u0316",
    "brackets": "<1>",
    "strong": "**",
    "braces": "{a.",
    "quotes": "'\"",
    "bullets": "\n- a",
    "addresses": "a@b.",
    "domains": "--.",
    "questions": "isn't a ",
    "Dari": "ساعت ۱۰ ",
    "Nepali": "दिनमा १० ",
}


def check() -> None:
    """Both ways round, in a process of its own."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    piece, tag = sys.argv[1:]
    text = (piece * LENGTH)[:LENGTH]
    short = "Take 10 mg at 10:30. Do not call 999."
    run(Pair(short, text, tag, safety_critical=True, machine=True))
    run(Pair(text, text, tag, safety_critical=True, machine=True))


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_50_kb_of_anything_are_checked_in_one_pass(piece: str, tmp_path: Path) -> None:
    tag = {"ساعت ۱۰ ": "fa-AF", "दिनमा १० ": "ne", "Call the ward now. ": "fa-AF"}.get(piece, "pl")
    with (tmp_path / "said").open("w") as said:
        process = Forked(check, piece, tag, environment=os.environ, said=said)
        assert process.wait() == 0


NUMBERS = ("9" * 5_000, "1." + "3" * 5_000, "9" * 5_000 + "½", "٩" * 5_000)


@pytest.mark.parametrize("number", NUMBERS, ids=range(len(NUMBERS)))
@pytest.mark.parametrize("tag", [language.tag for language in languages()])
def test_a_number_of_any_length_is_compared(number: str, tag: str) -> None:
    same = run(Pair(f"Take {number} mg.", f"{number} mg", tag))
    assert not [found for found in same if found.check == "facts"]
    other = run(Pair("Take 10 mg.", f"{number} mg", tag))
    assert any(found.check == "facts" and found.severity == "blocking" for found in other)
    assert all(len(found.message) < 500 for found in other)
    slash = f"1/{number}"
    assert not [found for found in run(Pair(slash, slash, tag)) if found.check == "facts"]


def test_many_numbers_must_all_be_the_same() -> None:
    many = [f"{n} mg" for n in range(1, MOST + 2)]
    assert not [*check_facts(Pair(", ".join(many), ", ".join(many), "pl"))]
    wrong = ", ".join(["800 mg", *many[1:]])
    [found] = check_facts(Pair(", ".join(many), wrong, "pl"))
    assert found.severity == "blocking"
