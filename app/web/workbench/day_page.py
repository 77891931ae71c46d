"""What the page of a person's day is handed, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from sqlmodel import Session

from app.languages import ENGLISH, Language, find, format_date, is_source
from app.models import Role, now
from app.web.frame.addresses import address, at
from app.web.frame.staff import Frame, Link
from app.web.frame.staff_presenters import VERSIONS, PrintForm, count, print_form
from app.workflow.lists.strings import TAKEN, next_taken
from app.workflow.people.accounts import Actor
from app.workflow.review.remarks import Answered, OpenQuestion, answered, inbox
from app.workflow.work.day import (
    Batch,
    Day,
    Kind,
    LanguageProgress,
    LastWorked,
    Waiting,
    batch,
    day,
    working,
)
from app.workflow.work.due_reviews import DueReview, due_reviews

HEADINGS = {
    "sign": ("To sign", "Each text was revised by a second person."),
    "publish": ("To publish", "Signed by a clinician."),
    "changed": ("The English changed", "Bring the translation up to date."),
    "revise": ("To revise", "Edited by someone else: check it and approve it."),
    "back": ("To translate back", "Safety-critical: say in English what it says, unseen."),
    "edit": ("To translate", "Empty, or a draft that nobody has checked."),
}
MINUTES = (10, 20, 40, 60)
USUAL_MINUTES = 20


@dataclass(frozen=True, kw_only=True)
class Task:
    """One translation in which something waits for this person."""

    id: int
    title: str
    version: str
    language: Language
    amount: str
    critical: str
    progress: str
    due: str
    late: bool
    people: str
    mine: bool
    href: str


@dataclass(frozen=True, kw_only=True)
class Queue:
    """One kind of work, and where the rest of it is listed."""

    id: str
    heading: str
    hint: str
    tasks: tuple[Task, ...]
    more: str
    takes: bool


@dataclass(frozen=True, kw_only=True)
class DayPiece:
    """A piece of work of some minutes, to take at once; `taken` is what this person has already."""

    amount: str
    estimate: str
    pace: str
    choices: tuple[Link, ...]
    empty: bool
    taken: str
    taken_href: str
    begin: str
    """Where one goes on with what one has taken."""


@dataclass(frozen=True, kw_only=True)
class DayQuery:
    """A question that an author answers here."""

    id: int
    slug: str
    reading_version: str
    tag: str
    language: Language
    source: str
    text: str
    by: str
    href: str


@dataclass(frozen=True)
class AnswerRow:
    """An answer to what this person asked, and where."""

    question: str
    answer: str
    by: str
    language: Language
    href: str


@dataclass(frozen=True, kw_only=True)
class ReviewRow:
    """A published text that must be looked at again, soon or long since."""

    title: str
    version: str
    owner: str
    languages: str
    when: str
    overdue: bool
    href: str


@dataclass(frozen=True)
class LanguageRow:
    language: Language
    share: int
    revised: str
    waits: str
    href: str


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
    """All that waits for one person, in their languages or in the one chosen. `desk` is what a
    midwife does beside printing; `only_desk`: no text can ever wait for this person."""

    frame: Frame
    queues: tuple[Queue, ...]
    piece: DayPiece | None
    resume: Link | None
    questions: tuple[DayQuery, ...]
    answers: tuple[AnswerRow, ...]
    reviews: tuple[ReviewRow, ...]
    languages: tuple[LanguageRow, ...]
    choices: tuple[Link, ...]
    chosen: str
    form: PrintForm
    desk: tuple[Link, ...]
    only_desk: bool

    @property
    def nothing(self) -> bool:
        return not (self.queues or self.questions or self.reviews)


def day_page(
    session: Session, frame: Frame, actor: Actor, chosen: str | None, service: str | None
) -> DayPage:
    """The day of one person; `chosen` is a tag, or None for all their languages."""
    found = day(session, actor, chosen)
    known = working(actor)
    held = {role for role, _ in actor.grants}
    piece = batch(session, actor, USUAL_MINUTES, chosen, found.progress) if known else None
    return DayPage(
        frame=frame,
        queues=tuple(_queue(kind, actor, chosen) for kind in found.kinds),
        piece=_piece(piece, found, chosen, next_taken(session, actor)) if piece else None,
        resume=_resume(found.stopped),
        questions=tuple(_asked(question) for question in inbox(session, actor)),
        answers=tuple(_answer(each) for each in answered(session, actor)),
        reviews=tuple(_review(each) for each in due_reviews(session, actor)),
        languages=tuple(
            _language(row) for row in found.progress if chosen or row.revised or row.to_revise
        ),
        choices=_choices(known, chosen) if len(known) > 1 else (),
        chosen=chosen or "",
        form=print_form(None, service),
        desk=DESK if Role.MIDWIFE in held else (),
        only_desk=held == {Role.MIDWIFE},
    )


def when(day: date) -> str:
    return format_date(day, ENGLISH)


def listed(**asked: str) -> str:
    """The address of the list with these filters."""
    return f"/workbench/find?{urlencode({key: value for key, value in asked.items() if value})}"


def _choices(known: Iterable[str], chosen: str | None) -> tuple[Link, ...]:
    every = Link("All my languages", "", chosen is None)
    return (every, *(Link(find(tag).english_name, tag, tag == chosen) for tag in known))


def _queue(kind: Kind, actor: Actor, chosen: str | None) -> Queue:
    heading, hint = HEADINGS[kind.name]
    whole = kind.name in ("sign", "publish")
    more = "" if whole or not kind.more else listed(waits=kind.name, language=chosen or "")
    tasks = tuple(_task(text, actor, whole=whole) for text in kind.texts)
    return Queue(
        id=kind.name,
        heading=heading,
        hint=hint,
        tasks=tasks,
        more=more,
        takes=kind.name != "publish",
    )


def _task(text: Waiting, actor: Actor, *, whole: bool) -> Task:
    mine = text.assignee_id == actor.id
    others = ", ".join(text.others)
    verb = "is" if len(text.others) == 1 else "are"
    people = [f"{others} {verb} at work here"] if others else []
    return Task(
        id=text.id,
        title=text.title,
        version=VERSIONS[text.reading_version],
        language=find(text.language),
        amount=count(text.strings, "text"),
        critical=f"{text.critical} safety-critical" if text.critical else "",
        progress=_progress(text, whole=whole),
        due=when(text.due_on) if text.due_on else "",
        late=text.due_on is not None and text.due_on < now().date(),
        people="; ".join((["You took it"] if mine else []) + people),
        mine=mine,
        href=address(text.slug, text.reading_version, text.language) + ("#finish" if whole else ""),
    )


def _progress(text: Waiting, *, whole: bool) -> str:
    if is_source(text.language):
        return "the source"
    if whole or text.revised == text.total:
        return "all revised"
    return f"{text.revised} of {text.total} revised"


def _piece(
    piece: Batch, found: Day, chosen: str | None, taken: tuple[str, str, str, str] | None
) -> DayPiece:
    critical = f", {piece.critical} of them safety-critical" if piece.critical else ""
    return DayPiece(
        amount=f"{count(len(piece.strings), 'text')} with {count(piece.words, 'word')}{critical}",
        estimate=f"about {count(piece.minutes, 'minute')}",
        pace=_pace(piece),
        choices=tuple(Link(f"{n} minutes", str(n), n == USUAL_MINUTES) for n in MINUTES),
        empty=not piece.strings,
        taken=count(found.taken, "text") if found.taken else "",
        taken_href=listed(holder="me", waits="me", language=chosen or ""),
        begin=at(address(*taken[:3]), taken[3], show=TAKEN) + f"#text-{taken[3]}" if taken else "",
    )


def _pace(piece: Batch) -> str:
    speed = f"{piece.pace.edit:.0f} words a minute to translate, {piece.pace.revise:.0f} to revise"
    if piece.pace.steps:
        return f"Reckoned at your own pace: {speed}."
    return f"Reckoned at a usual pace ({speed}) until we have seen yours."


def _resume(stopped: LastWorked | None) -> Link | None:
    if stopped is None:
        return None
    place = address(stopped.slug, stopped.reading_version, stopped.language)
    title = f"{stopped.title}, {find(stopped.language).english_name}"
    if is_source(stopped.language):
        return Link(title, place, note=_ago(stopped.at))
    return Link(title, at(place, stopped.path, show="mine"), note=_ago(stopped.at))


def _ago(at_: datetime) -> str:
    minutes = int((now() - at_).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{count(minutes, 'minute')} ago"
    if minutes < 24 * 60:
        return f"{count(minutes // 60, 'hour')} ago"
    return f"on {when(at_.date())}"


def _asked(question: OpenQuestion) -> DayQuery:
    place = address(question.slug, question.reading_version, question.language)
    return DayQuery(
        id=question.id,
        slug=question.slug,
        reading_version=question.reading_version,
        tag=question.language,
        language=find(question.language),
        source=question.source,
        text=question.text,
        by=question.by,
        href=at(place, question.path),
    )


def _answer(given: Answered) -> AnswerRow:
    place = address(given.slug, given.reading_version, given.language)
    return AnswerRow(
        given.question, given.answer, given.by, find(given.language), at(place, given.path)
    )


def _review(due: DueReview) -> ReviewRow:
    return ReviewRow(
        title=due.title,
        version=VERSIONS[due.reading_version],
        owner=due.owner,
        languages=", ".join(find(tag).english_name for tag in due.languages),
        when=when(due.review_by),
        overdue=due.overdue,
        href=f"/library/{due.slug}",
    )


def _language(row: LanguageProgress) -> LanguageRow:
    parts = {
        "to translate": row.to_edit - row.changed,
        "with changed English": row.changed,
        "to revise": row.to_revise,
        "waiting for an author": row.questions,
    }
    left = ", ".join(f"{number} {name}" for name, number in parts.items() if number)
    return LanguageRow(
        find(row.language),
        100 * row.revised // row.total if row.total else 0,
        f"{row.revised} of {row.total}",
        left or "nothing waits",
        listed(language=row.language),
    )
