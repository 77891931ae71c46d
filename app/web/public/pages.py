"""What public pages are handed: everything that a template prints, already chosen and formatted.

They read editions and the registries, never the database; words stand in templates and in
`app.render.words`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.languages import ENGLISH, Language, find, format_date, languages
from app.render import words
from app.render.html import Reading
from app.render.interface import interface_state, translations
from app.render.local import Local
from app.render.printable import formats_of
from app.render.templating import template
from app.resources.load import FOLDERS
from app.resources.schema import Source
from app.services import Service
from app.workflow.editions.published import EditionView

KINDS = {folder: kind for kind, folder in FOLDERS.items()}


@dataclass(frozen=True)
class Choice:
    """One plain link: a language, a hospital or a file (`note` is then its size)."""

    name: str
    href: str
    current: bool = False
    note: str = ""
    language: Language = ENGLISH


@dataclass(frozen=True)
class Frame:
    """What every page has. `asked` is the language of the address; `language` is that of the
    page's words: English where the interface of `asked` is not open (H23)."""

    asked: Language
    demo: bool
    path: str
    services: tuple[Service, ...] = ()
    service: str | None = None

    @property
    def is_open(self) -> bool:
        return interface_state(self.asked.tag, self.demo) == "open"

    @property
    def language(self) -> Language:
        return self.asked if self.is_open else ENGLISH

    @property
    def query(self) -> str:
        return f"?service={self.service}" if self.service else ""

    @property
    def stylesheet(self) -> str:
        name = "site.rtl.css" if self.language.direction == "rtl" else "site.css"
        return f"/static/css/{name}"

    @property
    def shown(self) -> tuple[Service, ...]:
        """The services whose numbers show: the chosen one, else all."""
        return tuple(found for found in self.services if self.service in (None, found.id))

    @property
    def hospitals(self) -> tuple[Choice, ...]:
        return tuple(
            Choice(found.name, f"{self.path}?service={found.id}", found.id == self.service)
            for found in self.services
        )

    @property
    def help(self) -> Local:
        """Whom to call, in the page's words, with what to say in the reader's language."""
        return Local(language=self.language, services=self.shown, demo=self.demo, caller=self.asked)

    @property
    def library(self) -> str:
        return f"/{self.asked.tag}/{self.query}"

    @property
    def demo_notice(self) -> str:
        return words.demo_notice(self.help.words)

    def date(self, day: date) -> str:
        return format_date(day, self.language)

    def language_links(self, tags: Iterable[str], path: str) -> tuple[Choice, ...]:
        """The same page in other languages that are open, by own names, in the registry's order."""
        wanted = set(tags) - {self.asked.tag}
        return tuple(
            Choice(found.own_name, f"/{found.tag}/{path}{self.query}", language=found)
            for found in (ENGLISH, *languages())
            if found.tag in wanted and interface_state(found.tag, self.demo) == "open"
        )

    def render(self, name: str, page: object = None) -> str:
        found = template(f"public/{name}.html", self.language.tag, self.demo)
        return found.render(page=page, frame=self)


@dataclass(frozen=True)
class HomePage:
    """All languages by their own names; `current` says whether there is anything to read, `open`
    holds the tags whose interface is open."""

    choices: tuple[Choice, ...]
    open: frozenset[str]

    @classmethod
    def of(cls, published: Iterable[str], demo: bool) -> "HomePage":
        every = (ENGLISH, *languages())
        is_open = frozenset(x.tag for x in every if interface_state(x.tag, demo) == "open")
        ready = is_open.intersection(published)
        return cls(
            tuple(
                Choice(
                    found.own_name, f"/{found.tag}/", found.tag in ready, found.english_name, found
                )
                for found in every
            ),
            is_open,
        )


@dataclass(frozen=True)
class Entry:
    """One resource in the library, with its easy-read version where there is one."""

    edition: EditionView
    reading: Reading
    href: str
    easy_read: str | None


@dataclass(frozen=True)
class LibraryPage:
    """What can be read in one language, by kind; empty where nothing is published."""

    leaflets: tuple[Entry, ...] = ()
    plans: tuple[Entry, ...] = ()
    messages: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, editions: Iterable[EditionView], frame: Frame) -> "LibraryPage":
        by_slug: dict[str, dict[str, EditionView]] = {}
        for view in editions:
            by_slug.setdefault(view.slug, {})[view.reading_version] = view
        entries = [_entry(versions, frame) for versions in by_slug.values()]
        return cls(
            *(
                tuple(entry for entry in entries if entry.edition.kind == kind)
                for kind in ("leaflet", "plan", "message")
            )
        )


def _entry(versions: Mapping[str, EditionView], frame: Frame) -> Entry:
    view = versions.get("standard") or versions["easy_read"]
    address = f"/{view.language}/{FOLDERS[view.kind]}/{view.slug}"
    easy_read = f"{address}/easy-read{frame.query}" if "easy_read" in versions else None
    href = address + frame.query if "standard" in versions else easy_read or ""
    return Entry(view, reading_of(view, frame), href, easy_read)


def reading_of(view: EditionView, frame: Frame) -> Reading:
    """An edition's text, with the numbers that it froze for the services chosen."""
    return Reading(
        resource=view.resource,
        language=find(view.language),
        services=tuple(s for s in view.services if frame.service in (None, s.id)),
        demo=frame.demo,
        query=frame.query,
    )


@dataclass(frozen=True)
class ResourcePage:
    """One edition as a page. `sizes` are bytes of its PDFs by format, as far as they are known;
    `urgent` says that a clinician asked for an urgent notice of its changed English."""

    edition: EditionView
    frame: Frame
    languages: tuple[Choice, ...] = ()
    has_other_version: bool = False
    sizes: Mapping[str, int] = field(default_factory=dict)
    urgent: bool = False

    @property
    def reading(self) -> Reading:
        return reading_of(self.edition, self.frame)

    @property
    def is_easy_read(self) -> bool:
        return self.edition.reading_version == "easy_read"

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the facts come from, each address once; not verified if one sentence is not."""
        found: dict[str, Source] = {}
        for source in self.edition.resource.sources:
            known = found.get(str(source.address))
            if known is None or (source.unverified and not known.unverified):
                found[str(source.address)] = source
        return tuple(found.values())

    @property
    def is_plan(self) -> bool:
        return self.edition.kind == "plan"

    @property
    def other_version(self) -> str | None:
        """Where the easy-read text of this one stands, or the longer text of an easy-read one."""
        if not self.has_other_version:
            return None
        return self.address + ("" if self.is_easy_read else "/easy-read") + self.frame.query

    @property
    def address(self) -> str:
        """Where the standard version stands."""
        return f"/{self.edition.language}/{FOLDERS[self.edition.kind]}/{self.edition.slug}"

    @property
    def fill(self) -> str:
        """Where a plan is filled in."""
        within = "/easy-read" if self.is_easy_read else ""
        return f"{self.address}{within}/fill{self.frame.query}"

    @property
    def steps(self) -> tuple[str, ...]:
        return words.steps(self.edition.made, self.edition.demo, self.frame.help.words)

    @property
    def overdue(self) -> str:
        """That its review is overdue, or nothing."""
        view = self.edition
        when = self.frame.date(view.review_by)
        return words.overdue(when, self.frame.help.words) if view.overdue else ""

    @property
    def other_formats(self) -> str:
        return words.other_formats(self.frame.help.words)

    @property
    def files(self) -> tuple[Choice, ...]:
        """The PDFs of this edition, each with its format and, where known, its size."""
        view = self.edition
        return tuple(
            Choice(
                words.format_name(found, self.frame.help.words),
                self._file(found) + self.frame.query,
                note=size_words(self.sizes.get(found)),
            )
            for found in formats_of(view.kind, view.reading_version, view.language)
        )

    def _file(self, found: str) -> str:
        within = "/easy-read" if self.is_easy_read and found != "easy_read" else ""
        return f"{self.address}{within}/{found}.pdf"


def size_words(size: int | None) -> str:
    """Bytes as a reader on little data wants them: “120 KB”, “1.2 MB”, or nothing when unknown."""
    if size is None:
        return ""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


@dataclass(frozen=True)
class StatusPage:
    """How the edition on a print stands now, in its own language and in English (H16, H22)."""

    edition: EditionView
    frame: Frame
    numbers_changed: bool

    @property
    def state(self) -> str:
        view = self.edition
        return "changed" if view.state == "current" and view.source_changed else view.state

    @property
    def tone(self) -> str:
        """The state whose colour the answer has: green stands beside "You can use it" alone."""
        doubted = self.edition.overdue or self.edition.demo
        return "changed" if doubted and self.state == "current" else self.state

    @property
    def said(self) -> str:
        return self._said(self.frame.language)

    @property
    def said_in_english(self) -> str:
        return self._said(ENGLISH)

    def _said(self, language: Language) -> str:
        late = format_date(self.edition.review_by, language) if self.edition.overdue else ""
        known = translations(language.tag, self.frame.demo)
        return words.status(self.state, self.edition.demo, known, late)

    @property
    def newest(self) -> str:
        """Where the newest edition is read; only a withdrawn one may have none."""
        easy = "/easy-read" if self.edition.reading_version == "easy_read" else ""
        folder = FOLDERS[self.edition.kind]
        return f"/{self.edition.language}/{folder}/{self.edition.slug}{easy}{self.frame.query}"

    @property
    def reading(self) -> Reading:
        return reading_of(self.edition, self.frame)


@dataclass(frozen=True)
class ErrorPage:
    """A page that is not there, has gone, or cannot be shown now. `languages` are those in which
    it can be read instead."""

    status: int
    languages: tuple[Choice, ...] = ()
