"""What people said about a segment: comments, questions to the author and their answers."""

from dataclasses import dataclass

from app.models import RemarkKind
from app.web.frame.labels import moment
from app.workflow.people.accounts import Actor
from app.workflow.review.remarks import MAY_SAY, RemarkView, conversation
from app.workflow.translation.desk import Desk, SegmentView


@dataclass(frozen=True, kw_only=True)
class RemarkLine:
    """One remark. `may_answer` offers the answer to an open question."""

    id: int
    kind: str
    text: str
    who: str
    open: bool
    may_answer: bool
    about_old_english: bool


@dataclass(frozen=True)
class Conversation:
    lines: tuple[RemarkLine, ...]
    may_comment: bool
    may_ask: bool


KINDS = {
    RemarkKind.COMMENT: "Comment",
    RemarkKind.QUESTION: "Question to the author",
    RemarkKind.ANSWER: "Answer",
}


def section(desk: Desk, seen: SegmentView, actor: Actor) -> Conversation | None:
    tag = desk.language.tag

    def may(kind: RemarkKind) -> bool:
        return any(actor.can(role, tag) for role in MAY_SAY[kind])

    said = conversation(desk, seen.path)
    may_answer = may(RemarkKind.ANSWER)
    return Conversation(
        tuple(_line(each, may_answer) for each in said),
        may(RemarkKind.COMMENT),
        may(RemarkKind.QUESTION),
    )


def _line(said: RemarkView, may_answer: bool) -> RemarkLine:
    return RemarkLine(
        id=said.id,
        kind=KINDS[said.kind],
        text=said.text,
        who=f"{said.by} ({said.role}), {moment(said.at)}",
        open=said.open,
        may_answer=said.open and may_answer,
        about_old_english=said.about_old_english,
    )
