"""Where staff pages stand. Those of readers are in `app.resources.addresses`."""

from urllib.parse import quote, urlencode


def address(slug: str, version: str, tag: str) -> str:
    """Where a translation is worked on."""
    return f"/workbench/{slug}/{version}/{tag}"


def writing(kind: str, slug: str, version: str) -> str:
    """Where the English of a text is written."""
    return f"/author/{kind}/{slug}/{version}"


def at(place: str, path: str, **asked: str) -> str:
    """Where one segment of a translation is worked on; what is `asked` for goes into the query."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{place}/at/{quote(path)}{'?' if query else ''}{query}"
