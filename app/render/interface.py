"""The interface's words in each language: gettext catalogues read from `locales/`, and whether a
language's interface may be shown. Extraction of the words is in `messages`; resources are not
translated here.
"""

import io
import logging
import re
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Literal

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from app.config import LOCALES
from app.languages import Language, find

InterfaceState = Literal["open", "closed"]
DOMAIN = "messages"
POT = LOCALES / f"{DOMAIN}.pot"
_LINE = re.compile(r'(?:#.*|(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)? ?".*"|)')
_log = logging.getLogger(__name__)


def path_of(language: Language, folder: Path = LOCALES) -> Path:
    """Where the interface of a language lies, such as `locales/fa_AF/LC_MESSAGES/messages.po`."""
    return folder / language.locale / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def translations(tag: str, demo: bool) -> NullTranslations:
    """The words to show in this language: English where it is closed, never a mixture (H5, H23)."""
    if tag == "en" or interface_state(tag, demo) == "closed":
        return NullTranslations()
    return compiled(_catalogue(find(tag)), demo)


@cache
def interface_state(tag: str, demo: bool) -> InterfaceState:
    """'open' only if every reader string is translated with its placeholders whole, and reviewed
    (not fuzzy) unless this is the demonstration. Raises UnknownLanguage."""
    language = find(tag)
    if tag == "en":
        return "open"
    try:
        missing = missing_words(_catalogue(language), template(), demo)
    except (OSError, PoFileError, ValueError) as error:
        _log.info("the interface in %s is closed: %s", language.english_name, error)
        return "closed"
    return "closed" if missing else "open"


def missing_words(catalogue: Catalog, wanted: Catalog, demo: bool) -> tuple[str, ...]:
    """The English of every reader string that cannot be shown in this catalogue's language yet."""
    out = []
    for message in wanted:
        if message.id:
            found = catalogue.get(message.id, message.context)
            if found is None or not _is_usable(found, catalogue, demo):
                out.append(message.id if isinstance(message.id, str) else message.id[0])
    return tuple(out)


def _is_usable(message: Message, catalogue: Catalog, demo: bool) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else message.string
    if not strings or not all(text and text.strip() for text in strings):
        return False
    return (demo or not message.fuzzy) and not message.check(catalogue)


@cache
def template() -> Catalog:
    """Every reader string, in English."""
    with POT.open("rb") as file:
        return read_po(file, abort_invalid=True)


def read_catalogue(path: Path, language: Language) -> Catalog:
    """A catalogue from a file, with the registry's plural forms where Babel has none; raises
    PoFileError, OSError or ValueError."""
    data = path.read_bytes()
    for number, line in enumerate(data.decode().splitlines(), start=1):
        if not _LINE.fullmatch(line.strip()):
            # Babel would read on and lose the letters at the ends.
            raise ValueError(f'{path.name}, line {number}: write a keyword and a string in “"”.')
    catalogue = read_po(io.BytesIO(data), domain=DOMAIN, abort_invalid=True)
    if language.plural:
        header = f"Plural-Forms: {language.plural}"
        if header.removeprefix("Plural-Forms: ") != catalogue.plural_forms:
            raise ValueError(f"{path.name}: the header must say “{header}”.")
    return catalogue


def compiled(catalogue: Catalog, demo: bool) -> Translations:
    """A catalogue ready to use. Babel drops fuzzy entries by default, which would leave silent
    English."""
    binary = io.BytesIO()
    write_mo(binary, catalogue, use_fuzzy=demo)
    binary.seek(0)
    return Translations(binary, domain=DOMAIN)


@cache
def _catalogue(language: Language) -> Catalog:
    return read_catalogue(path_of(language), language)
