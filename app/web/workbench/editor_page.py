"""What the editor is handed: one segment of a translation with all that one needs to write it well,
and the list of the others. What the database knows besides is in `beside`, the parts beside the
field are in `sections`.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from app.languages import Language
from app.models import Status
from app.resources.inline import Token
from app.web.frame.addresses import address, at
from app.web.frame.labels import STATES, moment, origin, workers
from app.web.frame.staff import Frame, Link, Problem
from app.web.workbench.beside import Beside, Side, beside
from app.web.workbench.desk_page import SegmentPage, title
from app.web.workbench.marked_text import Piece, difference, marked
from app.web.workbench.proof_page import ProofPane
from app.web.workbench.refusal import Refusal
from app.web.workbench.string_list import ListQuery, SegmentRow, StringList, rows_of, string_list
from app.web.workbench.work_queue import WorkQueue, begin_words, work_queue
from app.workflow.lists import strings
from app.workflow.lists.strings import SegmentFilter
from app.workflow.people.accounts import Actor
from app.workflow.review.approval import why_not
from app.workflow.review.waits import CHANGED, EDIT, REVISE, SENT_BACK
from app.workflow.source import revisions
from app.workflow.translation import second_pass
from app.workflow.translation.desk import Desk, SegmentView, findings
from app.workflow.translation.permissions import may, steps, waits
from app.workflow.work import unsaved

_MOST_LINES = 60


@dataclass(frozen=True)
class ShownPicture:
    """The picture that a segment belongs to."""

    href: str
    alt: str


@dataclass(frozen=True)
class UnsavedNote:
    """What the person typed here and did not save: when, what it changes in the text that stands,
    and where to take it up again."""

    when: str
    text: str
    pieces: tuple[Piece, ...]
    href: str


@dataclass(frozen=True)
class SentBackNote:
    """Who sent a text back, when and why, and whose answer it waits for."""

    by: str
    when: str
    why: str
    writer: str


@dataclass(frozen=True)
class TokenButton:
    """One token of the source; `opens` and `closes` go round the words that are chosen."""

    name: str
    number: int
    opens: str
    closes: str


@dataclass(frozen=True, kw_only=True)
class EditorPage(SegmentPage):
    """One segment at work, for one person. `seen` is what is stored; `shown` is the same with the
    words that stand in the field, if they are others."""

    frame: Frame
    actor: Actor
    seen: SegmentView
    shown: SegmentView
    list: StringList
    beside: Beside
    queue: WorkQueue | None
    """The kind of work that the person goes through."""
    begun: str
    """The kind that they are in where the list is of none."""
    why_not: str
    """Why they cannot approve the text as it stands; empty when they can, and where it is no
    question."""
    refusal: Refusal | None = None
    """What was refused, or the words that the field holds instead of those that stand."""
    take: bool = False
    """Whether the person takes up what they typed here and did not save."""
    done: str = ""
    pane: ProofPane | None = None
    ended: bool = False
    """Whether the person is through with their list."""

    @property
    def number(self) -> int:
        return self.desk.numbers[self.path]

    @property
    def source(self) -> Markup:
        return self.beside.source

    @property
    def sides(self) -> tuple[Side, ...]:
        return self.beside.sides

    @property
    def read_twice(self) -> str:
        """Why a reviser reads this text a second time; empty where once is enough."""
        return second_pass.doubt(self.language, self.seen.segment)

    @property
    def text(self) -> str:
        """What the field holds."""
        return self.shown.text

    @property
    def live(self) -> bool:
        """Whether the words in the field are not saved."""
        return self.text != self.seen.text

    @property
    def path(self) -> str:
        return self.seen.path

    @property
    def person(self) -> int:
        return self.actor.id

    @property
    def version(self) -> int:
        """That of the segment when the person began to write what is in the field."""
        autosaved = self.beside.unsaved
        return autosaved.version if autosaved is not None and self.take else self.seen.version

    @property
    def note(self) -> str:
        """What its author notes of it, with one full stop."""
        said = self.seen.segment.note
        return said if said.endswith((".", "?", "!")) else f"{said}."

    @property
    def error(self) -> str:
        return self.refusal.said_of_text if self.refusal else ""

    @property
    def show(self) -> str:
        return self.list.show

    @property
    def q(self) -> str:
        return self.list.words

    @property
    def label(self) -> str:
        return STATES[self.seen.state][0]

    @property
    def colour(self) -> str:
        return STATES[self.seen.state][1]

    @property
    def stored(self) -> Markup:
        return marked(self.text, self.shown.findings)

    @property
    def changes(self) -> tuple[Piece, ...]:
        """What changed in the English since the text was approved."""
        before = self.seen.previous_source
        return difference(before, self.seen.segment.text) if before else ()

    @property
    def picture(self) -> ShownPicture | None:
        name = revisions.pictures(self.desk.revision).get(self.seen.segment.block)
        if not name:
            return None
        return ShownPicture(f"/static/pictures/{name}.svg", f"Picture: {name}")

    @property
    def neighbours(self) -> tuple[tuple[str, SegmentRow], ...]:
        """The segments just before and after in the text, whatever the filter."""
        rows = rows_of(self.beside.near, self.address, SegmentFilter(strings.ALL))
        return tuple(("Before" if row.number < self.number else "After", row) for row in rows)

    @property
    def tokens(self) -> tuple[TokenButton, ...]:
        return tuple(_token(each) for each in self.seen.segment.tokens)

    @property
    def origin(self) -> str:
        return origin(self.seen.origin)

    @property
    def people(self) -> str:
        return workers(self.seen, self.beside.names)

    @cached_property
    def can(self) -> frozenset[str]:
        return steps(self.actor, self.language.tag, self.seen)

    @property
    def waits(self) -> str:
        return waits(self.actor, self.language.tag, self.seen) or ""

    @property
    def is_reviewed(self) -> bool:
        """Whether this is a text to approve, for somebody who may approve texts."""
        return self.seen.status is Status.EDITED and may(self.actor, "revise", self.language.tag)

    @property
    def approves(self) -> bool:
        """Whether the step of the key is to approve: in whatever one began, it stays the same."""
        if kind := self.queue.kind if self.queue else self.begun:
            return kind == REVISE
        return self.is_reviewed

    @property
    def approvable(self) -> bool:
        return self.is_reviewed and not self.why_not

    @property
    def sends_back(self) -> bool:
        """Whether they are offered to send it back: what is approved, and what someone else wrote
        that they would approve or sign."""
        if "reopen" not in self.can:
            return False
        judges = self.is_reviewed or may(self.actor, "overrule", self.language.tag)
        return self.seen.status is Status.REVISED or (judges and self.seen.edited_by != self.person)

    @property
    def kind(self) -> str:
        """The kind of work that goes on after a step here."""
        if self.queue or self.begun:
            return self.queue.kind if self.queue else self.begun
        return REVISE if self.approves else _kind_of(self.seen)

    @property
    def others(self) -> tuple[Link, ...]:
        """What else waits here for this person, at the end of what they began."""
        return tuple(
            Link(begin_words(kind, number), f"{self.address}?show={kind}")
            for kind, number in self.list.waiting
            if kind != self.kind
        )

    @property
    def sent_back(self) -> SentBackNote | None:
        step = self.seen.sent_back
        if step is None:
            return None
        by, names = step.actor_id, self.beside.names
        who = "You" if by == self.person else f"{names.get(by, 'Someone')} ({step.role})"
        writer = self.seen.edited_by
        whose = "you" if writer == self.person else names.get(writer or 0, "")
        return SentBackNote(who, moment(step.at), step.why, whose)

    @property
    def previous(self) -> SegmentRow | None:
        return self.list.beside(self.path)[0]

    @property
    def next(self) -> SegmentRow | None:
        return self.list.beside(self.path)[1]

    @property
    def finding(self) -> str:
        """Where the next segment with findings is; empty when no other has any."""
        path = self.beside.with_findings
        return at(self.address, path, show=strings.WITH_FINDINGS) + f"#text-{path}" if path else ""

    @cached_property
    def unsaved(self) -> UnsavedNote | None:
        autosaved = self.beside.unsaved
        if autosaved is None or (self.refusal is not None and self.refusal.text is not None):
            return None
        href = at(self.address, self.path, show=self.show, q=self.q, take="1")
        changes = difference(self.seen.text, autosaved.text)
        return UnsavedNote(moment(autosaved.at), autosaved.text, changes, href)

    @property
    def rows(self) -> int:
        """Lines of the field: enough for the longer of both texts, within reason."""
        wanted = -(-max(len(self.text), len(self.seen.segment.text)) // 60) + 1
        return min(max(2, wanted), _MOST_LINES)

    @property
    def has_marks(self) -> bool:
        return has_marks(self.language, self.shown)


def editor_page(
    frame: Frame,
    desk: Desk,
    actor: Actor,
    seen: SegmentView,
    asked: ListQuery,
    done: str = "",
    refusal: Refusal | None = None,
    take: bool = False,
) -> EditorPage:
    """The page of one segment for one person, with all that the database knows for it. `take` puts
    what they typed and did not save into the field."""
    text = strings.text_of(desk)
    mine = unsaved.unsaved_paths(desk, actor)
    autosaved = unsaved.unsaved(desk, actor, seen.path) if seen.path in mine else None
    if autosaved is not None and take:
        refusal = Refusal(path=seen.path, text=autosaved.text)
    typed = refusal.text if refusal is not None else None
    shown = seen if typed is None else as_typed(desk, seen, typed)
    number = desk.numbers[seen.path]
    field = refusal.field if refusal and refusal.is_there else f"text-{seen.path}"
    problems = (Problem(refusal.message, f"#{field}"),) if refusal and refusal.message else ()
    listed = string_list(desk, text, actor, address(*desk.ref.parts), asked, mine)
    queue = work_queue(desk, text, actor, listed.choice)
    reviews = may(actor, "revise", desk.language.tag)
    offered = {SENT_BACK, CHANGED, EDIT, *((REVISE,) if reviews else ())}
    return EditorPage(
        frame=frame.at(f"Text {number}: {title(desk)}", "/workbench", "", *problems),
        desk=desk,
        actor=actor,
        seen=seen,
        shown=shown,
        list=listed,
        beside=beside(desk, text, actor, shown, autosaved),
        queue=queue,
        begun=asked.kind if asked.kind in offered else "",
        why_not=why_not(desk, actor, seen) if reviews else "",
        refusal=refusal,
        take=take,
        done=done,
    )


def as_typed(desk: Desk, seen: SegmentView, text: str) -> SegmentView:
    """A segment as it would be with other words, which are nowhere saved."""
    said = findings(desk, seen.segment, text) if text.strip() else ()
    return replace(seen, text=text, findings=said, decided=())


def has_marks(language: Language, seen: SegmentView) -> bool:
    """Whether a field alone does not show all that a text holds."""
    hidden = language.direction == "rtl" or bool(seen.segment.tokens) or bool(seen.findings)
    return bool(seen.text) and hidden


def _kind_of(seen: SegmentView) -> str:
    if seen.status is Status.SENT_BACK:
        return SENT_BACK
    return CHANGED if seen.stale else EDIT


def _token(token: Token) -> TokenButton:
    number = token.number
    if token.kind == "fact":
        return TokenButton(f"<{number}/>", number, f"<{number}/>", "")
    return TokenButton(f"<{number}>…</{number}>", number, f"<{number}>", f"</{number}>")
