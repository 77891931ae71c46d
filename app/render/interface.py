"""The interface's words in each language, and whether they may be shown: those that were published
through the workbench, or in a demonstration the drafts in `locales/`. Extraction of the words is in
`messages`; how they go through the workbench is in `interface_resource`.
"""

import hashlib
import io
import json
import logging
import re
from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Literal

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from app.config import LOCALES
from app.languages import Language, find, is_source

InterfaceState = Literal["open", "closed"]
DOMAIN = "messages"
POT = LOCALES / f"{DOMAIN}.pot"
_LINE = re.compile(r'(?:#.*|(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)? ?".*"|)')
_log = logging.getLogger(__name__)


def path_of(language: Language, folder: Path = LOCALES) -> Path:
    """Where the interface of a language lies, such as `locales/fa_AF/LC_MESSAGES/messages.po`."""
    return folder / language.locale / "LC_MESSAGES" / f"{DOMAIN}.po"


class _Released:
    """Words that were released together, and what was worked out from them. Whoever is still at
    that when others are released leaves nothing behind for those."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self.catalogues = {tag: _catalogue_of(texts) for tag, texts in words.items()}
        self.stamps = {tag: _stamp_of(texts) for tag, texts in words.items()}
        self.states: dict[tuple[str, bool], InterfaceState] = {}
        self.translations: dict[tuple[str, bool], NullTranslations] = {}

    def has(self, tag: str) -> bool:
        found = self.catalogues.get(tag)
        return found is not None and not missing_words(found, template(), demo=False)

    def state(self, tag: str, demo: bool) -> InterfaceState:
        if (found := self.states.get((tag, demo))) is None:
            found = self.states[tag, demo] = self._state(tag, demo)
        return found

    def spoken(self, tag: str, demo: bool) -> NullTranslations:
        if (found := self.translations.get((tag, demo))) is None:
            found = self.translations[tag, demo] = self._spoken(tag, demo)
        return found

    def single(self, tag: str, demo: bool) -> NullTranslations:
        if (found := self.catalogues.get(tag)) is not None:
            return compiled(found, demo=False)
        path = path_of(find(tag))
        if not demo or not path.is_file():
            return NullTranslations()
        try:
            return compiled(_catalogue(find(tag)), demo)
        except (OSError, PoFileError, ValueError):
            return NullTranslations()

    def _state(self, tag: str, demo: bool) -> InterfaceState:
        language = find(tag)
        if is_source(tag) or self.has(tag):
            return "open"
        if not demo:
            return "closed"
        try:
            missing = missing_words(_catalogue(language), template(), demo)
        except (OSError, PoFileError, ValueError) as error:
            _log.info("the interface in %s is closed: %s", language.english_name, error)
            return "closed"
        return "closed" if missing else "open"

    def _spoken(self, tag: str, demo: bool) -> NullTranslations:
        if is_source(tag) or self.state(tag, demo) == "closed":
            return NullTranslations()
        if self.has(tag):
            return compiled(self.catalogues[tag], demo=False)
        return compiled(_catalogue(find(tag)), demo)


def _catalogue_of(texts: Mapping[str, str]) -> Catalog:
    catalogue = Catalog()
    for english, text in texts.items():
        catalogue.add(english, text)
    return catalogue


def _stamp_of(texts: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(dict(texts)).encode()).hexdigest()[:16]


_now = [_Released({})]


def release(words: Mapping[str, Mapping[str, str]]) -> None:
    """From now on show these words, by tag and English, and none that were released before."""
    _now[0] = _Released(words)


def stamp(tag: str) -> str:
    """What changes when other words are released for a language; nothing where none are."""
    return _now[0].stamps.get(tag, "")


def stamped(tag: str, demo: bool) -> tuple[str, NullTranslations]:
    """The words of a language with their stamp, of one release."""
    now = _now[0]
    return now.stamps.get(tag, ""), now.spoken(tag, demo)


def translations(tag: str, demo: bool) -> NullTranslations:
    """The words to show in this language: English where it is closed, never a mixture (H5, H23)."""
    return _now[0].spoken(tag, demo)


def interface_state(tag: str, demo: bool) -> InterfaceState:
    """'open' only if every reader segment was published, or in a demonstration translated, with its
    placeholders whole. Raises UnknownLanguage."""
    return _now[0].state(tag, demo)


def single_words(tag: str, demo: bool) -> NullTranslations:
    """The words of a language that is not open as a whole, for a sentence that stands alone: those
    that people have published, or in a demonstration the drafts; English where there are none
    (H23)."""
    return _now[0].single(tag, demo)


def missing_words(catalogue: Catalog, wanted: Catalog, demo: bool) -> tuple[str, ...]:
    """The English of every reader segment that cannot be shown in this catalogue's language yet."""
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
    """Every reader segment, in English."""
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
