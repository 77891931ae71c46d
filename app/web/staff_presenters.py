"""What the day page and the pages that answer a step are handed, chosen and formatted. A
translation's own page is in `translation_page`, the staff library in `library_presenters`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from app.languages import ENGLISH, Language, find, languages
from app.models import Role
from app.render.print_page import Format
from app.render.printable import formats_of
from app.services import visible
from app.web.staff import Frame, Link
from app.workflow.coverage import Standing
from app.workflow.people import Actor

KINDS = {"leaflet": "Leaflet", "plan": "Plan", "message": "Message", "interface": "Interface"}
VERSIONS = {"standard": "Standard", "easy_read": "Easy read"}
FORMATS: dict[Format, str] = {
    "standard": "Standard",
    "easy_read": "Easy read",
    "large_print": "Large print",
    "facing": "English beside it",
    "poster": "Poster",
}


def address(slug: str, version: str, tag: str) -> str:
    """Where a translation is worked on."""
    return f"/workbench/{slug}/{version}/{tag}"


def at(place: str, path: str, **asked: str) -> str:
    """Where one string of a translation is worked on; what is `asked` for goes into the query."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{place}/at/{quote(path)}{'?' if query else ''}{query}"


def formats(kind: str, version: str, tag: str) -> tuple[tuple[str, str], ...]:
    """(name, file name) of each format in which a text is printed."""
    return tuple((FORMATS[found], found) for found in formats_of(kind, version, tag))


def count(number: int, noun: str) -> str:
    """“1 text”, “3 texts”."""
    return f"{number} {noun if number == 1 else noun + 's'}"


@dataclass(frozen=True)
class Task:
    """One translation in which something waits for this person."""

    title: str
    version: str
    language: Language
    amount: str
    progress: str
    href: str


@dataclass(frozen=True)
class Queue:
    """One kind of work: what is under way, and what nobody has begun."""

    id: str
    heading: str
    hint: str
    tasks: tuple[Task, ...]
    not_begun: tuple[Task, ...] = ()


@dataclass(frozen=True)
class PrintForm:
    """Language and hospital, to choose what to print."""

    languages: tuple[Link, ...]
    hospitals: tuple[Link, ...]


@dataclass(frozen=True)
class DayPage:
    """All that waits for one person, by kind of work, in their languages or in the one chosen."""

    frame: Frame
    queues: tuple[Queue, ...]
    choices: tuple[Link, ...]
    form: PrintForm

    @property
    def nothing(self) -> bool:
        return not any(queue.tasks or queue.not_begun for queue in self.queues)


def day_page(
    frame: Frame,
    actor: Actor,
    standings: Sequence[Standing],
    chosen: str | None,
    service: str | None,
) -> DayPage:
    """The day of one person; `chosen` is a tag, or None for all their languages."""
    mine = actor.languages(Role.TRANSLATOR, Role.REVIEWER)
    shown = [s for s in standings if chosen in (None, s.language)]
    queues = (
        _queue(
            "sign", "To sign", "Each text was revised by a second person.", shown, actor, _to_sign
        ),
        _queue("publish", "To publish", "Signed by a clinician.", shown, actor, _to_publish),
        _queue("revise", "To revise", "Edited by someone else.", shown, actor, _to_revise),
        _queue("edit", "To translate", "Empty, draft or changed English.", shown, actor, _to_edit),
    )
    known = [each for each in languages() if "*" in mine or each.tag in mine]
    return DayPage(
        frame.at("My work", "/workbench"),
        tuple(queue for queue in queues if queue.tasks or queue.not_begun),
        _choices(known, chosen) if len(known) > 1 else (),
        print_form(None, service),
    )


def print_form(tag: str | None, service: str | None) -> PrintForm:
    return PrintForm(
        tuple(
            Link(each.english_name, each.tag, each.tag == tag) for each in (ENGLISH, *languages())
        ),
        tuple(Link(each.name, each.id, each.id == service) for each in visible()),
    )


def _choices(known: Iterable[Language], chosen: str | None) -> tuple[Link, ...]:
    every = Link("All my languages", "", chosen is None)
    return (every, *(Link(each.english_name, each.tag, each.tag == chosen) for each in known))


def _to_edit(standing: Standing, actor: Actor) -> int:
    able = any(actor.can(role, standing.language) for role in (Role.TRANSLATOR, Role.REVIEWER))
    waiting = standing.empty + standing.draft + standing.stale
    return waiting if able and standing.language != "en" else 0


def _to_revise(standing: Standing, actor: Actor) -> int:
    if not actor.can(Role.REVIEWER, standing.language):
        return 0
    return standing.edited - standing.edited_by.get(actor.id, 0)


def _to_sign(standing: Standing, actor: Actor) -> int:
    ready = standing.done and not standing.signed
    return standing.total if ready and actor.can(Role.CLINICIAN, standing.language) else 0


def _to_publish(standing: Standing, actor: Actor) -> int:
    ready = standing.signed and not standing.published
    return standing.total if ready and actor.can(Role.AUTHOR, standing.language) else 0


def _queue(
    name: str,
    heading: str,
    hint: str,
    standings: Iterable[Standing],
    actor: Actor,
    waiting: Callable[[Standing, Actor], int],
) -> Queue:
    tasks: list[Task] = []
    not_begun: list[Task] = []
    for standing in standings:
        if number := waiting(standing, actor):
            (tasks if standing.begun else not_begun).append(_task(standing, number))
    return Queue(name, heading, hint, tuple(tasks), tuple(not_begun))


def _task(standing: Standing, number: int) -> Task:
    return Task(
        standing.title,
        VERSIONS[standing.reading_version],
        find(standing.language),
        count(number, "text"),
        progress(standing),
        address(standing.slug, standing.reading_version, standing.language),
    )


def progress(standing: Standing) -> str:
    """How far a translation is, in words."""
    if standing.language == ENGLISH.tag:
        return "the source"
    if standing.done:
        return "all revised"
    parts: Mapping[str, int] = {
        "empty": standing.empty,
        "draft": standing.draft,
        "to revise": standing.edited,
        "changed English": standing.stale,
    }
    left = ", ".join(f"{number} {name}" for name, number in parts.items() if number)
    return f"{standing.revised} of {standing.total} revised; {left}"


@dataclass(frozen=True)
class ResultPage:
    """What a file or a run of drafts did, and what it left with the reason for each string."""

    frame: Frame
    outcome: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    back: Link
    left_heading: str = "Left out, and why"


@dataclass(frozen=True)
class UploadPage:
    """A form that takes one file, and all that was wrong with the last one."""

    frame: Frame
    action: str
    label: str
    hint: str
    accept: str
    errors: tuple[str, ...] = ()
