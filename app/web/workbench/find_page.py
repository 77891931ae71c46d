"""What the page of filters and search is handed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from markupsafe import Markup
from sqlmodel import Session

from app.languages import Language, find, languages
from app.web.frame.addresses import address, at
from app.web.frame.labels import STATES
from app.web.frame.staff import Frame, Link
from app.web.frame.staff_presenters import VERSIONS
from app.web.workbench.day_page import HEADINGS, when
from app.web.workbench.marked_text import tokens
from app.workflow.lists import search
from app.workflow.lists.search import Found, Page, SearchQuery, seen_by
from app.workflow.lists.strings import ALL, TAKEN
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.work.assignments import GIVERS, TAKERS, takers

WAITS = {
    "me": "For me to do",
    "edit": HEADINGS["edit"][0],
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


@dataclass(frozen=True, kw_only=True)
class FoundRow:
    """One segment of the list."""

    id: int
    title: str
    version: str
    language: Language
    path: str
    source: Markup
    target: Markup
    note: str
    state: str
    colour: str
    waits: str
    critical: bool
    findings: str
    holder: str
    due: str
    href: str


@dataclass(frozen=True, kw_only=True)
class FindPage:
    """A list of segments, the filters that made it, and what may be done with the chosen ones."""

    frame: Frame
    words: str
    filters: tuple[tuple[str, str, str, tuple[Link, ...]], ...]
    rows: tuple[FoundRow, ...]
    kept: tuple[tuple[str, str], ...]
    next: str
    first: str
    takes: bool
    people: tuple[tuple[int, str], ...]
    within: str
    begins: str = ""
    """Where one begins with what one took."""
    error: str = ""
    """Of the search field."""


def find_page(
    session: Session, frame: Frame, actor: Actor, wanted: SearchQuery, after: str, error: str = ""
) -> FindPage:
    """One page of the list."""
    page = Page((), "") if error else search.find(session, actor, wanted, after)
    names = accounts.names(session)
    tags = [tag for tag in seen_by(actor) if wanted.language in ("", tag)]
    gives = [tag for tag in tags if any(actor.can(role, tag) for role in GIVERS)]
    rows = tuple(_row(found, actor, names, wanted) for found in page.rows)
    asked = {name: value for name, value in asdict(wanted).items() if value}
    return FindPage(
        frame=frame,
        words=wanted.words,
        filters=_filters(wanted, seen_by(actor)),
        rows=rows,
        kept=tuple(asked.items()),
        next=f"/workbench/find?{urlencode({**asked, 'after': page.after})}" if page.after else "",
        first=f"/workbench/find?{urlencode(asked)}" if after else "",
        takes=any(actor.can(role, tag) for role in TAKERS for tag in tags),
        people=takers(session, gives) if gives else (),
        within=f"{wanted.slug} ({VERSIONS.get(wanted.version, 'all versions')})"
        if wanted.slug
        else "",
        begins=f"{rows[0].href}#text-{rows[0].path}"
        if rows and _going_on(wanted) == _TAKEN
        else "",
        error=error,
    )


_TAKEN = {"show": TAKEN}


def _filters(
    wanted: SearchQuery, tags: tuple[str, ...]
) -> tuple[tuple[str, str, str, tuple[Link, ...]], ...]:
    """(label, name, words for no filter, choices) of each."""
    spoken = {lang.tag: lang.english_name for lang in languages() if lang.tag in tags}
    return (
        ("Language", "language", "All", _links(spoken, wanted.language)),
        ("What it waits for", "waits", "Anything", _links(WAITS, wanted.waits)),
        ("Who has it", "holder", "Anyone", _links(HOLDERS, wanted.holder)),
        ("Only", "mark", "All texts", _links(MARKS, wanted.mark)),
    )


def _links(choices: Mapping[str, str], chosen: str) -> tuple[Link, ...]:
    return tuple(Link(text, value, value == chosen) for value, text in choices.items())


def _row(found: Found, actor: Actor, names: Mapping[int, str], wanted: SearchQuery) -> FoundRow:
    label, colour = STATES[found.state]
    place = address(found.slug, found.reading_version, found.language)
    holder = names.get(found.assignee_id or 0, "")
    return FoundRow(
        id=found.id,
        title=found.title,
        version=VERSIONS[found.reading_version],
        language=find(found.language),
        path=found.path,
        source=tokens(found.source),
        target=tokens(found.text),
        note=found.note,
        state=label,
        colour=colour,
        waits=WAITS["question"] if found.waits == "question" else "",
        critical=found.safety_critical,
        findings=_findings(found),
        holder="you" if found.assignee_id == actor.id else holder,
        due=when(found.due_on) if found.due_on else "",
        href=at(place, found.path, **_going_on(wanted)),
    )


def _going_on(wanted: SearchQuery) -> dict[str, str]:
    """The list in which one goes on from a segment that was opened here."""
    if wanted.holder == "me" and wanted.waits == "me":
        return {"show": TAKEN}
    return {"show": ALL, "q": wanted.words} if wanted.words.strip() else {}


def _findings(found: Found) -> str:
    parts = [
        f"{number} {name}"
        for number, name in ((found.blocking, "blocking"), (found.advisory, "advisory"))
        if number
    ]
    return f"{' and '.join(parts)} findings" if parts else ""
