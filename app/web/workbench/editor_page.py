"""What the editor is handed: one segment of a translation with all that one needs to write it well,
and the list of the others. The parts beside the field are in `sections`.
"""

from dataclasses import dataclass, replace

from markupsafe import Markup

from app.languages import Language
from app.models import Unsaved
from app.web.frame.addresses import address, at
from app.web.frame.labels import STATES, moment, origin, workers
from app.web.frame.staff import Frame, Problem
from app.web.workbench.marked_text import Piece, difference, marked
from app.web.workbench.proof_page import ProofPane
from app.web.workbench.sections import SECTIONS, terms
from app.web.workbench.string_list import ListQuery, SegmentRow, StringList, rows_of, string_list
from app.web.workbench.translation_page import title
from app.workflow.lists import strings
from app.workflow.lists.strings import SegmentFilter, Text
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.review import second_pass
from app.workflow.source import revisions
from app.workflow.translation.desk import Desk, SegmentView, findings
from app.workflow.translation.permissions import steps, waits
from app.workflow.work import unsaved

_MOST_LINES = 60


@dataclass(frozen=True)
class Refusal:
    """A step that was refused: on which segment, why, and the words that the person had typed."""

    path: str
    message: str
    text: str | None = None


@dataclass(frozen=True)
class ShownPicture:
    """The picture that a segment belongs to."""

    href: str
    alt: str


@dataclass(frozen=True)
class Side:
    """One section beside the field; `it` is what its template draws, or None."""

    name: str
    title: str
    it: object | None


@dataclass(frozen=True)
class UnsavedNote:
    """What the person typed here and did not save: when, what it changes in the text that stands,
    and where to take it up again."""

    when: str
    pieces: tuple[Piece, ...]
    href: str


@dataclass(frozen=True)
class TokenButton:
    """One token of the source; `opens` and `closes` go round the words that are chosen."""

    name: str
    number: int
    opens: str
    closes: str


@dataclass(frozen=True)
class EditorPage:
    """One segment at work, for one person. `seen` is what is stored."""

    frame: Frame
    title: str
    language: Language
    address: str
    number: int
    seen: SegmentView
    shown: SegmentView
    """The same with the words that stand in the field, if they are others."""
    source: Markup
    stored: Markup
    changes: tuple[Piece, ...]
    picture: ShownPicture | None
    neighbours: tuple[tuple[str, SegmentRow], ...]
    tokens: tuple[TokenButton, ...]
    origin: str
    people: str
    can: frozenset[str]
    waits: str
    list: StringList
    previous: SegmentRow | None
    next: SegmentRow | None
    finding: str
    """Where the next segment with findings is; empty when no other has any."""
    sides: tuple[Side, ...]
    unsaved: UnsavedNote | None
    person: int
    version: int
    """That of the segment when the person began to write what is in the field."""
    done: str = ""
    error: str = ""
    pane: ProofPane | None = None
    ended: bool = False
    """Whether the person is through with their list."""

    @property
    def unread(self) -> str:
        """Of what no check reads this text, so that a reviser reads it a second time."""
        return second_pass.unread(self.language, self.seen.segment)

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
    """The page of one segment for one person. `take` puts what they typed and did not save into the
    field."""
    tag = desk.language.tag
    place = address(desk.slug, desk.reading_version, tag)
    text = strings.text_of(desk)
    mine = unsaved.unsaved_paths(desk, actor)
    kept = unsaved.unsaved(desk, actor, seen.path) if seen.path in mine else None
    if kept is not None and take:
        refusal = Refusal(seen.path, "", kept.text)
    listed = string_list(desk, text, actor, place, asked, mine)
    before, after = listed.beside(seen.path)
    number = desk.numbers[seen.path]
    typed = refusal.text if refusal is not None else None
    message = refusal.message if refusal is not None else ""
    problems = (Problem(message, f"#text-{seen.path}"),) if message else ()
    shown = seen if typed is None else as_typed(desk, seen, typed)
    names = accounts.names(desk.session)
    return EditorPage(
        frame.at(f"Text {number}: {title(desk)}", "/workbench", "", *problems),
        title(desk),
        desk.language,
        place,
        number,
        seen,
        shown,
        terms.source(desk, seen),
        marked(shown.text, shown.findings),
        difference(seen.previous_source, seen.segment.text) if seen.previous_source else (),
        _picture(desk, seen),
        _neighbours(desk, text, number, place),
        _tokens(seen),
        origin(seen.origin),
        workers(seen, names),
        steps(actor, tag, seen),
        waits(actor, tag, seen) or "",
        listed,
        before,
        after,
        _next_finding(desk, text, actor, number, place),
        tuple(Side(each.name, each.title, each.of(desk, shown, actor)) for each in SECTIONS),
        _unsaved(kept, seen, at(place, seen.path, show=listed.show, q=listed.words, take="1"))
        if kept is not None and typed is None
        else None,
        actor.id,
        kept.version if kept is not None and take else seen.version,
        done,
        message,
    )


def _unsaved(kept: Unsaved, seen: SegmentView, href: str) -> UnsavedNote:
    return UnsavedNote(moment(kept.at), difference(seen.text, kept.text), href)


def as_typed(desk: Desk, seen: SegmentView, text: str) -> SegmentView:
    """A segment as it would be with other words, which are nowhere saved."""
    said = findings(desk, seen.segment, text) if text.strip() else ()
    return replace(seen, text=text, findings=said, decided=())


def has_marks(language: Language, seen: SegmentView) -> bool:
    """Whether a field alone does not show all that a text holds."""
    hidden = language.direction == "rtl" or bool(seen.segment.tokens) or bool(seen.findings)
    return bool(seen.text) and hidden


def _picture(desk: Desk, seen: SegmentView) -> ShownPicture | None:
    name = revisions.pictures(desk.revision).get(seen.segment.block)
    return ShownPicture(f"/static/pictures/{name}.svg", f"Picture: {name}") if name else None


def _neighbours(
    desk: Desk, text: Text, number: int, place: str
) -> tuple[tuple[str, SegmentRow], ...]:
    """The segments just before and after in the text, whatever the filter."""
    near = strings.numbered(desk.session, text, (number - 1, number + 1))
    rows = rows_of(near, place, SegmentFilter(strings.ALL))
    return tuple(("Before" if row.number < number else "After", row) for row in rows)


def _next_finding(desk: Desk, text: Text, actor: Actor, number: int, place: str) -> str:
    """The next segment with findings, or else the first one."""
    for start in (number, 0):
        choice = SegmentFilter(strings.WITH_FINDINGS)
        found = strings.following(desk.session, text, actor, choice, start, 1)
        if found and found[0].number != number:
            path = found[0].path
            return at(place, path, show=strings.WITH_FINDINGS) + f"#text-{path}"
    return ""


def _tokens(seen: SegmentView) -> tuple[TokenButton, ...]:
    return tuple(
        TokenButton(f"<{t.number}/>", t.number, f"<{t.number}/>", "")
        if t.kind == "fact"
        else TokenButton(f"<{t.number}>…</{t.number}>", t.number, f"<{t.number}>", f"</{t.number}>")
        for t in seen.segment.tokens
    )


def at_string(desk: Desk, path: str, **asked: str) -> str:
    """The address of a segment in the editor."""
    return at(address(desk.slug, desk.reading_version, desk.language.tag), path, **asked)
