"""What the history page is handed: every step of a translation or of one segment, its signatures
and its editions, newest first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from markupsafe import Markup

from app.models import (
    Assignment,
    Edition,
    EditionEvent,
    Remedy,
    ResourceEvent,
    SegmentEvent,
    SignOff,
    SourceChange,
    SourceRevision,
)
from app.web.frame.addresses import at
from app.web.frame.labels import STEPS, day, moment, origin
from app.web.frame.staff import Frame, Link
from app.web.workbench.desk_page import DeskPage, title
from app.web.workbench.marked_text import tokens
from app.workflow.editions.changed_english import choices_of
from app.workflow.editions.publishing import editions_of
from app.workflow.people import accounts
from app.workflow.proposals.texts import said_with
from app.workflow.review.sign_off import signatures
from app.workflow.review.steps import history
from app.workflow.source.archived import events_of
from app.workflow.source.revisions import all_revisions, find_resource, stood_before
from app.workflow.translation.desk import Desk, segment_of
from app.workflow.work.assignments import given_out

AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class HistoryStep:
    """One thing that happened to the translation, or to one segment of it."""

    at: datetime
    who: str
    what: str
    why: str
    event: SegmentEvent | None = None
    """Where it is a step on a segment."""
    link: Link | None = None
    """To the segment that it is about, by its path."""

    @property
    def when(self) -> str:
        return moment(self.at)

    @property
    def path(self) -> str:
        return self.link.text if self.link else ""

    @property
    def href(self) -> str:
        return self.link.href if self.link else ""

    @property
    def text(self) -> Markup:
        return tokens(self.event.text) if self.event else Markup()

    @property
    def origin(self) -> str:
        shown = self.event is not None and self.event.action != "revise"
        return origin(self.event.origin) if self.event and shown else ""


@dataclass(frozen=True, kw_only=True)
class HistoryPage(DeskPage):
    """The history of the segment with this path or, without one, of the whole translation with its
    English, signatures and editions: as the database holds it, newest first."""

    frame: Frame
    path: str
    names: Mapping[int, str]
    events: Sequence[SegmentEvent]
    given: Sequence[Assignment] = ()
    signed: Sequence[SignOff] = ()
    editions: Sequence[tuple[Edition, EditionEvent]] = ()
    choices: Sequence[tuple[SourceChange, Edition]] = ()
    """What clinicians chose for editions whose safety-critical English had changed."""
    lists: Sequence[tuple[ResourceEvent, str]] = ()
    """When its resource was taken out of all lists or brought back, and by whom."""
    sources: Sequence[tuple[SourceRevision, str]] = ()
    """Every English of it, newest first, and who brought it in."""
    said: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """What was said with an English that came of a proposal, by its id, and who wrote it."""

    @property
    def source(self) -> Markup:
        return tokens(self.desk.segments[self.path].text) if self.path else Markup()

    @property
    def back(self) -> Link:
        if self.path:
            return Link("Back to the text", at(self.address, self.path))
        return Link("All texts", self.address)

    @property
    def older(self) -> str:
        """Where the rest stands, if there may be more."""
        if len(self.events) < AT_ONCE:
            return ""
        older = f"{self.address}/history?before={self.events[-1].id}"
        return f"{older}&path={self.path}" if self.path else older

    @cached_property
    def steps(self) -> tuple[HistoryStep, ...]:
        steps = [
            *map(self._signature, self.signed),
            *(self._edition(edition, event) for edition, event in self.editions),
            *(self._choice(choice, edition) for choice, edition in self.choices),
            *map(self._giving, self.given),
            *(_of_lists(event, name) for event, name in self.lists),
            *self._english(),
            *map(self._event, self.events),
        ]
        return tuple(sorted(steps, key=lambda step: step.at, reverse=True))

    def _event(self, event: SegmentEvent) -> HistoryStep:
        what = STEPS.get(event.action, event.action)
        who = self._who(event.actor_id, event.role)
        return HistoryStep(
            at=event.at, who=who, what=what, why=event.why, event=event, link=self._link(event.path)
        )

    def _signature(self, signed: SignOff) -> HistoryStep:
        who = self._who(signed.actor_id, signed.role)
        return HistoryStep(
            at=signed.at, who=who, what=f"Signed ({len(signed.covers)} texts)", why=signed.statement
        )

    def _edition(self, edition: Edition, event: EditionEvent) -> HistoryStep:
        what = f"{_EDITIONS[event.state]}: edition {edition.number}, code {edition.code}"
        return HistoryStep(
            at=event.at, who=self._who(event.actor_id, event.role), what=what, why=event.why
        )

    def _choice(self, choice: SourceChange, edition: Edition) -> HistoryStep:
        what = (
            f"Safety-critical English changed: {_REMEDIES[choice.remedy]} for edition "
            f"{edition.number}, code {edition.code}"
        )
        who = self._who(choice.actor_id, choice.role)
        return HistoryStep(at=choice.at, who=who, what=what, why=choice.why)

    def _english(self) -> Iterator[HistoryStep]:
        again = stood_before([each for each, _ in self.sources])
        for each, name in self.sources:
            before = again.get(each.number)
            what = f"the words of English {before} are the newest again" if before else "came in"
            why, writers = self.said.get(each.id or 0, ("", name))
            written = "" if writers == name else f", written by {writers}"
            yield HistoryStep(
                at=each.created_at,
                who=name,
                what=f"English {each.number}: {what}{written}",
                why=why,
            )

    def _giving(self, row: Assignment) -> HistoryStep:
        name = self.names.get(row.person_id or 0, "someone")
        what = f"Given to {name}" if row.person_id else "Free to take"
        due = f"; due {day(row.due_on)}" if row.due_on else ""
        who = self._who(row.by_id, row.role)
        return HistoryStep(
            at=row.at, who=who, what=f"{what}{due}", why=row.why, link=self._link(row.path)
        )

    def _link(self, path: str) -> Link:
        return Link(path, at(self.address, path))

    def _who(self, actor_id: int, role: str) -> str:
        return f"{self.names.get(actor_id, 'someone')} ({role})"


def _of_lists(event: ResourceEvent, name: str) -> HistoryStep:
    what = "Taken out of all lists" if event.archived else "Brought back into the lists"
    return HistoryStep(at=event.at, who=f"{name} ({event.role})", what=what, why=event.why)


_REMEDIES = {Remedy.NOTICE: "an urgent notice", Remedy.WITHDRAWAL: "withdrawal"}
_EDITIONS = {"current": "Published", "superseded": "Replaced", "withdrawn": "Withdrawn"}


def history_page(frame: Frame, desk: Desk, path: str | None, before: int | None) -> HistoryPage:
    """The history of a segment, or of the whole with its signatures and editions. Raises
    Missing."""
    if path:
        segment_of(desk, path)
    whole = not path and not before
    return HistoryPage(
        frame=frame.at(f"History: {title(desk)}", "/workbench"),
        desk=desk,
        path=path or "",
        names=accounts.names(desk.session),
        events=history(desk, path, before=before, limit=AT_ONCE),
        given=() if before else given_out(desk, path, AT_ONCE),
        signed=signatures(desk) if whole else (),
        editions=editions_of(desk) if whole else (),
        choices=choices_of(desk) if whole else (),
        lists=events_of(desk.session, find_resource(desk.session, desk.slug)) if whole else (),
        sources=all_revisions(desk.session, desk.slug, desk.reading_version) if whole else (),
        said=said_with(desk.session, desk.slug, desk.reading_version) if whole else {},
    )
