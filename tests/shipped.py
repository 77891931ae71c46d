"""The texts that ship, each read once by a process: all of `content/` takes seconds."""

from functools import cache
from pathlib import Path

from app.config import CONTENT
from app.resources.load import files, load
from app.resources.schema import Resource, all_parts


@cache
def at(path: Path) -> Resource:
    """The text in a file of `content/`."""
    return load(path)


@cache
def texts() -> tuple[Resource, ...]:
    """Every resource of `content/`, sorted by kind and slug."""
    return tuple(map(at, files(CONTENT)))


@cache
def varied() -> tuple[Path, ...]:
    """Files of `content/` that between them have every field of every part."""
    seen: set[tuple[str, str]] = set()
    found = []
    for path in files(CONTENT):
        resource = at(path)
        here = {
            (str(getattr(part, "type", type(part).__name__)), name)
            for part in (resource, *all_parts(resource))
            for name in part.model_fields_set
        } | {("kind", f"{resource.kind} {resource.reading_version}")}
        if not here <= seen:
            seen |= here
            found.append(path)
    return tuple(found)


def texts_of(*slugs: str) -> tuple[Resource, ...]:
    """Those with these slugs, in each reading version that they have."""
    found = tuple(each for each in texts() if each.slug in slugs)
    assert {each.slug for each in found} == set(slugs)
    return found
