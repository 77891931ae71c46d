"""What the history page is handed: every step of a translation or of one segment, its signatures
and its editions, newest first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from app.languages import Language
from app.models import SegmentEvent
from app.web.frame.addresses import address, at
from app.web.frame.labels import STATES, STEPS, day, moment, origin
from app.web.frame.staff import Frame, Link
from app.web.workbench.marked_text import tokens
from app.web.workbench.translation_page import title
from app.workflow.editions.publishing import editions_of
from app.workflow.people import accounts
from app.workflow.review.steps import history, signatures
from app.workflow.translation.desk import Desk, segment_of
from app.workflow.work.assignments import given_out

AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class HistoryStep:
    """One thing that happened."""

    when: str
    who: str
    what: str
    path: str
    href: str
    text: Markup
    why: str
    state: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    frame: Frame
    language: Language
    path: str
    source: Markup
    steps: tuple[HistoryStep, ...]
    older: str
    back: Link


def history_page(frame: Frame, desk: Desk, path: str | None, before: int | None) -> HistoryPage:
    """The history of a segment, or of the whole with its signatures and editions. Raises
    Missing."""
    segment = segment_of(desk, path) if path else None
    names = accounts.names(desk.session)
    place = address(desk.slug, desk.reading_version, desk.language.tag)
    events = history(desk, path, before=before, limit=AT_ONCE)
    whole = [] if path or before else [*_signatures(desk, names), *_editions(desk, names)]
    given = [] if before else _given(desk, path, names, place)
    steps = [*whole, *given, *((event.at, _step(event, names, place)) for event in events)]
    back = Link("Back to the text", at(place, path)) if path else Link("All texts", place)
    older = f"{place}/history?before={events[-1].id}" if len(events) == AT_ONCE else ""
    return HistoryPage(
        frame=frame.at(f"History: {title(desk)}", "/workbench"),
        language=desk.language,
        path=path or "",
        source=tokens(segment.text) if segment else Markup(),
        steps=tuple(step for _, step in sorted(steps, key=lambda pair: pair[0], reverse=True)),
        older=f"{older}&path={path}" if older and path else older,
        back=back,
    )


def _step(event: SegmentEvent, names: Mapping[int, str], place: str) -> HistoryStep:
    return HistoryStep(
        when=moment(event.at),
        who=_who(names, event.actor_id, event.role),
        what=STEPS.get(event.action, event.action),
        path=event.path,
        href=at(place, event.path),
        text=tokens(event.text),
        why=event.why,
        state=STATES[event.status.value][0],
        origin=origin(event.origin) if event.action != "revise" else "",
    )


def _signatures(desk: Desk, names: Mapping[int, str]) -> list[tuple[datetime, HistoryStep]]:
    return [
        (
            signed.at,
            _plain(
                signed.at,
                _who(names, signed.actor_id, signed.role),
                f"Signed ({len(signed.covers)} texts)",
                signed.statement,
            ),
        )
        for signed in signatures(desk)
    ]


def _editions(desk: Desk, names: Mapping[int, str]) -> list[tuple[datetime, HistoryStep]]:
    words = {"current": "Published", "superseded": "Replaced", "withdrawn": "Withdrawn"}
    return [
        (
            event.at,
            _plain(
                event.at,
                _who(names, event.actor_id, event.role),
                f"{words[event.state]}: edition {edition.number}, code {edition.code}",
                event.why,
            ),
        )
        for edition, event in editions_of(desk)
    ]


def _given(
    desk: Desk, path: str | None, names: Mapping[int, str], place: str
) -> list[tuple[datetime, HistoryStep]]:
    found = []
    for row in given_out(desk, path, AT_ONCE):
        what = (
            f"Given to {names.get(row.person_id, 'someone')}" if row.person_id else "Free to take"
        )
        due = f"; due {day(row.due_on)}" if row.due_on else ""
        step = _plain(row.at, _who(names, row.by_id, row.role), f"{what}{due}", row.why)
        found.append((row.at, replace(step, path=row.path, href=at(place, row.path))))
    return found


def _plain(at: datetime, who: str, what: str, why: str) -> HistoryStep:
    return HistoryStep(
        when=moment(at),
        who=who,
        what=what,
        path="",
        href="",
        text=Markup(),
        why=why,
        state="",
        origin="",
    )


def _who(names: Mapping[int, str], actor_id: int, role: str) -> str:
    return f"{names.get(actor_id, 'someone')} ({role})"
