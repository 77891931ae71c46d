"""What a page says of the English that has changed since its text was translated: since when, and
which of its parts are concerned. Working out what changed is `workflow.editions.new_english`'s.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.languages import ENGLISH, Language, find
from app.render import words
from app.render.html import Reading
from app.resources import addresses
from app.resources.schema import Heading, Part, Resource
from app.web.frame.reader import ReaderFrame
from app.workflow.editions.edition_views import EditionView
from app.workflow.editions.new_english import EnglishChange


@dataclass(frozen=True)
class ChangedPart:
    """A part of the page by its heading, or in English one that the page lacks (`is_new`)."""

    heading: str
    href: str
    is_new: bool = False
    critical: bool = False

    @property
    def language(self) -> Language | None:
        """The language of the heading where it is not the page's."""
        return ENGLISH if self.is_new else None


@dataclass(frozen=True)
class Changes:
    """For readers: `said` tells since when, `parts` stand with what is safety-critical first."""

    said: str
    parts: tuple[ChangedPart, ...]

    @classmethod
    def of(
        cls,
        change: EnglishChange,
        reading: Reading,
        english: Reading | None,
        frame: ReaderFrame,
        page: str,
    ) -> "Changes":
        """`english` is how readers have the newest English, if they do; `page` is where the text
        stands, "" for the page itself."""
        said = words.changed_since(frame.date(change.since), frame.help.words)
        own = list(_parts(reading, change.paths, page, change.critical))
        known = {part.id for part in reading.resource.blocks}
        inside = [path for path in change.new if _top(path) in known]
        own += _parts(reading, inside, page, change.critical)
        fresh: list[ChangedPart] = []
        if english is not None:
            outside = [path for path in change.new if _top(path) not in known]
            where = address_in_english(english.resource) + frame.query
            fresh = list(_parts(english, outside, where, change.critical, is_new=True))
        return cls(said, tuple(_joined([*own, *fresh])))


def address_in_english(resource: Resource) -> str:
    return addresses.page(ENGLISH.tag, resource.kind, resource.slug, resource.reading_version)


def changes_of(
    change: EnglishChange | None,
    view: EditionView,
    english: EditionView | None,
    frame: ReaderFrame,
    reading_of: Callable[[EditionView, ReaderFrame], Reading],
    page: str = "",
) -> Changes | None:
    """What a page about this edition says; None where nothing changed, and of English itself."""
    if change is None or find(view.language).is_source:
        return None
    beside = reading_of(english, frame) if english is not None else None
    return Changes.of(change, reading_of(view, frame), beside, frame, page)


def _parts(
    reading: Reading,
    paths: tuple[str, ...] | list[str],
    page: str,
    critical: frozenset[str],
    *,
    is_new: bool = False,
) -> Iterator[ChangedPart]:
    headings = _headings(reading.resource)
    for path in paths:
        heading = headings.get(_top(path))
        href = f"{page}#{_top(path)}" if heading else page or "#maincontent"
        shown = reading.plain(heading or reading.resource.title)
        yield ChangedPart(shown, href, is_new, path in critical)


def _top(path: str) -> str:
    """The id of the block of the page that a text stands in."""
    return path.partition(".")[0]


def _headings(resource: Resource) -> dict[str, str]:
    """What each block of a page stands under: its own heading, or the last one before it."""
    found: dict[str, str] = {}
    last = resource.title
    for block in resource.blocks:
        own = _own_heading(block)
        last = own if isinstance(block, Heading) and own else last
        found[block.id] = own or last
    return found


def _own_heading(block: Part) -> str:
    name = "text" if isinstance(block, Heading) else "heading"
    return str(getattr(block, name, None) or "")


def _joined(parts: list[ChangedPart]) -> Iterator[ChangedPart]:
    """Each heading once, what is safety-critical first, what is new in English last of each."""
    found: dict[tuple[str, bool], ChangedPart] = {}
    for part in sorted(parts, key=lambda each: (not each.critical, each.is_new)):
        found.setdefault((part.heading, part.is_new), part)
    yield from found.values()
