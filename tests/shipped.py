"""The texts that ship, read once by a process: all of `content/` takes seconds."""

from app.resources.schema import Resource
from app.workflow.imports import shipped_drafts


def texts() -> tuple[Resource, ...]:
    """Every resource of `content/`, sorted by kind and slug."""
    return tuple(each for each in shipped_drafts.resources() if each.kind != "interface")


def texts_of(*slugs: str) -> tuple[Resource, ...]:
    """Those with these slugs, in each reading version that they have."""
    found = tuple(each for each in texts() if each.slug in slugs)
    assert {each.slug for each in found} == set(slugs)
    return found
