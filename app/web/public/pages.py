"""What public pages are handed: everything that a template prints, already chosen and formatted.

They read editions and the registries, never the database; words stand in templates and in
`app.render.words`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from gettext import NullTranslations

from markupsafe import Markup

from app.languages import ENGLISH, Language, find, format_date, languages
from app.render import sources, words, worries
from app.render.html import Reading
from app.render.interface import interface_state, single_words, translations
from app.render.local import Local
from app.render.printable import formats_of
from app.resources import addresses
from app.resources.schema import SHELVES, WORRIES, Worry
from app.services import chosen
from app.web.frame.reader import Choice, ReaderFrame
from app.web.public.changes import Changes
from app.workflow.editions.edition_views import EditionView


@dataclass(frozen=True)
class HomePage:
    """All languages by their own names, those with anything to read first (`current`); `open` holds
    the tags whose interface is open, `asked` what the page is for by tag, in each of these."""

    choices: tuple[Choice, ...]
    open: frozenset[str]
    asked: Mapping[str, str]

    @classmethod
    def of(cls, published: Iterable[str], demo: bool) -> "HomePage":
        every = (ENGLISH, *languages())
        is_open = frozenset(x.tag for x in every if interface_state(x.tag, demo) == "open")
        ready = is_open.intersection(published)
        choices = (
            Choice(
                found.own_name,
                addresses.library(found.tag),
                found.tag in ready,
                found.english_name,
                found,
            )
            for found in every
        )
        asked = {tag: words.choose_language(translations(tag, demo)) for tag in is_open}
        return cls(
            tuple(sorted(choices, key=lambda choice: not choice.current)),
            is_open,
            asked,
        )


@dataclass(frozen=True)
class ClosedPage:
    """A language that is not open. `sentence` says in it that there is help: only once a person has
    approved those words, or in a demonstration as a draft (H23)."""

    sentence: str

    @classmethod
    def of(cls, frame: ReaderFrame) -> "ClosedPage":
        known = single_words(frame.asked.tag, frame.demo)
        said = words.help_without_texts(known)
        return cls("" if said == words.help_without_texts(NullTranslations()) else said)


@dataclass(frozen=True)
class LibraryEntry:
    """One resource in the library, with its easy-read version where there is one. It is in English
    where the language has none yet."""

    edition: EditionView
    reading: Reading
    href: str
    easy_read: str | None

    @property
    def language(self) -> Language:
        return self.reading.language


@dataclass(frozen=True)
class LibraryShelf:
    """A heading with what stands under it. Of what is listed above too, by its slug `again`, the
    title is enough."""

    heading: str
    entries: tuple[LibraryEntry, ...]
    again: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class LibraryPage:
    """What can be read in one language: leaflets by the part of the way in which they are read,
    then plans and messages, empty where nothing is published; and what is there in English only."""

    leaflets: tuple[LibraryShelf, ...] = ()
    plans: tuple[LibraryEntry, ...] = ()
    messages: tuple[LibraryEntry, ...] = ()
    english: tuple[LibraryEntry, ...] = ()
    worried: str = ""
    nothing: str = ""

    @classmethod
    def of(
        cls, editions: Iterable[EditionView], english: Iterable[EditionView], frame: ReaderFrame
    ) -> "LibraryPage":
        entries, in_english = _entries_beside(editions, english, frame)

        def of_kind(kind: str) -> tuple[LibraryEntry, ...]:
            return tuple(entry for entry in entries if entry.edition.kind == kind)

        asked = any(each.edition.resource.worries for each in (*entries, *in_english))
        return cls(
            leaflets=tuple(_shelves(of_kind("leaflet"), frame.help.words)),
            plans=of_kind("plan"),
            messages=of_kind("message"),
            english=in_english,
            worried=addresses.worried(frame.language.tag) + frame.query if asked else "",
            nothing=words.help_without_texts(frame.help.words),
        )

    @property
    def parts(self) -> int:
        """How many headings the page has."""
        return len(self.leaflets) + sum(map(bool, (self.plans, self.messages, self.english)))

    @property
    def is_empty(self) -> bool:
        return not (self.leaflets or self.plans or self.messages)


def _shelves(entries: Sequence[LibraryEntry], spoken: NullTranslations) -> Iterator[LibraryShelf]:
    """Leaflets by where they are listed, some in two places; last those that are listed nowhere."""
    above: frozenset[str] = frozenset()
    for shelf in SHELVES:
        found = tuple(each for each in entries if shelf in each.edition.resource.listed_under)
        if found:
            yield LibraryShelf(worries.shelf_name(shelf, spoken), found, above)
            above |= {each.edition.slug for each in found}
    rest = tuple(each for each in entries if not each.edition.resource.listed_under)
    if rest:
        yield LibraryShelf(words.leaflets(spoken), rest)


@dataclass(frozen=True)
class WorryTile:
    """One worry in a woman's words, with its picture and the texts that answer it."""

    words: str
    picture: str
    entries: tuple[LibraryEntry, ...]


@dataclass(frozen=True)
class WorriedPage:
    """What worries women, the most urgent first, each with what there is to read in the language,
    or in English where there is nothing yet."""

    tiles: tuple[WorryTile, ...]

    @classmethod
    def of(
        cls, editions: Iterable[EditionView], english: Iterable[EditionView], frame: ReaderFrame
    ) -> "WorriedPage":
        entries, in_english = _entries_beside(editions, english, frame)
        tiles = (
            WorryTile(
                worries.asked(worry, frame.help.words),
                worries.PICTURES[worry],
                (*_answering(worry, entries), *_answering(worry, in_english)),
            )
            for worry in WORRIES
        )
        return cls(tuple(tile for tile in tiles if tile.entries))


def _answering(worry: Worry, entries: Iterable[LibraryEntry]) -> list[LibraryEntry]:
    """The texts that answer a worry; first those that name it first."""
    found = [each for each in entries if worry in each.edition.resource.worries]
    return sorted(found, key=lambda each: each.edition.resource.worries.index(worry))


def _entries_beside(
    editions: Iterable[EditionView], english: Iterable[EditionView], frame: ReaderFrame
) -> tuple[tuple[LibraryEntry, ...], tuple[LibraryEntry, ...]]:
    """What there is in a language, and what is in English alone."""
    entries = _entries(editions, frame)
    here = {entry.edition.slug for entry in entries}
    return entries, _entries((each for each in english if each.slug not in here), frame)


def _entries(editions: Iterable[EditionView], frame: ReaderFrame) -> tuple[LibraryEntry, ...]:
    by_slug: dict[str, dict[str, EditionView]] = {}
    for view in editions:
        by_slug.setdefault(view.slug, {})[view.reading_version] = view
    return tuple(sorted((_entry(versions, frame) for versions in by_slug.values()), key=_order))


def _order(entry: LibraryEntry) -> tuple[int, int, int, bool, str]:
    """Plans stand in the order of pregnancy; other texts by where they are listed, in each place
    what answers the most urgent worry first."""
    resource = entry.edition.resource
    return (
        resource.due.first_week if resource.due else 0,
        min(map(SHELVES.index, resource.listed_under), default=len(SHELVES)),
        min(map(WORRIES.index, resource.worries), default=len(WORRIES)),
        not resource.safety_critical,
        resource.slug,
    )


def _entry(versions: Mapping[str, EditionView], frame: ReaderFrame) -> LibraryEntry:
    view = versions.get("standard") or versions["easy_read"]
    pages = {name: address_of(each) + frame.query for name, each in versions.items()}
    easy_read = pages.get("easy_read")
    return LibraryEntry(
        view, reading_of(view, frame), pages.get("standard", easy_read or ""), easy_read
    )


def address_of(view: EditionView) -> str:
    """Where an edition is read."""
    return addresses.page(view.language, view.kind, view.slug, view.reading_version)


def reading_of(view: EditionView, frame: ReaderFrame) -> Reading:
    """An edition's text, with the numbers that it froze for the services chosen."""
    return Reading(
        resource=view.resource,
        language=find(view.language),
        services=chosen(view.services, frame.service),
        demo=frame.demo,
        query=frame.query,
    )


@dataclass(frozen=True, kw_only=True)
class ResourcePage:
    """One edition as a page. `sizes` are bytes of its PDFs by format, as far as they are known;
    `urgent` says that a clinician asked for an urgent notice of its changed English, `changes` what
    of it is other."""

    edition: EditionView
    frame: ReaderFrame
    languages: tuple[Choice, ...] = ()
    has_other_version: bool = False
    sizes: Mapping[str, int] = field(default_factory=dict)
    urgent: bool = False
    changes: Changes | None = None

    @property
    def reading(self) -> Reading:
        return reading_of(self.edition, self.frame)

    @property
    def is_easy_read(self) -> bool:
        return self.edition.reading_version == "easy_read"

    @property
    def sources(self) -> Markup:
        """Who says the facts, in one line of links."""
        found = sources.publishers(self.edition.resource.sources)
        return sources.line(found, self.frame.language, self.frame.help.words, links=True)

    @property
    def is_plan(self) -> bool:
        return self.edition.kind == "plan"

    @property
    def other_version(self) -> str | None:
        """Where the easy-read text of this one stands, or the longer text of an easy-read one."""
        if not self.has_other_version:
            return None
        view, other = self.edition, "standard" if self.is_easy_read else "easy_read"
        return addresses.page(view.language, view.kind, view.slug, other) + self.frame.query

    @property
    def fill(self) -> str:
        """Where a plan is filled in."""
        view = self.edition
        return addresses.form(view.language, view.slug, view.reading_version) + self.frame.query

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
        view = self.edition
        return addresses.print_file(
            view.language, view.kind, view.slug, view.reading_version, found
        )


def size_words(size: int | None) -> str:
    """Bytes as a reader on little data wants them: “120 KB”, “1.2 MB”, or nothing when unknown."""
    if size is None:
        return ""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


@dataclass(frozen=True)
class StatusPage:
    """How the edition on a print stands now, in its own language and in English (H16, H22)."""

    edition: EditionView
    frame: ReaderFrame
    numbers_changed: bool
    changes: Changes | None = None

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
    def help(self) -> Local:
        """Whom to call now, at the time for which the text is."""
        return replace(self.frame.help, stage=self.edition.resource.stage)

    @property
    def newest(self) -> str:
        """Where the newest edition is read; "" where a reader would find none."""
        if self.state == "withdrawn" or not self.frame.is_open:
            return ""
        return address_of(self.edition) + self.frame.query

    @property
    def reading(self) -> Reading:
        return reading_of(self.edition, self.frame)
