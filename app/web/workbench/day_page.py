"""What the page of a person's day is handed. Its lines are in `day_rows`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from app.languages import find, is_source
from app.models import Role, now
from app.web.frame.addresses import address, at
from app.web.frame.staff import Frame, Link
from app.web.frame.staff_presenters import PrintForm, count, print_form
from app.web.workbench.day_notices import (
    ChangedRow,
    CompetenceNotice,
    ReportRow,
    SiblingRow,
    changed_rows,
    competence_notice,
)
from app.web.workbench.day_rows import (
    USUAL_MINUTES,
    AnswerRow,
    DayPiece,
    DayQuery,
    LanguageRow,
    Queue,
    RefusedAnswer,
    ReviewRow,
    when,
)
from app.workflow.editions.published import published_languages
from app.workflow.editions.text_reports import open_reports
from app.workflow.lists.strings import Taken, next_taken
from app.workflow.people.accounts import Actor
from app.workflow.review.remarks import AnsweredQuestion, OpenQuestion, answered, inbox
from app.workflow.review.siblings import lagging_siblings, sees_siblings
from app.workflow.work.changed_english import changed_texts
from app.workflow.work.day import Batch, Day, batch, day, working
from app.workflow.work.due_reviews import DueReview, due_reviews

DESK = (
    Link(
        "Read a plan",
        "/library/plans/code",
        note="Scan its code or key in its ticks, and read in English what she ticked.",
    ),
    Link(
        "Packs of prints",
        "/library/packs",
        note="For a clinic, an event, or the day when the system is down.",
    ),
)
"""What a midwife does beside printing."""


@dataclass(frozen=True, kw_only=True)
class DayPage:
    """All that waits for one person, in their languages or in the one `chosen`, a tag or ""; with
    prints for the hospital `service`."""

    frame: Frame
    actor: Actor
    chosen: str
    service: str | None
    day: Day
    batch: Batch | None
    """None for whoever works on no texts."""
    taken: Taken | None
    """The next segment that they took."""
    asked: Sequence[OpenQuestion]
    answered: Sequence[AnsweredQuestion]
    due: Sequence[DueReview]
    competence: CompetenceNotice | None
    """What a reviewer lacks before they may approve."""
    changed: Sequence[ChangedRow]
    """Changed safety-critical English that a clinician decides about."""
    published: frozenset[str]
    """Tags of the languages in which anything can be printed."""
    reports: Sequence[ReportRow]
    """What people say is wrong in published texts."""
    siblings: Sequence[SiblingRow] = ()
    """Where standard and easy read may no longer say the same."""
    typed: RefusedAnswer | None = None
    """An answer that was not taken."""

    @cached_property
    def queues(self) -> tuple[Queue, ...]:
        return tuple(Queue(kind, self.actor, self.chosen) for kind in self.day.kinds)

    @cached_property
    def piece(self) -> DayPiece | None:
        if self.batch is None:
            return None
        return DayPiece(self.batch, self.day.taken, self.taken, self.chosen)

    @cached_property
    def resume(self) -> Link | None:
        """Where this person stopped."""
        last = self.day.stopped
        if last is None:
            return None
        place = address(last.slug, last.reading_version, last.language)
        title = f"{last.title}, {find(last.language).english_name}"
        href = place if is_source(last.language) else at(place, last.path)
        return Link(title, href, note=_ago(last.at))

    @property
    def questions(self) -> tuple[DayQuery, ...]:
        typed = {self.typed.question: self.typed.text} if self.typed else {}
        return tuple(DayQuery(each, typed.get(each.id, "")) for each in self.asked)

    @property
    def homeless(self) -> RefusedAnswer | None:
        """An answer that was not taken, to a question that asks nothing any more."""
        waits = self.typed is not None and self.typed.question in (each.id for each in self.asked)
        return None if waits else self.typed

    @property
    def answers(self) -> tuple[AnswerRow, ...]:
        return tuple(map(AnswerRow, self.answered))

    @property
    def reviews(self) -> tuple[ReviewRow, ...]:
        return tuple(map(ReviewRow, self.due))

    @property
    def languages(self) -> tuple[LanguageRow, ...]:
        """Those in which something was done, or the one chosen."""
        return tuple(
            LanguageRow(row)
            for row in self.day.progress
            if self.chosen or row.revised or row.to_revise
        )

    @cached_property
    def choices(self) -> tuple[Link, ...]:
        known = working(self.actor)
        if len(known) <= 1:
            return ()
        every = Link("All my languages", "", not self.chosen)
        mine = (Link(find(tag).english_name, tag, tag == self.chosen) for tag in known)
        return (every, *mine)

    @property
    def form(self) -> PrintForm:
        return print_form(None, self.service, self.published)

    @property
    def desk(self) -> tuple[Link, ...]:
        """What a midwife does beside printing."""
        return DESK if Role.MIDWIFE in self._roles else ()

    @property
    def only_desk(self) -> bool:
        """Whether no text can ever wait for this person."""
        return self._roles == {Role.MIDWIFE}

    @property
    def nothing(self) -> bool:
        said = (self.asked, self.due, self.changed, self.reports, self.siblings)
        return not (self.day.kinds or any(said))

    @property
    def _roles(self) -> set[str]:
        return {role for role, _ in self.actor.grants}


def day_page(
    session: Session,
    frame: Frame,
    actor: Actor,
    chosen: str | None,
    service: str | None,
    typed: RefusedAnswer | None = None,
) -> DayPage:
    """The day of one person; `chosen` is a tag, or None for all their languages."""
    today = day(session, actor, chosen)
    works = bool(working(actor))
    return DayPage(
        frame=frame,
        actor=actor,
        chosen=chosen or "",
        service=service,
        day=today,
        batch=batch(session, actor, USUAL_MINUTES, chosen, today.progress) if works else None,
        taken=next_taken(session, actor) if works else None,
        asked=inbox(session, actor),
        answered=answered(session, actor),
        due=due_reviews(session, actor),
        competence=competence_notice(session, actor, chosen or "", today.progress),
        changed=changed_rows(changed_texts(session, actor, chosen)),
        published=published_languages(session),
        reports=tuple(map(ReportRow, open_reports(session, actor))),
        siblings=tuple(map(SiblingRow, lagging_siblings(session))) if sees_siblings(actor) else (),
        typed=typed,
    )


def _ago(at_: datetime) -> str:
    minutes = int((now() - at_).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{count(minutes, 'minute')} ago"
    if minutes < 24 * 60:
        return f"{count(minutes // 60, 'hour')} ago"
    return f"on {when(at_.date())}"
