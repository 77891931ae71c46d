"""What the files in `locales/` hold: the drafts of every text and of the interface, and how sure
their makers were. Nothing here writes; `exchange.shipped` brings them up to the English,
`workflow.seeding` and `workflow.interface` take them into a database.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel.messages.pofile import PoFileError

from app.config import CONTENT, LOCALES
from app.exchange import po
from app.exchange.entries import Entry, TranslationFile
from app.exchange.po import PoError
from app.exchange.shipped import file_name
from app.languages import Language
from app.render import interface, interface_resource
from app.resources.kinds import rules
from app.resources.load import load_all
from app.resources.schema import Resource
from app.resources.segments import content_hash, extract

CONFIDENCE = ("low", "medium", "high")
"""How sure the maker of a file says to be, least first."""
_CONFIDENCE = re.compile(rf"\bconfidence: *({'|'.join(CONFIDENCE)})\b", re.IGNORECASE)


@cache
def resources() -> tuple[Resource, ...]:
    """All that is translated: the interface first, then what `content/` holds of it. Raises
    ContentError."""
    every = (interface_resource.as_resource(), *load_all(CONTENT))
    return tuple(each for each in every if rules(each.kind).is_translated)


def path_of(resource: Resource, language: Language) -> Path:
    """The file of the language that holds the drafts of this resource."""
    if resource.kind == interface_resource.KIND:
        return interface.path_of(language)
    return LOCALES / language.locale / "LC_MESSAGES" / file_name(resource)


def read(resource: Resource, language: Language) -> TranslationFile | None:
    """The drafts of a resource, None where there is no file. Raises PoError for one that cannot be
    read."""
    path = path_of(resource, language)
    if not path.is_file():
        return None
    if resource.kind != interface_resource.KIND:
        return po.read(path.read_bytes(), path.name)
    return _interface(resource, language, path)


@cache
def confidence(language: Language) -> str:
    """One of `CONFIDENCE`: that of the least sure of the language's files, empty where none says.
    It reads their heads alone, and once: the files come with the code."""
    files = interface.path_of(language).parent.glob("*.po")
    return least_sure(po.origin_of(path.read_bytes()) for path in files)


def least_sure(origins: Iterable[str]) -> str:
    """The lowest confidence that these origins name, empty where none does."""
    said = {found[1].lower() for origin in origins if (found := _CONFIDENCE.search(origin))}
    return next((each for each in CONFIDENCE if each in said), "")


def _interface(resource: Resource, language: Language, path: Path) -> TranslationFile:
    """A catalogue of the interface as the file of a resource: entries for the words that it has."""
    try:
        catalogue = interface.read_catalogue(path, language)
    except (PoFileError, ValueError) as error:
        raise PoError(f"{language.locale}/{path.name}: {error}") from None
    drafts = interface_resource.drafts_of(catalogue)
    doubts = interface_resource.doubts_of(catalogue)
    return TranslationFile(
        language=language.tag,
        slug=resource.slug,
        reading_version=resource.reading_version,
        revision=content_hash(resource)[:16],
        origin=po.origin_of(path.read_bytes()),
        entries=tuple(
            Entry(
                path=segment.path,
                source=segment.text,
                text=drafts[segment.path][0],
                fuzzy=drafts[segment.path][1],
                doubt=doubts.get(segment.path, ""),
            )
            for segment in extract(resource).segments
            if segment.path in drafts
        ),
    )
