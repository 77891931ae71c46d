"""What the pages about resources in no list are handed: the form that takes one out, and the page
that it leaves behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.languages import find
from app.models import Edition, ResourceEvent, Role
from app.resources import addresses
from app.web.frame.addresses import address
from app.web.frame.labels import moment
from app.web.frame.staff import Frame, Link
from app.web.frame.staff_presenters import KINDS, VERSIONS, count
from app.workflow.editions.archive import Trace
from app.workflow.people.accounts import Actor
from app.workflow.translation.permissions import may_open


@dataclass(frozen=True, kw_only=True)
class ArchivePage:
    """The form that takes a resource out of all lists; `live` are the editions that readers
    lose."""

    frame: Frame
    slug: str
    title: str
    live: Sequence[Edition]
    error: str = ""
    why: str = ""
    """What was typed and refused."""

    @property
    def editions(self) -> str:
        return count(len(self.live), "edition") if self.live else ""

    @property
    def languages(self) -> str:
        return ", ".join(dict.fromkeys(find(each.language).english_name for each in self.live))

    @property
    def action(self) -> str:
        return f"/library/{self.slug}/archive"

    @property
    def back(self) -> str:
        return f"/library/{self.slug}"


@dataclass(frozen=True)
class TraceRow:
    """What is left to look at of one translation."""

    trace: Trace
    actor: Actor

    @property
    def name(self) -> str:
        version = VERSIONS[self.trace.reading_version]
        language = find(self.trace.language).english_name
        return language if version == "Standard" else f"{language}, {version.lower()}"

    @property
    def history(self) -> str:
        trace = self.trace
        if not may_open(self.actor, trace.language):
            return ""
        return f"{address(trace.slug, trace.reading_version, trace.language)}/history"

    @property
    def statuses(self) -> tuple[Link, ...]:
        """Where each of its prints says how it stands."""
        return tuple(Link(code, addresses.status(code)) for code in self.trace.codes)


@dataclass(frozen=True, kw_only=True)
class ArchivedPage:
    """A resource that is in no list: who took it out and why, and the form that brings it back."""

    frame: Frame
    actor: Actor
    slug: str
    kind: str
    events: Sequence[tuple[ResourceEvent, str]]
    traces: Sequence[Trace]
    error: str = ""
    why: str = ""
    """What was typed and refused."""

    @property
    def about(self) -> str:
        return KINDS[self.kind]

    @property
    def steps(self) -> tuple[tuple[str, str, str], ...]:
        """What happened, when and by whom, and why; newest first."""
        return tuple(
            (
                "Taken out of all lists" if event.archived else "Brought back",
                f"{moment(event.at)}, {name} ({event.role})",
                event.why,
            )
            for event, name in self.events
        )

    @property
    def rows(self) -> tuple[TraceRow, ...]:
        found = (TraceRow(trace, self.actor) for trace in self.traces)
        return tuple(row for row in found if row.statuses or row.history)

    @property
    def action(self) -> str:
        """Where it is brought back; "" for whoever may not."""
        able = self.actor.languages(Role.AUTHOR)
        return f"/library/{self.slug}/bring-back" if able else ""
