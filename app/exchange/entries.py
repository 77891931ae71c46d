"""What any file of a translation holds, whatever its format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.exchange.opening import FileRefused
from app.languages import UnknownLanguage, of_a_file
from app.resources.characters import one_line

SENT_BACK = "Sent back to be looked at again"
DOUBT = "Doubt"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One segment in a file. `fuzzy` says that nobody confirmed it, None that the format can't
    say; `line` counts from 1. `state` is the file's own word for where it stands, `trouble` why
    its text could not be read as it was meant: such a text is never taken. A `text` that
    was made for an earlier English, its `previous`, goes out with the state `stale`; what was sent
    back to its writer says why in `sent_back`, and `doubt` what its drafter was not sure of."""

    path: str
    source: str
    text: str
    fuzzy: bool | None
    note: str = ""
    line: int = 0
    state: str = ""
    source_hash: str = ""
    trouble: str = ""
    previous: str = ""
    sent_back: str = ""
    doubt: str = ""

    @property
    def notes(self) -> dict[str, str]:
        """What the next person must know about it: lines by what they are about."""
        why = f"{SENT_BACK}: {one_line(self.sent_back)}" if self.sent_back else ""
        doubt = f"{DOUBT}: {one_line(self.doubt)}" if self.doubt else ""
        said = (("context", self.note), ("sent-back", why), ("doubt", doubt))
        return {about: line for about, line in said if line}


@dataclass(frozen=True, kw_only=True)
class TranslationFile:
    """A translation as a file holds it. `at` names the moment of its export, so that what changed
    here since is known when it comes back. `english_from` and `changed_on` say when its English
    came in and its words were last changed, as gettext writes it: “2026-11-29 19:05+0000”."""

    language: str
    slug: str
    reading_version: str
    revision: str
    origin: str
    entries: tuple[Entry, ...]
    at: str = ""
    english_from: str = ""
    changed_on: str = ""


@dataclass(frozen=True)
class Bundle:
    """Translations of several texts into one language, in one file."""

    language: str
    files: tuple[TranslationFile, ...]


_TOKEN = re.compile(r"<(?P<open>\d+)>(?P<inner>[^<>]*)</(?P=open)>|<(?P<alone>\d+)/>")


@dataclass(frozen=True)
class Run:
    """A piece of a segment: plain words, a pair of tokens round words, or a token alone."""

    text: str
    number: str = ""
    alone: bool = False


def runs(text: str) -> tuple[Run, ...]:
    """A segment in its pieces; tokens that are damaged stay plain words."""
    found: list[Run] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            found.append(Run(text[end : match.start()]))
        alone = match["alone"] is not None
        found.append(Run(match["inner"] or "", match["open"] or match["alone"], alone))
        end = match.end()
    return (*found, Run(text[end:])) if end < len(text) or not found else tuple(found)


def refuse_twice(entries: Iterable[Entry], name: str) -> None:
    """Raises FileRefused where a file holds one segment twice."""
    seen: set[str] = set()
    for entry in entries:
        if entry.path in seen:
            place = f"{name}:{entry.line}" if entry.line else name
            raise FileRefused(f"{place}: the entry {entry.path!r} stands twice. Remove one.")
        seen.add(entry.path)


def language_of(tag: str, name: str) -> str:
    """Our tag of the language that a file names, empty where it names none; raises FileRefused."""
    try:
        return of_a_file(tag).tag if tag.strip() else ""
    except UnknownLanguage as error:
        raise FileRefused(f"{name}: {error}") from None


def our_tag(tag: str) -> str:
    """Our tag of a language, or a tag that is none of ours as it stands."""
    try:
        return of_a_file(tag).tag
    except UnknownLanguage:
        return tag.strip()


def refuse_empty(entries: Iterable[Entry], name: str, what: str) -> None:
    if not tuple(entries):
        raise FileRefused(f"{name}: the file has no translated texts. Is it {what}?")
