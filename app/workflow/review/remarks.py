"""What people say about a segment: comments, and questions to the author.

A question keeps its segment from being revised, and its text from being signed, until an author has
answered it. Remarks are appended; nobody edits or deletes one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.models import (
    Remark,
    RemarkKind,
    ResourceRow,
    Role,
    SourceRevision,
    Translation,
    User,
    now,
)
from app.workflow.people.accounts import Actor, names
from app.workflow.refusals import Missing, Refused, Unfilled
from app.workflow.source import revisions
from app.workflow.translation.desk import Desk, mark, segment_of
from app.workflow.translation.permissions import may_open

MAY_SAY: dict[RemarkKind, frozenset[Role]] = {
    RemarkKind.COMMENT: frozenset(
        {Role.ADMIN, Role.AUTHOR, Role.TRANSLATOR, Role.REVIEWER, Role.CLINICIAN}
    ),
    RemarkKind.QUESTION: frozenset({Role.TRANSLATOR, Role.REVIEWER, Role.CLINICIAN}),
    RemarkKind.ANSWER: frozenset({Role.AUTHOR}),
}
"""Who may say what."""
LONGEST = 4000


@dataclass(frozen=True, kw_only=True)
class RemarkView:
    """One remark as people read it. `open` marks a question without an answer, `about_old_english`
    one that was made before the English changed."""

    id: int
    kind: RemarkKind
    text: str
    by: str
    actor_id: int
    role: Role
    at: datetime
    question_id: int | None
    open: bool
    about_old_english: bool


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A question that waits for an author, and the segment that it is about."""

    id: int
    slug: str
    reading_version: str
    language: str
    path: str
    source: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class AnsweredQuestion:
    """An answer to a question that someone asked, and where they asked it; `path` is empty where
    the English has that text no more."""

    slug: str
    reading_version: str
    language: str
    path: str
    question: str
    answer: str
    by: str
    at: datetime


def comment(desk: Desk, actor: Actor, path: str, text: str) -> Remark:
    """Say something about a segment; raises Refused and Missing."""
    return _say(desk, actor, RemarkKind.COMMENT, path, text)


def ask(desk: Desk, actor: Actor, path: str, text: str) -> Remark:
    """Ask the author about a segment, which then waits for the answer; raises Refused and
    Missing. Asking the same twice asks once."""
    if desk.language.is_source:
        raise Refused("This is the English itself. Ask about it from the translation you work on.")
    for said in conversation(desk, path):
        if said.open and said.actor_id == actor.id and said.text == _tidy(text):
            return _stored(desk, said.id)
    return _say(desk, actor, RemarkKind.QUESTION, path, text)


def answer(desk: Desk, actor: Actor, question_id: int, text: str) -> Remark:
    """Answer a question, which frees its segment; raises Refused and Missing."""
    actor.require_role(MAY_SAY[RemarkKind.ANSWER], desk.language.tag)
    question = _stored(desk, question_id)
    if question.kind is not RemarkKind.QUESTION:
        raise Missing(f"Remark {question_id} is not a question.")
    given = desk.session.exec(select(Remark).where(Remark.question_id == question_id)).first()
    if given is not None:
        if given.actor_id == actor.id and given.text == _tidy(text):
            return given
        raise Refused("This question has an answer already. Add a comment instead.")
    return _say(desk, actor, RemarkKind.ANSWER, question.path, text, question_id)


def conversation(desk: Desk, path: str) -> tuple[RemarkView, ...]:
    """All that was said about a segment, oldest first."""
    segment = segment_of(desk, path)
    rows = desk.session.exec(
        select(Remark, User.name)
        .join(User, col(User.id) == col(Remark.actor_id))
        .where(Remark.translation_id == desk.translation.id, Remark.path == path)
        .order_by(col(Remark.id))
    ).all()
    answered = {remark.question_id for remark, _ in rows}
    return tuple(
        RemarkView(
            id=remark.id or 0,
            kind=remark.kind,
            text=remark.text,
            by=name,
            actor_id=remark.actor_id,
            role=remark.role,
            at=remark.at,
            question_id=remark.question_id,
            open=remark.kind is RemarkKind.QUESTION and remark.id not in answered,
            about_old_english=remark.source_hash != segment.hash,
        )
        for remark, name in rows
    )


def open_questions(desk: Desk) -> frozenset[str]:
    """The paths of the segments that wait for an author's answer."""
    if desk.translation.id is None:
        return frozenset()
    rows = desk.session.exec(
        select(Remark.path).where(Remark.translation_id == desk.translation.id, _open())
    ).all()
    return frozenset(path for path in rows if path in desk.segments)


def has_open_question(desk: Desk, path: str) -> bool:
    """Whether the segment waits for an author's answer."""
    query = select(Remark.id).where(
        Remark.translation_id == desk.translation.id, Remark.path == path, _open()
    )
    with desk.session.no_autoflush:  # remarks are stored as they are made
        return desk.session.exec(query.limit(1)).first() is not None


def inbox(session: Session, actor: Actor, limit: int = 20) -> tuple[OpenQuestion, ...]:
    """The questions that this person may answer, oldest first; segments that are gone from the
    newest English ask nothing any more."""
    if not actor.languages(*MAY_SAY[RemarkKind.ANSWER]):
        return ()
    rows = session.exec(
        select(Remark, Translation, ResourceRow, User.name)
        .join(Translation, col(Translation.id) == col(Remark.translation_id))
        .join(ResourceRow, col(ResourceRow.id) == col(Translation.resource_id))
        .join(User, col(User.id) == col(Remark.actor_id))
        .where(_open(), col(ResourceRow.archived).is_(False))
        .order_by(col(Remark.id))
    )
    found: list[OpenQuestion] = []
    english: dict[tuple[str, str], SourceRevision] = {}
    for remark, translation, resource, name in rows:
        if not any(actor.can(role, translation.language) for role in MAY_SAY[RemarkKind.ANSWER]):
            continue
        place = (resource.slug, translation.reading_version)
        if place not in english:
            english[place] = revisions.newest_revision(session, *place)
        texts = {s.path: s.text for s in revisions.extraction(english[place]).segments}
        if remark.path in texts:
            found.append(
                OpenQuestion(
                    id=remark.id or 0,
                    slug=resource.slug,
                    reading_version=translation.reading_version,
                    language=translation.language,
                    path=remark.path,
                    source=texts[remark.path],
                    text=remark.text,
                    by=name,
                    at=remark.at,
                )
            )
        if len(found) == limit:
            break
    return tuple(found)


ANSWERED_FOR = timedelta(days=14)
"""How long an answer is shown to whoever asked."""


def answered(session: Session, actor: Actor, limit: int = 5) -> tuple[AnsweredQuestion, ...]:
    """The newest answers to this person's questions, newest first, in languages that they may read
    still."""
    asked = {"me": actor.id, "since": now() - ANSWERED_FOR, "most": limit}
    rows = session.execute(_ANSWERS, asked).all()
    by = names(session) if rows else {}
    return tuple(
        AnsweredQuestion(
            slug=slug,
            reading_version=text.reading_version,
            language=text.language,
            path=given.path if _stands(session, slug, text.reading_version, given.path) else "",
            question=question.text,
            answer=given.text,
            by=by.get(given.actor_id, "someone"),
            at=given.at,
        )
        for given, question, slug, text in rows
        if may_open(actor, text.language)
    )


def _stands(session: Session, slug: str, reading_version: str, path: str) -> bool:
    newest = revisions.newest_revision(session, slug, reading_version)
    return path in revisions.segments(newest)


_ASKED: Any = aliased(Remark)
_ANSWERS: Any = (
    sql_select(Remark, _ASKED, col(ResourceRow.slug), Translation)
    .join(_ASKED, _ASKED.id == col(Remark.question_id))
    .join(Translation, col(Translation.id) == col(Remark.translation_id))
    .join(ResourceRow, col(ResourceRow.id) == col(Translation.resource_id))
    .where(_ASKED.actor_id == bindparam("me"), col(Remark.at) > bindparam("since"))
    .where(col(ResourceRow.archived).is_(False))
    .order_by(col(Remark.id).desc())
    .limit(bindparam("most"))
)


def _open() -> ColumnElement[bool]:
    """What makes a remark an open question."""
    answers = select(Remark.question_id).where(col(Remark.question_id).is_not(None))
    return and_(col(Remark.kind) == RemarkKind.QUESTION, col(Remark.id).not_in(answers))


def _say(
    desk: Desk, actor: Actor, kind: RemarkKind, path: str, text: str, question: int | None = None
) -> Remark:
    role = actor.require_role(MAY_SAY[kind], desk.language.tag)
    segment = segment_of(desk, path)
    words = _tidy(text)
    if not words:
        raise Unfilled(f"The {kind.value} is empty. Write it first.")
    if len(words) > LONGEST:
        raise Unfilled(f"The {kind.value} is longer than {LONGEST} characters. Shorten it.")
    remark = Remark(
        translation_id=desk.translation_id,
        path=path,
        kind=kind,
        text=words,
        question_id=question,
        source_hash=segment.hash,
        actor_id=actor.id,
        role=role,
    )
    desk.session.add(remark)
    desk.session.flush()
    mark(desk, path)
    return remark


def _tidy(text: str) -> str:
    """Line breaks stay: a remark may have paragraphs."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def _stored(desk: Desk, remark_id: int) -> Remark:
    remark = desk.session.get(Remark, remark_id)
    if remark is None or remark.translation_id != desk.translation.id:
        raise Missing(f"There is no question {remark_id} about this text.")
    return remark
