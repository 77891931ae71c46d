"""Names that no language translates: hospitals and hubs of `content/services.yaml`, what
`content/glossary.yaml` says is not to be translated, and a few that neither holds.
"""

import re
from functools import cache

from ruamel.yaml import YAML

from app.config import CONTENT
from app.services import services

OTHERS = ("LanguageLine", "Tommy's", "Covid-19", "NHS")


@cache
def kept() -> frozenset[str]:
    """Every such name, as it stands in English."""
    glossary = YAML(typ="safe").load((CONTENT / "glossary.yaml").read_text("utf-8"))
    places = services().services
    hubs = (hub.name for place in places for hub in place.hubs)
    return frozenset(
        (
            *OTHERS,
            *(place.name for place in places),
            *(re.sub(r"\s*\(.*\)", "", name) for name in hubs),
            *(str(row["term"]) for row in glossary["do_not_translate"]),
        )
    )
