"""What the first page of the staff library is handed: what can be printed in a language, and the
list of every text in every language with where it stands, who answers for it, when it is due and
what is to be done next.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from urllib.parse import urlencode

from app.config import settings
from app.jobs.printing.page_count import PrintAmount
from app.jobs.printing.printer import PrintProgress
from app.languages import ENGLISH, Language, find, format_date, is_source, languages
from app.models import Role, TextSummary
from app.render.interface import interface_state
from app.render.print_page import FORMAT_NAMES
from app.render.printable import formats_of
from app.resources import addresses
from app.resources.kinds import PUBLIC
from app.services import chosen, visible
from app.web.frame.addresses import address
from app.web.frame.staff import Frame, Link
from app.web.frame.staff_presenters import (
    KINDS,
    Filter,
    HospitalNumber,
    PrintForm,
    count,
    formats,
    numbers_of,
    print_form,
    with_version,
)
from app.web.library.rows import PrintableRow, review_words
from app.workflow.editions.edition_views import EditionView
from app.workflow.lists.library import (
    DUE,
    PAGE,
    LibraryQuery,
    ListedText,
    PrintShelf,
    TextList,
)
from app.workflow.lists.text_state import LIVE, STATES
from app.workflow.people.accounts import Actor
from app.workflow.source.archived import ArchivedResource
from app.workflow.translation.permissions import may_open

PLACE = "/library"
SAID: Mapping[str, tuple[str, str]] = {
    "published": ("Published", "green"),
    "changing": ("Published, changing", "orange"),
    "withdrawn": ("Withdrawn", "red"),
    "publish": ("Signed", "blue"),
    "sign": ("Waits for a signature", "yellow"),
    "work": ("In review", "yellow"),
    "none": ("Not begun", "white"),
}
"""Each state in words, and the colour of its tag."""
DUE_SAID = {"overdue": "Review overdue", "soon": "Review due within six months"}
STEPS = {
    "begin": "Begin it",
    "answer": "Answer {}",
    "follow": "Follow the changed English in {}",
    "mend": "Mend {} sent back",
    "edit": "Edit {}",
    "revise": "Revise {}",
    "say again": "Say the safety-critical texts in English again, and look at what is found",
    "sign": "Sign it",
    "sign again": "Publish it again",
    "publish": "Publish it",
    "review": "Review it",
    "nothing": "Nothing",
}


@dataclass(frozen=True)
class LibraryRow:
    """One text in one language, for one person."""

    text: ListedText
    actor: Actor

    @property
    def _row(self) -> TextSummary:
        return self.text.summary

    @property
    def title(self) -> str:
        return self._row.title

    @property
    def about(self) -> str:
        """What it is: “Leaflet”, “Plan, easy read”."""
        return with_version(KINDS[self._row.kind], self._row.reading_version)

    @property
    def href(self) -> str:
        return f"{PLACE}/{self._row.slug}"

    @property
    def owner(self) -> str:
        return self._row.owner

    @property
    def language(self) -> Language:
        return find(self._row.language)

    @property
    def full_name(self) -> str:
        """For those who hear a link without its row."""
        return f"{self.title} ({self.about.lower()}), {self.language.english_name}"

    @property
    def state(self) -> str:
        if self.text.damage:
            return "English damaged"
        state = SAID.get(self._row.state, ("", ""))[0]
        closed = self._row.state in LIVE and not self._is_read
        return f"{state}; its language is not open yet" if closed else state

    @property
    def colour(self) -> str:
        return "red" if self.text.damage else SAID.get(self._row.state, ("", "white"))[1]

    @property
    def edition(self) -> str:
        """The newest, with its day."""
        made = self.text.edition
        return f"Edition {made.number}, {format_date(made.published_on, ENGLISH)}" if made else ""

    @property
    def code(self) -> str:
        return self.text.edition.code if self.text.edition else ""

    @property
    def review(self) -> str:
        return review_words(self._row.review_by)[0] if self._row.review_by else ""

    @property
    def review_colour(self) -> str:
        return review_words(self._row.review_by)[1] if self._row.review_by else ""

    @property
    def due(self) -> str:
        """By when whoever took the work has to have done it."""
        day = self._row.due_on
        return f"Work due {format_date(day, ENGLISH)}" if day else ""

    @property
    def prints(self) -> tuple[Link, ...]:
        """Each format that readers have."""
        row = self._row
        if not self._is_read:
            return ()
        place = (row.language, row.kind, row.slug, row.reading_version)
        if row.kind not in PUBLIC:
            return tuple(
                Link(name, f"{PLACE}/guides/{row.slug}/{file}.pdf")
                for name, file in formats(row.kind, row.reading_version, row.language)
            )
        return tuple(
            Link(name, addresses.print_file(*place, file))
            for name, file in formats(row.kind, row.reading_version, row.language)
        )

    @property
    def share(self) -> str:
        row = self._row
        if not self._is_read or row.kind not in PUBLIC:
            return ""
        return f"{PLACE}/{row.slug}/{row.reading_version}/{row.language}/share"

    @property
    def step(self) -> Link:
        """What is to be done next, and where; no address for whoever may not open it there."""
        if self.text.damage:
            return Link("Mend its English", self.href)
        step = self.text.next
        number = count(step.number, "text")
        if step.name == "answer":
            number = count(step.number, "question")
        words = STEPS[step.name].format(number)
        whose = f"for {_article(step.role)} {step.role}" if step.role else ""
        return Link(words, self._where(step.name), note=whose)

    def _where(self, name: str) -> str:
        row = self._row
        if name == "nothing" or not may_open(self.actor, row.language):
            return ""
        writes = bool(self.actor.languages(Role.AUTHOR))
        if name in ("publish", "sign again"):
            return f"{self.href}/publish" if writes else ""
        if name == "review" and writes and row.kind != "interface":
            return f"/author/{row.kind}/{row.slug}/{row.reading_version}"
        if is_source(row.language) and name == "sign":
            return "/decide" if self.actor.languages(Role.CLINICIAN) else ""
        return address(row.slug, row.reading_version, row.language)

    @property
    def progress(self) -> str:
        return "" if self._row.state in ("none", "published") else _progress(self._row)

    @property
    def _is_read(self) -> bool:
        """Whether readers can have it now."""
        row, made, demo = self._row, self.text.edition, settings().demo
        if row.state not in LIVE or made is None or (made.demo and not demo):
            return False
        return interface_state(row.language, demo) == "open"


def _article(role: str) -> str:
    return "an" if role[:1] in "aeiou" else "a"


def _progress(row: TextSummary) -> str:
    return "" if is_source(row.language) else f"{row.revised:,} of {row.total:,} revised"


@dataclass(frozen=True, kw_only=True)
class OverviewPage:
    """Everything at once, or what can be printed in the language chosen, `tag`, for the hospital
    `service`: then `shelf` is a page of it, else `listed` one of the list."""

    frame: Frame
    actor: Actor
    published: frozenset[str]
    """The tags of languages in which anything is published."""
    tag: str | None
    service: str | None
    wanted: LibraryQuery
    printed: PrintProgress
    amounts: Callable[[EditionView], Mapping[str, PrintAmount]]
    """Pages of an edition's prints for that hospital, as far as they are known."""
    shelf: PrintShelf | None = None
    listed: TextList | None = None
    owners: Sequence[str] = ()
    archived: Sequence[ArchivedResource] = ()
    """What is in no list, for those who can bring it back."""
    staff_editions: Sequence[EditionView] = ()
    """The guides that staff have."""

    @property
    def form(self) -> PrintForm:
        return print_form(self.tag, self.service, self.published)

    @property
    def hospitals(self) -> tuple[tuple[str, tuple[HospitalNumber, ...]], ...]:
        """The numbers that the prints give, of the hospital chosen or of all."""
        shown = chosen(visible(), self.service)
        return tuple((each.name, numbers_of(each)) for each in shown)

    @property
    def chosen(self) -> Language | None:
        return find(self.tag) if self.tag else None

    @property
    def publish(self) -> str:
        """Where all that is signed is published; "" for whoever may not."""
        return f"{PLACE}/publish" if self.actor.languages(Role.AUTHOR) else ""

    @property
    def card(self) -> str:
        """The interpreter card of the language chosen; "" for English."""
        if self.chosen is None or self.chosen.is_source:
            return ""
        return f"{PLACE}/interpreter-card/{self.chosen.tag}.pdf?service={self.service or ''}"

    @cached_property
    def printables(self) -> tuple[PrintableRow, ...]:
        editions = self.shelf.editions if self.shelf else ()
        return tuple(PrintableRow(each, self.service, self.amounts(each)) for each in editions)

    @property
    def guides(self) -> tuple[PrintableRow, ...]:
        """What staff read, whatever is printed for families."""
        return tuple(
            PrintableRow(each, self.service, self.amounts(each)) for each in self.staff_editions
        )

    @property
    def several(self) -> tuple[Link, ...]:
        """The texts of the language chosen, to print several at once."""
        titles = {each.view.slug: each.title for each in self.printables}
        return tuple(Link(title, slug) for slug, title in titles.items())

    @property
    def formats(self) -> tuple[Link, ...]:
        """The formats in which any of them is printed."""
        known = {name for each in self.printables for name in formats_of(*each.place)}
        return tuple(Link(text, name) for name, text in FORMAT_NAMES.items() if name in known)

    @property
    def prints(self) -> str:
        """How many prints are ready."""
        printed = self.printed
        if not printed.wanted:
            return ""
        if printed.ready == printed.wanted:
            return f"All {printed.wanted} prints are ready."
        done = printed.done == printed.wanted
        rest = "the others cannot be made" if done else "others are in work"
        return f"{printed.ready} of {printed.wanted} prints are ready; {rest}."

    @property
    def words(self) -> str:
        return self.wanted.words

    @property
    def filters(self) -> tuple[Filter, ...]:
        wanted = self.wanted
        spoken = {each.tag: each.english_name for each in (ENGLISH, *languages())}
        states = {name: SAID[name][0] for name in STATES} | {name: DUE_SAID[name] for name in DUE}
        return (
            _filter("In", "tag", "All languages", spoken, wanted.tag),
            _filter("State", "state", "Any", states, wanted.state),
            _filter("Kind", "kind", "All", KINDS, wanted.kind),
            _filter("Owner", "owner", "All", {each: each for each in self.owners}, wanted.owner),
        )

    @cached_property
    def rows(self) -> tuple[LibraryRow, ...]:
        return (
            tuple(LibraryRow(each, self.actor) for each in self.listed.rows) if self.listed else ()
        )

    @property
    def amount(self) -> str:
        """Which of how many the page shows."""
        if self.listed is None or not self.rows:
            return ""
        first = (self.listed.page - 1) * PAGE + 1
        last = first + len(self.rows) - 1
        if (first, last) == (1, self.listed.total):
            return count(last, "text")
        return f"{first:,} to {last:,} of {count(self.listed.total, 'text')}"

    @property
    def is_narrowed(self) -> bool:
        return any(asdict(self.wanted).values())

    @property
    def turns(self) -> tuple[Link, ...]:
        """The first page, the one before, the next and the last, as far as there are such."""
        shown = self.shelf or self.listed
        if shown is None or shown.pages == 1:
            return ()
        at, last = shown.page, shown.pages
        places = {1: "First page", last: "Last page", at - 1: "Page before", at + 1: "Next page"}
        found = sorted((n, words) for n, words in places.items() if 1 <= n <= last and n != at)
        return tuple(Link(words, self._turned(number)) for number, words in found)

    @property
    def where(self) -> str:
        """“Page 2 of 161”; "" where there is one."""
        shown = self.shelf or self.listed
        return f"Page {shown.page:,} of {shown.pages:,}" if shown and shown.pages > 1 else ""

    def _turned(self, page: int) -> str:
        asked = {"language": self.tag, "service": self.service} if self.tag else asdict(self.wanted)
        kept = {name: value for name, value in asked.items() if value}
        return f"{PLACE}?{urlencode({**kept, 'page': page})}"


def _filter(
    label: str, name: str, empty: str, choices: Mapping[str, str], chosen_one: str
) -> Filter:
    links = (Link(text, value, value == chosen_one) for value, text in choices.items())
    return Filter(label, name, empty, tuple(links))
