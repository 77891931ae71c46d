"""What is said of walks: what is absent counts as neither held nor failed, and what breaks off as
failed. No client is started here."""

from pathlib import Path
from typing import cast

from tests.interop import report
from tests.interop.walk import Absent, Client, Fails, Walk, walked
from tests.interop.world import World

NOWHERE = cast(World, None)


def here() -> tuple[Path, str]:
    return Path(), "1.0"


def gone() -> tuple[Path, str]:
    raise Absent("apt-get install it")


def lost(world: World, place: Path) -> str:
    raise Fails("3 of 4 texts came back")


def broken(world: World, place: Path) -> str:
    raise OSError("no such file")


WALKS = (
    Walk("PO", "untouched", lambda world, place: "4 the same"),
    Walk("PO", "one text changed", lost),
    Walk("PO", "opened", broken),
)


def test_each_walk_says_what_came_of_it_and_one_that_fails_stops_no_other() -> None:
    found = [(one.outcome, one.detail) for one in walked(Client("A", here, WALKS), NOWHERE)]
    assert found == [
        ("holds", "4 the same"),
        ("fails", "3 of 4 texts came back"),
        ("fails", "OSError: no such file"),
    ]


def test_what_is_absent_is_named_and_no_walk_of_it_counts_as_held() -> None:
    results = walked(Client("A", gone, WALKS), NOWHERE) + walked(Client("B", here, WALKS), NOWHERE)
    assert report.counts(results) == "1 walks held, 2 failed; absent, so not walked: A."
    page = report.page(results, "29 November 2026")
    assert "## A\n" in page
    assert "| PO | untouched | absent | apt-get install it |" in page
    assert "## B 1.0\n" in page
