"""The texts that ship, each read once by a process: all of `content/` takes seconds."""

from functools import cache
from pathlib import Path

from app.config import CONTENT
from app.resources.load import files, load
from app.resources.schema import Resource


@cache
def at(path: Path) -> Resource:
    """The text in a file of `content/`."""
    return load(path)


@cache
def texts() -> tuple[Resource, ...]:
    """Every resource of `content/`, sorted by kind and slug."""
    return tuple(map(at, files(CONTENT)))


def texts_of(*slugs: str) -> tuple[Resource, ...]:
    """Those with these slugs, in each reading version that they have."""
    found = tuple(each for each in texts() if each.slug in slugs)
    assert {each.slug for each in found} == set(slugs)
    return found
