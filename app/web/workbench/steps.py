"""What people post about a translation: save, approve, send back, draft, sign and publish.
How a step is answered is in `posted_step`.
"""

from fastapi import APIRouter
from fastapi.responses import Response

from app.exchange.opening import clean
from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import needs_here
from app.web.workbench.posted_form import Typed
from app.web.workbench.posted_step import SentStep
from app.workflow.editions.publishing import publish
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.review.remarks import answer, ask, comment
from app.workflow.review.sign_off import sign_off
from app.workflow.review.steps import reopen, restore, revise, save, stand_by
from app.workflow.translation.desk import Desk, view
from app.workflow.translation.permissions import READERS
from app.workflow.work import unsaved

router = APIRouter(dependencies=[needs_here(*READERS), takes(LONG_TEXT)])


@router.post("/{slug}/{version}/{tag}/save")
def post_save(at: SentStep) -> Response:
    return at.take("save", _save, "saved")


def _save(desk: Desk, actor: Actor, typed: Typed) -> object:
    unsaved.forget(desk, actor, typed.path)
    return save(desk, actor, typed.path, typed.text, typed.version)


@router.post("/{slug}/{version}/{tag}/revise")
def post_revise(at: SentStep) -> Response:
    return at.take("revise", _revise, "revised")


def _revise(desk: Desk, actor: Actor, typed: Typed) -> object:
    words = clean(typed.text)
    seen = view(desk, typed.path)
    if words and seen.version == typed.version and words != clean(seen.text):
        raise Refused(
            "You changed this text, so you cannot also approve it. Save your change: another "
            "person approves it then."
        )
    return revise(desk, actor, typed.path, typed.version, read_twice=typed.read_twice)


@router.post("/{slug}/{version}/{tag}/reopen")
def post_reopen(at: SentStep) -> Response:
    return at.take(
        "reopen", lambda desk, a, t: reopen(desk, a, t.path, t.version, t.why), "reopened"
    )


@router.post("/{slug}/{version}/{tag}/stand-by")
def post_stand_by(at: SentStep) -> Response:
    return at.take(
        "stand_by", lambda desk, a, t: stand_by(desk, a, t.path, t.version, t.why), "stood-by"
    )


@router.post("/{slug}/{version}/{tag}/restore")
def post_restore(at: SentStep) -> Response:
    return at.take(
        "restore", lambda desk, a, t: restore(desk, a, t.path, t.event, t.version), "restored"
    )


@router.post("/{slug}/{version}/{tag}/comment")
def post_comment(at: SentStep) -> Response:
    return at.take("comment", lambda desk, a, t: comment(desk, a, t.path, t.why), "commented")


@router.post("/{slug}/{version}/{tag}/ask")
def post_question(at: SentStep) -> Response:
    return at.take("ask", lambda desk, a, t: ask(desk, a, t.path, t.why), "asked")


@router.post("/{slug}/{version}/{tag}/answer")
def post_answer(at: SentStep) -> Response:
    return at.take("answer", lambda desk, a, t: answer(desk, a, t.event, t.why), "answered")


@router.post("/{slug}/{version}/{tag}/sign")
def post_sign(at: SentStep) -> Response:
    return at.take("sign", lambda desk, a, t: sign_off(desk, a, seen=t.seen), "signed")


@router.post("/{slug}/{version}/{tag}/publish")
def post_publish(at: SentStep) -> Response:
    return at.take("publish", lambda desk, a, _: publish(desk, a), "published")


@router.post("/{slug}/{version}/{tag}/draft")
def post_draft(at: SentStep) -> Response:
    return at.order()
