"""The kinds of work in words, and the queue in which a person goes on from text to text: one kind
at a time, with what is left of it, and where it leads. What waits is in `workflow.lists`.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from app.web.frame.addresses import address, at
from app.workflow.lists.strings import (
    MOST,
    WITH_FINDINGS,
    SegmentFilter,
    Text,
    count,
    count_taken,
    next_listed,
    next_of_kind,
    next_taken,
    queue,
)
from app.workflow.people.accounts import Actor
from app.workflow.review.waits import BACK, CHANGED, EDIT, REVISE, SENT_BACK
from app.workflow.translation.desk import Desk


@dataclass(frozen=True)
class KindOfWork:
    """Its heading, what it asks of people, its name where one begins it, and what nothing is left
    of at its end."""

    heading: str
    hint: str
    name: str
    end: str


KINDS_OF_WORK = {
    SENT_BACK: KindOfWork(
        "Sent back to you",
        "Someone read what you wrote and says why it must be looked at again.",
        "what was sent back",
        "Nothing else here was sent back to you.",
    ),
    CHANGED: KindOfWork(
        "The English changed",
        "Bring the translation up to date.",
        "changed English",
        "No other text here waits because its English changed.",
    ),
    REVISE: KindOfWork(
        "To revise",
        "Edited by someone else: check it and approve it.",
        "to revise",
        "Nothing else here is left for you to revise.",
    ),
    BACK: KindOfWork(
        "To translate back",
        "Safety-critical: say in English what it says, unseen.",
        "to translate back",
        "Nothing else here is left for you to translate back.",
    ),
    EDIT: KindOfWork(
        "To translate",
        "Empty, or a draft that nobody has checked.",
        "to translate",
        "Nothing else here is left for you to translate.",
    ),
}


@dataclass(frozen=True)
class WorkQueue:
    """One kind of work that a person is in, of one text or of all that they `taken`; `left` counts
    what waits there still, up to `MOST` and one."""

    kind: str
    taken: bool
    left: int

    @property
    def heading(self) -> str:
        return KINDS_OF_WORK[self.kind].heading

    @property
    def words(self) -> str:
        number = how_many(self.left) if self.left else "nothing"
        return f"{number} left {'of what you took' if self.taken else 'in this translation'}"


@dataclass(frozen=True)
class Onward:
    """Where one goes on: the translation's address, the segment, and the list or queue."""

    place: str
    path: str
    show: str


def work_queue(desk: Desk, text: Text, actor: Actor, choice: SegmentFilter) -> WorkQueue | None:
    """The queue that a list is, for one person; None where it is no queue."""
    if not choice.kind:
        return None
    if choice.taken:
        left = count_taken(desk.session, actor, choice.kind)
    else:
        left = count(desk.session, text, actor, choice.show)
    return WorkQueue(choice.kind, choice.taken, left)


def onward(
    desk: Desk, actor: Actor, place: str, choice: SegmentFilter, kind: str, path: str
) -> Onward | None:
    """The next segment after a step: in the list that one searched or filtered, or else of the kind
    of work that one is in; with what one took in other texts too. None at the end."""
    if in_a_list(choice):
        found = next_listed(desk, actor, choice, path)
        return Onward(place, found, choice.show) if found else None
    show = queue(kind, taken=choice.taken)
    found = next_of_kind(desk, actor, SegmentFilter(show), path)
    if found:
        return Onward(place, found, show)
    other = next_taken(desk.session, actor, kind) if choice.taken else None
    if other is None:
        return None
    there = address(other.slug, other.reading_version, other.language)
    return Onward(there, other.path, show) if (there, other.path) != (place, path) else None


def in_a_list(choice: SegmentFilter) -> bool:
    """Whether one goes through a list whatever waits in it."""
    return bool(choice.words) or choice.show == WITH_FINDINGS


def begin_at(place: str, path: str, show: str) -> str:
    """Where one begins to work at a segment, its field in focus; what is translated back is seen
    without its English."""
    if SegmentFilter(show).kind == BACK:
        return back_at(place, path, show)
    return at(place, path, show=show) + f"#text-{quote(path)}"


def back_at(place: str, path: str, show: str = "", **asked: str) -> str:
    """Where a segment is translated back; `show` is kept where it is more than this kind of
    work."""
    more = "" if show == BACK else show
    query = urlencode({k: v for k, v in {"show": more, **asked}.items() if v})
    return f"{place}/back/{quote(path)}{'?' if query else ''}{query}"


def begin_words(kind: str, number: int) -> str:
    """What the link to a queue says: “Begin to revise: 3 texts”."""
    name = KINDS_OF_WORK[kind].name
    verb = "Begin" if name.startswith("to ") else "Begin with"
    return f"{verb} {name}: {'1 text' if number == 1 else f'{how_many(number)} texts'}"


def how_many(number: int, *, exact: bool = False) -> str:
    """A count of `strings` in words."""
    return str(number) if exact or number <= MOST else f"over {MOST}"
