"""A resource as the YAML in which authors write it: what `load.parse` reads. What a file's author
had beside it, comments and line ends, is in no resource.
"""

import io
import re
from datetime import date
from typing import Any

from ruamel.yaml import YAML

from app.resources.editing import SOURCES, Data, written
from app.resources.load import stem
from app.resources.schema import Resource
from app.resources.segments import content_hash

DIGEST = 16
"""Letters of the hash that names an English in a file that was taken away."""
_TAKEN = re.compile(rb"^(?:\xef\xbb\xbf)?# English ([0-9a-f]{16})[ .]", re.MULTILINE)


def taken_away(resource: Resource) -> str:
    """The text of a file to change and bring back: its first line says which English it was, so
    that only what is changed in it counts."""
    mark = content_hash(resource)[:DIGEST]
    return (
        f"# English {mark}. Leave this line: it tells what you changed from what others changed "
        f"meanwhile.\n{as_yaml(resource)}"
    )


def taken_from(data: bytes) -> str:
    """Which English a file was taken away as; empty where it does not say."""
    found = _TAKEN.search(data[:4000])
    return found[1].decode() if found else ""


def as_yaml(resource: Resource) -> str:
    """The text of the file."""
    yaml = YAML()
    yaml.width = 10_000  # folded lines would end with spaces
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_dated(_authored(written(resource))), out)
    return out.getvalue()


def file_name(slug: str, reading_version: str, ending: str) -> str:
    """How such a file is called, as `load.load` wants it."""
    return f"{stem(slug, reading_version)}.{ending}"


def _authored(data: Any) -> Any:
    """Without the languages of a question: they come with the plan when it is read."""
    if isinstance(data, dict):
        found = {name: _authored(value) for name, value in data.items()}
        if found.get("languages") and "options" in found:
            found["options"] = [each for each in found["options"] if "names" not in each]
            if not found["options"]:
                del found["options"]
        return found
    return [_authored(each) for each in data] if isinstance(data, list) else data


def _dated(data: Data) -> Data:
    """With days as days, so that they stand without quotes."""
    done = {**data, "review_by": date.fromisoformat(data["review_by"])}
    if SOURCES in data:
        done[SOURCES] = [
            {**each, "read": date.fromisoformat(each["read"])} if "read" in each else each
            for each in data[SOURCES]
        ]
    return done
