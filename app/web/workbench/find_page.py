"""What the page of filters and search is handed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from urllib.parse import urlencode

from markupsafe import Markup
from sqlmodel import Session

from app.languages import Language, find, languages
from app.web.frame.addresses import address, at
from app.web.frame.labels import STATES
from app.web.frame.staff import Frame, Link
from app.web.frame.staff_presenters import VERSIONS, Filter
from app.web.workbench.day_rows import HEADINGS, when
from app.web.workbench.marked_text import tokens
from app.web.workbench.string_list import HIDDEN
from app.web.workbench.work_queue import KINDS_OF_WORK, begin_at
from app.workflow.lists import search
from app.workflow.lists.counts import Counts, ResourceChoice, counts, resources
from app.workflow.lists.search import Found, Page, SearchQuery, seen_by
from app.workflow.lists.strings import ALL, KINDS, queue
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.review.waits import BACK
from app.workflow.work.assignments import GIVERS, TAKERS, takers

WAITS = {
    "me": "For me to do",
    "edit": HEADINGS["edit"][0],
    "sent_back": "Sent back",
    "changed": HEADINGS["changed"][0],
    "revise": HEADINGS["revise"][0],
    "back": HEADINGS["back"][0],
    "question": "Waiting for an author’s answer",
    "sign": "Waiting for a clinician",
}
HOLDERS = {"me": "Me", "nobody": "Nobody", "others": "Someone else"}
MARKS = {
    "critical": "Safety-critical",
    "blocking": "With a finding that blocks",
    "advisory": "With an advisory finding",
    "due": "With a due date",
}


@dataclass(frozen=True)
class FoundRow:
    """One segment of the list, for the person with this id; `names` are everybody's."""

    found: Found
    person: int
    names: Mapping[int, str]
    wanted: SearchQuery

    @property
    def id(self) -> int:
        return self.found.id

    @property
    def title(self) -> str:
        return self.found.title

    @property
    def version(self) -> str:
        return VERSIONS[self.found.reading_version]

    @property
    def language(self) -> Language:
        return find(self.found.language)

    @property
    def path(self) -> str:
        return self.found.path

    @property
    def source(self) -> Markup:
        """Hidden where it is to be translated back."""
        unseen = self.found.waits == BACK and self.wanted.waits in (BACK, search.ME)
        return HIDDEN if unseen else tokens(self.found.source)

    @property
    def target(self) -> Markup:
        return tokens(self.found.text)

    @property
    def state(self) -> str:
        return STATES[self.found.state][0]

    @property
    def colour(self) -> str:
        return STATES[self.found.state][1]

    @property
    def waits(self) -> str:
        return WAITS["question"] if self.found.waits == "question" else ""

    @property
    def critical(self) -> bool:
        return self.found.safety_critical

    @property
    def findings(self) -> str:
        numbers = ((self.found.blocking, "blocking"), (self.found.advisory, "advisory"))
        parts = [f"{number} {name}" for number, name in numbers if number]
        return f"{' and '.join(parts)} findings" if parts else ""

    @property
    def holder(self) -> str:
        """Who has it."""
        who = self.found.assignee_id
        return "you" if who == self.person else self.names.get(who or 0, "")

    @property
    def due(self) -> str:
        return when(self.found.due_on) if self.found.due_on else ""

    @property
    def href(self) -> str:
        one = self.found
        place = address(one.slug, one.reading_version, one.language)
        if show := _queue(self.wanted, one):
            return begin_at(place, one.path, show)
        asked = {"show": ALL, "q": self.words} if self.words else {}
        return at(place, one.path, **asked)

    @property
    def words(self) -> str:
        return self.wanted.words.strip() and self.wanted.words


@dataclass(frozen=True, kw_only=True)
class FindPage:
    """A list of segments, the filters that made it with how many each choice would list, and what
    may be done with the chosen ones: `people` are those to whom they may be given. `error` is of
    the search field."""

    frame: Frame
    actor: Actor
    wanted: SearchQuery
    page: Page
    after: str
    names: Mapping[int, str]
    people: tuple[tuple[int, str], ...]
    resources: tuple[ResourceChoice, ...]
    counts: Counts
    error: str = ""

    @property
    def words(self) -> str:
        return self.wanted.words

    @property
    def filters(self) -> tuple[Filter, ...]:
        wanted, tags = self.wanted, seen_by(self.actor)
        spoken = {lang.tag: lang.english_name for lang in languages() if lang.tag in tags}
        titles = {one.slug: one.title for one in self.resources}
        return (
            self._filter("Leaflet, plan or message", "slug", "All", titles, wanted.slug),
            self._filter("Reading version", "version", "Both", VERSIONS, wanted.version),
            self._filter("Language", "language", "All", spoken, wanted.language),
            self._filter("What it waits for", "waits", "Anything", WAITS, wanted.waits),
            self._filter("Who has it", "holder", "Anyone", HOLDERS, wanted.holder),
            self._filter("Only", "mark", "All texts", MARKS, wanted.mark),
        )

    def _filter(
        self, label: str, name: str, empty: str, choices: Mapping[str, str], chosen: str
    ) -> Filter:
        """With how many each choice would list, where that was counted."""
        counted = self.counts.by.get(name)

        def said(text: str, value: str) -> str:
            return text if counted is None else f"{text} ({counted.get(value, 0):,})"

        links = (Link(said(text, value), value, value == chosen) for value, text in choices.items())
        return Filter(label, name, said(empty, ""), tuple(links))

    @property
    def amount(self) -> str:
        """How many segments the whole list has."""
        total = self.counts.total
        if total is None or self.error:
            return ""
        return f"{total:,} {'text' if total == 1 else 'texts'}"

    @cached_property
    def rows(self) -> tuple[FoundRow, ...]:
        person, names, wanted = self.actor.id, self.names, self.wanted
        return tuple(FoundRow(found, person, names, wanted) for found in self.page.rows)

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """(name, value) of each filter that is set, for a form to carry along."""
        return tuple((name, value) for name, value in asdict(self.wanted).items() if value)

    @property
    def next(self) -> str:
        after = self.page.after
        return f"/workbench/find?{urlencode([*self.kept, ('after', after)])}" if after else ""

    @property
    def first(self) -> str:
        return f"/workbench/find?{urlencode(self.kept)}" if self.after else ""

    @property
    def takes(self) -> bool:
        tags = _tags(self.actor, self.wanted)
        return any(self.actor.can(role, tag) for role in TAKERS for tag in tags)

    @property
    def within(self) -> str:
        """The one resource or text whose segments these are."""
        wanted = self.wanted
        if not wanted.slug:
            return ""
        title = next((one.title for one in self.resources if one.slug == wanted.slug), wanted.slug)
        version = VERSIONS.get(wanted.version, "")
        return f"{title} ({version})" if version else title

    @property
    def begins(self) -> str:
        """Where one begins with what one took."""
        return self.rows[0].href if self.rows and _is_taken(self.wanted) else ""

    @property
    def doing(self) -> str:
        """The kind of work that one begins with."""
        return KINDS_OF_WORK[self.rows[0].found.waits].name


def find_page(
    session: Session, frame: Frame, actor: Actor, wanted: SearchQuery, after: str, error: str = ""
) -> FindPage:
    """One page of the list."""
    gives = [tag for tag in _tags(actor, wanted) if any(actor.can(role, tag) for role in GIVERS)]
    return FindPage(
        frame=frame,
        actor=actor,
        wanted=wanted,
        page=Page((), "") if error else search.find(session, actor, wanted, after),
        after=after,
        names=accounts.names(session),
        people=takers(session, gives) if gives else (),
        resources=resources(session, actor),
        counts=counts(session, actor, wanted),
        error=error,
    )


def _tags(actor: Actor, wanted: SearchQuery) -> list[str]:
    """The languages that the list is of."""
    return [tag for tag in seen_by(actor) if wanted.language in ("", tag)]


def _is_taken(wanted: SearchQuery) -> bool:
    """Whether this is the list of what one took and what waits for one."""
    return wanted.holder == "me" and wanted.waits == search.ME


def _queue(wanted: SearchQuery, one: Found) -> str:
    """The queue in which one goes on from a segment that was opened here; "" where there is none,
    as in a list of words."""
    if one.waits not in KINDS:
        return ""
    if _is_taken(wanted):
        return queue(one.waits, taken=True)
    return one.waits if wanted.waits in (one.waits, search.ME) and not wanted.words.strip() else ""
