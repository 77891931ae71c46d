"""What people said about a segment: comments, questions to the author and their answers."""

from dataclasses import dataclass

from app.models import RemarkKind
from app.web.frame.labels import moment
from app.workflow.people.accounts import Actor
from app.workflow.review.remarks import MAY_SAY, RemarkView, conversation
from app.workflow.translation.desk import Desk, SegmentView


@dataclass(frozen=True)
class RemarkLine:
    """One remark, for a person who may answer questions or not."""

    remark: RemarkView
    answers: bool

    @property
    def id(self) -> int:
        return self.remark.id

    @property
    def kind(self) -> str:
        return KINDS[self.remark.kind]

    @property
    def text(self) -> str:
        return self.remark.text

    @property
    def who(self) -> str:
        return f"{self.remark.by} ({self.remark.role}), {moment(self.remark.at)}"

    @property
    def open(self) -> bool:
        return self.remark.open

    @property
    def may_answer(self) -> bool:
        return self.open and self.answers

    @property
    def about_old_english(self) -> bool:
        return self.remark.about_old_english


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
        tuple(RemarkLine(each, may_answer) for each in said),
        may(RemarkKind.COMMENT),
        may(RemarkKind.QUESTION),
    )
