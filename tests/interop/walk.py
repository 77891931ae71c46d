"""A walk of a file through a client, and what came of it."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.interop.world import World

Outcome = Literal["holds", "fails", "absent"]


class Fails(Exception):  # named for what it says
    """What should hold does not; the message says what came instead."""


class Absent(Exception):  # named for what it says
    """A client is not on this machine; the message says how to get it."""


@dataclass(frozen=True)
class Walk:
    """`run` takes the world and where the client lies; it says what it saw, or raises Fails."""

    format: str
    what: str
    run: Callable[[World, Path], str]


@dataclass(frozen=True)
class Client:
    """Another program. `find` gives where it lies and its version, or raises Absent."""

    name: str
    find: Callable[[], tuple[Path, str]]
    walks: tuple[Walk, ...]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of one walk."""

    client: str
    version: str
    format: str
    what: str
    outcome: Outcome
    detail: str


def must(holds: bool, otherwise: str) -> None:
    """Raises Fails."""
    if not holds:
        raise Fails(otherwise)


def walked(client: Client, world: World) -> list[Result]:
    """Every walk of a client; one that fails stops no other."""
    try:
        place, version = client.find()
    except Absent as absent:
        return [_result(client, "", walk, "absent", str(absent)) for walk in client.walks]
    return [_walked(client, version, walk, world, place) for walk in client.walks]


def _walked(client: Client, version: str, walk: Walk, world: World, place: Path) -> Result:
    try:
        return _result(client, version, walk, "holds", walk.run(world, place))
    except Fails as fails:
        return _result(client, version, walk, "fails", str(fails))
    except Exception as error:
        # A client that breaks off, or our reader that does, is what this is for.
        traceback.print_exc()
        return _result(client, version, walk, "fails", f"{type(error).__name__}: {error}")


def _result(client: Client, version: str, walk: Walk, outcome: Outcome, detail: str) -> Result:
    said = " ".join(detail.split())[:400]
    return Result(
        client=client.name, version=version, format=walk.format, what=walk.what, outcome=outcome,
        detail=said,
    )  # fmt: skip
